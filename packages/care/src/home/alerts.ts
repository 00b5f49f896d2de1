import { afterDoseChecks } from './after-dose.ts';
import type { DiaryState } from './diary.ts';
import { distanceAt, windowAt } from './dose-checks.ts';
import { heldOf } from './fold-diary.ts';
import type { HomeAlertId } from './hazards.ts';
import type { HomeProgramme } from './programme.ts';
import { type HomeAlert, homeRuleLimits, warningSigns } from './rules.ts';

/**
 * What the rules find in a diary, in the order of time. What was struck out is not found; stops look at it all the same.
 * @param timeZone of the patient's home, IANA
 * @param now ISO 8601 instant
 */
export function homeAlerts(
  programme: HomeProgramme,
  diary: DiaryState,
  timeZone: string,
  now: string,
): HomeAlert[] {
  return [
    ...unanswered(programme, diary, now),
    ...afterDoses(programme, diary),
    ...beforeDoses(programme, diary),
    ...days(diary),
    ...outsidePlan(programme, diary, timeZone),
    ...heldOf(diary, 'week').flatMap(({ id, at, statement }) =>
      statement.knowsWhenToStop === false
        ? [alert('unsure-of-the-risks', id, at, 'Not sure when to stop and whom to call.')]
        : [],
    ),
    ...heldOf(diary, 'gone').map(({ id, at, statement }) =>
      alert('supply-gone', id, at, `${milligrams(statement.amountUg)} ${statement.how.replace('-', ' ')}.`),
    ),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || (one.entry < other.entry ? -1 : 1));
}

function unanswered(programme: HomeProgramme, diary: DiaryState, now: string): HomeAlert[] {
  return afterDoseChecks(programme, diary, now)
    .filter(({ state }) => state === 'silent' || state === 'never answered')
    .map(({ doseId, minute, dueAt }) =>
      alert('check-unanswered', doseId, dueAt, `No answer ${minute} minutes after a dose.`),
    );
}

function afterDoses(programme: HomeProgramme, diary: DiaryState): HomeAlert[] {
  const last = Math.max(...programme.checksAfterDose.minutes);
  return heldOf(diary, 'after-dose').flatMap(({ id, at, statement }) => [
    ...(statement.awake === 'drowsy'
      ? [alert('drowsy-after-dose', id, at, `Drowsy ${statement.minute} minutes after a dose.`)]
      : []),
    ...(statement.minute >= last && isAbove(programme, statement.systolic, statement.diastolic)
      ? [
          alert(
            'pressure-above-limit',
            id,
            at,
            `${statement.systolic}/${statement.diastolic} mmHg still ${statement.minute} minutes after a dose.`,
          ),
        ]
      : []),
  ]);
}

function beforeDoses(programme: HomeProgramme, diary: DiaryState): HomeAlert[] {
  return [
    ...heldOf(diary, 'blood-pressure')
      .filter(({ statement }) => isAbove(programme, statement.systolic, statement.diastolic))
      .map(({ id, at, statement }) =>
        alert('pressure-above-limit', id, at, `${statement.systolic}/${statement.diastolic} mmHg.`),
      ),
    ...heldOf(diary, 'substances').flatMap(({ id, at, statement }) => {
      const named = [
        ...(statement.alcohol ? ['alcohol'] : []),
        ...(statement.sedatives ? ['a sedative'] : []),
        ...(statement.otherDrugs ? ['another drug'] : []),
      ];
      return named.length === 0
        ? []
        : [alert('sedating-substance', id, at, `Said before a dose: ${named.join(', ')}.`)];
    }),
  ];
}

function days(diary: DiaryState): HomeAlert[] {
  return heldOf(diary, 'day').flatMap(({ id, at, statement: { sideEffects, urine, mood } }) => {
    const unreal = (sideEffects ?? []).filter(
      (one) => one === 'felt-unreal' || one === 'frightening-experience',
    );
    const warnings = (sideEffects ?? []).filter((one) => warningSigns.includes(one));
    return [
      ...(unreal.length > 0 ? [alert('felt-unreal', id, at, `Reported: ${plain(unreal)}.`)] : []),
      ...(warnings.length > 0 ? [alert('warning-sign', id, at, `Reported: ${plain(warnings)}.`)] : []),
      ...((urine ?? []).length > 0 ? [alert('urine-symptom', id, at, `Urine: ${plain(urine ?? [])}.`)] : []),
      ...(mood !== null && mood <= homeRuleLimits.lowMood.value
        ? [alert('low-mood', id, at, `Mood ${mood} of 10.`)]
        : []),
    ];
  });
}

function outsidePlan(programme: HomeProgramme, diary: DiaryState, timeZone: string): HomeAlert[] {
  const doses = heldOf(diary, 'dose');
  return doses.flatMap((dose, index) => {
    const at = Date.parse(dose.at);
    const before = doses.slice(0, index);
    const window = windowAt(programme, timeZone, at);
    const distance = distanceAt(programme, before, at);
    const { fromHour, toHour } = programme.window;
    return [
      ...(window.state === 'met'
        ? []
        : [alert('dose-outside-plan', dose.id, dose.at, `Taken outside ${fromHour}:00 to ${toHour}:00.`)]),
      ...(distance.state === 'met'
        ? []
        : [
            alert(
              'dose-outside-plan',
              dose.id,
              dose.at,
              `Taken ${hours(at - Date.parse(before.at(-1)?.at ?? dose.at))} after the dose before; the plan asks for ${programme.minHoursBetween.value} h.`,
            ),
          ]),
    ];
  });
}

/** Whether a pressure is above what a dose may be taken at, mmHg. */
function isAbove(
  { limits }: Pick<HomeProgramme, 'limits'>,
  systolic: number | null,
  diastolic: number | null,
): boolean {
  return (
    (systolic !== null && systolic > limits.systolicAtMost.value) ||
    (diastolic !== null && diastolic > limits.diastolicAtMost.value)
  );
}

const alert = (rule: HomeAlertId, entry: string, at: string, reason: string): HomeAlert => ({
  rule,
  entry,
  at,
  reason,
});

const plain = (ids: readonly string[]): string => ids.map((id) => id.replaceAll('-', ' ')).join(', ');
const milligrams = (ug: number): string => `${ug / 1000} mg`;
const hours = (ms: number): string => `${Math.floor(ms / 360_000) / 10} h`;
