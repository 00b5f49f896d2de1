import { allowed, type OdeProblem, type Tolerance } from './problem.ts';

/** Aim a little below the tolerance, so that few steps fail. */
const SAFETY = 0.9;
const LEAST_FACTOR = 0.2;
const GREATEST_FACTOR = 8;

/**
 * The factor from one step to the next by a proportional-integral controller with the exponents 0.7 and 0.4
 * (Gustafsson; Hairer and Wanner, Solving ODEs II, IV.2).
 * @param error of the step just tried, over what is allowed
 * @param errorBefore the same of the last accepted step
 * @param order of the error estimate
 */
export function stepFactor(error: number, errorBefore: number, order: number): number {
  if (error === 0) return GREATEST_FACTOR;
  const factor = SAFETY * error ** (-0.7 / order) * errorBefore ** (0.4 / order);
  return Math.min(GREATEST_FACTOR, Math.max(LEAST_FACTOR, factor));
}

/** The factor after a step that was refused: by its error alone. */
export function refusedFactor(error: number, order: number): number {
  return Math.min(SAFETY, Math.max(LEAST_FACTOR, SAFETY * error ** (-1 / order)));
}

/**
 * The first step, from the size of the first and second derivative (Hairer, Norsett and Wanner, Solving ODEs I, II.4).
 * @param slope, moved, and slopeMoved are memory as long as the state
 */
export function firstStep(
  { size, derivative }: OdeProblem,
  tolerance: Tolerance,
  order: number,
  state: Float64Array,
  slope: Float64Array,
  moved: Float64Array,
  slopeMoved: Float64Array,
): number {
  derivative(state, slope);
  const norm = (values: Float64Array): number => {
    let greatest = 0;
    for (let index = 0; index < size; index++) {
      const share = Math.abs(values[index]!) / allowed(tolerance, index, state[index]!, state[index]!);
      if (!(share <= greatest)) greatest = share;
    }
    return greatest;
  };
  const stateNorm = norm(state);
  const slopeNorm = norm(slope);
  const guess = stateNorm < 1e-5 || slopeNorm < 1e-5 ? 1e-6 : (0.01 * stateNorm) / slopeNorm;
  for (let index = 0; index < size; index++) moved[index] = state[index]! + guess * slope[index]!;
  derivative(moved, slopeMoved);
  for (let index = 0; index < size; index++) slopeMoved[index] = slopeMoved[index]! - slope[index]!;
  const bendNorm = norm(slopeMoved) / guess;
  const steepest = Math.max(slopeNorm, bendNorm);
  const byBend = steepest <= 1e-15 ? Math.max(1e-6, guess * 1e-3) : (0.01 / steepest) ** (1 / order);
  return Math.min(100 * guess, byBend);
}
