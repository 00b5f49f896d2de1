import type { LaboratoryProfile, Measure, Observation, RecordEntry, Sex } from './record.ts';
import { measures } from './record.ts';

/** The newest value of one measure, with the reference range that applies and how the value lies in it. */
export interface LatestMeasure {
  readonly measure: Measure;
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
  readonly at: string;
  /** The range used, in the value's unit, and where it is from; null when neither the result nor the clinic's laboratory gives one. */
  readonly range: {
    readonly low: number | null;
    readonly high: number | null;
    readonly from: 'result' | 'laboratory profile';
  } | null;
  readonly flag: 'low' | 'normal' | 'high' | 'unknown';
  readonly sourceId: string;
}

/**
 * The newest observation of a measure; of two at the same time the one with the greater source id, so that the order
 * of the entries never matters.
 */
export function latestObservation(entries: readonly RecordEntry[], measure: Measure): Observation | null {
  let newest: Observation | null = null;
  for (const entry of entries) {
    if (entry.kind !== 'observation' || entry.measure !== measure) continue;
    if (newest === null || isNewer(entry, newest)) newest = entry;
  }
  return newest;
}

function isNewer(one: Observation, other: Observation): boolean {
  const difference = Date.parse(one.at) - Date.parse(other.at);
  return difference === 0 ? one.sourceId > other.sourceId : difference > 0;
}

/**
 * The newest value of one measure with its range and flag; null when the record holds none. The range is the result's
 * own, else the clinic laboratory's for this sex and unit; it is never assumed, and without one the flag is `unknown`.
 */
export function latestMeasure(
  entries: readonly RecordEntry[],
  measure: Measure,
  sex: Sex,
  laboratoryProfile: LaboratoryProfile,
): LatestMeasure | null {
  const observation = latestObservation(entries, measure);
  if (observation === null) return null;
  const range = rangeOf(observation, sex, laboratoryProfile);
  return {
    measure,
    value: observation.value,
    unit: observation.unit,
    at: observation.at,
    range,
    flag: flagOf(observation.value, range),
    sourceId: observation.sourceId,
  };
}

/** The newest value of every measure that the record holds, in the order of `measures`. */
export function latestMeasures(
  entries: readonly RecordEntry[],
  sex: Sex,
  laboratoryProfile: LaboratoryProfile,
): LatestMeasure[] {
  return measures.flatMap((measure) => latestMeasure(entries, measure, sex, laboratoryProfile) ?? []);
}

function rangeOf(observation: Observation, sex: Sex, profile: LaboratoryProfile): LatestMeasure['range'] {
  const own = observation.range;
  if (own !== null && (own.low !== null || own.high !== null)) {
    return { low: own.low, high: own.high, from: 'result' };
  }
  const candidates = profile.ranges.filter(
    (range) => range.measure === observation.measure && range.unit === observation.unit,
  );
  const clinic =
    candidates.find((range) => range.sex === sex) ?? candidates.find((range) => range.sex === 'any');
  return clinic === undefined ? null : { low: clinic.low, high: clinic.high, from: 'laboratory profile' };
}

function flagOf(value: number, range: LatestMeasure['range']): LatestMeasure['flag'] {
  if (range === null) return 'unknown';
  if (range.low !== null && value < range.low) return 'low';
  if (range.high !== null && value > range.high) return 'high';
  return 'normal';
}
