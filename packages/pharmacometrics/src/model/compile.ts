import { InputError } from '../error.ts';
import { compileExpression, dimensionOf, type Evaluate, parseExpression } from './expression.ts';
import type { LinearModel, Output } from './linear-model.ts';
import {
  AMOUNT,
  AMOUNT_PER_TIME,
  CONCENTRATION,
  DIMENSIONLESS,
  type Dimension,
  describeDimension,
  PER_TIME,
  parseUnit,
  sameDimension,
  TIME,
  type Unit,
  VOLUME,
} from './units.ts';

/** A number of the model in the engine's units (h, mg, L), with its place for errors. */
export interface Computed {
  readonly path: string;
  readonly evaluate: Evaluate;
}

/** An entry of the rate matrix to which `rate` is added (`sign` -1: subtracted). */
export interface RateTerm {
  readonly row: number;
  readonly column: number;
  readonly sign: 1 | -1;
  readonly rate: number;
}

export interface CompiledTarget {
  readonly compartment: number;
  readonly bioavailability?: Computed;
  readonly lag?: Computed;
  readonly duration?: Computed;
  readonly modelledRate?: Computed;
  readonly modelledDuration?: Computed;
}

/** One state of an output: amount times `times`, over `volume`, times `toUnit`. */
export interface OutputTerm {
  /** Its place among the states of the model. */
  readonly state: number;
  readonly volume?: Computed;
  readonly times: readonly Computed[];
}

export interface CompiledOutput {
  readonly terms: readonly OutputTerm[];
  readonly unit: string;
  /** From the engine's unit to the output's. */
  readonly toUnit: number;
}

export interface CompiledModel {
  readonly model: LinearModel;
  readonly slots: ReadonlyMap<string, number>;
  readonly parameterUnits: ReadonlyMap<string, Unit>;
  readonly covariateUnits: ReadonlyMap<string, Unit>;
  readonly individual: readonly (Computed & { readonly slot: number; readonly name: string })[];
  /** Compartments, effect sites, what has left the body, slow states. */
  readonly stateNames: readonly string[];
  readonly flows: readonly { readonly from: number; readonly to: number; readonly rate: Computed }[];
  readonly effectSites: readonly {
    readonly state: number;
    readonly rate: Computed;
    readonly drive: readonly OutputTerm[];
  }[];
  readonly slowStates: readonly {
    readonly rate: Computed;
    readonly halfMaximum: Computed;
    readonly drive: readonly OutputTerm[];
  }[];
  readonly inputs: ReadonlyMap<string, readonly CompiledTarget[]>;
  readonly outputs: ReadonlyMap<string, CompiledOutput>;
}

/** The state that gathers what has left the body. */
const LEFT = 'left the body';

const compiled = new WeakMap<LinearModel, CompiledModel>();

/**
 * Reads a model once: names found, expressions parsed, units checked. Kept per model value.
 * @throws InputError naming the place in the model
 */
export function compileModel(model: LinearModel): CompiledModel {
  const known = compiled.get(model);
  if (known) return known;
  const made = compile(model);
  compiled.set(model, made);
  return made;
}

