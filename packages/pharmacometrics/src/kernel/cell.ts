import type { Code } from './assembler.ts';

/** A cell is one number of eight individuals: 64 bytes, four vectors of two doubles. */
export const LANES = 8;
export const CELL = 8 * LANES;

/** Where a vector stands in its cell. */
export const at = (vector: number) => 16 * vector;

/** The same instructions for each vector of a cell. */
export const each = (make: (vector: number) => Code): Code => [0, 1, 2, 3].flatMap(make);
