import { InputError } from '../error.ts';
import { readDynamics } from '../model/dynamics.ts';
import { evaluateParameters } from '../model/individual.ts';
import type { Model, ResidualError } from '../model/model.ts';
import { DIMENSIONLESS, parseUnit } from '../model/units.ts';
import { drawsOf, type RandomSource } from '../random/draws.ts';
import { exp } from '../random/elementary.ts';
import type { DataRecord } from './record.ts';

/** An output as a laboratory would report it, one value per record, in the output's unit. */
export interface Measurements {
  /** Values as drawn, those below the limit and those below 0 too: nothing is replaced or cut off. */
  readonly values: Float64Array;
  /** 1 where the value lies below the limit of quantification. */
  readonly isBelowLimit: Uint8Array;
  /** In the unit of the output; undefined when there is none. */
  readonly limitOfQuantification: number | undefined;
}

/** Turns the course of one output into measurements of one subject. */
export type Measure = (
  course: Float64Array,
  records: readonly Pick<DataRecord, 'covariates' | 'parameters'>[],
  subject: number,
) => Measurements;

/**
 * How an output is measured: with the residual error that the model states for it, and a limit of quantification.
 * Each record has its own normal deviate, kept by subject, output and number of the record, so that neither other
 * outputs nor other subjects change it.
 * @param source of the deviates; without error when undefined
 * @param limitOfQuantification in the unit of the output; the model's own when undefined
 * @throws InputError naming the place in the model
 */
export function createMeasure(
  model: Model,
  output: string,
  source: RandomSource | undefined,
  limitOfQuantification = model.residualErrors?.[output]?.limitOfQuantification,
): Measure {
  if (limitOfQuantification !== undefined && !(limitOfQuantification > 0)) {
    throw new InputError(
      `limitsOfQuantification.${output}`,
      `a number above 0 is needed, not ${limitOfQuantification}`,
    );
  }
  const scatter = source && createScatter(model, output);
  const draws = source && drawsOf(source, `${model.name} residual ${output}`);
  return (course, records, subject) => {
    const values = course.map((value, index) => {
      if (!scatter || !draws) return value;
      return scatter(value, draws.normal({ subject, occasion: index }), records[index]!);
    });
    const isBelow = (value: number) => limitOfQuantification !== undefined && value < limitOfQuantification;
    const isBelowLimit = Uint8Array.from(values, (value) => (isBelow(value) ? 1 : 0));
    return { values, isBelowLimit, limitOfQuantification };
  };
}

/** Standard deviations of an output's residual error; those that its kind does not have are 0. */
export interface ErrorSizes {
  readonly kind: ResidualError['kind'];
  /** In the unit of the output. */
  readonly additive: number;
  readonly proportional: number;
  readonly log: number;
}

type Numbers = Pick<DataRecord, 'covariates' | 'parameters'>;

/**
 * The residual error of an output in numbers, at the covariates and parameters of a record.
 * @returns undefined when the model states no error for it
 * @throws InputError naming the place in the model
 */
export function createErrorSizes(
  model: Model,
  output: string,
): ((record: Numbers) => ErrorSizes) | undefined {
  const error = model.residualErrors?.[output];
  if (!error) return undefined;
  const { compiled } = readDynamics(model);
  const { dimension, factor } = parseUnit(model.outputs[output]!.unit);
  const path = `residualErrors.${output}`;
  const deviation = (text: string, field: string, wanted = DIMENSIONLESS, unit = 1) => {
    const computed = compiled.names.computed(text, wanted, `${path}.${field}`);
    return (slots: readonly Float64Array[]) => {
      const value = computed.evaluate(slots, 1)[0]! / unit;
      if (Number.isFinite(value) && value >= 0) return value;
      throw new InputError(
        computed.path,
        `a standard deviation of at least 0 is needed; it comes out as ${value}`,
      );
    };
  };
  const additive = 'additive' in error ? deviation(error.additive, 'additive', dimension, factor) : () => 0;
  const proportional = 'proportional' in error ? deviation(error.proportional, 'proportional') : () => 0;
  const logarithmic = 'log' in error ? deviation(error.log, 'log') : () => 0;
  const columns = (values: Readonly<Record<string, number>> = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Float64Array.of(value)]));
  let known: (Numbers & { readonly sizes: ErrorSizes }) | undefined;
  return ({ covariates, parameters }) => {
    if (!known || known.covariates !== covariates || known.parameters !== parameters) {
      const slots = evaluateParameters(compiled, 1, columns(covariates), columns(parameters));
      const sizes = {
        kind: error.kind,
        additive: additive(slots),
        proportional: proportional(slots),
        log: logarithmic(slots),
      };
      known = { covariates, parameters, sizes };
    }
    return known.sizes;
  };
}

type Scatter = (value: number, deviate: number, record: Numbers) => number;

/** The measured value from the true one and a standard normal deviate; undefined when the model states no error. */
function createScatter(model: Model, output: string): Scatter | undefined {
  const sizesOf = createErrorSizes(model, output);
  if (!sizesOf) return undefined;
  return (value, deviate, record) => {
    const { kind, additive, proportional, log } = sizesOf(record);
    if (kind === 'log') return value * exp(log * deviate);
    if (kind === 'combined1') return value + (additive + proportional * Math.abs(value)) * deviate;
    return value + Math.sqrt(additive * additive + proportional * value * (proportional * value)) * deviate;
  };
}
