import { InputError } from '../error.ts';
import { readDynamics } from '../model/dynamics.ts';
import type { Model } from '../model/model.ts';
import {
  constantBy,
  createAdaptive,
  createMover,
  LEAST_TOLERANCE,
  type Mover,
  RELATIVE_TOLERANCE,
  STEADY_SHARE,
} from '../records/mover.ts';
import type { DataRecord, RecordOptions } from '../records/record.ts';
import { followRecords } from '../records/simulate-records.ts';
import { differentiate } from './differentiated-system.ts';
import { moveExactly } from './exact-mover.ts';
import { withSlopes } from './input-slopes.ts';
import { steadySensitivities } from './steady-sensitivities.ts';

/** Outputs of one individual's records, and what they depend on. */
export interface Sensitivities {
  /** By output: one value per record, in the output's unit. */
  readonly values: Readonly<Record<string, Float64Array>>;
  /** By output and parameter: the derivative at each record, in the output's unit per the parameter's. */
  readonly sensitivities: Readonly<Record<string, Readonly<Record<string, Float64Array>>>>;
}

/**
 * The derivatives of outputs by parameters, along the records of one individual: of a linear model by the derivative of its
 * exponential, exactly; of any other by the variational equations, with the derivatives of its expressions and not
 * by differences. What doses depend on counts too: bioavailability, lag, modelled rate and duration, and the numbers of an inverse
 * Gaussian. A parameter moves alike at all records, whatever they state of it.
 * @param parameters names of parameters or individual parameters
 * @returns values as `simulateRecords` has them, and their derivatives
 * @throws InputError as `simulateRecords` does; for the method `stiff` and delays, which have none here
 */
export function sensitivitiesOf(
  model: Model,
  records: readonly DataRecord[],
  outputs: readonly string[],
  parameters: readonly string[],
  options: RecordOptions = {},
): Sensitivities {
  checkDifferentiable(model, parameters, 'parameters');
  const { parameterUnits } = readDynamics(model).compiled.names;
  if (options.solver?.method === 'stiff') {
    throw new InputError(
      'solver.method',
      'sensitivities are followed by explicit steps; leave the method out',
    );
  }
  const width = 1 + parameters.length;
  const columns = followRecords(model, records, outputs, options, width, (covariates, overrides, amountMg) =>
    createDifferentiatedMover(model, covariates, overrides, parameters, options, amountMg),
  );
  const ofOutput = (output: number, column: number) => columns[output * width + column]!;
  const factors = parameters.map((name) => parameterUnits.get(name)!.factor);
  return {
    values: Object.fromEntries(outputs.map((name, output) => [name, ofOutput(output, 0)])),
    sensitivities: Object.fromEntries(
      outputs.map((name, output) => [
        name,
        Object.fromEntries(
          parameters.map((parameter, index) => [
            parameter,
            ofOutput(output, 1 + index).map((each) => each * factors[index]!),
          ]),
        ),
      ]),
    ),
  };
}

/** @throws InputError for a model that has no sensitivities, or at `path` for a name that is no parameter of it */
export function checkDifferentiable(model: Model, parameters: readonly string[], path: string): void {
  const { compiled, delays } = readDynamics(model);
  const names = [...compiled.names.parameterUnits.keys()];
  if (delays.size > 0) {
    throw new InputError(
      '',
      `sensitivities of a model with delays, such as "${model.name}", are not computed`,
    );
  }
  parameters.forEach((name, index) => {
    if (names.includes(name) && parameters.indexOf(name) === index) return;
    throw new InputError(
      `${path}[${index}]`,
      `one of ${names.join(', ')} is needed, each once, not "${name}"`,
    );
  });
}

function createDifferentiatedMover(
  model: Model,
  covariates: Readonly<Record<string, number>>,
  overrides: Readonly<Record<string, number>>,
  parameters: readonly string[],
  { solver = {} }: RecordOptions,
  amountMg: number,
): Mover {
  const system = differentiate(model, covariates, overrides, parameters);
  const canBeExact = system.isLinear && system.linear.slowStates.length === 0 && parameters.length > 0;
  const { method = canBeExact ? 'exact' : 'explicit' } = solver;
  if (method === 'exact' && !canBeExact) {
    throw new InputError(
      'solver.method',
      `sensitivities of the model "${model.name}" have no exact solution`,
    );
  }
  const adaptiveOf = (relativeTolerance: number) =>
    createAdaptive(system, { ...solver, method: 'explicit', relativeTolerance }, amountMg).move;
  const { relativeTolerance = RELATIVE_TOLERANCE } = solver;
  const isExact = method === 'exact';
  const move = isExact ? moveExactly(system) : adaptiveOf(relativeTolerance);
  // Made when a record first asks for a steady state.
  let solving: { readonly plain: Mover; readonly precise: Mover['move'] } | undefined;
  const steady: Mover['steady'] = (input, everyH, phaseH) => {
    solving ??= {
      plain: createMover(model, covariates, overrides, solver, amountMg),
      precise: isExact ? move : adaptiveOf(Math.max(STEADY_SHARE * relativeTolerance, LEAST_TOLERANCE)),
    };
    return steadySensitivities(system, solving.plain, solving.precise, input, everyH, phaseH);
  };
  return {
    system,
    move,
    steady,
    constant: constantBy(steady),
    underWay: system.underWay,
    withSlopes: (input, record) =>
      withSlopes(input, record, system.written.inputs.get(record.cmt!)!, system.slope, system.value),
    beforeChange: system.beforeChange,
  };
}
