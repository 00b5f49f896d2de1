import { type Absorbing, density, densitySlope } from '../dosing/inverse-gaussian.ts';
import { InputError } from '../error.ts';
import { createHistory, type History } from '../ode/history.ts';
import type { OdeProblem } from '../ode/problem.ts';
import { type Dynamics, readDynamics } from './dynamics.ts';
import type { DelayExpression, Expression } from './expression.ts';
import { evaluateParameters, individual, type LinearSystem } from './individual.ts';
import type { Model } from './model.ts';
import { createTape, type Program, type Tape } from './tape.ts';
import { parseUnit } from './units.ts';

/**
 * A model with the numbers of one individual as differential equations, in hours, mg and litres. The states are the
 * compartments (mg), the effect sites (mg/L), what has left the body (mg), slow states and turnovers.
 */
export interface ModelSystem extends OdeProblem {
  readonly stateNames: readonly string[];
  /** The linear part, which also knows the inputs. */
  readonly linear: LinearSystem;
  /** Whether the linear part is all that moves, so that it may be solved exactly. */
  readonly isLinear: boolean;
  /** The state that holds the time, hours, to be set by who starts; undefined when nothing depends on it. */
  readonly clock: number | undefined;
  /** The place of each state of the linear part among the states here; -1 for sources. */
  readonly placeOf: Int32Array;
  /** Constant rates into the states, mg/h: to be set by who doses. */
  readonly inputRates: Float64Array;
  /** Doses that are being absorbed: the same. */
  readonly absorbing: { now: readonly Absorbing[] };
  /** How far the equations look back, h, and what they look back on: the same. */
  readonly delaysH: readonly number[];
  readonly past: { now: History; readers: readonly ReturnType<History['readerAround']>[] };
  readonly initial: Float64Array;
  /** How large a state becomes when `amountMg` is given: what its absolute tolerance goes by. */
  readonly sizes: (amountMg: number) => Float64Array;
  /** @throws InputError naming the flow whose rate is below 0 or no number in this state */
  readonly checkRates: (state: Float64Array, timeH: number) => void;
  /** The outputs of these names from the states, each in its own unit. */
  readonly readout: (names: readonly string[]) => (state: Float64Array, into: Float64Array) => void;
}

