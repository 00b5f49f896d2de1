import { InputError } from '../error.ts';
import { type Draws, drawsOf, type RandomSource } from '../random/draws.ts';
import { exp, log } from '../random/elementary.ts';

/** A normal deviate with mean 0 that moves one parameter, or several that share it. */
export interface Deviate {
  readonly name: string;
  readonly variance: number;
  /** Whether it is one per person, or drawn anew on each occasion; one per person when absent. */
  readonly per?: 'person' | 'occasion';
}

export interface Covariance {
  readonly between: readonly [string, string];
  readonly value: number;
}

/**
 * How a parameter of the typical value P follows from the sum x of its deviates:
 * - log-normal: P e^x
 * - normal: P + x
 * - logit: between `least` and `most`, the log-odds of P moved by x
 * - Box-Cox: P e^t with t = (e^(shape x) - 1) / shape, skewed to the right for a shape above 0
 *   (Petersson, Hanze, Savic, Karlsson. Pharm Res 2009;26:2174-85, doi:10.1007/s11095-009-9931-1)
 */
export type Transformation =
  | { readonly kind: 'log-normal' }
  | { readonly kind: 'normal' }
  | { readonly kind: 'logit'; readonly least: number; readonly most: number }
  | { readonly kind: 'Box-Cox'; readonly shape: number };

export interface VariedParameter {
  readonly typical: number;
  /** Log-normal when absent. */
  readonly transformation?: Transformation;
  /** Names of the deviates that are added up: one of the person, and often one of the occasion. */
  readonly deviates: readonly string[];
}

/** The random effects of a model, as data. */
export interface RandomEffects {
  /** Keeps these deviates apart from those of other models: the name of the model. */
  readonly name: string;
  readonly deviates: readonly Deviate[];
  /** Only those that are not 0, each once; both deviates per person or both per occasion. */
  readonly covariances?: readonly Covariance[];
  /** By the name that the parameter has in the model; those that do not vary stay out. */
  readonly parameters: Readonly<Record<string, VariedParameter>>;
}

/** Which virtual patients: from `first` (counted from 0) so many. */
export interface Subjects {
  readonly first: number;
  readonly count: number;
}

/** Parameters of virtual patients, made by number. */
export interface Sampler {
  /**
   * One list of values per varied parameter, one value per subject; the same subject has the same values whoever
   * stands beside it in the list.
   * @param occasion whole number from 0; the first when absent
   */
  readonly parameters: (subjects: Subjects, occasion?: number) => Record<string, Float64Array>;
}

/**
 * The lower triangle L, row by row, with L L' the given covariance matrix (Cholesky).
 * @throws InputError when no deviates have such covariances
 */
export function triangleOf(
  matrix: readonly Float64Array[],
  names: readonly string[],
): readonly Float64Array[] {
  const rows = matrix.map((row) => new Float64Array(row.length));
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= rows[i]![k]! * rows[j]![k]!;
      if (i !== j) {
        rows[i]![j] = rows[j]![j] === 0 ? 0 : rest / rows[j]![j]!;
        continue;
      }
      // A variance that others explain wholly leaves a rest of rounding errors.
      if (rest < -1e-12 * matrix[i]![i]!) {
        throw new InputError(
          'covariances',
          `no deviates have these variances and covariances; the covariances of "${names[i]}" are too great`,
        );
      }
      rows[i]![i] = Math.sqrt(Math.max(0, rest));
    }
  }
  return rows;
}

/** @throws InputError naming the deviate or covariance that is wrong */
export function covarianceMatrix({ deviates, covariances = [] }: RandomEffects): Float64Array[] {
  const matrix = deviates.map(({ name, variance }, index) => {
    if (!(Number.isFinite(variance) && variance >= 0)) {
      throw new InputError(
        `deviates[${index}].variance`,
        `"${name}" needs a variance of at least 0, not ${variance}`,
      );
    }
    const row = new Float64Array(deviates.length);
    row[index] = variance;
    return row;
  });
  covariances.forEach(({ between, value }, index) => {
    const path = `covariances[${index}]`;
    const [a, b] = between.map((name) => deviates.findIndex((deviate) => deviate.name === name)) as [
      number,
      number,
    ];
    if (a < 0 || b < 0 || a === b) {
      throw new InputError(`${path}.between`, `two deviates are needed, not ${between.join(' and ')}`);
    }
    if ((deviates[a]?.per ?? 'person') !== (deviates[b]?.per ?? 'person')) {
      throw new InputError(`${path}.between`, 'one of the two is drawn per person and one per occasion');
    }
    if (!Number.isFinite(value)) throw new InputError(`${path}.value`, `a number is needed, not ${value}`);
    matrix[a]![b] = value;
    matrix[b]![a] = value;
  });
  return matrix;
}

