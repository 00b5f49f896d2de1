import { addDays } from '../follow-up/days.ts';
import { afterDoseChecks } from './after-dose.ts';
import type { DiaryState } from './diary.ts';
import type { DoseCondition } from './dose-condition.ts';
import { heldOf } from './fold-diary.ts';
import { instantOfHour, localTime } from './local-time.ts';
import type { HomeProgramme } from './programme.ts';

/** The conditions of a single dose, each by itself, at an instant in ms since 1970: now, or when a dose was taken. */

const msPerMinute = 60_000;
const msPerHour = 3_600_000;

interface Taken {
  readonly at: string;
}

/** Local hours in which a dose may be taken. */
export function windowAt(
  { window: { fromHour, toHour } }: Pick<HomeProgramme, 'window'>,
  timeZone: string,
  at: number,
): DoseCondition {
  const { date, minutes } = localTime(timeZone, at);
  if (minutes >= fromHour * 60 && minutes < toHour * 60) {
    return {
      id: 'window',
      state: 'met',
      reason: 'within-window',
      values: { fromHour, toHour },
      changesAt: text(instantOfHour(timeZone, date, toHour)),
    };
  }
  const opensOn = minutes < fromHour * 60 ? date : addDays(date, 1);
  const opensAt = text(instantOfHour(timeZone, opensOn, fromHour));
  return {
    id: 'window',
    state: 'not met',
    reason: 'outside-window',
    values: { fromHour, toHour, opensAt },
    changesAt: opensAt,
  };
}

/** Doses of the local day. */
export function dosesTodayAt(
  { maxDosesPerDay }: Pick<HomeProgramme, 'maxDosesPerDay'>,
  doses: readonly Taken[],
  timeZone: string,
  at: number,
): DoseCondition {
  const { date } = localTime(timeZone, at);
  const taken = doses.filter((dose) => localTime(timeZone, Date.parse(dose.at)).date === date).length;
  const most = maxDosesPerDay.value;
  if (taken < most) {
    return {
      id: 'doses-today',
      state: 'met',
      reason: 'doses-left-today',
      values: { taken, most },
      changesAt: null,
    };
  }
  const from = text(instantOfHour(timeZone, addDays(date, 1), 0));
  return {
    id: 'doses-today',
    state: 'not met',
    reason: 'no-doses-left-today',
    values: { taken, most, from },
    changesAt: from,
  };
}

/** Real hours since the last dose, whatever the clocks on the wall do. */
export function distanceAt(
  { minHoursBetween }: Pick<HomeProgramme, 'minHoursBetween'>,
  doses: readonly Taken[],
  at: number,
): DoseCondition {
  const lastMs = Math.max(...doses.map((dose) => Date.parse(dose.at)));
  if (doses.length === 0)
    return { id: 'distance', state: 'met', reason: 'no-dose-before', values: {}, changesAt: null };
  const lastAt = text(lastMs);
  const from = lastMs + minHoursBetween.value * msPerHour;
  return at >= from
    ? {
        id: 'distance',
        state: 'met',
        reason: 'far-enough',
        values: { lastAt, hours: Math.floor((at - lastMs) / msPerHour) },
        changesAt: null,
      }
    : {
        id: 'distance',
        state: 'not met',
        reason: 'too-soon',
        values: { lastAt, hours: minHoursBetween.value, from: text(from) },
        changesAt: text(from),
      };
}

/** The checks after the last dose that were due by then; a late answer is an answer. */
export function afterDoseAt(programme: HomeProgramme, diary: DiaryState, at: number): DoseCondition {
  const lastDose = heldOf(diary, 'dose')
    .filter((dose) => Date.parse(dose.at) < at)
    .at(-1);
  const ofLast = afterDoseChecks(programme, diary, text(at)).filter(({ doseId }) => doseId === lastDose?.id);
  const open = ofLast.find(({ state }) => state !== 'later' && state !== 'answered');
  const next = ofLast.find(({ state }) => state === 'later');
  return open === undefined
    ? {
        id: 'after-dose',
        state: 'met',
        reason: 'checks-answered',
        values: {},
        changesAt: next?.dueAt ?? null,
      }
    : {
        id: 'after-dose',
        state: 'not met',
        reason: 'check-open',
        values: { doseId: open.doseId, minute: open.minute },
        changesAt: null,
      };
}

