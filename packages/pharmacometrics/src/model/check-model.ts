import { createSampler, type RandomEffects } from '../cohort/random-effects.ts';
import { InputError } from '../error.ts';
import { randomSource } from '../random/draws.ts';
import { type Dynamics, readDynamics } from './dynamics.ts';
import type { Model } from './model.ts';
import { DIMENSIONLESS, parseUnit } from './units.ts';

/**
 * Reads all of a model, without numbers of anybody: names, expressions, units, random effects, residual errors.
 * @throws InputError naming the place in the model and what was expected there
 */
export function checkModel(model: Model): void {
  const dynamics = readDynamics(model);
  checkRandomEffects(model);
  checkResidualErrors(model, dynamics);
}

/**
 * The random effects of a model about its own typical values, ready for a sampler, whose parameters are then the
 * overrides of each virtual patient.
 * @throws InputError for a parameter that the model does not have
 */
export function randomEffectsOf(model: Model): RandomEffects {
  const { deviates = [], covariances, parameters = {} } = model.randomEffects ?? {};
  const varied = Object.entries(parameters).map(([name, { transformation, deviates: names }]) => {
    const parameter = Object.hasOwn(model.parameters, name) ? model.parameters[name] : undefined;
    if (!parameter) {
      throw new InputError(
        `randomEffects.parameters.${name}`,
        `there is no parameter "${name}"; the model has ${Object.keys(model.parameters).join(', ')}`,
      );
    }
    return [name, { typical: parameter.value, transformation, deviates: names }] as const;
  });
  return { name: model.name, deviates, covariances, parameters: Object.fromEntries(varied) };
}

function checkRandomEffects(model: Model): void {
  const effects = randomEffectsOf(model);
  try {
    createSampler(effects, randomSource(0));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`randomEffects.${error.path}`, error.message.slice(`${error.path}: `.length));
  }
}

function checkResidualErrors(model: Model, { compiled }: Dynamics): void {
  for (const [name, error] of Object.entries(model.residualErrors ?? {})) {
    const path = `residualErrors.${name}`;
    const output = Object.hasOwn(model.outputs, name) ? model.outputs[name] : undefined;
    if (!output) {
      throw new InputError(
        path,
        `there is no output "${name}"; the model has ${Object.keys(model.outputs).join(', ')}`,
      );
    }
    const expressions = [
      { field: 'additive', dimension: parseUnit(output.unit).dimension },
      { field: 'proportional', dimension: DIMENSIONLESS },
      { field: 'log', dimension: DIMENSIONLESS },
    ];
    const given: Readonly<Record<string, unknown>> = { ...error };
    for (const { field, dimension } of expressions) {
      const text = given[field];
      if (typeof text === 'string') compiled.names.computed(text, dimension, `${path}.${field}`);
    }
  }
}
