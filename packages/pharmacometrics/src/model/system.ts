import { InputError } from '../error.ts';
import { readDynamics } from './dynamics.ts';
import { type Equations, equations, nodesOf, type Parts, type Weighted } from './equations.ts';
import type { DelayExpression } from './expression.ts';
import { evaluateParameters, individual, type LinearSystem } from './individual.ts';
import type { Model } from './model.ts';
import { createTape, type Program } from './tape.ts';

/**
 * A model with the numbers of one individual as differential equations, in hours, mg and litres. The states are the
 * compartments (mg), the effect sites (mg/L), what has left the body (mg), slow states and turnovers.
 */
export interface ModelSystem extends Equations {
  readonly stateNames: readonly string[];
  /** The linear part, which also knows the inputs. */
  readonly linear: LinearSystem;
  /** Whether the linear part is all that moves, so that it may be solved exactly. */
  readonly isLinear: boolean;
  /** The state that holds the time, hours, to be set by who starts; undefined when nothing depends on it. */
  readonly clock: number | undefined;
  /** The place of each state of the linear part among the states here; -1 for sources. */
  readonly placeOf: Int32Array;
  /** How far the equations look back, h. */
  readonly delaysH: readonly number[];
  readonly initial: Float64Array;
  /** How large a state becomes when `amountMg` is given: what its absolute tolerance goes by. */
  readonly sizes: (amountMg: number) => Float64Array;
  /** The outputs of these names from the states, each in its own unit. */
  readonly readout: (names: readonly string[]) => (state: Float64Array, into: Float64Array) => void;
}

/** @throws InputError naming the place in the model, `covariates.X` or `overrides.X` */
export function systemOf(
  model: Model,
  covariates: Readonly<Record<string, number>>,
  overrides: Readonly<Record<string, number>>,
): ModelSystem {
  const dynamics = readDynamics(model);
  const linear = individual(dynamics.linear, covariates, overrides);
  const { states } = dynamics.compiled;
  const columns = (values: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Float64Array.of(value)]));
  const values = evaluateParameters(dynamics.compiled, 1, columns(covariates), columns(overrides));
  const { pattern, firstSource } = linear;
  const stateNames = [
    ...states.names,
    ...dynamics.turnovers.map(({ name }) => name),
    ...(dynamics.hasClock ? ['time'] : []),
  ];
  const size = stateNames.length;
  const clock = dynamics.hasClock ? size - 1 : undefined;
  const placeOf = Int32Array.from(linear.stateNames, (_, state) =>
    state < firstSource ? state : state < pattern.size ? -1 : firstSource + state - pattern.size,
  );
  const weighted = (weights: Float64Array): Weighted => {
    const kept = [...weights.keys()].filter((state) => weights[state] !== 0);
    return { states: kept.map((state) => placeOf[state]!), weights: kept.map((state) => weights[state]!) };
  };
  const delayH = (delay: DelayExpression) => {
    const { path, evaluate } = dynamics.delays.get(delay)!;
    const value = evaluate(values, 1)[0]!;
    if (Number.isFinite(value) && value > 0) return value;
    throw new InputError(path, `a delay must be a finite time above 0; it comes out as ${value} h`);
  };
  const delaysH = [...new Set([...dynamics.delays.keys()].map(delayH))];
  const initial = new Float64Array(size);
  const parts: Parts = {
    dynamics,
    linear,
    size,
    clock,
    initial,
    delaysH,
    delayH,
    firstTurnover: states.names.length,
    weighted,
    parameter: (name) => values[dynamics.compiled.names.slots.get(name)!]![0]!,
  };
  dynamics.turnovers.forEach((turnover, index) => {
    const value = turnover.initial.evaluate(values, 1)[0]!;
    if (!Number.isFinite(value)) {
      throw new InputError(turnover.initial.path, `a finite number is needed; it comes out as ${value}`);
    }
    initial[parts.firstTurnover + index] = value;
  });
  return {
    stateNames,
    linear,
    isLinear: dynamics.isLinear,
    clock,
    delaysH,
    placeOf,
    initial,
    ...equations(parts),
    sizes: (amountMg) => sizesOf(parts, initial, amountMg),
    readout: (names) => readoutOf(parts, names),
  };
}

function sizesOf(
  { dynamics, linear, size, firstTurnover }: Parts,
  initial: Float64Array,
  amountMg: number,
): Float64Array {
  const { pattern, rates, left, firstSource } = linear;
  const sizes = new Float64Array(size).fill(amountMg, 0, firstSource);
  // An effect site settles at its drive: the weights of its row over its own rate.
  for (let site = linear.compartments; site < left; site++) {
    let own = 0;
    let greatest = 0;
    for (let entry = pattern.rowStart[site]!; entry < pattern.rowStart[site + 1]!; entry++) {
      const rate = rates[entry]!;
      if (pattern.column[entry] === site) own = -rate;
      else greatest = Math.max(greatest, rate);
    }
    sizes[site] = own > 0 && greatest > 0 ? (amountMg * greatest) / own : 1;
  }
  sizes.fill(1, firstSource);
  dynamics.turnovers.forEach(({ factor }, index) => {
    const state = firstTurnover + index;
    sizes[state] = initial[state] === 0 ? factor : Math.abs(initial[state]!);
  });
  return sizes;
}

function readoutOf(parts: Parts, names: readonly string[]): ReturnType<ModelSystem['readout']> {
  const { dynamics, linear, size, weighted } = parts;
  const tape = createTape(size);
  const nodes = nodesOf(parts, tape);
  const outputs = names.map((name): { readonly node: number; readonly toUnit: number } | Weighted => {
    const output = dynamics.expressionOutputs.get(name);
    if (output) return { node: tape.expression(output.tree, nodes.name), toUnit: output.toUnit };
    return weighted(linear.outputs.get(name)!.weights);
  });
  const program: Program = tape.finish();
  return (state, into) => {
    program.evaluate(state);
    for (let index = 0; index < outputs.length; index++) {
      const output = outputs[index]!;
      if ('node' in output) {
        into[index] = program.values[output.node]! * output.toUnit;
        continue;
      }
      let sum = 0;
      for (let term = 0; term < output.states.length; term++) {
        sum += output.weights[term]! * state[output.states[term]!]!;
      }
      into[index] = sum;
    }
  };
}
