import { InputError } from '../error.ts';
import { createEstimation, type Estimation } from './estimation.ts';
import type { MapEstimate } from './map.ts';
import { dot, times } from './matrix.ts';
import { likelihoodTerm, type ObservationError, type PatientRecord } from './observation.ts';

export interface NextSampleRequest {
  /** Hours at which a sample could be taken, on the clock of the records. */
  readonly candidatesH: readonly number[];
  /** What would be measured. */
  readonly output: string;
  /** In place of the model's own residual error. */
  readonly error?: ObservationError;
  /** Which occasion the sample belongs to; 0 when absent. */
  readonly occasion?: number;
  /** What is to be known better, such as an area or the next dose, from the varied parameters in the model's units. */
  readonly quantity: (parameters: Readonly<Record<string, number>>) => number;
}

export interface NextSample {
  readonly timeH: number;
  /** Predicted measurement. */
  readonly expected: number;
  /** Standard deviation of the quantity that is expected after a sample at this time. */
  readonly deviation: number;
  /** Share of the present variance of the quantity that the sample takes away, 0 to 1. */
  readonly gain: number;
}

export interface NextSamples {
  /** The quantity now, and its standard deviation. */
  readonly value: number;
  readonly deviation: number;
  /** In the order of the candidates. */
  readonly candidates: readonly NextSample[];
  readonly best: NextSample;
}

const STEP = 1e-4;

/**
 * The time at which one more sample shrinks the variance of a quantity most, by the posterior made linear about its peak:
 * a sample with sensitivity j and information w takes (g'C j)^2 w / (1 + w j'C j) from the variance g'C g.
 * (Fisher information of one patient with a prior; Mentré, Mallet, Baccar, Biometrika 1997;84:429-42,
 * doi:10.1093/biomet/84.2.429, for populations.)
 * @throws InputError for candidates that are none, or what the model does not have
 */
export function nextSample(
  estimation: Estimation,
  { z, covariance }: Pick<MapEstimate, 'z' | 'covariance'>,
  request: NextSampleRequest,
): NextSamples {
  const { candidatesH, quantity, occasion } = request;
  if (candidatesH.length === 0) throw new InputError('candidatesH', 'at least one time is needed');
  const at = (index: number, by: number) =>
    quantity(
      estimation.parametersAt(
        z.map((each, k) => each + (k === index ? by : 0)),
        occasion,
      ),
    );
  const slope = Float64Array.from(z, (_, k) => (at(k, STEP) - at(k, -STEP)) / (2 * STEP));
  const value = at(-1, 0);
  const along = times(covariance, slope);
  const variance = dot(slope, along);
  const planned = createEstimation(estimation.model, withSamples(estimation, request), estimation.options);
  if (planned.sought.length !== z.length) {
    throw new InputError('occasion', 'a sample on an occasion without any data says nothing of the others');
  }
  const { predictions, sensitivities } = planned.derivatives(z);
  const ofTime = new Map<number, { f: number; information: number; sensitivity: Float64Array }>();
  planned.measurements.forEach((measurement, index) => {
    const f = predictions[index]!;
    ofTime.set(measurement.timeH, {
      f,
      information: likelihoodTerm(measurement, f).information,
      sensitivity: sensitivities[index]!,
    });
  });
  const candidates = candidatesH.map((timeH): NextSample => {
    const { f, information, sensitivity } = ofTime.get(timeH)!;
    const own = dot(sensitivity, times(covariance, sensitivity));
    const taken = (dot(sensitivity, along) ** 2 * information) / (1 + information * own);
    return {
      timeH,
      expected: f,
      deviation: Math.sqrt(Math.max(0, variance - taken)),
      gain: variance > 0 ? taken / variance : 0,
    };
  });
  const best = candidates.reduce((left, right) => (right.gain > left.gain ? right : left));
  return { value, deviation: Math.sqrt(variance), candidates, best };
}

/** The doses with a sample at each candidate time, after what else happens then. */
function withSamples(
  { records, model }: Estimation,
  { candidatesH, output, error, occasion = 0 }: NextSampleRequest,
): PatientRecord[] {
  const all: PatientRecord[] = records.map((record) => ({ ...record, observations: [] }));
  // Of the value itself nothing is used: any that could be measured will do.
  const value = model.residualErrors?.[output]?.limitOfQuantification ?? 1;
  const last = records.findLastIndex(({ evid }) => evid >= 3);
  for (const [index, time] of candidatesH.entries()) {
    if (!Number.isFinite(time) || time < (records[Math.max(0, last)]?.time ?? 0)) {
      throw new InputError(
        `candidatesH[${index}]`,
        `hours not before the records begin or are reset are needed, not ${time}`,
      );
    }
    const before = all.findLastIndex((record, place) => place >= last && record.time <= time);
    const { covariates } = all[Math.max(0, before)]!;
    const sample: PatientRecord = {
      ...{ time, evid: 0, covariates, occasion },
      observations: [{ output, value, ...(error && { error }) }],
    };
    all.splice(before + 1, 0, sample);
  }
  return all;
}
