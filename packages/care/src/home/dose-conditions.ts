import type { DiaryState } from './diary.ts';
import {
  afterDoseAt,
  bloodPressureAt,
  distanceAt,
  dosesTodayAt,
  sitterAt,
  substancesAt,
  windowAt,
} from './dose-checks.ts';
import { clockDoubt } from './dose-clock.ts';
import type { DoseCondition, DoseConditionId, DoseConditions, DoseContext } from './dose-condition.ts';
import { heldOf } from './fold-diary.ts';
import { localTime } from './local-time.ts';
import type { HomeProgramme } from './programme.ts';
import type { OpenStop } from './rules.ts';
import { liftedEntries, openStops } from './stops.ts';

const msPerMinute = 60_000;
const msPerDay = 86_400_000;

/**
 * Whether the conditions of the plan are met now, with every reason. It says no more than that, holds only for minutes,
 * and where the clock is doubtful it says nothing else.
 * @param now by the device's clock, ISO 8601 instant
 */
export function doseConditions(
  programme: HomeProgramme,
  diary: DiaryState,
  context: DoseContext,
  now: string,
): DoseConditions {
  const at = Date.parse(now);
  const { server } = context.clock;
  const clock = clockDoubt(programme, diary, context.clock, at);
  if (clock !== null || server === null) {
    return { headline: 'clock doubtful', conditions: [], clock, ask: null, validUntil: null };
  }
  const stops = stopsNow(programme, diary, context, now);
  const conditions = [
    enrolled(context, at),
    stopped(stops),
    agreed(diary),
    supplied(diary, context, at),
    windowAt(programme, context.timeZone, at),
    dosesTodayAt(programme, heldOf(diary, 'dose'), context.timeZone, at),
    distanceAt(programme, heldOf(diary, 'dose'), at),
    afterDoseAt(programme, diary, at),
    bloodPressureAt(programme, diary, at),
    sitterAt(programme, diary, at),
    substancesAt(programme, diary, at),
  ];
  const offline = Date.parse(server.deviceAt) + programme.limits.offlineDays.value * msPerDay;
  const ask = askWhy(conditions) ?? (at >= offline ? 'server-not-heard-for-days' : null);
  const areMet = conditions.every(({ state }) => state === 'met');
  const headline = ask !== null ? 'ask the clinic' : areMet ? 'met until' : 'not met';
  const changes = [
    offline,
    ...conditions.flatMap(({ changesAt }) => (changesAt === null ? [] : [Date.parse(changesAt)])),
    ...(headline === 'met until' ? [at + programme.limits.metHoldsMin.value * msPerMinute] : []),
  ].filter((change) => change > at);
  const validUntil = changes.length === 0 ? null : new Date(Math.min(...changes)).toISOString();
  return { headline, conditions, clock: null, ask, validUntil };
}

function stopsNow(
  programme: HomeProgramme,
  diary: DiaryState,
  { stops, timeZone }: DoseContext,
  now: string,
): OpenStop[] {
  const lifted = liftedEntries(diary);
  const fromServer = stops.filter(
    ({ stop, entries }) => entries.length === 0 || entries.some((entry) => !lifted.has(`${stop} ${entry}`)),
  );
  return [...fromServer, ...openStops(programme, diary, { timeZone, training: [], now })];
}

function askWhy(conditions: readonly DoseCondition[]): DoseConditions['ask'] {
  const fails = (id: DoseConditionId) => conditions.some((one) => one.id === id && one.state !== 'met');
  if (fails('no-stop')) return 'stopped';
  if (fails('programme')) return 'programme';
  return fails('no-conflict') ? 'entries-disagree' : null;
}

function enrolled({ enrolment }: DoseContext, at: number): DoseCondition {
  const none = { id: 'programme', state: 'not met', changesAt: null } as const;
  if (enrolment === null || enrolment.status !== 'active')
    return { ...none, reason: 'programme-not-active', values: {} };
  const { validUntil } = enrolment;
  return Date.parse(validUntil) <= at
    ? { ...none, reason: 'programme-ran-out', values: { validUntil } }
    : {
        id: 'programme',
        state: 'met',
        reason: 'programme-valid',
        values: { validUntil },
        changesAt: validUntil,
      };
}

function stopped(stops: readonly OpenStop[]): DoseCondition {
  const [first] = stops.toSorted((one, other) => Date.parse(one.since) - Date.parse(other.since));
  return first === undefined
    ? { id: 'no-stop', state: 'met', reason: 'nothing-stops', values: {}, changesAt: null }
    : {
        id: 'no-stop',
        state: 'not met',
        reason: 'stopped',
        values: { stop: first.stop, since: first.since },
        changesAt: null,
      };
}

/** Only what disagrees about doses holds the next one: two answers of a day hold nobody. */
function agreed(diary: DiaryState): DoseCondition {
  const ofDoses = new Set(
    diary.entries
      .filter(({ kind }) => kind === 'dose')
      .flatMap(({ id, versions }) => [id, ...versions.map((version) => version.id)]),
  );
  const conflicts = diary.conflicts.filter(({ ids }) => ids.some((id) => ofDoses.has(id))).length;
  return conflicts === 0
    ? { id: 'no-conflict', state: 'met', reason: 'nothing-disagrees', values: {}, changesAt: null }
    : {
        id: 'no-conflict',
        state: 'not met',
        reason: 'entries-disagree',
        values: { conflicts },
        changesAt: null,
      };
}

function supplied(
  diary: DiaryState,
  { packs, looseUg, doseUg, timeZone }: DoseContext,
  at: number,
): DoseCondition {
  const used = new Set(
    [...heldOf(diary, 'dose'), ...heldOf(diary, 'gone')].flatMap(({ statement }) => statement.packCode ?? []),
  );
  const { date } = localTime(timeZone, at);
  const inHand = packs.filter(
    (pack) => pack.doseUg === doseUg && pack.expiry >= date && !used.has(pack.code),
  );
  return inHand.length > 0 || looseUg >= doseUg
    ? {
        id: 'supply',
        state: 'met',
        reason: 'supply-in-hand',
        values: { doseUg, packs: inHand.length },
        changesAt: null,
      }
    : { id: 'supply', state: 'not met', reason: 'supply-missing', values: {}, changesAt: null };
}
