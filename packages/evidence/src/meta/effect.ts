/** One study's effect: the estimate and its sampling variance, on the scale on which effects are pooled. */
export interface Effect {
  readonly study: string;
  /** Estimate; ratios on the logarithmic scale. */
  readonly yi: number;
  /** Sampling variance (the square of the standard error). */
  readonly vi: number;
}

/** Thrown when the numbers given cannot make the effect or model asked for; says which and why. */
export class MetaError extends Error {
  override readonly name = 'MetaError';
}

/** @throws MetaError unless the effect is a finite number with a finite, positive variance */
export function checkedEffect(study: string, yi: number, vi: number): Effect {
  if (!Number.isFinite(yi) || !Number.isFinite(vi) || vi <= 0) {
    throw new MetaError(
      `${study}: the effect (${yi}) and its variance (${vi}) must be finite numbers and the variance above 0.`,
    );
  }
  return { study, yi, vi };
}
