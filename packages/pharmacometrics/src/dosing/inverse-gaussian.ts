/**
 * Absorption whose times follow an inverse Gaussian density: drug that drifts and spreads along the gut.
 * (Weiss, Pharm Res 1996;13:1547-53; Freijer, Post, Ploeger, DeJongh and Danhof, Bull Math Biol 2007;69:181-95.)
 */
export interface InverseGaussian {
  /** Mean absorption time, hours, above 0. */
  readonly meanH: number;
  /** The variance of the absorption times over the square of their mean, above 0. */
  readonly relativeDispersion: number;
}

/** How the numbers of a dose depend on some parameters: one derivative for each. */
export interface AbsorbingSlopes {
  readonly meanH: Float64Array;
  readonly relativeDispersion: Float64Array;
  readonly amountMg: Float64Array;
  readonly startH: Float64Array;
}

/** A dose that is being absorbed: its rate at a time t is `amountMg` times the density at t - startH. */
export interface Absorbing extends InverseGaussian {
  readonly compartment: number;
  readonly amountMg: number;
  readonly startH: number;
  /** Where sensitivities are asked for. */
  readonly slopes?: AbsorbingSlopes;
}

/** The density per hour, `sinceH` hours after the start. */
export function density({ meanH, relativeDispersion }: InverseGaussian, sinceH: number): number {
  if (sinceH <= 0) return 0;
  const exponent = (sinceH - meanH) ** 2 / (2 * relativeDispersion * meanH * sinceH);
  return Math.sqrt(meanH / (2 * Math.PI * relativeDispersion * sinceH ** 3)) * Math.exp(-exponent);
}

/** How fast the density changes, per hour squared. */
export function densitySlope(shape: InverseGaussian, sinceH: number): number {
  if (sinceH <= 0) return 0;
  const { meanH, relativeDispersion } = shape;
  const relative =
    -1.5 / sinceH - (sinceH ** 2 - meanH ** 2) / (2 * relativeDispersion * meanH * sinceH ** 2);
  return density(shape, sinceH) * relative;
}

/** The derivatives of the density by its two numbers. */
export function densityByNumbers(
  shape: InverseGaussian,
  sinceH: number,
): { readonly byMean: number; readonly byDispersion: number } {
  if (sinceH <= 0) return { byMean: 0, byDispersion: 0 };
  const { meanH, relativeDispersion } = shape;
  const here = density(shape, sinceH);
  const byMean = 0.5 / meanH + (sinceH / meanH ** 2 - 1 / sinceH) / (2 * relativeDispersion);
  const exponent = (sinceH - meanH) ** 2 / (2 * relativeDispersion * meanH * sinceH);
  return { byMean: here * byMean, byDispersion: (here * (exponent - 0.5)) / relativeDispersion };
}

/**
 * Hours after the start at which the density is greatest. It rises up to there and falls from there on, so that a solver
 * that ends a step there cannot step over it, however narrow it is.
 */
export function modeH({ meanH, relativeDispersion }: InverseGaussian): number {
  const bend = 1.5 * relativeDispersion;
  // The same as meanH (sqrt(1 + bend^2) - bend), without a difference of nearly equal numbers.
  return meanH / (Math.sqrt(1 + bend * bend) + bend);
}

/** e^-50 is 2e-22: what is not yet absorbed then is lost in the rounding of what is. */
const LAST_EXPONENT = 50;

/** Hours after which the exponent of the density stays beyond the last one that matters. */
export function lastsH({ meanH, relativeDispersion }: InverseGaussian): number {
  const middle = 1 + LAST_EXPONENT * relativeDispersion;
  return meanH * (middle + Math.sqrt(middle * middle - 1));
}
