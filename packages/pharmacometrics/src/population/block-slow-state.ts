import { CELL, LANES } from '../kernel/cell.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { SLOW } from '../kernel/slow-step.ts';
import type { Individuals } from '../model/individual.ts';
import { RULES, statesBehind, TOLERANCE } from '../solve/slow-state.ts';
import type { Arena } from './arena.ts';

/** The slow state of eight individuals at once; the method is that of `solve/slow-state.ts`. */
export interface BlockSlowState {
  /** Takes up eight individuals. Returns false when their rates are too fast for it. */
  readonly begin: (first: number) => boolean;
  /** The address of what the kernel's `slowStep` needs for steps of this length by this rule. */
  readonly of: (rule: number, stepH: number) => number;
}

/** Rate times step up to which e^(-st) and its series are well inside the range of doubles. */
const LARGEST_MEAN = 600;

/** Terms after which what is left of a Poisson distribution is below e-30. */
const termsFor = (mean: number): number => Math.ceil(mean + 12 * Math.sqrt(mean) + 40);

/**
 * @param longestH the longest step that will be asked for
 */
export function createBlockSlowState(
  kernel: Kernel,
  arena: Arena,
  individuals: Individuals,
  longestH: number,
): BlockSlowState {
  const { pattern } = individuals.structure;
  const slow = individuals.slowStates[0]!;
  const isDrive = (state: number) => slow.drive[state]!.some((weight) => weight !== 0);
  const states = statesBehind(pattern, isDrive);
  const width = states.length;
  // Of the vectors of the series: next[j] = sum of before[i] jumps[i, j].
  const pairs = states.flatMap((row, i) =>
    states.flatMap((from, j) => {
      const entry = pattern.place[row * pattern.size + from]!;
      return entry < 0 ? [] : [{ i, j, entry }];
    }),
  );
  const table = arena.integers(
    states.flatMap((_, j) => {
      const terms = pairs.flatMap((pair, index) => (pair.j === j ? [pair.i * CELL, index * CELL] : []));
      return [terms.length / 2, ...terms];
    }),
  );
  const columns = arena.integers(states.map((state) => state * CELL));
  const coefficients = RULES.map(({ mean, last, lastButOne }) => {
    const address = arena.reserve(24 * mean.length);
    for (const node of mean.keys()) {
      arena.doubles().set([mean[node]!, last[node]!, lastButOne[node]!], address / 8 + 3 * node);
    }
    return address;
  });
  const jumps = arena.reserve(pairs.length * CELL);
  const kept = RULES.map(() => new Map<number, number>());
  let fastest = 0;
  let vectors = 0;
  let known = 0;
  let shares = 0;
  let first = 0;

  /** C / halfMaximum after a time as weights of the states, to `into`. */
  const rowAfter = (sinceH: number, into: number) => {
    const mean = fastest * sinceH;
    const terms = termsFor(mean);
    const memory = arena.doubles();
    let share = Math.exp(-mean);
    for (let order = 0; order < terms; order++) {
      memory[shares / 8 + order] = share;
      share *= mean / (order + 1);
    }
    for (; known < terms; known++) {
      const before = vectors + (known - 1) * width * CELL;
      kernel.combine(width, table, before, jumps, before + width * CELL);
    }
    kernel.mix(width, terms, vectors, shares, into, width * CELL);
  };

  return {
    begin: (individual) => {
      first = individual;
      for (const map of kept) map.clear();
      fastest = 0;
      for (const { i, j, entry } of pairs) {
        if (i !== j) continue;
        for (let lane = 0; lane < LANES; lane++) {
          fastest = Math.max(fastest, -individuals.rates[entry]![first + lane]!);
        }
      }
      if (fastest * longestH > LARGEST_MEAN || fastest === 0) return false;
      pairs.forEach(({ i, j, entry }, index) => {
        const rates = individuals.rates[entry]!;
        arena.setCell(jumps + index * CELL, (lane) => (i === j ? 1 : 0) + rates[first + lane]! / fastest);
      });
      const terms = termsFor(fastest * longestH);
      vectors = arena.reserve((terms + 1) * width * CELL);
      shares = arena.reserve((terms + 1) * 8);
      states.forEach((state, j) => {
        arena.setCell(
          vectors + j * CELL,
          (lane) => slow.drive[state]![first + lane]! / slow.halfMaximum[first + lane]!,
        );
      });
      known = 1;
      return true;
    },
    of: (rule, stepH) => {
      const found = kept[rule]!.get(stepH);
      if (found !== undefined) return found;
      const { count, nodes } = RULES[rule]!;
      const address = arena.reserve(SLOW.bytes);
      const rows = arena.reserve(count * width * CELL);
      const fading = arena.reserve(count * CELL);
      const faded = arena.reserve(CELL);
      const reach = arena.reserve(CELL);
      for (let node = 0; node < count; node++) {
        const sinceH = (stepH * (1 + nodes[node]!)) / 2;
        rowAfter(sinceH, rows + node * width * CELL);
        arena.setCell(fading + node * CELL, (lane) => Math.exp(-slow.rate[first + lane]! * (stepH - sinceH)));
      }
      arena.setCell(faded, (lane) => Math.exp(-slow.rate[first + lane]! * stepH));
      arena.setCell(reach, (lane) => slow.rate[first + lane]! * stepH);
      arena.setInteger(address + SLOW.nodes, count);
      arena.setInteger(address + SLOW.width, width);
      arena.setInteger(address + SLOW.columns, columns);
      arena.setInteger(address + SLOW.rows, rows);
      arena.setInteger(address + SLOW.fading, fading);
      arena.setInteger(address + SLOW.coefficients, coefficients[rule]!);
      arena.setInteger(address + SLOW.faded, faded);
      arena.setInteger(address + SLOW.reach, reach);
      arena.setInteger(address + SLOW.rule, rule);
      arena.setInteger(address + SLOW.value, pattern.size * CELL);
      arena.doubles()[(address + SLOW.tolerance) / 8] = TOLERANCE;
      kept[rule]!.set(stepH, address);
      return address;
    },
  };
}
