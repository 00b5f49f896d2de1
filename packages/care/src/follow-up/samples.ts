import type { CareInput } from './care-input.ts';
import { dateIn } from './days.ts';
import {
  countedResults,
  type FollowedMeasure,
  type FollowUpResult,
  type GivenSession,
  type LaboratoryValue,
} from './result.ts';

/** A value of the blood with when it was taken, and the clinic's date of it. */
export interface Sample extends LaboratoryValue {
  readonly at: string;
  readonly on: string;
}

/** What the rules look at. */
export interface CareState {
  /** Those that count, in the order of time. */
  readonly results: readonly FollowUpResult[];
  /** In the order of their start. */
  readonly sessions: readonly GivenSession[];
  /** Of the record, of sessions and of follow-up, in the order of time. */
  readonly samples: readonly Sample[];
  readonly timeZone: string;
  /** The clinic's date, YYYY-MM-DD. */
  readonly today: string;
}

export function careState({
  results,
  sessions,
  recorded,
  now,
  timeZone,
}: Omit<CareInput, 'notBefore'>): CareState {
  const counted = countedResults(results);
  const samples = [
    ...recorded,
    ...sessions.flatMap(({ laboratory }) => laboratory),
    ...counted.flatMap(({ at, content }) =>
      content.kind === 'laboratory' ? content.values.map((value) => ({ ...value, at })) : [],
    ),
  ]
    .map((sample) => ({ ...sample, on: dateIn(timeZone, sample.at) }))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return {
    results: counted,
    sessions: [...sessions].sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt)),
    samples,
    timeZone,
    today: dateIn(timeZone, now),
  };
}

/** Multiples of the upper limit; null when the result gave none. */
export const timesLimit = ({ value, upperLimit }: LaboratoryValue): number | null =>
  upperLimit === null ? null : value / upperLimit;

export const samplesOf = (samples: readonly Sample[], measure: FollowedMeasure): Sample[] =>
  samples.filter((one) => one.measure === measure);

/** The value before treatment: the last one before the first session; without one, the first of all. */
export function baselineOf({ samples, sessions }: CareState, measure: FollowedMeasure): Sample | undefined {
  const own = samplesOf(samples, measure);
  const begin = sessions[0]?.startedAt;
  if (begin === undefined) return own[0];
  return own.findLast(({ at }) => Date.parse(at) <= Date.parse(begin)) ?? own[0];
}

export function inputOf(sample: Sample): { readonly text: string; readonly at: string } {
  const times = timesLimit(sample);
  const judged = times === null ? 'no upper limit' : `${rounded(times)} times the upper limit`;
  return { text: `${sample.measure} ${sample.value} ${sample.unit}, ${judged}`, at: sample.at };
}

/** To two figures that a person can read. */
export const rounded = (value: number): string => String(Number(value.toPrecision(2)));
