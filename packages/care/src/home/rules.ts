import type { Basis } from '../protocol/criterion.ts';
import { esketamineLabel, fda2023, ours, review2014 } from '../protocol/sources.ts';
import type { HomeSideEffect } from './event.ts';
import type { HomeAlertId, HomeStopId } from './hazards.ts';
import type { HomeUrgency } from './worklist.ts';

/** A rule over the diary, as it is shown; what it finds is a function beside it. */
export interface HomeRule<Id extends HomeAlertId | HomeStopId> extends Basis {
  readonly id: Id;
  /** Goes up when what it finds or says changes. */
  readonly version: number;
  readonly urgency: Exclude<HomeUrgency, 'none'>;
  readonly title: string;
  readonly whatToDo: string;
  /** What would change it. */
  readonly change: string;
}

/** What an alert rule found in one entry. */
export interface HomeAlert {
  readonly rule: HomeAlertId;
  /** Of the entry; for an unanswered check, of the dose. */
  readonly entry: string;
  readonly at: string;
  /** With the values, one sentence for the clinic. */
  readonly reason: string;
}

/** A stop that nobody of the clinic has lifted. */
export interface OpenStop {
  readonly stop: HomeStopId;
  /** The entries that opened it; what lifts it names them. Empty for training that is not valid. */
  readonly entries: readonly string[];
  readonly since: string;
  readonly reason: string;
}

/** The numbers of the rules over the diary, each once. */
export const homeRuleLimits = {
  /** Mood from here down is low, 0 to 10. */
  lowMood: { value: 2, unit: 'of 10', source: ours },
  /** So many of the last doses without any answer afterwards are a stop. */
  unwatchedDoses: { value: 2, unit: 'doses', source: ours },
  amongLastDoses: { value: 5, unit: 'doses', source: ours },
} as const;

/** Ours: side effects that bring somebody to the worklist whatever else is said. */
export const warningSigns: readonly HomeSideEffect[] = [
  'chest-pain',
  'palpitations',
  'fainted',
  'fell',
  'yellow-skin',
  'agitated',
];

const rule = <Id extends HomeAlertId | HomeStopId>(
  id: Id,
  urgency: HomeRule<Id>['urgency'],
  title: string,
  [whatToDo, change]: readonly [string, string],
  source: string,
): HomeRule<Id> => ({
  id,
  version: 1,
  urgency,
  title,
  whatToDo,
  change,
  source: `${source === ours ? '' : `${source}; the rule: `}${ours}`,
  status: 'ours',
});

const spoken = 'Somebody has spoken with the patient since.';
const lifted = 'The clinic lifts it with a reason.';

