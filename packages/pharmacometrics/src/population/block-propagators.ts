import { CELL, LANES } from '../kernel/cell.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Individuals } from '../model/individual.ts';
import { LARGEST_SERIES, MOST_TERMS } from '../solve/exponential.ts';
import type { Arena } from './arena.ts';

/** exp(A h) for eight individuals at once; the method is that of `solve/exponential.ts`. */
export interface BlockPropagators {
  /** Takes up eight individuals, from this one on. */
  readonly begin: (first: number) => void;
  /** The address of the entries for a step, cell by cell in the order of the pattern. */
  readonly of: (stepH: number) => number;
}

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
  const diagonal = Array.from({ length: size }, (_, i) => place[i * size + i]!);
  const kept = new Map<number, number>();
  let fastest = 0;

  const renewDiagonal = (entries: number, stepH: number) => {
    const memory = arena.doubles();
    for (const i of oneWay) {
      const at = diagonal[i]! * LANES;
      for (let lane = 0; lane < LANES; lane++) {
        const rate = memory[rates / 8 + at + lane]!;
        memory[entries / 8 + at + lane] = rate === 0 ? 1 : Math.exp(rate * stepH);
      }
    }
    for (let k = 0; k < exchanging.length; k++) {
      for (let lane = 0; lane < LANES; lane++) {
        let gone = 0;
        for (let t = leavingStart[k]!; t < leavingStart[k + 1]!; t++) {
          gone += memory[entries / 8 + leaving[t]! * LANES + lane]!;
        }
        if (gone < 0.5) memory[entries / 8 + diagonal[exchanging[k]!]! * LANES + lane] = 1 - gone;
      }
    }
  };

  const exponential = (stepH: number): number => {
    const result = arena.reserve(count * CELL);
    const memory = arena.doubles();
    const squarings = Math.max(0, Math.ceil(Math.log2((fastest * stepH) / LARGEST_SERIES)));
    const scaled = stepH / 2 ** squarings;
    for (let value = 0; value < count * LANES; value++) {
      memory[positive / 8 + value] = memory[rates / 8 + value]! * scaled;
    }
    memory.fill(0, first / 8, first / 8 + count * LANES);
    memory.fill(0, sum / 8, sum / 8 + count * LANES);
    for (const entry of diagonal) {
      for (let lane = 0; lane < LANES; lane++) {
        memory[positive / 8 + entry * LANES + lane]! += fastest * scaled;
        memory[first / 8 + entry * LANES + lane] = 1;
        memory[sum / 8 + entry * LANES + lane] = 1;
      }
    }
    let [term, next] = [first, second];
    for (let order = 1; order < MOST_TERMS + size; order++) {
      memory[factor / 8] = 1 / order;
      kernel.combine(count, stepTable, positive, term, next);
      const settled = kernel.addTerm(count, next, sum, factor);
      [term, next] = [next, term];
      if (settled && order > size) break;
    }
    memory[factor / 8] = Math.exp(-fastest * scaled);
    let entries = squarings % 2 === 0 ? result : first;
    let other = squarings % 2 === 0 ? first : result;
    kernel.mix(count, 1, sum, factor, entries, 0);
    renewDiagonal(entries, scaled);
    for (let round = 1; round <= squarings; round++) {
      kernel.combine(count, squareTable, entries, entries, other);
      [entries, other] = [other, entries];
      renewDiagonal(entries, scaled * 2 ** round);
    }
    return result;
  };

  return {
    begin: (individual) => {
      kept.clear();
      fastest = 0;
      const memory = arena.doubles();
      individuals.rates.forEach((column, entry) => {
        for (let lane = 0; lane < LANES; lane++) {
          memory[rates / 8 + entry * LANES + lane] = column[individual + lane]!;
        }
      });
      for (const entry of diagonal) {
        for (let lane = 0; lane < LANES; lane++) {
          fastest = Math.max(fastest, -individuals.rates[entry]![individual + lane]!);
        }
      }
    },
    of: (stepH) => {
      const known = kept.get(stepH);
      if (known !== undefined) return known;
      const made = exponential(stepH);
      kept.set(stepH, made);
      return made;
    },
  };
}
