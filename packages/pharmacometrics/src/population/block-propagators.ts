import { CELL, LANES } from '../kernel/cell.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Individuals, isZero } from '../model/individual.ts';
import { MOST_TERMS } from '../solve/exponential.ts';
import type { Arena } from './arena.ts';

/** exp(A h) for eight individuals at once; the method is that of `solve/exponential.ts`. */
export interface BlockPropagators {
  /** Takes up eight individuals, from this one on. */
  readonly begin: (first: number) => void;
  /** That of a step, to be kept for all individuals. */
  readonly of: (stepH: number) => BlockPropagator;
  /** Computes it for the individuals at hand, unless that is done. Returns the address of its entries. */
  readonly ready: (propagator: BlockPropagator) => number;
}

/** exp(A h) for one step. */
export interface BlockPropagator {
  readonly stepH: number;
  /** The address of its entries, cell by cell in the order of the pattern. */
  readonly entries: number;
  /** That of half the step, once it was needed. */
  half: BlockPropagator | undefined;
  isReady: boolean;
}

/** Rate times step up to which the series is summed; beyond, squaring costs less than further terms. */
const LONGEST_SERIES = 1 / 8;

/** The cells of a table of products, for `combine`: per entry the number of terms, then the pairs. */
function productTable(start: Int32Array, left: Int32Array, right: Int32Array): number[] {
  const table: number[] = [];
  for (let entry = 0; entry + 1 < start.length; entry++) {
    table.push(start[entry + 1]! - start[entry]!);
    for (let term = start[entry]!; term < start[entry + 1]!; term++) {
      table.push(left[term]! * CELL, right[term]! * CELL);
    }
  }
  return table;
}

export function createBlockPropagators(
  kernel: Kernel,
  arena: Arena,
  individuals: Individuals,
): BlockPropagators {
  const { pattern } = individuals.structure;
  const { size, place, oneWay, exchanging, leavingStart, leaving } = pattern;
  const count = pattern.column.length;
  const stepTable = arena.integers(productTable(pattern.stepStart, pattern.stepLeft, pattern.stepRight));
  const squareTable = arena.integers(
    productTable(pattern.productStart, pattern.productLeft, pattern.productRight),
  );
  const [rates, positive, first, second, sum] = Array.from({ length: 5 }, () =>
    arena.reserve(count * CELL),
  ) as [number, number, number, number, number];
  const factor = arena.reserve(CELL);
  const divisors = arena.reserve(8 * (MOST_TERMS + size));
  arena.doubles().set(
    Array.from({ length: MOST_TERMS + size }, (_, index) => 1 / (index + 2)),
    divisors >>> 3,
  );
  const diagonal = Array.from({ length: size }, (_, i) => place[i * size + i]!);
  // The others are 0 in every rate matrix.
  const direct = Int32Array.from(new Set(pattern.stepLeft));
  arena.doubles().fill(0, rates >>> 3, (rates >>> 3) + count * LANES);
  const kept = new Map<number, BlockPropagator>();
  let fastest = 0;

  // Nothing comes back to these: their diagonal is known, and 1 for those that nothing leaves.
  const stays = [...oneWay].filter((state) => isZero(individuals.rates[diagonal[state]!]!));
  const leaves = [...oneWay].filter((state) => !stays.includes(state));
  const massTable = arena.integers(
    [...exchanging].flatMap((state, k) => {
      const gone = [...leaving.subarray(leavingStart[k], leavingStart[k + 1])];
      return gone.length === 0
        ? []
        : [gone.length, diagonal[state]! * CELL, ...gone.map((each) => each * CELL)];
    }),
  );
  const massEntries = [...exchanging].filter((_, k) => leavingStart[k + 1]! > leavingStart[k]!).length;

  const renewDiagonal = (entries: number, stepH: number) => {
    const memory = arena.doubles();
    for (const state of leaves) {
      const at = diagonal[state]! * LANES;
      for (let lane = 0; lane < LANES; lane++) {
        memory[(entries >>> 3) + at + lane] = Math.exp(memory[(rates >>> 3) + at + lane]! * stepH);
      }
    }
    if (massEntries > 0) kernel.keepMass(massEntries, massTable, entries);
  };

  /** By the series: for steps so short that it needs few terms. */
  const exponential = (stepH: number, result: number) => {
    const memory = arena.doubles();
    memory[factor >>> 3] = stepH;
    for (const into of [positive, first, sum]) kernel.mix(count, 1, rates, factor, into, 0);
    for (const entry of diagonal) {
      for (let value = entry * LANES; value < (entry + 1) * LANES; value++) {
        const kept = memory[(positive >>> 3) + value]! + fastest * stepH;
        memory[(positive >>> 3) + value] = kept;
        memory[(first >>> 3) + value] = kept;
        memory[(sum >>> 3) + value] = 1 + kept;
      }
    }
    // The terms of order 0 and 1 are there.
    kernel.series(count, stepTable, positive, first, second, sum, divisors, size, MOST_TERMS + size - 2);
    memory[factor >>> 3] = Math.exp(-fastest * stepH);
    kernel.mix(count, 1, sum, factor, result, 0);
    for (const state of stays) arena.setCell(result + diagonal[state]! * CELL, () => 1);
  };

  const of = (stepH: number): BlockPropagator => {
    const known = kept.get(stepH);
    if (known) return known;
    const made = { stepH, entries: arena.reserve(count * CELL), half: kept.get(stepH / 2), isReady: false };
    kept.set(stepH, made);
    const twice = kept.get(stepH * 2);
    if (twice) twice.half = made;
    return made;
  };

  /** Long steps by squaring half of them: the halves are often asked for too, and so are steps that follow each other. */
  const ready = (propagator: BlockPropagator): number => {
    const { stepH, entries, isReady } = propagator;
    if (isReady) return entries;
    propagator.isReady = true;
    if (propagator.half?.isReady || fastest * stepH > LONGEST_SERIES) {
      propagator.half ??= of(stepH / 2);
      const half = ready(propagator.half);
      kernel.combine(count, squareTable, half, half, entries);
    } else {
      exponential(stepH, entries);
    }
    renewDiagonal(entries, stepH);
    return entries;
  };

  return {
    begin: (individual) => {
      for (const each of kept.values()) each.isReady = false;
      fastest = 0;
      const memory = arena.doubles();
      for (const entry of direct) {
        const column = individuals.rates[entry]!;
        const cell = (rates >>> 3) + entry * LANES;
        for (let lane = 0; lane < LANES; lane++) memory[cell + lane] = column[individual + lane]!;
      }
      for (const entry of diagonal) {
        const cell = (rates >>> 3) + entry * LANES;
        for (let lane = 0; lane < LANES; lane++) {
          const rate = -memory[cell + lane]!;
          if (rate > fastest) fastest = rate;
        }
      }
    },
    of,
    ready,
  };
}
