import type { InverseGaussian } from '../dosing/inverse-gaussian.ts';
import { InputError } from '../error.ts';
import { createPattern, type Pattern } from '../solve/exponential.ts';
import { createPropagators, type Propagators } from '../solve/propagators.ts';
import type { SlowState } from '../solve/slow-state.ts';
import { type CompiledModel, compileModel } from './compile.ts';
import type { LinearModel } from './linear-model.ts';
import type { Computed } from './names.ts';
import type { OutputTerm } from './outputs.ts';

/** Where a dose by a route goes, in numbers. */
export interface SystemInput {
  readonly compartment: number;
  /** The state that holds the rate of a constant input into this compartment. */
  readonly source: number;
  readonly bioavailability: number;
  readonly lagH: number;
  readonly durationH?: number;
  readonly inverseGaussian?: InverseGaussian;
  readonly modelledRateMgPerH?: number;
  readonly modelledDurationH?: number;
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
  /** Compartments, effect sites, what has left the body, sources; slow states are outside the matrix and last. */
  readonly stateNames: readonly string[];
  readonly compartments: number;
  /** The state that gathers what has left the body, just before the sources. */
  readonly left: number;
  readonly firstSource: number;
  readonly pattern: Pattern;
  /** A, entries in the order of the pattern. */
  readonly rates: Float64Array;
  readonly slowStates: readonly SlowState[];
  readonly inputs: ReadonlyMap<string, readonly SystemInput[]>;
  readonly outputs: ReadonlyMap<string, SystemOutput>;
  readonly propagators: Propagators;
}

interface Structure {
  readonly pattern: Pattern;
  /** The source state of each compartment that can receive a constant input. */
  readonly sources: ReadonlyMap<number, number>;
  readonly stateNames: readonly string[];
  readonly left: number;
  readonly firstSource: number;
}

/** Values, one per individual, that add up to the rate or weight at one place. */
type Column = Float64Array<ArrayBufferLike>;

/** A model with the numbers of many individuals, column by column. */
export interface Individuals {
  readonly model: LinearModel;
  readonly structure: Structure;
  readonly count: number;
  /** A, one column per entry of the pattern. */
  readonly rates: readonly Column[];
  readonly slowStates: readonly {
    readonly rate: Column;
    readonly halfMaximum: Column;
    /** One column per state. */
    readonly drive: readonly Column[];
  }[];
  readonly inputs: ReadonlyMap<
    string,
    readonly {
      readonly compartment: number;
      readonly bioavailability?: Column;
      readonly lagH?: Column;
      readonly durationH?: Column;
      readonly inverseGaussian?: { readonly meanH: Column; readonly relativeDispersion: Column };
      readonly modelledRateMgPerH?: Column;
      readonly modelledDurationH?: Column;
    }[]
  >;
  /** One column of weights per state. */
  readonly outputs: ReadonlyMap<string, { readonly weights: readonly Column[]; readonly unit: string }>;
}

/** Whether no individual has anything there. */
export function isZero(column: Column): boolean {
  for (let index = 0; index < column.length; index++) if (column[index] !== 0) return false;
  return true;
}

const structures = new WeakMap<CompiledModel, Structure>();

function structureOf(compiled: CompiledModel): Structure {
  const known = structures.get(compiled);
  if (known) return known;
  const { names, left } = compiled.states;
  const firstSource = left + 1;
  const stateNames = names.slice(0, firstSource);
  const sources = new Map<number, number>();
  for (const targets of compiled.inputs.values()) {
    for (const { compartment } of targets) {
      if (sources.has(compartment)) continue;
      sources.set(compartment, stateNames.length);
      stateNames.push(`rate into ${names[compartment]}`);
    }
  }
  const direct: [number, number][] = [];
  for (const { from, to } of compiled.flows) direct.push([to, from]);
  for (const { state, drive } of compiled.effectSites)
    for (const term of drive) direct.push([state, term.state]);
  for (const [compartment, source] of sources) direct.push([compartment, source]);
  const pattern = createPattern(stateNames.length, direct, [...compiled.model.compartments.keys(), left]);
  const made = {
    pattern,
    sources,
    stateNames: [...stateNames, ...names.slice(firstSource)],
    left,
    firstSource,
  };
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
  const columns = (values: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Float64Array.of(value)]));
  return individualAt(evaluateModel(model, 1, columns(covariates), columns(overrides)), 0);
}