function compile(model: LinearModel): CompiledModel {
  const slots = new Map<string, number>();
  const dimensions = new Map<string, Dimension>();
  const declare = (name: string, unit: Unit, path: string) => {
    if (slots.has(name)) throw new InputError(path, `the name "${name}" is used twice`);
    slots.set(name, slots.size);
    dimensions.set(name, unit.dimension);
    return unit;
  };
  const computed = (text: string, wanted: Dimension, path: string): Computed => {
    const tree = parseExpression(text, path);
    const dimension = dimensionOf(tree, (name) => dimensions.get(name), path);
    if (!sameDimension(dimension, wanted)) {
      throw new InputError(
        path,
        `"${text}" is in ${describeDimension(dimension)}, where ${describeDimension(wanted)} is needed`,
      );
    }
    return { path, evaluate: compileExpression(tree, (name) => slots.get(name) ?? -1) };
  };
  const optional = (text: string | undefined, wanted: Dimension, path: string) =>
    text === undefined ? undefined : computed(text, wanted, path);

  const covariateUnits = new Map<string, Unit>();
  for (const [name, { unit }] of Object.entries(model.covariates ?? {})) {
    const path = `covariates.${name}`;
    covariateUnits.set(name, declare(name, parseUnit(unit, `${path}.unit`), path));
  }
  const parameterUnits = new Map<string, Unit>();
  for (const [name, { unit }] of Object.entries(model.parameters)) {
    const path = `parameters.${name}`;
    parameterUnits.set(name, declare(name, parseUnit(unit, `${path}.unit`), path));
  }
  const individual = Object.entries(model.individual ?? {}).map(([name, { expression, unit }]) => {
    const path = `individual.${name}`;
    const parsed = parseUnit(unit, `${path}.unit`);
    const value = computed(expression, parsed.dimension, path);
    parameterUnits.set(name, declare(name, parsed, path));
    return { ...value, name, slot: slots.get(name) ?? -1 };
  });

  const effectSiteNames = Object.keys(model.effectSites ?? {});
  const slowStateNames = Object.keys(model.slowStates ?? {});
  const left = model.compartments.length + effectSiteNames.length;
  const stateNames = [...model.compartments, ...effectSiteNames, LEFT, ...slowStateNames];
  stateNames.forEach((name, index) => {
    if (stateNames.indexOf(name) !== index) {
      throw new InputError(
        'compartments',
        `the name "${name}" is used twice among compartments, effect sites and slow states`,
      );
    }
  });
  const compartment = (name: string, path: string): number => {
    const index = model.compartments.indexOf(name);
    if (index < 0) {
      throw new InputError(
        path,
        `there is no compartment "${name}"; the model has ${model.compartments.join(', ')}`,
      );
    }
    return index;
  };

  const termsOf = (name: string, path: string, seen: readonly string[]): readonly OutputTerm[] => {
    const output = Object.hasOwn(model.outputs, name) ? model.outputs[name] : undefined;
    if (output === undefined) {
      throw new InputError(
        path,
        `there is no output "${name}"; the model has ${Object.keys(model.outputs).join(', ')}`,
      );
    }
    if (seen.includes(name)) throw new InputError(path, `the output "${name}" is a sum of itself`);
    return terms(output, `outputs.${name}`, [...seen, name]);
  };
  const terms = (output: Output, path: string, seen: readonly string[]): readonly OutputTerm[] => {
    if ('sumOf' in output) {
      return output.sumOf.flatMap((name, index) => {
        const added = termsOf(name, `${path}.sumOf[${index}]`, seen);
        if (!sameDimension(dimensionOfOutput(name), parseUnit(output.unit).dimension)) {
          throw new InputError(
            `${path}.sumOf[${index}]`,
            `"${name}" is not of the same kind as ${output.unit}`,
          );
        }
        return added;
      });
    }
    if ('slowState' in output) {
      const place = slowStateNames.indexOf(output.slowState);
      if (place < 0)
        throw new InputError(`${path}.slowState`, `there is no slow state "${output.slowState}"`);
      return [{ state: left + 1 + place, times: [] }];
    }
    const times = output.times === undefined ? [] : [computed(output.times, DIMENSIONLESS, `${path}.times`)];
    if ('effectSite' in output) {
      const place = effectSiteNames.indexOf(output.effectSite);
      if (place < 0)
        throw new InputError(`${path}.effectSite`, `there is no effect site "${output.effectSite}"`);
      return [{ state: model.compartments.length + place, times }];
    }
    const state = compartment(output.compartment, `${path}.compartment`);
    return [{ state, times, volume: optional(output.volume, VOLUME, `${path}.volume`) }];
  };
  const dimensionOfOutput = (name: string): Dimension => {
    const output = model.outputs[name];
    return output === undefined ? DIMENSIONLESS : parseUnit(output.unit, `outputs.${name}.unit`).dimension;
  };

  const flows = model.flows.map((flow, index) => {
    const path = `flows[${index}]`;
    const from = compartment(flow.from, `${path}.from`);
    const to = flow.to === undefined ? left : compartment(flow.to, `${path}.to`);
    if (from === to) throw new InputError(path, `the flow goes from "${flow.from}" to itself`);
    return { from, to, rate: computed(flow.rate, PER_TIME, `${path}.rate`) };
  });

  const outputs = new Map<string, CompiledOutput>();
  for (const [name, output] of Object.entries(model.outputs)) {
    const path = `outputs.${name}`;
    const { factor, dimension } = parseUnit(output.unit, `${path}.unit`);
    const wanted = kindOf(output);
    if (wanted && !sameDimension(dimension, wanted.dimension)) {
      throw new InputError(`${path}.unit`, `${output.unit} is not ${wanted.name}`);
    }
    outputs.set(name, { terms: termsOf(name, path, []), unit: output.unit, toUnit: 1 / factor });
  }

  const effectSites = Object.entries(model.effectSites ?? {}).map(([name, site]) => {
    const path = `effectSites.${name}`;
    const drive = termsOf(site.of, `${path}.of`, []);
    if (!sameDimension(dimensionOfOutput(site.of), CONCENTRATION)) {
      throw new InputError(`${path}.of`, `"${site.of}" is not a concentration`);
    }
    return { state: stateNames.indexOf(name), rate: computed(site.rate, PER_TIME, `${path}.rate`), drive };
  });
  const slowStates = Object.entries(model.slowStates ?? {}).map(([name, slow]) => {
    const path = `slowStates.${name}`;
    const drive = termsOf(slow.of, `${path}.of`, []);
    if (!sameDimension(dimensionOfOutput(slow.of), CONCENTRATION)) {
      throw new InputError(`${path}.of`, `"${slow.of}" is not a concentration`);
    }
    return {
      rate: computed(slow.rate, PER_TIME, `${path}.rate`),
      halfMaximum: computed(slow.halfMaximum, CONCENTRATION, `${path}.halfMaximum`),
      drive,
    };
  });

  const inputs = new Map<string, readonly CompiledTarget[]>();
  for (const [name, targets] of Object.entries(model.inputs)) {
    inputs.set(
      name,
      targets.map((target, index) => {
        const path = `inputs.${name}[${index}]`;
        return {
          compartment: compartment(target.into, `${path}.into`),
          bioavailability: optional(target.bioavailability, DIMENSIONLESS, `${path}.bioavailability`),
          lag: optional(target.lag, TIME, `${path}.lag`),
          duration: optional(target.duration, TIME, `${path}.duration`),
          modelledRate: optional(target.modelledRate, AMOUNT_PER_TIME, `${path}.modelledRate`),
          modelledDuration: optional(target.modelledDuration, TIME, `${path}.modelledDuration`),
        };
      }),
    );
  }
  return {
    model,
    slots,
    parameterUnits,
    covariateUnits,
    individual,
    stateNames,
    flows,
    effectSites,
    slowStates,
    inputs,
    outputs,
  };
}

/** What an output must be measured in; a sum follows its parts. */
function kindOf(output: Output): { dimension: Dimension; name: string } | undefined {
  if ('sumOf' in output) return undefined;
  if ('slowState' in output) return { dimension: DIMENSIONLESS, name: 'a plain share, as a slow state is' };
  if ('compartment' in output && output.volume === undefined) {
    return { dimension: AMOUNT, name: 'an amount, and the output has no volume' };
  }
  return { dimension: CONCENTRATION, name: 'a concentration' };
}
