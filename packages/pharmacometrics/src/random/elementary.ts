/**
 * Exponential and logarithm from + - * / alone, whose last bit IEEE 754 fixes: the same on every machine, as the
 * functions of `Math` need not be. Both are within two units in the last place.
 */

/** ln 2 in two parts: the first has 21 trailing zero bits, so that its product with an exponent is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

const bits = new DataView(new ArrayBuffer(8));

/** 2 to a whole power from -1022 to 1023. */
function powerOfTwo(exponent: number): number {
  bits.setUint32(0, (exponent + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** 1 / n! for n from 0 on; the next term of the series is below 5e-18 for half of ln 2. */
const inverseFactorials: readonly number[] = (() => {
  const terms = [1];
  for (let n = 1; n <= 13; n++) terms.push(terms[n - 1]! * n);
  return terms.map((factorial) => 1 / factorial);
})();

/** e to the power of x. */
export function exp(x: number): number {
  if (Number.isNaN(x) || x > 709.79) return x + Number.POSITIVE_INFINITY;
  if (x < -745.2) return 0;
  const exponent = Math.floor(x / (LN2_HIGH + LN2_LOW) + 0.5);
  const rest = x - exponent * LN2_HIGH - exponent * LN2_LOW;
  let sum = 0;
  for (let n = inverseFactorials.length - 1; n > 0; n--) sum = (sum + inverseFactorials[n]!) * rest;
  // In two steps, since neither end of the range of doubles is a single power of two away from 1.
  const half = exponent >> 1;
  return (1 + sum) * powerOfTwo(half) * powerOfTwo(exponent - half);
}

/** 2 / (2 k + 1) for k from 1 on: of ln((1 + s) / (1 - s)) = 2 s + sum of 2 s^(2 k + 1) / (2 k + 1). */
const seriesOfLog: readonly number[] = Array.from({ length: 11 }, (_, index) => 2 / (2 * index + 3));

/** The natural logarithm of x; NaN below 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const subnormal = x < 2 ** -1022;
  bits.setFloat64(0, subnormal ? x * 2 ** 54 : x);
  const head = bits.getUint32(0);
  let exponent = (head >>> 20) - 1023 - (subnormal ? 54 : 0);
  bits.setUint32(0, (head & 0xfffff) | 0x3ff00000);
  let mantissa = bits.getFloat64(0);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const above = mantissa - 1;
  const s = above / (2 + above);
  let sum = 0;
  for (let k = seriesOfLog.length - 1; k >= 0; k--) sum = (sum + seriesOfLog[k]!) * s * s;
  return exponent * LN2_HIGH + (above - (s * (above - sum) - exponent * LN2_LOW));
}
