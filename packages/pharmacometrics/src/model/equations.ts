import { type Absorbing, density, densitySlope } from '../dosing/inverse-gaussian.ts';
import { InputError } from '../error.ts';
import { createHistory, type History } from '../ode/history.ts';
import type { OdeProblem } from '../ode/problem.ts';
import type { Dynamics } from './dynamics.ts';
import type { DelayExpression, Expression } from './expression.ts';
import type { LinearSystem } from './individual.ts';
import { createTape, type Tape } from './tape.ts';
import { parseUnit } from './units.ts';

/** How the states of one individual move. */
export interface Equations extends OdeProblem {
  /** Constant rates into the states, mg/h: to be set by who doses. */
  readonly inputRates: Float64Array;
  /** Doses that are being absorbed: the same. */
  readonly absorbing: { now: readonly Absorbing[] };
  /** What the equations look back on: the same. */
  readonly past: { now: History; readers: readonly ReturnType<History['readerAround']>[] };
  /** @throws InputError naming the flow whose rate is below 0 or no number in this state */
  readonly checkRates: (state: Float64Array, timeH: number) => void;
}

/** A weighted sum of states. */
export interface Weighted {
  readonly states: readonly number[];
  readonly weights: readonly number[];
}

/** What equations are made of. */
export interface Parts {
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
export function nodesOf(parts: Parts, tape: Tape, first = 0) {
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
export function equations(parts: Parts): Equations {
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
  const absorbing: Equations['absorbing'] = { now: [] };
  const gradient = new Float64Array(size * (1 + delaysH.length));
  const past: Equations['past'] = { now: createHistory(initial), readers: [] };
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
