import type { Estimation } from './estimation.ts';
import { normalCdf } from './normal.ts';
import { weightedResidual } from './observation.ts';

/** One measurement beside its predictions. */
export interface Residual {
  /** Place in the records. */
  readonly record: number;
  readonly timeH: number;
  readonly output: string;
  /** The value, or the limit below which it lies, in the unit of the output. */
  readonly observed: number;
  readonly isBelowLimit: boolean;
  /** Of the typical individual. */
  readonly population: number;
  /** With the patient's own deviates. */
  readonly individual: number;
  /** Distance from the individual prediction in standard deviations of the residual error; null below the limit. */
  readonly weighted: number | null;
  /** The chance of a value below the limit under the individual prediction; null for values. */
  readonly chanceBelow: number | null;
}

/** Observed against predicted, one line per measurement. */
export function residualsOf(estimation: Estimation, z: Float64Array): Residual[] {
  const both = new Float64Array(2 * z.length);
  both.set(z, z.length);
  const predictions = estimation.predict(both, 2).slice();
  return estimation.measurements.map((measurement, index) => {
    const { record, timeH, output, observed, isBelowLimit } = measurement;
    const individual = predictions[estimation.measurements.length + index]!;
    const weighted = weightedResidual(measurement, individual);
    return {
      record,
      timeH,
      output,
      observed,
      isBelowLimit,
      population: predictions[index]!,
      individual,
      weighted: isBelowLimit ? null : weighted,
      chanceBelow: isBelowLimit ? normalCdf(weighted) : null,
    };
  });
}
