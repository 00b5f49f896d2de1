/**
 * A system of ordinary differential equations y' = f(y). Time does not enter f: what changes with time is a state
 * of its own, or a change between two runs of the integrator.
 */
export interface OdeProblem {
  readonly size: number;
  /** Writes f(y) into a list as long as `state`. */
  readonly derivative: (state: Float64Array, into: Float64Array) => void;
  /** Writes df/dy, row by row: entry i * size + j is the derivative of f's component i by state j. */
  readonly jacobian: (state: Float64Array, into: Float64Array) => void;
}

/** What a step may err by: for state i, `relative` times its size plus `absolute[i]`. */
export interface Tolerance {
  readonly relative: number;
  /** One per state, in the state's own unit, above 0. */
  readonly absolute: Float64Array;
}

/** Why there is no course beyond a time. */
export interface OdeFailure {
  readonly reason: 'step too small' | 'too many steps' | 'not finite';
  /** Up to here the course is known. */
  readonly time: number;
}

/** One method's way to step. A stepper owns its memory; a step allocates nothing. */
export interface Stepper {
  /** The order of the error estimate, whose size goes with the step to this power. */
  readonly estimateOrder: number;
  /** The state at the end of the last attempt. */
  readonly next: Float64Array;
  /**
   * Tries a step from `state`.
   * @returns the greatest error of any state over what the tolerance allows: up to 1 is good; NaN when not finite
   */
  readonly attempt: (state: Float64Array, step: number) => number;
  /** To be called when an attempt was taken as the step. */
  readonly accept: () => void;
  /** To be called when the state has changed other than by a step. */
  readonly restart: () => void;
  /** To be called after an attempt that is good and before `accept`, when `interpolate` is wanted. */
  readonly prepareInterpolation: (state: Float64Array, step: number) => void;
  /** The state at a share from 0 to 1 of the last attempt. */
  readonly interpolate: (state: Float64Array, share: number, into: Float64Array) => void;
  /** The step times the size of the fastest eigenvalue, as far as the method can tell. */
  readonly speed: (state: Float64Array, step: number) => number;
}

/** What the tolerance allows one state to err by over a step. */
export function allowed(tolerance: Tolerance, index: number, before: number, after: number): number {
  return tolerance.absolute[index]! + tolerance.relative * Math.max(Math.abs(before), Math.abs(after));
}
