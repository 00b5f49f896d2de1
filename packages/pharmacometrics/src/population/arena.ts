import { CELL, LANES } from '../kernel/cell.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** The kernel's memory, handed out piece by piece. Addresses are byte offsets, each on the boundary of a cell. */
export interface Arena {
  /** A piece of so many bytes, its content unknown. */
  readonly reserve: (bytes: number) => number;
  /** The memory as doubles; to be asked for anew after each `reserve`, which may move it. */
  readonly doubles: () => Float64Array<ArrayBuffer>;
  /** A piece that holds these integers. */
  readonly integers: (values: readonly number[]) => number;
  /** Writes one integer. */
  readonly setInteger: (address: number, value: number) => void;
  /** Writes a cell, one value per lane. */
  readonly setCell: (address: number, value: (lane: number) => number) => void;
}

const PAGE = 65536;

/** All of a kernel's memory, empty. */
export function createArena({ memory }: Kernel): Arena {
  let end = 0;
  let doubles = new Float64Array(memory.buffer as ArrayBuffer);
  let integers = new Int32Array(memory.buffer as ArrayBuffer);
  const reserve = (bytes: number): number => {
    const address = end;
    end += Math.ceil(bytes / CELL) * CELL;
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) {
      memory.grow(Math.ceil(missing / PAGE));
      doubles = new Float64Array(memory.buffer as ArrayBuffer);
      integers = new Int32Array(memory.buffer as ArrayBuffer);
    }
    return address;
  };
  return {
    reserve,
    doubles: () => doubles,
    integers: (values) => {
      const address = reserve(4 * values.length);
      integers.set(values, address / 4);
      return address;
    },
    setInteger: (address, value) => {
      integers[address / 4] = value;
    },
    setCell: (address, value) => {
      for (let lane = 0; lane < LANES; lane++) doubles[(address >>> 3) + lane] = value(lane);
    },
  };
}
