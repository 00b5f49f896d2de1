import { InputError } from '../error.ts';
import type { Model } from '../model/model.ts';
import type { RecordOptions } from '../records/record.ts';
import { readDeviates, type SoughtDeviate } from './deviates.ts';
import { type Matrix, zeros } from './matrix.ts';
import { likelihoodTerm, type Measurement, type PatientRecord } from './observation.ts';
import { createPredict } from './predictions.ts';
import { readMeasurements } from './read-patient.ts';

/**
 * One patient under one model, ready to be learnt from: the posterior density of the patient's deviates. Deviates are
 * standard normal numbers z, one per `sought`; several sets of them stand one after the other in one list.
 */
export interface Estimation {
  readonly model: Model;
  readonly records: readonly PatientRecord[];
  readonly options: RecordOptions;
  readonly measurements: readonly Measurement[];
  readonly sought: readonly SoughtDeviate[];
  /** L, with eta = L z: one row per deviate. */
  readonly triangle: Matrix;
  /** Of the records, in order; 0 alone when nothing varies per occasion. */
  readonly occasions: readonly number[];
  readonly parameterNames: readonly string[];
  /** The varied parameters of one set on an occasion, in the model's units; on an occasion without data the person's. */
  readonly parametersAt: (z: Float64Array, occasion?: number) => Record<string, number>;
  /** Predictions, set by set, in it measurement by measurement. */
  readonly predict: (z: Float64Array, count: number) => Float64Array;
  /** Log-likelihoods, ordered likewise; minus infinity where the model has no course. */
  readonly pointwise: (z: Float64Array, count: number) => Float64Array;
  /** Logarithm of the posterior density but for a constant, one per set. */
  readonly logDensity: (z: Float64Array, count: number) => Float64Array;
  readonly derivatives: (z: Float64Array) => Derivatives;
  /** Minus the second derivatives of the log-density: the exact curvature, not the expected one. */
  readonly curvature: (z: Float64Array) => Float64Array[];
}

/** At one set of deviates. */
export interface Derivatives {
  readonly logDensity: number;
  /** Of the log-density. */
  readonly gradient: Float64Array;
  readonly predictions: Float64Array;
  /** Predictions by deviates: one row per measurement. */
  readonly sensitivities: Matrix;
  /** The curvature that is expected where the predictions are true (Gauss and Newton): always positive definite. */
  readonly information: Matrix;
}

/** Half the distance over which a first derivative is taken, in population standard deviations. */
const FIRST_STEP = 1e-4;
/** The same for second derivatives. */
const SECOND_STEP = 3e-3;

/**
 * Puts a patient's records and measurements under a model's random effects and residual errors. A value below the
 * limit of quantification counts by its chance (method M3).
 * @param records doses, changes of covariates and observations in order, as NONMEM takes them; time in hours
 * @param options as for `simulateRecords`
 * @throws InputError naming the record, the observation or the place in the model
 */
