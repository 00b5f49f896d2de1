import { InputError } from '../error.ts';
import type { RandomSource } from '../random/draws.ts';
import type { Estimation } from './estimation.ts';
import { simulatedMeasurements } from './simulated-measurements.ts';

export interface VisualCheckRequest {
  readonly output: string;
  /** Edges of the bins, hours, rising; a measurement belongs to the bin whose lower edge it reaches. */
  readonly edgesH: readonly number[];
  /** Simulated data sets; 500 are usual. */
  readonly replicates: number;
  /**
   * Values times the bin's median prediction over their own, so that different doses may share a bin
   * (Bergstrand, Hooker, Wallin, Karlsson. AAPS J 2011;13:143-51, doi:10.1208/s12248-011-9255-z).
   */
  readonly predictionCorrected?: boolean;
  /** 5, 50 and 95 % when absent. */
  readonly probabilities?: readonly number[];
}

/** One quantile of the measurements in a bin, observed and in simulated data sets. */
export interface CheckedQuantile {
  readonly probability: number;
  /** Null where it lies below the limit of quantification. */
  readonly observed: number | null;
  /** Median and 95 % interval over the data sets. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export interface CheckedBin {
  readonly fromH: number;
  readonly toH: number;
  /** Median time of its measurements. */
  readonly timeH: number;
  readonly count: number;
  readonly quantiles: readonly CheckedQuantile[];
  /** Share below the limit of quantification; null where nothing in the bin was reported so, or values are corrected. */
  readonly belowLimit: Omit<CheckedQuantile, 'probability'> | null;
}

export interface VisualCheck {
  readonly output: string;
  readonly predictionCorrected: boolean;
  readonly bins: readonly CheckedBin[];
  /** The measurements themselves, as they are drawn: corrected where that was asked for. */
  readonly points: readonly {
    readonly timeH: number;
    readonly value: number;
    readonly isBelowLimit: boolean;
  }[];
}

/**
 * A visual predictive check: quantiles of the measurements in bins of time, beside their spread over data sets simulated
 * from the model with the same doses, times and people. Values below the limit count as lowest.
 * @throws InputError for edges that do not rise, a measurement outside them, or too few replicates
 */
export function visualPredictiveCheck(
  subjects: readonly Estimation[],
  request: VisualCheckRequest,
  random: RandomSource,
): VisualCheck {
  const {
    output,
    edgesH,
    replicates,
    predictionCorrected = false,
    probabilities = [0.05, 0.5, 0.95],
  } = request;
  check(request);
  const points = subjects.flatMap((estimation, subject) => {
    const own = [...estimation.measurements.keys()].filter(
      (index) => estimation.measurements[index]!.output === output,
    );
    if (own.length === 0) return [];
    const population = estimation.predict(new Float64Array(estimation.sought.length), 1).slice();
    const simulated = simulatedMeasurements(estimation, replicates, random, subject);
    return own.map((index) => {
      const { timeH, observed, isBelowLimit, record } = estimation.measurements[index]!;
      const bin = edgesH.findLastIndex((edge) => edge <= timeH);
      if (bin < 0 || timeH > edgesH.at(-1)!) {
        throw new InputError('edgesH', `person ${subject}, records[${record}] at ${timeH} h lies in no bin`);
      }
      const values = Float64Array.from(
        { length: replicates },
        (_, replicate) => simulated[replicate * estimation.measurements.length + index]!,
      );
      const last = edgesH.length - 2;
      return {
        bin: Math.min(bin, last),
        timeH,
        observed,
        isBelowLimit,
        prediction: population[index]!,
        values,
      };
    });
  });
  const bins: CheckedBin[] = [];
  const drawn: { timeH: number; value: number; isBelowLimit: boolean }[] = [];
  for (let bin = 0; bin + 1 < edgesH.length; bin++) {
    const own = points.filter((point) => point.bin === bin);
    if (own.length === 0) continue;
    const middle = quantileOf(
      own.map(({ prediction }) => prediction),
      0.5,
    );
    const factors = own.map(({ prediction }) => (predictionCorrected ? middle / prediction : 1));
    const observed = own.map(({ observed: value, isBelowLimit }, place) =>
      isBelowLimit ? Number.NEGATIVE_INFINITY : value * factors[place]!,
    );
    own.forEach(({ timeH, observed: value, isBelowLimit }, place) => {
      drawn.push({ timeH, value: value * factors[place]!, isBelowLimit });
    });
    const sets = Array.from({ length: replicates }, (_, replicate) =>
      own.map(({ values }, place) => values[replicate]! * factors[place]!),
    );
    bins.push({
      fromH: edgesH[bin]!,
      toH: edgesH[bin + 1]!,
      timeH: quantileOf(
        own.map(({ timeH }) => timeH),
        0.5,
      ),
      count: own.length,
      quantiles: probabilities.map((probability) => {
        const seen = quantileOf(observed, probability);
        return {
          probability,
          observed: Number.isFinite(seen) ? seen : null,
          ...spreadOf(sets.map((values) => quantileOf(values, probability))),
        };
      }),
      belowLimit: predictionCorrected ? null : belowLimitOf(own, sets),
    });
  }
  return { output, predictionCorrected, bins, points: drawn };
}

function belowLimitOf(
  own: readonly { readonly observed: number; readonly isBelowLimit: boolean }[],
  sets: readonly (readonly number[])[],
): CheckedBin['belowLimit'] {
  const limits = own.flatMap(({ observed, isBelowLimit }) => (isBelowLimit ? [observed] : []));
  if (limits.length === 0) return null;
  const limit = Math.max(...limits);
  return {
    observed: limits.length / own.length,
    ...spreadOf(sets.map((values) => values.filter((value) => value < limit).length / own.length)),
  };
}

function spreadOf(values: readonly number[]) {
  return {
    low: quantileOf(values, 0.025),
    median: quantileOf(values, 0.5),
    high: quantileOf(values, 0.975),
  };
}

/** Between the two nearest values; what lies below the limit has none. */
function quantileOf(values: readonly number[], probability: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = probability * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  const high = sorted[Math.ceil(place)]!;
  return low === high ? low : low + (place - Math.floor(place)) * (high - low);
}

function check({ edgesH, replicates }: VisualCheckRequest): void {
  edgesH.forEach((edge, index) => {
    if (Number.isFinite(edge) && (index === 0 || edge > edgesH[index - 1]!)) return;
    throw new InputError(`edgesH[${index}]`, `hours that rise are needed, not ${edge}`);
  });
  if (edgesH.length < 2) throw new InputError('edgesH', 'two edges at least are needed');
  if (!(Number.isInteger(replicates) && replicates >= 40)) {
    throw new InputError('replicates', `a whole number from 40 is needed, not ${replicates}`);
  }
}
