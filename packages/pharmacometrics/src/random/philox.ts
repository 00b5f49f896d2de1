const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const KEY_STEPS = [0x9e3779b9, 0xbb67ae85] as const;
const ROUNDS = 10;

/** The upper 32 bits of the product of two unsigned 32-bit integers. */
function upperHalf(a: number, b: number): number {
  const lowA = a & 0xffff;
  const highA = a >>> 16;
  const lowB = b & 0xffff;
  const highB = b >>> 16;
  const first = highA * lowB + ((lowA * lowB) >>> 16);
  const second = lowA * highB + (first & 0xffff);
  return highA * highB + (first >>> 16) + (second >>> 16);
}

/**
 * Philox4x32-10: four random 32-bit integers that depend on the counter and the key alone, so that any number can be
 * had in any order, on any thread.
 * Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC11, 2011, doi:10.1145/2063384.2063405.
 * @param words four unsigned 32-bit integers: the counter before, the random numbers after
 * @param lowKey and highKey: unsigned 32-bit integers
 */
export function philox(words: Uint32Array, lowKey: number, highKey: number): void {
  let w0 = words[0]!;
  let w1 = words[1]!;
  let w2 = words[2]!;
  let w3 = words[3]!;
  let key0 = lowKey;
  let key1 = highKey;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = upperHalf(MULTIPLIERS[0], w0);
    const low0 = Math.imul(MULTIPLIERS[0], w0) >>> 0;
    const high1 = upperHalf(MULTIPLIERS[1], w2);
    const low1 = Math.imul(MULTIPLIERS[1], w2) >>> 0;
    w0 = (high1 ^ w1 ^ key0) >>> 0;
    w1 = low1;
    w2 = (high0 ^ w3 ^ key1) >>> 0;
    w3 = low0;
    key0 = (key0 + KEY_STEPS[0]) >>> 0;
    key1 = (key1 + KEY_STEPS[1]) >>> 0;
  }
  words[0] = w0;
  words[1] = w1;
  words[2] = w2;
  words[3] = w3;
}