/** The last blood pressure, while it is fresh. */
export function bloodPressureAt(programme: HomeProgramme, diary: DiaryState, at: number): DoseCondition {
  const { limits } = programme;
  const last = lastUntil(heldOf(diary, 'blood-pressure'), at);
  const until = last === undefined ? 0 : freshUntil(programme, last.at);
  if (last === undefined || at >= until) {
    return {
      id: 'blood-pressure',
      state: 'unknown',
      reason: 'pressure-not-fresh',
      values: { at: last?.at ?? '' },
      changesAt: null,
    };
  }
  const { systolic, diastolic } = last.statement;
  const inRange = systolic <= limits.systolicAtMost.value && diastolic <= limits.diastolicAtMost.value;
  return inRange
    ? {
        id: 'blood-pressure',
        state: 'met',
        reason: 'pressure-in-range',
        values: { systolic, diastolic, at: last.at, until: text(until) },
        changesAt: text(until),
      }
    : {
        id: 'blood-pressure',
        state: 'not met',
        reason: 'pressure-too-high',
        values: { systolic, diastolic, at: last.at },
        changesAt: text(until),
      };
}

/** Somebody is there, and has said so. */
export function sitterAt(programme: HomeProgramme, diary: DiaryState, at: number): DoseCondition {
  const last = lastUntil(heldOf(diary, 'sitter'), at);
  const until = last === undefined ? 0 : freshUntil(programme, last.at);
  if (last === undefined || at >= until)
    return {
      id: 'sitter',
      state: 'unknown',
      reason: 'sitter-not-confirmed',
      values: {},
      changesAt: null,
    };
  const changesAt = text(until);
  if (!last.statement.present)
    return { id: 'sitter', state: 'not met', reason: 'sitter-not-there', values: {}, changesAt };
  return last.statement.confirmed
    ? {
        id: 'sitter',
        state: 'met',
        reason: 'sitter-confirmed',
        values: { at: last.at, until: changesAt },
        changesAt,
      }
    : { id: 'sitter', state: 'not met', reason: 'sitter-not-confirmed', values: {}, changesAt };
}

/** Neither alcohol nor anything sedating: a yes holds for its hours, a no only while it is fresh. */
export function substancesAt(programme: HomeProgramme, diary: DiaryState, at: number): DoseCondition {
  const hours = programme.limits.substancesFreeH.value;
  const said = heldOf(diary, 'substances').filter((one) => Date.parse(one.at) <= at);
  const lastYes = said
    .filter(({ statement }) => statement.alcohol || statement.sedatives || statement.otherDrugs)
    .at(-1);
  const from = lastYes === undefined ? at : Date.parse(lastYes.at) + hours * msPerHour;
  if (from > at) {
    return {
      id: 'substances',
      state: 'not met',
      reason: 'substances-taken',
      values: { hours, from: text(from) },
      changesAt: text(from),
    };
  }
  const last = said.at(-1);
  const until = last === undefined ? 0 : freshUntil(programme, last.at);
  return last === undefined || last === lastYes || at >= until
    ? {
        id: 'substances',
        state: 'unknown',
        reason: 'substances-not-asked',
        values: { hours },
        changesAt: null,
      }
    : {
        id: 'substances',
        state: 'met',
        reason: 'substances-none',
        values: { hours, at: last.at, until: text(until) },
        changesAt: text(until),
      };
}

/** The conditions of one dose of the diary as they stood when it was taken, but supply, programme and stops. */
export function conditionsOfDose(
  programme: HomeProgramme,
  diary: DiaryState,
  dose: Taken & { readonly id: string },
  timeZone: string,
): DoseCondition[] {
  const at = Date.parse(dose.at);
  const before = heldOf(diary, 'dose').filter((one) => one.id !== dose.id && Date.parse(one.at) <= at);
  return [
    windowAt(programme, timeZone, at),
    dosesTodayAt(programme, before, timeZone, at),
    distanceAt(programme, before, at),
    bloodPressureAt(programme, diary, at),
    sitterAt(programme, diary, at),
    substancesAt(programme, diary, at),
  ];
}

function lastUntil<Held extends Taken>(held: readonly Held[], at: number): Held | undefined {
  return held.filter((one) => Date.parse(one.at) <= at).at(-1);
}

function freshUntil({ limits }: Pick<HomeProgramme, 'limits'>, at: string): number {
  return Date.parse(at) + limits.answerFreshMin.value * msPerMinute;
}

const text = (ms: number): string => new Date(ms).toISOString();
