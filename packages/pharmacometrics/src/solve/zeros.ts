import type { LinearSystem } from '../model/individual.ts';
import { type Mode, modesOf } from './eigenvalues.ts';
import { apply, exponential } from './exponential.ts';
import { createSlowStepper } from './slow-state.ts';
import { type Solution, visitStates } from './solution.ts';

/**
 * Where a curve crosses a level, without missing a crossing.
 *
 * Between changes of input an output is g(t) = sum of terms e^(-r t), one for each mode r of the states that it
 * depends on, and a constant. (D + r) g has one term fewer, and e^(rt) g rises or falls where e^(rt) (D + r) g is
 * positive or negative: so between two neighbouring zeros of (D + r) g there is at most one zero of g (Rolle).
 * Taking the modes away one by one, the fastest first, leaves a single term, which has no zero; going back, the zeros
 * of each function separate those of the one before, and a change of sign shows each of them. It needs
 * the modes alone, so that repeated ones do no harm. A complex pair -r +- iw takes two such steps, which hold on spans
 * shorter than half a turn (Polya 1922, the mean value theorem for linear differential operators).
 */

/** g(t) = weights . x(t) + constant. */
export interface Functional {
  readonly weights: Float64Array;
  readonly constant: number;
}

/** One function of the chain: its value from the state and the time since the start of the span. */
export type Evaluate = (state: Float64Array, sinceH: number) => number;

/** A span without a change of input, and the state at any time in it. */
export interface Piece {
  readonly fromH: number;
  readonly toH: number;
  readonly stateAt: (timeH: number) => Float64Array;
}

/** weights -> weights A: the derivative of a functional. */
export function derivative(system: LinearSystem, weights: Float64Array): Float64Array {
  const { size, rowStart, column } = system.pattern;
  const result = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    for (let entry = rowStart[row]!; entry < rowStart[row + 1]!; entry++) {
      const j = column[entry]!;
      result[j] = result[j]! + weight * system.rates[entry]!;
    }
  }
  return result;
}

export const evaluate = ({ weights, constant }: Functional, state: Float64Array): number => {
  let sum = constant;
  for (let j = 0; j < weights.length; j++) if (weights[j] !== 0) sum += weights[j]! * state[j]!;
  return sum;
};

/** The modes of the states that the weights depend on, fastest first, with one 0 for what is constant. */
function modesBehind(system: LinearSystem, weights: Float64Array): Mode[] {
  const { pattern, rates, firstSource } = system;
  const { size, place, rowStart, column } = pattern;
  const behind = new Set<number>();
  for (let row = 0; row < size; row++) {
    if (weights[row] === 0) continue;
    for (let entry = rowStart[row]!; entry < rowStart[row + 1]!; entry++) behind.add(column[entry]!);
  }
  const modes: Mode[] = [{ decay: 0, frequency: 0 }];
  const seen = new Set<number>();
  for (const state of [...behind].sort((left, right) => left - right)) {
    if (state >= firstSource || seen.has(state)) continue;
    // States that depend on each other share modes.
    const group = [...behind].filter(
      (other) =>
        other < firstSource && place[state * size + other]! >= 0 && place[other * size + state]! >= 0,
    );
    for (const member of group) seen.add(member);
    modes.push(
      ...modesOf(
        group.map((i) => group.map((j) => (place[i * size + j]! < 0 ? 0 : rates[place[i * size + j]!]!))),
      ),
    );
  }
  return modes.sort((left, right) => right.decay - left.decay);
}

/** The functions g, (D + r1) g, (D + r2)(D + r1) g ..., the last without zeros. */
export function chainOf(system: LinearSystem, start: Functional): { chain: Evaluate[]; longestH: number } {
  const modes = modesBehind(system, start.weights);
  const chain: Evaluate[] = [];
  const frequency = Math.max(...modes.map((mode) => mode.frequency));
  const longestH = frequency > 0 ? 0.9 * (Math.PI / frequency) : Number.POSITIVE_INFINITY;
  let g = start;
  for (const mode of modes) {
    const now = g;
    const slope = derivative(system, g.weights);
    chain.push((state) => evaluate(now, state));
    if (mode.frequency === 0) {
      g = {
        weights: slope.map((each, j) => each + mode.decay * now.weights[j]!),
        constant: mode.decay * now.constant,
      };
      continue;
    }
    const { decay, frequency: omega } = mode;
    chain.push((state, sinceH) => {
      const angle = omega * sinceH + 0.05 * Math.PI;
      const rise = evaluate({ weights: slope, constant: 0 }, state);
      return (
        Math.sin(angle) * (rise + decay * evaluate(now, state)) -
        omega * Math.cos(angle) * evaluate(now, state)
      );
    });
    const second = derivative(system, slope);
    const square = decay * decay + omega * omega;
    g = {
      weights: second.map((each, j) => each + 2 * decay * slope[j]! + square * now.weights[j]!),
      constant: square * now.constant,
    };
  }
  return { chain, longestH };
}

