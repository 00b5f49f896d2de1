const HALF_LOG_2_PI = Math.log(2 * Math.PI) / 2;
/** Below this the series loses digits and the continued fraction converges fast. */
const TAIL = -3;

/** The logarithm of the standard normal density. */
export const logNormalDensity = (x: number): number => -x * x * 0.5 - HALF_LOG_2_PI;

/** Phi(x) - 1/2 over the density: x + x^3/3 + x^5/(3 5) + ... (Marsaglia, J Stat Softw 2004;11(4), doi:10.18637/jss.v011.i04). */
function centralRatio(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return sum;
}

/** Mills' ratio Phi(-y) over the density at y, by Laplace's continued fraction, for y of 3 and more. */
function millsRatio(y: number): number {
  let fraction = y;
  for (let n = 80; n >= 1; n--) fraction = y + n / fraction;
  return 1 / fraction;
}

/**
 * The logarithm of the chance that a standard normal deviate lies below x, to 12 digits however far out.
 */
export function logNormalCdf(x: number): number {
  if (x < TAIL) return logNormalDensity(x) + Math.log(millsRatio(-x));
  if (x > -TAIL) return Math.log1p(-Math.exp(logNormalCdf(-x)));
  return Math.log(0.5 + Math.exp(logNormalDensity(x)) * centralRatio(x));
}

/** The chance that a standard normal deviate lies below x. */
export const normalCdf = (x: number): number => Math.exp(logNormalCdf(x));

/** The density over the chance to lie below x: the slope of `logNormalCdf`. */
export const normalHazard = (x: number): number =>
  x < TAIL ? 1 / millsRatio(-x) : Math.exp(logNormalDensity(x) - logNormalCdf(x));
