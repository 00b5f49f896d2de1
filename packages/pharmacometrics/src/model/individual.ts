import { InputError } from '../error.ts';
import { createPattern, type Pattern } from '../solve/exponential.ts';
import { createPropagators, type Propagators } from '../solve/propagators.ts';
import type { SlowState } from '../solve/slow-state.ts';
import { type CompiledModel, type Computed, compileModel, type OutputTerm } from './compile.ts';
import type { LinearModel } from './linear-model.ts';

/** Where a dose by a route goes, in numbers. */
export interface SystemInput {
  readonly compartment: number;
  /** The state that holds the rate of a constant input into this compartment. */
  readonly source: number;
  readonly bioavailability: number;
  readonly lagH: number;
  readonly durationH?: number;
}

/** An output as a weighted sum of states. */
export interface SystemOutput {
  /** One weight per state, slow states last; the sum is in `unit`. */
  readonly weights: Float64Array;
  readonly unit: string;
}

/**
 * A model with the numbers of one individual: x' = A x, in hours, mg and litres. The states are the compartments
 * (mg), the effect sites (mg/L), and one source per compartment that can receive a constant input (mg/h), so that a
 * constant input is part of x and the same propagator carries it.
 */
export interface LinearSystem {
  readonly model: LinearModel;
  readonly stateNames: readonly string[];
  readonly compartments: number;
  readonly pattern: Pattern;
  /** A, entries in the order of the pattern. */
  readonly rates: Float64Array;
  /** For each state, the rate at which its content leaves the body, 1/h. */
  readonly leaving: Float64Array;
  readonly slowStates: readonly SlowState[];
  readonly inputs: ReadonlyMap<string, readonly SystemInput[]>;
  readonly outputs: ReadonlyMap<string, SystemOutput>;
  readonly propagators: Propagators;
}

interface Structure {
  readonly pattern: Pattern;
  readonly sources: ReadonlyMap<number, number>;
  /** All states in order: compartments, effect sites, sources; slow states are outside the matrix and last. */
  readonly stateNames: readonly string[];
}

const structures = new WeakMap<CompiledModel, Structure>();

function structureOf(compiled: CompiledModel): Structure {
  const known = structures.get(compiled);
  if (known) return known;
  const linear = compiled.stateNames.length - compiled.slowStates.length;
  const stateNames = compiled.stateNames.slice(0, linear);
  const sources = new Map<number, number>();
  for (const targets of compiled.inputs.values()) {
    for (const { compartment } of targets) {
      if (sources.has(compartment)) continue;
      sources.set(compartment, stateNames.length);
      stateNames.push(`rate into ${compiled.stateNames[compartment]}`);
    }
  }
  const direct: [number, number][] = [];
  for (const { from, to } of compiled.flows) if (to !== undefined) direct.push([to, from]);
  for (const { state, drive } of compiled.effectSites)
    for (const term of drive) direct.push([state, term.state]);
  for (const [compartment, source] of sources) direct.push([compartment, source]);
  const pattern = createPattern(stateNames.length, direct);
  const made = { pattern, sources, stateNames: [...stateNames, ...compiled.stateNames.slice(linear)] };
  structures.set(compiled, made);
  return made;
}

/**
 * The numbers of one individual.
 * @param model the model as data
 * @param covariates values by name, each in the unit that the model states for it
 * @param overrides parameters (or individual parameters) given instead of computed, in the unit the model prints
 * @throws InputError naming the place in the model, `covariates.X` or `overrides.X`
 */
