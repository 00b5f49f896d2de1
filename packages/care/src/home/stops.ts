import { dateText } from '../follow-up/days.ts';
import { afterDoseChecks } from './after-dose.ts';
import type { DiaryEntry, DiaryState } from './diary.ts';
import type { HomeStatement } from './event.ts';
import { heldOf } from './fold-diary.ts';
import type { HomeStopId } from './hazards.ts';
import { localTime } from './local-time.ts';
import type { HomeProgramme } from './programme.ts';
import { homeRuleLimits, homeStopRules, type OpenStop } from './rules.ts';
import type { TrainingStanding } from './status.ts';

interface Trigger {
  readonly stop: HomeStopId;
  readonly entry: string;
  readonly at: string;
  readonly reason: string;
}

/**
 * The stops that nobody of the clinic has lifted. What somebody said is looked for in every version of an entry, struck
 * out or not: a correction does not lift a stop, the clinic does. Doses are counted as they hold.
 * @param training empty where it is not known, as on the patient's device
 * @param timeZone of the patient's home, IANA
 * @param now ISO 8601 instant
 */
export function openStops(
  programme: HomeProgramme,
  diary: DiaryState,
  { timeZone, training, now }: { timeZone: string; training: readonly TrainingStanding[]; now: string },
): OpenStop[] {
  const lifted = liftedEntries(diary);
  const open = new Map<HomeStopId, Trigger[]>();
  const triggers = [
    ...diary.entries.flatMap((entry) => saidIn(programme, entry)),
    ...tooMuch(programme, diary, timeZone),
    ...unwatched(programme, diary, now),
  ];
  for (const trigger of triggers) {
    if (lifted.has(`${trigger.stop} ${trigger.entry}`)) continue;
    open.set(trigger.stop, [...(open.get(trigger.stop) ?? []), trigger]);
  }
  const missing = training.filter(({ valid }) => !valid);
  return [
    ...[...open].map(([stop, found]) => stopOf(stop, found)),
    ...(missing.length === 0
      ? []
      : [
          {
            stop: 'training-not-valid' as const,
            entries: [],
            since: now,
            reason: missing.map(({ audience, reason }) => `${audience}: ${reason}`).join(' '),
          },
        ]),
  ].sort((one, other) => (one.stop < other.stop ? -1 : 1));
}

/** "stop entry" of all that the clinic has lifted. */
export function liftedEntries(diary: DiaryState): ReadonlySet<string> {
  return new Set(
    heldOf(diary, 'stop-lifted')
      .filter(({ author }) => author === 'clinic')
      .flatMap(({ statement }) => statement.entries.map((entry) => `${statement.stop} ${entry}`)),
  );
}

function stopOf(stop: HomeStopId, found: readonly Trigger[]): OpenStop {
  const inTime = found.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return {
    stop,
    entries: [...new Set(inTime.map(({ entry }) => entry))],
    since: inTime[0]?.at ?? '',
    reason: inTime[0]?.reason ?? homeStopRules[stop].title,
  };
}

function saidIn(programme: HomeProgramme, entry: DiaryEntry): Trigger[] {
  return entry.versions.flatMap(({ at, statement }) => {
    if (statement === null) return [];
    const said = stopsIn(programme, statement);
    return said.map(([stop, reason]) => ({ stop, entry: entry.id, at, reason }));
  });
}

function stopsIn({ limits, greatestDoseUg }: HomeProgramme, said: HomeStatement): [HomeStopId, string][] {
  switch (said.kind) {
    case 'after-dose':
      return [
        ...(said.awake === 'cannot-be-woken'
          ? [['could-not-be-woken', `Could not be woken ${said.minute} minutes after a dose.`] as const]
          : []),
        ...(said.breathing === 'slow-or-hard'
          ? [['breathing-troubled', `Breathing slow or hard ${said.minute} minutes after a dose.`] as const]
          : []),
        ...dangerous(limits, said.systolic, said.diastolic),
      ].map(([stop, reason]) => [stop, reason]);
    case 'blood-pressure':
      return dangerous(limits, said.systolic, said.diastolic);
    case 'day':
      return [
        ...((said.sideEffects ?? []).includes('saw-or-heard-things')
          ? [['saw-or-heard-things', 'Saw or heard what is not there.'] as const]
          : []),
        ...((said.urine ?? []).includes('blood')
          ? [['blood-in-urine', 'Saw blood in the urine.'] as const]
          : []),
      ].map(([stop, reason]) => [stop, reason]);
    case 'dose':
      return said.doseUg > greatestDoseUg.value
        ? [
            [
              'more-than-plan',
              `A dose of ${said.doseUg / 1000} mg; the most is ${greatestDoseUg.value / 1000} mg.`,
            ],
          ]
        : [];
    case 'suicidal-thoughts':
      return [['suicidal-thoughts', 'Said to have suicidal thoughts.']];
    case 'help':
      return [['asked-for-help', said.text === null ? 'Asked for help.' : `Asked for help: ${said.text}`]];
    case 'stop':
      return [['by-the-clinic', said.reason]];
    default:
      return [];
  }
}

function dangerous(
  limits: HomeProgramme['limits'],
  systolic: number | null,
  diastolic: number | null,
): [HomeStopId, string][] {
  if (systolic === null || diastolic === null) return [];
  return systolic >= limits.systolicStopFrom.value || diastolic >= limits.diastolicStopFrom.value
    ? [['pressure-dangerous', `${systolic}/${diastolic} mmHg.`]]
    : [];
}

/** The doses of one local day beyond the most, in the order of time. */
function tooMuch(programme: HomeProgramme, diary: DiaryState, timeZone: string): Trigger[] {
  const { value: most } = programme.maxDosesPerDay;
  const ofDay = new Map<string, number>();
  return heldOf(diary, 'dose').flatMap(({ id, at }) => {
    const { date } = localTime(timeZone, Date.parse(at));
    const count = (ofDay.get(date) ?? 0) + 1;
    ofDay.set(date, count);
    return count <= most
      ? []
      : [
          {
            stop: 'more-than-plan' as const,
            entry: id,
            at,
            reason: `${count} doses on ${dateText(date)}; the plan has ${most}.`,
          },
        ];
  });
}

/** Doses after which nothing at all was answered, from the second among the last few on. */
function unwatched(programme: HomeProgramme, diary: DiaryState, now: string): Trigger[] {
  const { unwatchedDoses, amongLastDoses } = homeRuleLimits;
  const answered = new Map<string, boolean>();
  for (const { doseId, state } of afterDoseChecks(programme, diary, now))
    answered.set(doseId, (answered.get(doseId) ?? false) || state !== 'never answered');
  const doses = heldOf(diary, 'dose').map(({ id, at }) => ({ id, at, isLost: answered.get(id) === false }));
  return doses.flatMap(({ id, at, isLost }, index) => {
    if (!isLost) return [];
    const among = doses.slice(Math.max(0, index + 1 - amongLastDoses.value), index + 1);
    const lost = among.filter((one) => one.isLost).length;
    if (lost < unwatchedDoses.value) return [];
    const reason = `${lost} of ${among.length} doses without any check afterwards.`;
    return [{ stop: 'unwatched-doses' as const, entry: id, at, reason }];
  });
}