/** A weighted sum of states. */
interface Weighted {
  readonly states: readonly number[];
  readonly weights: readonly number[];
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

interface Parts {
  readonly dynamics: Dynamics;
  readonly linear: LinearSystem;
  readonly size: number;
  readonly clock: number | undefined;
  readonly initial: Float64Array;
  readonly delaysH: readonly number[];
  readonly delayH: (delay: DelayExpression) => number;
  readonly firstTurnover: number;
  readonly weighted: (weights: Float64Array) => Weighted;
  /** The value of a parameter or covariate in the engine's units. */
  readonly parameter: (name: string) => number;
}

/** Nodes of a tape for the names of a model; its inputs from `first` on are the states. */
function nodesOf(parts: Parts, tape: Tape, first = 0) {
  const { dynamics, linear, firstTurnover, weighted, parameter } = parts;
  // What is not a turnover is an amount of something, or a share.
  const state = (index: number) => tape.input(first + index, index < firstTurnover);
  const sum = ({ states, weights }: Weighted, factor: number) =>
    states
      .map((each, term) => tape.operation('*', tape.constant(weights[term]! * factor), state(each)))
      .reduce((left, right) => tape.operation('+', left, right), tape.constant(0));
  const name = (text: string): number => {
    const quantity = dynamics.quantity(text);
    if (quantity === undefined) return tape.constant(parameter(text));
    if (quantity.kind === 'state') return state(quantity.state);
    const { weights, unit } = linear.outputs.get(quantity.output)!;
    return sum(weighted(weights), parseUnit(unit).factor);
  };
  /** The states of each delay stand behind those of now. */
  const delayed = (delay: DelayExpression): number => {
    const place = 1 + parts.delaysH.indexOf(parts.delayH(delay));
    return tape.expression(delay.of, nodesOf(parts, tape, place * parts.size).name);
  };
  const expression = (tree: Expression) => tape.expression(tree, name, delayed);
  return { state, sum, name, expression };
}

/** The derivative and the Jacobian. */
function equations(
  parts: Parts,
): Pick<
  ModelSystem,
  'size' | 'inputRates' | 'absorbing' | 'past' | 'derivative' | 'jacobian' | 'checkRates'
> {
  const { dynamics, linear, size, clock, initial, delaysH, firstTurnover, weighted } = parts;
  const { pattern, rates, firstSource } = linear;
  const tape = createTape(size * (1 + delaysH.length));
  const nodes = nodesOf(parts, tape);
  const flows = dynamics.flows.map(({ path, from, to, rate }) => ({
    path,
    from,
    to,
    rate: nodes.expression(rate),
  }));
  // A slow state is a turnover of C / (C + halfMaximum).
  const turnovers = [
    ...linear.slowStates.map(({ rate, halfMaximum, drive }, index) => {
      const concentration = nodes.sum(weighted(drive), 1);
      const share = tape.operation(
        '/',
        concentration,
        tape.operation('+', concentration, tape.constant(halfMaximum)),
      );
      const loss = tape.constant(rate);
      return { state: firstSource + index, production: tape.operation('*', loss, share), loss };
    }),
    ...dynamics.turnovers.map(({ production, loss }, index) => ({
      state: firstTurnover + index,
      production: nodes.expression(production),
      loss: nodes.expression(loss),
    })),
  ];
  const program = tape.finish();
  const inputRates = new Float64Array(size);
  const absorbing: ModelSystem['absorbing'] = { now: [] };
  const gradient = new Float64Array(size * (1 + delaysH.length));
  const past: ModelSystem['past'] = { now: createHistory(initial), readers: [] };
  const inputs = new Float64Array(size * (1 + delaysH.length));
  /** The states, and behind them those of each delay; of another time than a run's own where it is told. */
  const evaluate = (state: Float64Array, timeH?: number) => {
    if (delaysH.length === 0) return program.evaluate(state);
    inputs.set(state);
    delaysH.forEach((delayH, index) => {
      const thenH = (timeH ?? state[clock!]!) - delayH;
      const read = timeH === undefined ? past.readers[index] : undefined;
      (read ?? past.now.readerAround(thenH))(thenH, inputs, size * (1 + index));
    });
    program.evaluate(inputs);
  };
  const constantPart = new Float64Array(size * size);
  for (let row = 0; row < firstSource; row++) {
    for (let entry = pattern.rowStart[row]!; entry < pattern.rowStart[row + 1]!; entry++) {
      const column = pattern.column[entry]!;
      if (column < firstSource) constantPart[row * size + column] = rates[entry]!;
    }
  }
  const addGradient = (into: Float64Array, row: number, node: number, factor: number) => {
    program.gradient(node, gradient);
    for (let column = 0; column < size; column++) {
      into[row * size + column] = into[row * size + column]! + factor * gradient[column]!;
    }
  };
  const addAt = (into: Float64Array, row: number, column: number, value: number) => {
    into[row * size + column] = into[row * size + column]! + value;
  };
  return {
    size,
    inputRates,
    absorbing,
    past,
    derivative(state, into) {
      evaluate(state);
      into.set(inputRates);
      for (let row = 0; row < firstSource; row++) {
        let sum = into[row]!;
        for (let entry = pattern.rowStart[row]!; entry < pattern.rowStart[row + 1]!; entry++) {
          const column = pattern.column[entry]!;
          if (column < firstSource) sum += rates[entry]! * state[column]!;
        }
        into[row] = sum;
      }
      for (const { from, to, rate } of flows) {
        const flow = program.values[rate]! * state[from]!;
        into[from] = into[from]! - flow;
        into[to] = into[to]! + flow;
      }
      for (const { state: place, production, loss } of turnovers) {
        into[place] = program.values[production]! - program.values[loss]! * state[place]!;
      }
      if (clock === undefined) return;
      into[clock] = 1;
      for (const dose of absorbing.now) {
        into[dose.compartment] =
          into[dose.compartment]! + dose.amountMg * density(dose, state[clock]! - dose.startH);
      }
    },
    checkRates(state, timeH) {
      evaluate(state, timeH);
      for (const { path, rate } of flows) {
        const value = program.values[rate]!;
        if (value >= 0) continue;
        throw new InputError(
          path,
          `a rate must be at least 0; at ${timeH} h it comes out as ${value} per hour`,
        );
      }
    },
    jacobian(state, into) {
      evaluate(state);
      into.set(constantPart);
      for (const { from, to, rate } of flows) {
        addGradient(into, from, rate, -state[from]!);
        addGradient(into, to, rate, state[from]!);
        addAt(into, from, from, -program.values[rate]!);
        addAt(into, to, from, program.values[rate]!);
      }
      for (const { state: place, production, loss } of turnovers) {
        addGradient(into, place, production, 1);
        addGradient(into, place, loss, -state[place]!);
        addAt(into, place, place, -program.values[loss]!);
      }
      if (clock === undefined) return;
      for (const dose of absorbing.now) {
        const slope = dose.amountMg * densitySlope(dose, state[clock]! - dose.startH);
        addAt(into, dose.compartment, clock, slope);
      }
    },
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
