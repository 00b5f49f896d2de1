import type { DataRecord } from '../records/record.ts';
import type { ErrorSizes } from '../records/residual-error.ts';
import { logNormalCdf, logNormalDensity, normalHazard } from './normal.ts';

/** How a measurement scatters about its prediction, in numbers: standard deviations as in `ResidualError`. */
export type ObservationError =
  /** In the unit of the output. */
  | { readonly kind: 'additive'; readonly additive: number }
  | { readonly kind: 'proportional'; readonly proportional: number }
  | {
      readonly kind: 'combined' | 'combined1';
      readonly additive: number;
      readonly proportional: number;
    }
  | { readonly kind: 'log'; readonly log: number };

/** What was measured of one output: a concentration, a pain score, a rating of an effect. */
export type Observation = {
  /** An output of the model. */
  readonly output: string;
  /** In place of the model's own residual error. */
  readonly error?: ObservationError;
} & (
  | {
      /** In the unit of the output. */
      readonly value: number;
    }
  | {
      /** Reported as below this limit of quantification, in the unit of the output. */
      readonly belowLimit: number;
    }
);

/** A data record of one patient and what was measured at it, just after everything that happens at its time. */
export interface PatientRecord extends DataRecord {
  /** Of one or several outputs; for records that give no dose or are no reset (evid 0 or 2). */
  readonly observations?: readonly Observation[];
}

/** What is measured, and how surely, ready for the likelihood. */
export interface Measurement {
  readonly record: number;
  readonly timeH: number;
  readonly output: string;
  /** The value, or the limit below which it lies. */
  readonly observed: number;
  readonly isBelowLimit: boolean;
  readonly error: ErrorSizes;
}

/** The log-likelihood of one measurement as a function of its prediction f. */
export interface Term {
  readonly logDensity: number;
  /** By f. */
  readonly slope: number;
  /** Second derivative by f. */
  readonly bend: number;
  /** Minus the second derivative that is expected where the prediction is true: never below 0. */
  readonly information: number;
}

/** The standard deviation of a measurement whose prediction is f; on the logarithm for a log error. */
export function standardDeviation({ kind, additive, proportional, log }: ErrorSizes, f: number): number {
  if (kind === 'log') return log;
  return kind === 'combined1'
    ? additive + proportional * Math.abs(f)
    : Math.hypot(additive, proportional * f);
}

/** The distance of a measurement from its prediction in standard deviations. */
export function weightedResidual({ observed, error }: Measurement, f: number): number {
  const distance = error.kind === 'log' ? Math.log(observed) - Math.log(f) : observed - f;
  return distance / standardDeviation(error, f);
}

/**
 * The log-likelihood of a measurement and its derivatives by the prediction. A value below its limit counts with the
 * chance to lie below it: method M3 of Beal, J Pharmacokinet Pharmacodyn 2001;28:481-504, doi:10.1023/A:1012299115260.
 */
export function likelihoodTerm(measurement: Measurement, f: number): Term {
  const { observed, isBelowLimit, error } = measurement;
  if (error.kind === 'log') {
    // Of g = ln f, whose slope is 1 / f and bend -1 / f^2.
    const inverse = 1 / f;
    const u = (Math.log(observed) - Math.log(f)) / error.log;
    if (isBelowLimit) return censored(u, -inverse / error.log, (inverse * inverse) / error.log);
    const weight = (inverse / error.log) ** 2;
    return {
      logDensity: logNormalDensity(u) - Math.log(error.log * observed),
      slope: (u * inverse) / error.log,
      bend: -weight - (u * inverse * inverse) / error.log,
      information: weight,
    };
  }
  const { kind, proportional } = error;
  const deviation = standardDeviation(error, f);
  const variance = deviation * deviation;
  /** The variance by f, relative to itself: once and twice. */
  const rise =
    kind === 'combined1'
      ? (2 * proportional * Math.sign(f)) / deviation
      : (2 * proportional * proportional * f) / variance;
  const curve = (2 * proportional * proportional) / variance;
  const u = (observed - f) / deviation;
  if (isBelowLimit) {
    const slope = -1 / deviation - (u * rise) / 2;
    const bend = rise / deviation - (u * curve) / 2 + 0.75 * u * rise * rise;
    return censored(u, slope, bend);
  }
  return {
    logDensity: logNormalDensity(u) - Math.log(deviation),
    slope: u / deviation + ((u * u - 1) * rise) / 2,
    bend:
      -1 / variance - (2 * u * rise) / deviation + ((u * u - 1) * curve) / 2 + (0.5 - u * u) * rise * rise,
    information: 1 / variance + (rise * rise) / 2,
  };
}

/** ln Phi(u), with u's own slope and bend by the prediction. */
function censored(u: number, slope: number, bend: number): Term {
  const hazard = normalHazard(u);
  const information = hazard * (u + hazard) * slope * slope;
  return {
    logDensity: logNormalCdf(u),
    slope: hazard * slope,
    bend: hazard * bend - information,
    information,
  };
}
