import type { Stretch } from '../dosing/schedule.ts';
import { CELL, LANES } from '../kernel/cell.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Individuals } from '../model/individual.ts';
import type { Arena } from './arena.ts';

/** The states of eight individuals, slow states not among them. */
export interface BlockStates {
  /** How many of them change, and the table of products that moves them. */
  readonly changing: number;
  readonly table: number;
  /** Whether any input runs: else the sources, which come last, are 0. */
  readonly isFed: () => boolean;
  /** States from this one on are 0. */
  readonly end: () => number;
  /** Empties the bodies. */
  readonly begin: () => void;
  /** What enters at once, and the rates from now on. */
  readonly change: (stretch: Stretch) => void;
  /**
   * The kernel's `steps` from the present states.
   * @param entries of the propagator that moves the states at the end of each batch; 0 to leave them where they are
   */
  readonly steps: (batches: number, count: number, plan: number, entries: number, into: number) => number;
  /** Moves the states by one propagator. */
  readonly move: (entries: number) => void;
}

export function createBlockStates(kernel: Kernel, arena: Arena, individuals: Individuals): BlockStates {
  const { pattern, left, firstSource } = individuals.structure;
  const { size, rowStart, column } = pattern;
  // What has left is not asked for and sources keep their rates: only the rows before them are computed.
  const table = arena.integers(
    Array.from({ length: left }, (_, row) => {
      const entries = Array.from(
        { length: rowStart[row + 1]! - rowStart[row]! },
        (_, k) => rowStart[row]! + k,
      );
      return [entries.length, ...entries.flatMap((entry) => [entry * CELL, column[entry]! * CELL])];
    }).flat(),
  );
  const buffers = [arena.reserve(size * CELL), arena.reserve(size * CELL)] as const;
  let [x, y] = buffers;
  let end = firstSource;

  return {
    changing: left,
    table,
    isFed: () => end > firstSource,
    end: () => end,
    begin: () => {
      end = firstSource;
      const memory = arena.doubles();
      for (const buffer of buffers) memory.fill(0, buffer >>> 3, (buffer >>> 3) + size * LANES);
    },
    change: ({ boluses, rates }) => {
      const memory = arena.doubles();
      const set = (source: number, rate: number) => {
        for (const buffer of buffers) {
          const cell = (buffer >>> 3) + source * LANES;
          for (let lane = 0; lane < LANES; lane++) memory[cell + lane] = rate;
        }
      };
      for (let source = firstSource; source < size; source++) set(source, 0);
      for (const { source, rateMgPerH } of rates) set(source, rateMgPerH);
      end = rates.length > 0 ? size : firstSource;
      for (const { compartment, amountMg } of boluses) {
        for (let lane = 0; lane < LANES; lane++) memory[(x >>> 3) + compartment * LANES + lane]! += amountMg;
      }
    },
    steps: (batches, count, plan, entries, into) => {
      const taken = kernel.steps(batches, count, x, y, plan, entries, into);
      if (entries !== 0 && Math.floor(taken / count) % 2 === 1) [x, y] = [y, x];
      return taken;
    },
    move: (entries) => {
      kernel.combine(left, table, entries, x, y);
      [x, y] = [y, x];
    },
  };
}
