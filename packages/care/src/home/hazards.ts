/** What the FDA's alert of October 2023 names as dangers of compounded ketamine at home. */
export const homeHazardIds = [
  'no-monitoring',
  'sedation',
  'dissociation',
  'respiratory-depression',
  'blood-pressure',
  'psychiatric-events',
  'misuse',
  'bladder',
  'not-told',
] as const;
export type HomeHazardId = (typeof homeHazardIds)[number];

/** What the diary asks, by the kind of entry and, after a dot, its field. */
export const diaryItems = [
  'after-dose',
  'after-dose.awake',
  'after-dose.breathing',
  'after-dose.systolic',
  'day.sideEffects',
  'day.mood',
  'day.urine',
  'dose',
  'week.knowsWhenToStop',
] as const;
export type DiaryItem = (typeof diaryItems)[number];

/** Rules over the diary that bring somebody to the worklist. */
export const homeAlertIds = [
  'check-unanswered',
  'drowsy-after-dose',
  'felt-unreal',
  'sedating-substance',
  'pressure-above-limit',
  'low-mood',
  'dose-outside-plan',
  'urine-symptom',
  'unsure-of-the-risks',
  'warning-sign',
  'supply-gone',
] as const;
export type HomeAlertId = (typeof homeAlertIds)[number];

/** Rules that hold every further dose until the clinic has lifted them. */
export const homeStopIds = [
  'unwatched-doses',
  'could-not-be-woken',
  'saw-or-heard-things',
  'breathing-troubled',
  'pressure-dangerous',
  'suicidal-thoughts',
  'more-than-plan',
  'blood-in-urine',
  'training-not-valid',
  'asked-for-help',
  'by-the-clinic',
] as const;
export type HomeStopId = (typeof homeStopIds)[number];