const logNormal: Transformation = { kind: 'log-normal' };

/** The parameter as a function of the sum of its deviates. @throws InputError naming what is wrong in it */
export function transform(
  { typical, transformation = logNormal }: VariedParameter,
  path: string,
): (x: number) => number {
  if (!Number.isFinite(typical)) {
    throw new InputError(`${path}.typical`, `a finite number is needed, not ${typical}`);
  }
  switch (transformation.kind) {
    case 'log-normal':
      return (x) => typical * exp(x);
    case 'normal':
      return (x) => typical + x;
    case 'Box-Cox': {
      const { shape } = transformation;
      if (!Number.isFinite(shape) || shape === 0) {
        throw new InputError(`${path}.transformation.shape`, `a number other than 0 is needed, not ${shape}`);
      }
      return (x) => typical * exp((exp(shape * x) - 1) / shape);
    }
    case 'logit': {
      const { least, most } = transformation;
      if (!(least < typical && typical < most)) {
        throw new InputError(
          `${path}.typical`,
          `for a logit it must lie between ${least} and ${most}, and is ${typical}`,
        );
      }
      const logOdds = log((typical - least) / (most - typical));
      return (x) => least + (most - least) / (1 + exp(-(logOdds + x)));
    }
  }
}

/** How the parameter changes with the sum of its deviates x, where it has this value. */
export function transformSlope(
  { transformation = logNormal }: VariedParameter,
  x: number,
  value: number,
): number {
  switch (transformation.kind) {
    case 'log-normal':
      return value;
    case 'normal':
      return 1;
    case 'Box-Cox':
      return value * exp(transformation.shape * x);
    case 'logit': {
      const { least, most } = transformation;
      return ((value - least) * (most - value)) / (most - least);
    }
  }
}

/** Standard normal numbers behind the deviates, correlated by the rows of the triangle. */
function correlated(rows: readonly Float64Array[], draws: readonly Draws[], perOccasion: readonly boolean[]) {
  const standard = new Float64Array(rows.length);
  const values = new Float64Array(rows.length);
  return (subject: number, occasion: number): Float64Array => {
    for (let index = 0; index < rows.length; index++) {
      standard[index] = draws[index]!.normal({ subject, occasion: perOccasion[index] ? 1 + occasion : 0 });
      let sum = 0;
      for (let k = 0; k <= index; k++) sum += rows[index]![k]! * standard[k]!;
      values[index] = sum;
    }
    return values;
  };
}

/**
 * Draws parameters of virtual patients by the random effects of a model. Everything after the random numbers is made
 * of + - * / and square roots, so that the same seed gives the same bits everywhere.
 * @throws InputError naming the deviate, covariance or parameter that is wrong
 */
export function createSampler(effects: RandomEffects, source: RandomSource): Sampler {
  const names = effects.deviates.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new InputError('deviates', `"${repeated}" stands there twice`);
  const deviatesOf = correlated(
    triangleOf(covarianceMatrix(effects), names),
    names.map((name) => drawsOf(source, `${effects.name} ${name}`)),
    effects.deviates.map(({ per }) => per === 'occasion'),
  );
  const parameters = Object.entries(effects.parameters).map(([name, varied]) => ({
    name,
    of: transform(varied, `parameters.${name}`),
    deviates: varied.deviates.map((deviate, index) => {
      const place = names.indexOf(deviate);
      if (place < 0)
        throw new InputError(`parameters.${name}.deviates[${index}]`, `there is no "${deviate}"`);
      return place;
    }),
  }));
  return {
    parameters: ({ first, count }, occasion = 0) => {
      const columns = parameters.map(() => new Float64Array(count));
      for (let index = 0; index < count; index++) {
        const deviates = deviatesOf(first + index, occasion);
        parameters.forEach((parameter, column) => {
          const sum = parameter.deviates.reduce((total, place) => total + deviates[place]!, 0);
          columns[column]![index] = parameter.of(sum);
        });
      }
      return Object.fromEntries(parameters.map(({ name }, column) => [name, columns[column]!]));
    },
  };
}