/**
 * The zeros of the first function of the chain inside a piece, in order. Those of the others only separate: near its
 * zero the function before it is flat, so that they may be rough.
 */
export function zerosIn(piece: Piece, chain: readonly Evaluate[]): number[] {
  let separators: number[] = [];
  for (let level = chain.length - 2; level >= 0; level--) {
    const withinH = level === 0 ? FINE : ROUGH * (piece.toH - piece.fromH);
    separators = zerosBetween(piece, separators, chain[level]!, withinH);
  }
  return separators;
}

/** The zeros of a function that has at most one between two neighbouring separators. */
export function zerosBetween(
  piece: Piece,
  separators: readonly number[],
  g: Evaluate,
  withinH = FINE,
): number[] {
  const at = (timeH: number) => g(piece.stateAt(timeH), timeH - piece.fromH);
  const edges = [piece.fromH, ...separators, piece.toH];
  const values = edges.map(at);
  const zeros: number[] = [];
  for (let index = 0; index + 1 < edges.length; index++) {
    const [low, high] = [values[index]!, values[index + 1]!];
    if (low === 0 && index > 0) zeros.push(edges[index]!);
    else if (low * high < 0)
      zeros.push(zeroBetween(at, edges[index]!, edges[index + 1]!, low, high, withinH));
  }
  return zeros;
}

/** How well a zero is found: hours, and the share of a piece. */
export const FINE = 1e-13;
const ROUGH = 1e-10;

/** The zero of g between two times with values of opposite sign, by bracketing (Chandrupatla 1997). */
export function zeroBetween(
  g: (timeH: number) => number,
  fromH: number,
  toH: number,
  atFrom: number,
  atTo: number,
  withinH: number,
): number {
  let [a, b, c] = [toH, fromH, toH];
  let [fa, fb, fc] = [atTo, atFrom, atTo];
  let fraction = 0.5;
  for (let round = 0; round < 100; round++) {
    const t = a + fraction * (b - a);
    const ft = g(t);
    if (Math.sign(ft) === Math.sign(fa)) [c, fc] = [a, fa];
    else [c, b, fc, fb] = [b, a, fb, fa];
    [a, fa] = [t, ft];
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const tolerance = 2 ** -51 * Math.abs(best) + withinH;
    const limit = tolerance / Math.abs(b - a);
    if (limit > 0.5 || fa === 0) return fa === 0 ? a : best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const inverse = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    fraction = inverse
      ? (fa / (fb - fa)) * (fc / (fb - fc)) + (((c - a) / (b - a)) * (fa / (fc - fa)) * fb) / (fc - fb)
      : 0.5;
    fraction = Math.min(1 - limit, Math.max(limit, fraction));
  }
  return a;
}

/** The span cut at every change of input, and shorter where modes oscillate. */
export function piecesOf(solution: Solution, fromH: number, toH: number, longestH: number): Piece[] {
  const inside = solution.stretches.map(({ timeH }) => timeH).filter((timeH) => timeH > fromH && timeH < toH);
  const edges = [fromH, ...inside, toH];
  const cuts = edges.slice(0, -1).flatMap((startH, index) => {
    const lengthH = edges[index + 1]! - startH;
    const count = Math.max(1, Math.ceil(lengthH / longestH));
    return Array.from({ length: count }, (_, part) => startH + (part * lengthH) / count);
  });
  const { pattern, rates, slowStates } = solution.system;
  const steppers = slowStates.map((slow) => createSlowStepper(pattern, rates, slow));
  const pieces: Piece[] = [];
  visitStates(solution, cuts, (index, state) => {
    const startH = cuts[index]!;
    const start = state.slice();
    const kept = new Map<number, Float64Array>([[startH, start]]);
    const stateAt = (timeH: number): Float64Array => {
      const known = kept.get(timeH);
      if (known) return known;
      const later = new Float64Array(start.length);
      apply(pattern, exponential(pattern, rates, timeH - startH), start, later);
      for (const [index, stepper] of steppers.entries()) {
        stepper.inputChanged();
        later[pattern.size + index] = stepper.advance(start[pattern.size + index]!, start, timeH - startH);
      }
      kept.set(timeH, later);
      return later;
    };
    pieces.push({ fromH: startH, toH: cuts[index + 1] ?? toH, stateAt });
  });
  return pieces;
}
