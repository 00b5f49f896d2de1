import { InputError } from '../error.ts';
import type { LinearSystem } from '../model/individual.ts';
import { checkSpan } from './area.ts';
import { measured } from './measured.ts';
import { type Solution, visitStates } from './solution.ts';
import {
  chainOf,
  derivative,
  type Evaluate,
  evaluate,
  type Piece,
  piecesOf,
  zerosBetween,
  zerosIn,
} from './zeros.ts';

/** How a curve's crossings are found: its value, and its zeros in a piece (see `zeros.ts`). */
interface Crossings {
  readonly longestH: number;
  readonly value: Evaluate;
  readonly zeros: (piece: Piece) => number[];
}

/**
 * The crossings of a level. A slow state R with drive f rises and falls where f - R is positive and negative, and
 * e^(kt) (R - level) where f - level is: so between two crossings of the level by f there is at most one by R.
 */
function crossingsOf(system: LinearSystem, output: string, level: number): Crossings {
  const curve = measured(system, output);
  if (curve.kind === 'linear') {
    const { chain, longestH } = chainOf(system, { weights: curve.weights, constant: -level });
    return { longestH, value: chain[0]!, zeros: (piece) => zerosIn(piece, chain) };
  }
  const share = level / curve.weight;
  const { drive, halfMaximum } = curve.slow;
  const concentration = share < 1 ? (halfMaximum * share) / (1 - share) : Number.MAX_VALUE;
  const { chain, longestH } = chainOf(system, { weights: drive, constant: -concentration });
  const value: Evaluate = (state) => curve.weight * state[curve.state]! - level;
  return { longestH, value, zeros: (piece) => zerosBetween(piece, zerosIn(piece, chain), value) };
}

/**
 * Where a curve stops rising or falling. The slope of a slow state R is k (f - R); (D + k) of it is k df/dt, so that
 * between two turns of its drive there is at most one turn of R.
 */
function turnsOf(system: LinearSystem, output: string): Crossings {
  const curve = measured(system, output);
  const weights = curve.kind === 'linear' ? curve.weights : curve.slow.drive;
  const { chain, longestH } = chainOf(system, { weights: derivative(system, weights), constant: 0 });
  if (curve.kind === 'linear') {
    const value: Evaluate = (state) => evaluate({ weights, constant: 0 }, state);
    return { longestH, value, zeros: (piece) => zerosIn(piece, chain) };
  }
  const { halfMaximum } = curve.slow;
  const slope: Evaluate = (state) => {
    const concentration = evaluate({ weights, constant: 0 }, state);
    return concentration / (concentration + halfMaximum) - state[curve.state]!;
  };
  const value: Evaluate = (state) => curve.weight * state[curve.state]!;
  return { longestH, value, zeros: (piece) => zerosBetween(piece, zerosIn(piece, chain), slope) };
}

/**
 * Hours with an output above a level, exact.
 * @param level in the output's unit
 * @throws InputError for an unknown output or a span that runs backwards
 */
export function timeAbove(
  solution: Solution,
  output: string,
  level: number,
  fromH: number,
  toH: number,
): number {
  checkSpan(fromH, toH);
  if (!Number.isFinite(level)) throw new InputError('level', `a finite level is needed, not ${level}`);
  const { longestH, value, zeros } = crossingsOf(solution.system, output, level);
  let total = 0;
  for (const piece of piecesOf(solution, fromH, toH, longestH)) {
    const edges = [piece.fromH, ...zeros(piece), piece.toH];
    for (let index = 0; index + 1 < edges.length; index++) {
      const [startH, endH] = [edges[index]!, edges[index + 1]!];
      if (endH > startH && value(piece.stateAt((startH + endH) / 2), 0) > 0) total += endH - startH;
    }
  }
  return total;
}

/** The greatest value of an output, in its unit, and the first time it is reached. */
export interface Peak {
  readonly value: number;
  readonly timeH: number;
}

/**
 * The greatest value of an output between two times, exact. At the very time of a bolus the value is that just after.
 * @throws InputError for an unknown output or a span that runs backwards
 */
export function peak(solution: Solution, output: string, fromH: number, toH: number): Peak {
  checkSpan(fromH, toH);
  const { longestH, value, zeros } = turnsOf(solution.system, output);
  let best: Peak = { value: Number.NEGATIVE_INFINITY, timeH: fromH };
  const consider = (timeH: number, state: Float64Array) => {
    const found = value(state, 0);
    if (found > best.value) best = { value: found, timeH };
  };
  for (const piece of piecesOf(solution, fromH, toH, longestH)) {
    for (const timeH of [piece.fromH, ...zeros(piece)]) consider(timeH, piece.stateAt(timeH));
  }
  visitStates(solution, [toH], (_, state) => consider(toH, state));
  return best;
}
