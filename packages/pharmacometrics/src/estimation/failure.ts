/** Why nothing may be dosed from a fit, in words for the person who asked for it. */
export interface FitFailure {
  readonly reason:
    | 'no course'
    | 'not converged'
    | 'no peak'
    | 'several peaks'
    | 'model does not describe the data'
    | 'unreliable weights'
    | 'too few effective draws'
    | 'chains disagree'
    | 'divergent transitions';
  /** What was found. */
  readonly message: string;
  /** What to do. */
  readonly advice: string;
}
