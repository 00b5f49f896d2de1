import { InputError } from '../error.ts';
import type { InputTarget, LinearModel } from './linear-model.ts';
import { type Computed, type Names, readNames } from './names.ts';
import { type CompiledOutput, type OutputTerm, readDrive, readOutputs } from './outputs.ts';
import { readStates, type States } from './states.ts';
import { AMOUNT_PER_TIME, CONCENTRATION, DIMENSIONLESS, PER_TIME, TIME } from './units.ts';

export interface CompiledTarget {
  readonly compartment: number;
  readonly bioavailability?: Computed;
  readonly lag?: Computed;
  readonly duration?: Computed;
  readonly inverseGaussian?: { readonly mean: Computed; readonly relativeDispersion: Computed };
  readonly modelledRate?: Computed;
  readonly modelledDuration?: Computed;
}

/** A model that has been read: names found, expressions parsed, units checked; no numbers yet. */
export interface CompiledModel {
  readonly model: LinearModel;
  readonly names: Names;
  readonly states: States;
  /** Between states; what leaves the body goes to `states.left`. */
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

const compiled = new WeakMap<LinearModel, CompiledModel>();

/**
 * Reads a model, once per model value.
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
  const names = readNames(model);
  const states = readStates(model);
  const flows = model.flows.map((flow, index) => {
    const path = `flows[${index}]`;
    const from = states.compartment(flow.from, `${path}.from`);
    const to = flow.to === undefined ? states.left : states.compartment(flow.to, `${path}.to`);
    if (from === to) throw new InputError(path, `the flow goes from "${flow.from}" to itself`);
    return { from, to, rate: names.computed(flow.rate, PER_TIME, `${path}.rate`) };
  });
  const outputs = readOutputs(model, names, states);
  const effectSites = Object.entries(model.effectSites ?? {}).map(([name, { of, rate }]) => {
    const path = `effectSites.${name}`;
    return {
      state: states.effectSite(name, path),
      rate: names.computed(rate, PER_TIME, `${path}.rate`),
      drive: readDrive(model, outputs, of, `${path}.of`),
    };
  });
  const slowStates = Object.entries(model.slowStates ?? {}).map(([name, { of, rate, halfMaximum }]) => {
    const path = `slowStates.${name}`;
    return {
      rate: names.computed(rate, PER_TIME, `${path}.rate`),
      halfMaximum: names.computed(halfMaximum, CONCENTRATION, `${path}.halfMaximum`),
      drive: readDrive(model, outputs, of, `${path}.of`),
    };
  });
  const inputs = new Map(
    Object.entries(model.inputs).map(([name, targets]) => {
      if (targets.length === 0)
        throw new InputError(`inputs.${name}`, 'a dose by this route would go nowhere');
      return [
        name,
        targets.map((each, index) => readTarget(each, `inputs.${name}[${index}]`, names, states)),
      ];
    }),
  );
  return { model, names, states, flows, effectSites, slowStates, inputs, outputs };
}

function readTarget(
  target: InputTarget,
  path: string,
  { computed, optional }: Names,
  states: States,
): CompiledTarget {
  const { inverseGaussian } = target;
  const other = (['duration', 'modelledRate', 'modelledDuration'] as const).find(
    (field) => target[field] !== undefined,
  );
  if (inverseGaussian && other) {
    throw new InputError(
      `${path}.${other}`,
      'what is absorbed by an inverse Gaussian has no rate or duration',
    );
  }
  return {
    compartment: states.compartment(target.into, `${path}.into`),
    bioavailability: optional(target.bioavailability, DIMENSIONLESS, `${path}.bioavailability`),
    lag: optional(target.lag, TIME, `${path}.lag`),
    duration: optional(target.duration, TIME, `${path}.duration`),
    inverseGaussian: inverseGaussian && {
      mean: computed(inverseGaussian.mean, TIME, `${path}.inverseGaussian.mean`),
      relativeDispersion: computed(
        inverseGaussian.relativeDispersion,
        DIMENSIONLESS,
        `${path}.inverseGaussian.relativeDispersion`,
      ),
    },
    modelledRate: optional(target.modelledRate, AMOUNT_PER_TIME, `${path}.modelledRate`),
    modelledDuration: optional(target.modelledDuration, TIME, `${path}.modelledDuration`),
  };
}