export function createEstimation(
  model: Model,
  records: readonly PatientRecord[],
  options: RecordOptions = {},
): Estimation {
  const measurements = readMeasurements(model, records);
  if (measurements.length === 0) {
    throw new InputError('records', 'nothing was measured; the patient is known by the population alone');
  }
  const varies = model.randomEffects?.deviates.some(
    ({ per, variance }) => per === 'occasion' && variance > 0,
  );
  const occasions = varies ? [...new Set(records.map(({ occasion = 0 }) => occasion))] : [0];
  const deviates = readDeviates(model, occasions);
  const { sought, triangle, parameterNames } = deviates;
  const predict = createPredict(model, records, measurements, deviates, options);
  const [size, measured] = [sought.length, measurements.length];

  const pointwise = (z: Float64Array, count: number): Float64Array =>
    predict(z, count).map((f, index) => {
      const { logDensity } = likelihoodTerm(measurements[index % measured]!, f);
      return Number.isNaN(logDensity) ? Number.NEGATIVE_INFINITY : logDensity;
    });
  const logDensity = (z: Float64Array, count: number): Float64Array => {
    const terms = pointwise(z, count);
    return Float64Array.from({ length: count }, (_, set) => {
      let sum = 0;
      for (let index = set * measured; index < (set + 1) * measured; index++) sum += terms[index]!;
      return sum + priorAt(z, set * size, size);
    });
  };

  /** Sets about z: each differs from it by `moves` of some deviates. */
  const predictAround = (z: Float64Array, moves: readonly (readonly [number, number][])[]) => {
    const sets = new Float64Array(moves.length * size);
    moves.forEach((move, set) => {
      sets.set(z, set * size);
      for (const [deviate, by] of move) sets[set * size + deviate]! += by;
    });
    const all = predict(sets, moves.length);
    return moves.map((_, set) => all.subarray(set * measured, (set + 1) * measured));
  };

  const derivatives = (z: Float64Array): Derivatives => {
    const moves = sought.flatMap((_, deviate): [number, number][][] => [
      [[deviate, FIRST_STEP]],
      [[deviate, -FIRST_STEP]],
    ]);
    const [predictions, ...around] = predictAround(z, [[], ...moves]);
    const sensitivities = measurements.map((_, index) =>
      Float64Array.from(
        sought,
        (__, deviate) => (around[2 * deviate]![index]! - around[2 * deviate + 1]![index]!) / (2 * FIRST_STEP),
      ),
    );
    const gradient = z.map((each) => -each);
    const information = identity(size);
    let sum = priorAt(z, 0, size);
    measurements.forEach((measurement, index) => {
      const term = likelihoodTerm(measurement, predictions![index]!);
      const row = sensitivities[index]!;
      sum += term.logDensity;
      addScaled(gradient, row, term.slope);
      addOuter(information, row, term.information);
    });
    return { logDensity: sum, gradient, predictions: predictions!, sensitivities, information };
  };

  const curvature = (z: Float64Array): Float64Array[] => {
    const h = SECOND_STEP;
    const singles = sought.flatMap((_, deviate): [number, number][][] => [[[deviate, h]], [[deviate, -h]]]);
    const pairs = sought.flatMap((_, i) => sought.slice(0, i).map((__, j): [number, number] => [i, j]));
    const both = pairs.flatMap(([i, j]): [number, number][][] => [
      [
        [i, h],
        [j, h],
      ],
      [
        [i, -h],
        [j, -h],
      ],
    ]);
    const [middle, ...around] = predictAround(z, [[], ...singles, ...both]);
    const result = identity(size);
    measurements.forEach((measurement, index) => {
      const f = middle![index]!;
      const at = (place: number) => around[place]![index]!;
      const { slope, bend } = likelihoodTerm(measurement, f);
      const row = Float64Array.from(sought, (_, i) => (at(2 * i) - at(2 * i + 1)) / (2 * h));
      addOuter(result, row, -bend);
      const own = sought.map((_, i) => at(2 * i) - 2 * f + at(2 * i + 1));
      own.forEach((second, i) => {
        result[i]![i]! -= (slope * second) / h ** 2;
      });
      pairs.forEach(([i, j], pair) => {
        const start = 2 * size + 2 * pair;
        const second = (at(start) - 2 * f + at(start + 1) - own[i]! - own[j]!) / 2;
        result[i]![j]! -= (slope * second) / h ** 2;
        result[j]![i] = result[i]![j]!;
      });
    });
    return result;
  };

  const values = new Float64Array(parameterNames.length);
  return {
    model,
    records,
    options,
    measurements,
    sought,
    triangle,
    occasions,
    parameterNames,
    parametersAt: (z, occasion = occasions[0]!) => {
      deviates.parameters(z, 0, occasion, values);
      return Object.fromEntries(parameterNames.map((name, index) => [name, values[index]!]));
    },
    predict,
    pointwise,
    logDensity,
    derivatives,
    curvature,
  };
}

function priorAt(z: Float64Array, from: number, size: number): number {
  let sum = 0;
  for (let index = from; index < from + size; index++) sum += z[index]! * z[index]!;
  return -sum / 2;
}

function identity(size: number): Float64Array[] {
  const matrix = zeros(size);
  matrix.forEach((row, index) => {
    row[index] = 1;
  });
  return matrix;
}

function addScaled(into: Float64Array, row: Float64Array, factor: number): void {
  for (let index = 0; index < into.length; index++) into[index]! += factor * row[index]!;
}

function addOuter(into: readonly Float64Array[], row: Float64Array, factor: number): void {
  into.forEach((target, index) => {
    addScaled(target, row, factor * row[index]!);
  });
}
