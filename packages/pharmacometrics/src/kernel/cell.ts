import type { Code } from './assembler.ts';

/** A cell is one number of eight individuals: 64 bytes, four vectors of two doubles. */
export const LANES = 8;
export const CELL = 8 * LANES;
export const VECTOR = 16;
export const VECTORS = CELL / VECTOR;

/** Where a vector stands in its cell. */
export const at = (vector: number) => VECTOR * vector;

/** The same instructions for each vector of a cell. */
export const each = (make: (vector: number) => Code): Code => [0, 1, 2, 3].flatMap(make);
