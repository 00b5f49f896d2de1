import { InputError } from '../error.ts';
import type { LinearModel, Output } from './linear-model.ts';
import type { Computed, Names } from './names.ts';
import type { States } from './states.ts';
import {
  AMOUNT,
  CONCENTRATION,
  DIMENSIONLESS,
  type Dimension,
  parseUnit,
  sameDimension,
  VOLUME,
} from './units.ts';

/** One state of an output: its content times each factor, over the volume where there is one. */
export interface OutputTerm {
  /** Its place among the states of the model. */
  readonly state: number;
  readonly volume?: Computed;
  readonly times: readonly Computed[];
}

export interface CompiledOutput {
  readonly terms: readonly OutputTerm[];
  readonly unit: string;
  readonly dimension: Dimension;
  /** From the engine's unit to the output's. */
  readonly toUnit: number;
}

/** Reads the outputs of a model. @throws InputError naming the place */
export function readOutputs(model: LinearModel, names: Names, states: States): Map<string, CompiledOutput> {
  const outputs = new Map<string, CompiledOutput>();
  const read = (name: string, path: string, within: readonly string[]): CompiledOutput => {
    const known = outputs.get(name);
    if (known) return known;
    const output = Object.hasOwn(model.outputs, name) ? model.outputs[name] : undefined;
    if (output === undefined) throw noOutput(model, name, path);
    if (within.includes(name)) throw new InputError(path, `the output "${name}" is a sum of itself`);
    const own = `outputs.${name}`;
    const { factor, dimension } = parseUnit(output.unit, `${own}.unit`);
    const wanted = kindOf(output);
    if (wanted && !sameDimension(dimension, wanted.dimension)) {
      throw new InputError(`${own}.unit`, `${output.unit} is not ${wanted.name}`);
    }
    const terms =
      'sumOf' in output
        ? output.sumOf.flatMap((part, index) => {
            const added = read(part, `${own}.sumOf[${index}]`, [...within, name]);
            if (sameDimension(added.dimension, dimension)) return added.terms;
            throw new InputError(
              `${own}.sumOf[${index}]`,
              `"${part}" is not of the same kind as ${output.unit}`,
            );
          })
        : [termOf(output, own, names, states)];
    const made = { terms, unit: output.unit, dimension, toUnit: 1 / factor };
    outputs.set(name, made);
    return made;
  };
  for (const name of Object.keys(model.outputs)) read(name, `outputs.${name}`, []);
  return outputs;
}

/** The terms of the output that drives an effect site or a slow state. @throws InputError unless it is a concentration */
export function readDrive(
  model: LinearModel,
  outputs: ReadonlyMap<string, CompiledOutput>,
  name: string,
  path: string,
): readonly OutputTerm[] {
  const output = outputs.get(name);
  if (!output) throw noOutput(model, name, path);
  if (!sameDimension(output.dimension, CONCENTRATION)) {
    throw new InputError(path, `"${name}" is not a concentration`);
  }
  return output.terms;
}

const noOutput = (model: LinearModel, name: string, path: string) =>
  new InputError(
    path,
    `there is no output "${name}"; the model has ${Object.keys(model.outputs).join(', ')}`,
  );

function termOf(
  output: Exclude<Output, { sumOf: unknown }>,
  path: string,
  { computed, optional }: Names,
  states: States,
): OutputTerm {
  if ('slowState' in output)
    return { state: states.slowState(output.slowState, `${path}.slowState`), times: [] };
  const times = output.times === undefined ? [] : [computed(output.times, DIMENSIONLESS, `${path}.times`)];
  if ('effectSite' in output)
    return { state: states.effectSite(output.effectSite, `${path}.effectSite`), times };
  return {
    state: states.compartment(output.compartment, `${path}.compartment`),
    times,
    volume: optional(output.volume, VOLUME, `${path}.volume`),
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
