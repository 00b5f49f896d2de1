import { InputError } from '../error.ts';
import type { Mover } from '../records/mover.ts';
import { createPattern, type Pattern } from '../solve/exponential.ts';
import { createPropagators, type Propagators } from '../solve/propagators.ts';
import { SAME_STEP } from '../solve/walker.ts';
import type { DifferentiatedSystem } from './differentiated-system.ts';

/** exp(A h) and its derivative by one parameter: one matrix for states and constant inputs, another for the first alone. */
interface Differentiated {
  readonly pattern: Pattern;
  readonly propagators: Propagators;
}

/**
 * Carries the states of a linear model and their sensitivities exactly: the exponential of [A 0; dA A] holds the derivative
 * of exp(A h) in its corner (Van Loan, IEEE Trans Automat Contr 1978;23:395-404). dA is taken as a difference of two matrices
 * without negative numbers, so that within each nothing cancels.
 */
export function moveExactly(system: DifferentiatedSystem): Mover['move'] {
  const { states } = system;
  const count = system.size / states - 1;
  const { matrix, changes } = matricesOf(system);
  const all = changes.map((change) => differentiated(matrix, change));
  const start = new Float64Array(2 * states);
  const next = new Float64Array(2 * states);
  return (state, { rates }, fromH, toH) => {
    const withinH = SAME_STEP * Math.max(Math.abs(fromH), Math.abs(toH));
    const carried = state.slice();
    for (let parameter = 0; parameter < count; parameter++) {
      const first = (1 + parameter) * states;
      const { pattern, propagators } = all[parameter]!;
      const { entries } = propagators.of(toH - fromH, withinH);
      const entry = (row: number, column: number) => {
        const place = pattern.place[row * pattern.size + column]!;
        return place < 0 ? 0 : entries[place]!;
      };
      // States, and behind them what enters each at a constant rate.
      for (let index = 0; index < states; index++) {
        start[index] = state[index]!;
        start[states + index] = rates[index]!;
        next[index] = state[first + index]!;
        next[states + index] = rates[first + index]!;
      }
      for (let row = 0; row < states; row++) {
        let own = 0;
        let sensitivity = 0;
        for (let column = 0; column < 2 * states; column++) {
          const kept = entry(row, column);
          const change = entry(2 * states + row, column) - entry(4 * states + row, column);
          own += kept * start[column]!;
          sensitivity += kept * next[column]! + change * start[column]!;
        }
        carried[row] = own;
        carried[first + row] = sensitivity;
      }
    }
    state.set(carried);
  };
}

/** A and, for each parameter, dA: of a linear model's derivative each state's own part is a column. */
function matricesOf({ states, size, derivative, inputRates }: DifferentiatedSystem) {
  const matrix = new Float64Array(states * states);
  const count = size / states - 1;
  const changes = Array.from({ length: count }, () => new Float64Array(states * states));
  const unit = new Float64Array(size);
  const column = new Float64Array(size);
  inputRates.fill(0);
  for (let from = 0; from < states; from++) {
    unit[from] = 1;
    derivative(unit, column);
    unit[from] = 0;
    for (let to = 0; to < states; to++) {
      matrix[to * states + from] = column[to]!;
      changes.forEach((change, parameter) => {
        change[to * states + from] = column[(1 + parameter) * states + to]!;
      });
    }
  }
  return { matrix, changes };
}

/** The exponential of A, what rises with the parameter, and what falls with it, in three blocks with their inputs. */
function differentiated(matrix: Float64Array, change: Float64Array): Differentiated {
  const states = Math.sqrt(matrix.length);
  const width = 2 * states;
  const entries: [number, number, number][] = [];
  const put = (row: number, column: number, value: number) => {
    if (value !== 0) entries.push([row, column, value]);
  };
  for (let to = 0; to < states; to++) {
    for (const block of [0, width, 2 * width]) put(block + to, block + states + to, 1);
    for (let from = 0; from < states; from++) {
      for (const block of [0, width, 2 * width]) put(block + to, block + from, matrix[to * states + from]!);
      const by = change[to * states + from]!;
      put(width + to, from, Math.max(0, by));
      put(2 * width + to, from, Math.max(0, -by));
    }
  }
  const size = 3 * width;
  const pattern = createPattern(
    size,
    entries.map(([row, column]) => [row, column]),
  );
  const rates = new Float64Array(pattern.column.length);
  for (const [row, column, value] of entries) {
    if (!Number.isFinite(value)) throw new InputError('', 'a rate has no finite derivative by a parameter');
    rates[pattern.place[row * size + column]!] = value;
  }
  return { pattern, propagators: createPropagators(pattern, rates) };
}