/** The numbers of one of many. */
export function individualAt(individuals: Individuals, index: number): LinearSystem {
  const { model, structure, rates, slowStates } = individuals;
  const { pattern, sources, stateNames, left, firstSource } = structure;
  const pick = (columns: readonly Column[]) => Float64Array.from(columns, (column) => column[index]!);
  const own = pick(rates);
  const inputs = new Map<string, readonly SystemInput[]>();
  for (const [name, targets] of individuals.inputs) {
    inputs.set(
      name,
      targets.map(({ compartment, bioavailability, lagH, durationH, inverseGaussian, ...modelled }) => ({
        compartment,
        source: sources.get(compartment)!,
        bioavailability: bioavailability?.[index] ?? 1,
        lagH: lagH?.[index] ?? 0,
        durationH: durationH?.[index],
        inverseGaussian: inverseGaussian && {
          meanH: inverseGaussian.meanH[index]!,
          relativeDispersion: inverseGaussian.relativeDispersion[index]!,
        },
        modelledRateMgPerH: modelled.modelledRateMgPerH?.[index],
        modelledDurationH: modelled.modelledDurationH?.[index],
      })),
    );
  }
  const outputs = new Map<string, SystemOutput>();
  for (const [name, { weights, unit }] of individuals.outputs)
    outputs.set(name, { weights: pick(weights), unit });
  return {
    model,
    stateNames,
    compartments: model.compartments.length,
    left,
    firstSource,
    pattern,
    rates: own,
    slowStates: slowStates.map(({ rate, halfMaximum, drive }) => ({
      rate: rate[index]!,
      halfMaximum: halfMaximum[index]!,
      drive: pick(drive),
    })),
    inputs,
    outputs,
    propagators: createPropagators(pattern, own),
  };
}

/**
 * The numbers of many individuals at once.
 * @param count how many
 * @param covariates and overrides: lists of `count` values, else as for `individual`
 * @throws InputError as `individual` does, with the place of the individual
 */
export function evaluateModel(
  model: LinearModel,
  count: number,
  covariates: Readonly<Record<string, Column>>,
  overrides: Readonly<Record<string, Column>>,
): Individuals {
  const compiled = compileModel(model);
  const structure = structureOf(compiled);
  const values = evaluateParameters(compiled, count, covariates, overrides);
  const { pattern, sources, stateNames, firstSource } = structure;
  const { size, place } = pattern;
  /** Of nothing; most places have no more. */
  const none = new Float64Array(count);
  const zeros = (length: number): Column[] => Array.from({ length }, () => none);
  const accumulate = (columns: Column[], at: number, values: Column, factor: number) => {
    const into = columns[at] === none ? new Float64Array(count) : columns[at]!;
    for (let index = 0; index < count; index++) into[index] = into[index]! + values[index]! * factor;
    columns[at] = into;
  };

  const rates = zeros(pattern.column.length);
  const addAt = (row: number, column: number, rate: Column, factor: number) =>
    accumulate(rates, place[row * size + column]!, rate, factor);
  for (const { from, to, rate } of compiled.flows) {
    const column = valid(rate, values, count, 'a rate', 0);
    addAt(from, from, column, -1);
    addAt(to, from, column, 1);
  }
  for (const { state, rate, drive } of compiled.effectSites) {
    const column = valid(rate, values, count, 'a rate', 0);
    addAt(state, state, column, -1);
    for (const term of drive) {
      const weight = weightOf(term, values, count);
      addAt(
        state,
        term.state,
        column.map((each, index) => each * weight[index]!),
        1,
      );
    }
  }
  for (const [compartment, source] of sources) addAt(compartment, source, new Float64Array(count).fill(1), 1);

  const weigh = (terms: readonly OutputTerm[], toUnit: number): Column[] => {
    const weights = zeros(stateNames.length);
    for (const term of terms) {
      const state = term.state < firstSource ? term.state : size + term.state - firstSource;
      accumulate(weights, state, weightOf(term, values, count), toUnit);
    }
    return weights;
  };
  const optional = (computed: Computed | undefined, what: string, least: number) =>
    computed && valid(computed, values, count, what, least);
  return {
    model,
    structure,
    count,
    rates,
    slowStates: compiled.slowStates.map(({ rate, halfMaximum, drive }) => ({
      rate: valid(rate, values, count, 'a rate', Number.MIN_VALUE),
      halfMaximum: valid(halfMaximum, values, count, 'a half-maximal concentration', Number.MIN_VALUE),
      drive: weigh(drive, 1),
    })),
    inputs: new Map(
      [...compiled.inputs].map(([name, targets]) => [
        name,
        targets.map(({ compartment, bioavailability, lag, duration, inverseGaussian, ...modelled }) => ({
          compartment,
          bioavailability: optional(bioavailability, 'a bioavailability', 0),
          lagH: optional(lag, 'a lag', 0),
          durationH: optional(duration, 'a duration', Number.MIN_VALUE),
          inverseGaussian: inverseGaussian && {
            meanH: valid(inverseGaussian.mean, values, count, 'a mean absorption time', Number.MIN_VALUE),
            relativeDispersion: valid(
              inverseGaussian.relativeDispersion,
              values,
              count,
              'a relative dispersion',
              Number.MIN_VALUE,
            ),
          },
          modelledRateMgPerH: optional(modelled.modelledRate, 'a rate', 0),
          modelledDurationH: optional(modelled.modelledDuration, 'a duration', 0),
        })),
      ]),
    ),
    outputs: new Map(
      [...compiled.outputs].map(([name, { terms, unit, toUnit }]) => [
        name,
        { weights: weigh(terms, toUnit), unit },
      ]),
    ),
  };
}