/** What brings a patient to the worklist. */
export const homeAlertRules: { readonly [Id in HomeAlertId]: HomeRule<Id> } = {
  'check-unanswered': rule(
    'check-unanswered',
    'today',
    'A check after a dose stayed unanswered',
    ['Call the patient, then the sitter. Ask what happened, and agree on how checks are answered.', spoken],
    fda2023,
  ),
  'drowsy-after-dose': rule(
    'drowsy-after-dose',
    'today',
    'Drowsy after a dose',
    ['Ask about other sedating drugs, alcohol and driving; think of a lower dose.', spoken],
    fda2023,
  ),
  'felt-unreal': rule(
    'felt-unreal',
    'this week',
    'Felt unreal or frightened',
    ['Ask how long it lasted and whether somebody was there; think of a lower dose.', spoken],
    fda2023,
  ),
  'sedating-substance': rule(
    'sedating-substance',
    'today',
    'Alcohol, a sedative or another drug before a dose',
    ['Ask what and why; a prescribed sedative needs a physician to look at both together.', spoken],
    fda2023,
  ),
  'pressure-above-limit': rule(
    'pressure-above-limit',
    'today',
    'Blood pressure above the limit for a dose',
    ['Ask for a measurement at rest; see whether its treatment is enough.', spoken],
    esketamineLabel,
  ),
  'low-mood': rule(
    'low-mood',
    'today',
    'Very low mood',
    ['Call today and ask about suicidal thoughts.', spoken],
    review2014,
  ),
  'dose-outside-plan': rule(
    'dose-outside-plan',
    'this week',
    'A dose outside the hours, or sooner than planned',
    ['Ask what happened. Pain that does not wait may need another plan.', spoken],
    fda2023,
  ),
  'urine-symptom': rule(
    'urine-symptom',
    'this week',
    'Symptoms of the bladder',
    ['Test the urine for infection and blood; ask the bladder questionnaire.', spoken],
    fda2023,
  ),
  'unsure-of-the-risks': rule(
    'unsure-of-the-risks',
    'this week',
    'Unsure when to stop and whom to call',
    ['Go through it again, and have the training repeated.', spoken],
    fda2023,
  ),
  'warning-sign': rule(
    'warning-sign',
    'today',
    'A symptom that a physician should know of',
    ['Call today; see whether the next dose should wait.', spoken],
    ours,
  ),
  'supply-gone': rule(
    'supply-gone',
    'today',
    'A part of the supply is lost, stolen or spilled',
    ['Count together what is in hand; ask how it was stored.', spoken],
    fda2023,
  ),
};

/** What holds every further dose, and every supply, until the clinic has lifted it. */
export const homeStopRules: { readonly [Id in HomeStopId]: HomeRule<Id> } = {
  'unwatched-doses': rule(
    'unwatched-doses',
    'today',
    'Doses without any check afterwards',
    ['Nobody can say how these doses went. Meet patient and sitter before the next.', lifted],
    fda2023,
  ),
  'could-not-be-woken': rule(
    'could-not-be-woken',
    'now',
    'Could not be woken after a dose',
    ['Call now; an ambulance where nobody answers. A physician decides whether treatment goes on.', lifted],
    fda2023,
  ),
  'saw-or-heard-things': rule(
    'saw-or-heard-things',
    'now',
    'Saw or heard what is not there',
    ['Call now; a psychiatrist where it lasts.', lifted],
    review2014,
  ),
  'breathing-troubled': rule(
    'breathing-troubled',
    'now',
    'Breathing slow or hard after a dose',
    ['Call now; an ambulance where nobody answers. Look for opioids and sedatives.', lifted],
    fda2023,
  ),
  'pressure-dangerous': rule(
    'pressure-dangerous',
    'now',
    'Dangerous blood pressure',
    ['Call now; measure again; an ambulance with chest pain, headache or weakness.', lifted],
    fda2023,
  ),
  'suicidal-thoughts': rule(
    'suicidal-thoughts',
    'now',
    'Suicidal thoughts',
    ['Call now and do not leave the patient alone; psychiatrist today.', lifted],
    review2014,
  ),
  'more-than-plan': rule(
    'more-than-plan',
    'today',
    'More taken than the plan allows',
    ['Speak with the patient first; count together what is in hand.', lifted],
    fda2023,
  ),
  'blood-in-urine': rule(
    'blood-in-urine',
    'today',
    'Visible blood in the urine',
    ['Urine test, urologist, ultrasound of kidneys and bladder.', lifted],
    `${esketamineLabel}; ${fda2023}`,
  ),
  'training-not-valid': rule(
    'training-not-valid',
    'this week',
    'Training is missing or has run out',
    ['Everybody who needs it repeats the modules that are named.', 'The training is valid again.'],
    fda2023,
  ),
  'asked-for-help': rule(
    'asked-for-help',
    'now',
    'The patient asked for help',
    ['Call now; an ambulance where nobody answers.', lifted],
    ours,
  ),
  'by-the-clinic': rule(
    'by-the-clinic',
    'this week',
    'Stopped by the clinic',
    ['As the clinic wrote.', lifted],
    ours,
  ),
};