export function individual(
  model: LinearModel,
  covariates: Readonly<Record<string, number>> = {},
  overrides: Readonly<Record<string, number>> = {},
): LinearSystem {
  const compiled = compileModel(model);
  const structure = structureOf(compiled);
  const values = evaluateParameters(compiled, covariates, overrides);
  const { pattern, sources, stateNames } = structure;
  const { size, place } = pattern;

  const rates = new Float64Array(pattern.column.length);
  const leaving = new Float64Array(size);
  const add = (row: number, column: number, rate: number) => {
    const entry = place[row * size + column]!;
    rates[entry] = rates[entry]! + rate;
  };
  for (const { from, to, rate } of compiled.flows) {
    const value = number(rate, values, 'a rate', 0);
    add(from, from, -value);
    if (to === undefined) leaving[from] = leaving[from]! + value;
    else add(to, from, value);
  }
  for (const { state, rate, drive } of compiled.effectSites) {
    const value = number(rate, values, 'a rate', 0);
    add(state, state, -value);
    for (const term of drive) add(state, term.state, value * weight(term, values));
  }
  for (const [compartment, source] of sources) add(compartment, source, 1);

  const inputs = new Map<string, readonly SystemInput[]>();
  for (const [name, targets] of compiled.inputs) {
    inputs.set(
      name,
      targets.map(({ compartment, bioavailability, lag, duration }) => ({
        compartment,
        source: sources.get(compartment) ?? -1,
        bioavailability: bioavailability ? number(bioavailability, values, 'a bioavailability', 0) : 1,
        lagH: lag ? number(lag, values, 'a lag', 0) : 0,
        durationH: duration ? number(duration, values, 'a duration', Number.MIN_VALUE) : undefined,
      })),
    );
  }
  const linear = compiled.stateNames.length - compiled.slowStates.length;
  const weigh = (terms: readonly OutputTerm[], toUnit: number): Float64Array => {
    const weights = new Float64Array(stateNames.length);
    for (const term of terms) {
      const state = term.state < linear ? term.state : size + term.state - linear;
      weights[state] = weights[state]! + weight(term, values) * toUnit;
    }
    return weights;
  };
  const outputs = new Map<string, SystemOutput>();
  for (const [name, { terms, unit, toUnit }] of compiled.outputs) {
    outputs.set(name, { weights: weigh(terms, toUnit), unit });
  }
  const slowStates = compiled.slowStates.map(({ rate, halfMaximum, drive }) => ({
    rate: number(rate, values, 'a rate', Number.MIN_VALUE),
    halfMaximum: number(halfMaximum, values, 'a half-maximal concentration', Number.MIN_VALUE),
    drive: weigh(drive, 1),
  }));
  return {
    model,
    stateNames,
    compartments: model.compartments.length,
    pattern,
    rates,
    leaving,
    slowStates,
    inputs,
    outputs,
    propagators: createPropagators(pattern, rates),
  };
}

function evaluateParameters(
  compiled: CompiledModel,
  covariates: Readonly<Record<string, number>>,
  overrides: Readonly<Record<string, number>>,
): Float64Array {
  const { model, slots, covariateUnits, parameterUnits } = compiled;
  const values = new Float64Array(slots.size);
  const set = (name: string, value: number, factor: number, path: string) => {
    if (!Number.isFinite(value)) throw new InputError(path, `a finite number is needed, not ${value}`);
    values[slots.get(name) ?? -1] = value * factor;
  };
  for (const [name, { factor }] of covariateUnits) {
    const value = Object.hasOwn(covariates, name) ? covariates[name] : undefined;
    const unit = model.covariates?.[name]?.unit;
    if (value === undefined) {
      throw new InputError(`covariates.${name}`, `the model "${model.name}" needs it, in ${unit}`);
    }
    set(name, value, factor, `covariates.${name}`);
  }
  for (const name of Object.keys(covariates)) {
    if (!covariateUnits.has(name)) {
      throw new InputError(`covariates.${name}`, `the model "${model.name}" has no such covariate`);
    }
  }
  for (const name of Object.keys(overrides)) {
    if (!parameterUnits.has(name)) {
      throw new InputError(`overrides.${name}`, `the model "${model.name}" has no such parameter`);
    }
  }
  const override = (name: string, factor: number): boolean => {
    const value = Object.hasOwn(overrides, name) ? overrides[name] : undefined;
    if (value === undefined) return false;
    set(name, value, factor, `overrides.${name}`);
    return true;
  };
  for (const [name, { value }] of Object.entries(model.parameters)) {
    const factor = parameterUnits.get(name)?.factor ?? 1;
    if (!override(name, factor)) set(name, value, factor, `parameters.${name}.value`);
  }
  for (const each of compiled.individual) {
    if (override(each.name, parameterUnits.get(each.name)?.factor ?? 1)) continue;
    values[each.slot] = each.evaluate(values);
  }
  return values;
}

function number(computed: Computed, values: Float64Array, what: string, least: number): number {
  const value = computed.evaluate(values);
  if (!Number.isFinite(value) || value < least) {
    const needed = least > 0 ? 'above 0' : 'of at least 0';
    throw new InputError(
      computed.path,
      `${what} must be a finite number ${needed}; it comes out as ${value}`,
    );
  }
  return value;
}

function weight({ volume, times }: OutputTerm, values: Float64Array): number {
  let product = 1;
  for (const factor of times) product *= number(factor, values, 'a factor', 0);
  return volume ? product / number(volume, values, 'a volume', Number.MIN_VALUE) : product;
}
