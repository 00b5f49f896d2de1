import { normalCdf } from './normal.ts';

/**
 * The chance that a chi-square number exceeds x, by the cube root that is nearly normal: within 0.001 of it for 3
 * degrees and more, within 0.01 below.
 * (Wilson and Hilferty, Proc Natl Acad Sci USA 1931;17:684-8, doi:10.1073/pnas.17.12.684.)
 * @param degrees of freedom, from 1
 */
export function chiSquareTail(x: number, degrees: number): number {
  const spread = 2 / (9 * degrees);
  return normalCdf((1 - spread - Math.cbrt(x / degrees)) / Math.sqrt(spread));
}
