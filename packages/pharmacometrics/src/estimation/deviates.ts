import { covarianceMatrix, type RandomEffects, transform, triangleOf } from '../cohort/random-effects.ts';
import { InputError } from '../error.ts';
import { randomEffectsOf } from '../model/check-model.ts';
import type { Model } from '../model/model.ts';
import type { Matrix } from './matrix.ts';

/** One deviate to be found: one of the person, or one of an occasion. */
export interface SoughtDeviate {
  readonly name: string;
  /** Undefined for those of the person. */
  readonly occasion: number | undefined;
  /** Of the population: the square root of the model's variance. */
  readonly standardDeviation: number;
}

/**
 * All deviates of one patient. They are sought as standard normal numbers z, eta = L z with L L' the population's
 * covariance matrix, so that every one has the same scale and the prior is the unit sphere.
 */
export interface Deviates {
  readonly sought: readonly SoughtDeviate[];
  /** L: one row per deviate sought. */
  readonly triangle: Matrix;
  /** Names of the parameters that vary. */
  readonly parameterNames: readonly string[];
  /** Writes the varied parameters on an occasion, in the model's units; z from `offset` on. */
  readonly parameters: (z: Float64Array, offset: number, occasion: number, into: Float64Array) => void;
}

/**
 * Reads the random effects of a model for a patient with these occasions. Deviates whose variance is 0 are not sought.
 * @throws InputError naming the place in the model, or that nothing varies
 */
export function readDeviates(model: Model, occasions: readonly number[]): Deviates {
  const effects = randomEffectsOf(model);
  const matrix = covarianceMatrix(effects);
  const varying = effects.deviates.flatMap(({ variance }, index) => (variance > 0 ? [index] : []));
  if (varying.length === 0) {
    throw new InputError(
      'randomEffects',
      `the model "${model.name}" states no variance between people, so that there is nothing to learn of one of them`,
    );
  }
  const sought: (SoughtDeviate & { readonly effect: number })[] = [];
  const add = (effect: number, occasion: number | undefined) => {
    const { name, variance } = effects.deviates[effect]!;
    sought.push({ name, occasion, standardDeviation: Math.sqrt(variance), effect });
  };
  const isPerOccasion = (effect: number) => effects.deviates[effect]!.per === 'occasion';
  for (const effect of varying) if (!isPerOccasion(effect)) add(effect, undefined);
  for (const occasion of occasions) {
    for (const effect of varying) if (isPerOccasion(effect)) add(effect, occasion);
  }
  const covariance = sought.map((row) =>
    Float64Array.from(sought, (column) =>
      row.occasion === column.occasion ? matrix[row.effect]![column.effect]! : 0,
    ),
  );
  const triangle = triangleOf(
    covariance,
    sought.map(({ name }) => name),
  );
  return {
    sought: sought.map(({ name, occasion, standardDeviation }) => ({ name, occasion, standardDeviation })),
    triangle,
    parameterNames: Object.keys(effects.parameters),
    parameters: writer(effects, sought, triangle),
  };
}

function writer(
  { deviates, parameters }: RandomEffects,
  sought: readonly { readonly effect: number; readonly occasion: number | undefined }[],
  triangle: Matrix,
): Deviates['parameters'] {
  const varied = Object.entries(parameters).map(([name, parameter]) => ({
    of: transform(parameter, `parameters.${name}`),
    effects: parameter.deviates.map((deviate, index) => {
      const place = deviates.findIndex((each) => each.name === deviate);
      if (place >= 0) return place;
      throw new InputError(`randomEffects.parameters.${name}.deviates[${index}]`, `there is no "${deviate}"`);
    }),
  }));
  /** By parameter the rows of the triangle that it adds up; an occasion without data of its own has its person's alone. */
  const rowsAt = (occasion: number) =>
    varied.map(({ effects }) =>
      effects.flatMap((effect) => {
        const row = sought.findIndex(
          (each) => each.effect === effect && (each.occasion ?? occasion) === occasion,
        );
        return row < 0 ? [] : [row];
      }),
    );
  const known = new Map<number, ReturnType<typeof rowsAt>>();
  return (z, offset, occasion, into) => {
    const rows = known.get(occasion) ?? rowsAt(occasion);
    known.set(occasion, rows);
    for (let index = 0; index < varied.length; index++) {
      let eta = 0;
      for (const row of rows[index]!) {
        const weights = triangle[row]!;
        for (let k = 0; k <= row; k++) eta += weights[k]! * z[offset + k]!;
      }
      into[index] = varied[index]!.of(eta);
    }
  };
}
