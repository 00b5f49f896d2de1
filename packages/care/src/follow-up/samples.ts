import { timesLimit } from '../liver.ts';
import type { CareInput } from './care-input.ts';
import { dateIn } from './days.ts';
import {
  countedResults,
  type DatedLaboratoryValue,
  type FollowedMeasure,
  type FollowUpResult,
  followedMeasures,
  type GivenSession,
} from './result.ts';

/** A value of the blood with the clinic's date of when it was taken. */
export interface Sample extends DatedLaboratoryValue {
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

export const samplesOf = (samples: readonly Sample[], measure: FollowedMeasure): Sample[] =>
  samples.filter((one) => one.measure === measure);

/** The value before treatment: the last one before the first session; without one, the first of all. */
export function baselineOf({ samples, sessions }: CareState, measure: FollowedMeasure): Sample | undefined {
  const own = samplesOf(samples, measure);
  const begin = sessions[0]?.startedAt;
  if (begin === undefined) return own[0];
  return own.findLast(({ at }) => Date.parse(at) <= Date.parse(begin)) ?? own[0];
}

/**
 * What a session is told of the blood tests before it: of each measure the value before treatment and the newest one, in
 * the order of time.
 */
export function laboratoryBefore(input: Omit<CareInput, 'notBefore'>): DatedLaboratoryValue[] {
  const state = careState(input);
  const kept = new Set(
    followedMeasures.flatMap((measure) => [
      baselineOf(state, measure),
      samplesOf(state.samples, measure).at(-1),
    ]),
  );
  return state.samples
    .filter((sample) => kept.has(sample))
    .map(({ measure, value, unit, upperLimit, at }) => ({ measure, value, unit, upperLimit, at }));
}

export function inputOf(sample: Sample): { readonly text: string; readonly at: string } {
  const times = timesLimit(sample);
  const judged = times === null ? 'no upper limit' : `${rounded(times)} times the upper limit`;
  return { text: `${sample.measure} ${sample.value} ${sample.unit}, ${judged}`, at: sample.at };
}

/** To two figures that a person can read. */
export const rounded = (value: number): string => String(Number(value.toPrecision(2)));