/** The values of covariates, parameters and individual parameters by slot, in the engine's units. @throws InputError */
export function evaluateParameters(
  compiled: CompiledModel,
  count: number,
  covariates: Readonly<Record<string, Column>>,
  overrides: Readonly<Record<string, Column>>,
): Column[] {
  const { model, names } = compiled;
  const { slots, covariateUnits, parameterUnits } = names;
  const values: Column[] = Array.from({ length: slots.size }, () => new Float64Array(0));
  const set = (name: string, given: Column, factor: number, path: string) => {
    const converted = new Float64Array(given.length);
    for (let index = 0; index < given.length; index++) {
      const value = given[index]!;
      if (!Number.isFinite(value)) {
        throw new InputError(path, `a finite number is needed, not ${value}${ofIndividual(index, count)}`);
      }
      converted[index] = value * factor;
    }
    values[slots.get(name)!] = converted;
  };
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
  for (const [name, { factor }] of covariateUnits) {
    const given = Object.hasOwn(covariates, name) ? covariates[name] : undefined;
    const unit = model.covariates?.[name]?.unit;
    if (given === undefined) {
      throw new InputError(`covariates.${name}`, `the model "${model.name}" needs it, in ${unit}`);
    }
    set(name, given, factor, `covariates.${name}`);
  }
  const override = (name: string): boolean => {
    const given = Object.hasOwn(overrides, name) ? overrides[name] : undefined;
    if (given !== undefined) set(name, given, parameterUnits.get(name)!.factor, `overrides.${name}`);
    return given !== undefined;
  };
  for (const [name, { value }] of Object.entries(model.parameters)) {
    if (override(name)) continue;
    set(
      name,
      new Float64Array(count).fill(value),
      parameterUnits.get(name)!.factor,
      `parameters.${name}.value`,
    );
  }
  for (const { name, slot, evaluate } of names.individual) {
    if (!override(name)) values[slot] = evaluate(values, count);
  }
  return values;
}

const ofIndividual = (index: number, count: number): string =>
  count > 1 ? ` (individual ${index + 1})` : '';

function valid(
  computed: Computed,
  values: readonly Column[],
  count: number,
  what: string,
  least: number,
): Column {
  const column = computed.evaluate(values, count);
  for (let index = 0; index < column.length; index++) {
    const value = column[index]!;
    if (Number.isFinite(value) && value >= least) continue;
    const needed = least > 0 ? 'above 0' : 'of at least 0';
    throw new InputError(
      computed.path,
      `${what} must be a finite number ${needed}; it comes out as ${value}${ofIndividual(index, count)}`,
    );
  }
  return column;
}

function weightOf({ volume, times }: OutputTerm, values: readonly Column[], count: number): Column {
  const product = new Float64Array(count).fill(1);
  for (const factor of times) {
    const column = valid(factor, values, count, 'a factor', 0);
    for (let index = 0; index < count; index++) product[index] = product[index]! * column[index]!;
  }
  if (volume) {
    const column = valid(volume, values, count, 'a volume', Number.MIN_VALUE);
    for (let index = 0; index < count; index++) product[index] = product[index]! / column[index]!;
  }
  return product;
}
