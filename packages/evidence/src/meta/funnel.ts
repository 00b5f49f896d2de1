import { type Effect, MetaError } from './effect.ts';
import { kendall } from './kendall.ts';
import { type MetaFit, type Method, metaAnalysis, type Test } from './random-effects.ts';

/** Regression of the effects on their precision: asymmetry of the funnel, and its limit. */
export interface FunnelRegression {
  /** z or t of the slope. */
  readonly statistic: number;
  /** Degrees of freedom of t; null for z. */
  readonly df: number | null;
  readonly p: number;
  /** Change of the effect with the predictor: the slant of the funnel. */
  readonly slope: number;
  /** The effect that the regression gives a study without sampling error. */
  readonly limit: { readonly estimate: number; readonly lower: number; readonly upper: number };
}

function atLeast(effects: readonly Effect[], least: number, what: string): void {
  if (effects.length < least) {
    throw new MetaError(`${what} needs at least ${least} studies, not ${effects.length}.`);
  }
}

function regression(effects: readonly Effect[], method: Method, test: Test, predictor: 'se' | 'variance') {
  atLeast(effects, 3, 'A regression on precision');
  const values = effects.map(({ vi }) => (predictor === 'se' ? Math.sqrt(vi) : vi));
  const fit = metaAnalysis(effects, { method, test, moderators: [{ name: predictor, values }] });
  const [limit, slope] = fit.coefficients;
  if (!limit || !slope) throw new MetaError('The regression has no slope.');
  return {
    statistic: slope.statistic,
    df: fit.df,
    p: slope.p,
    slope: slope.estimate,
    limit: { estimate: limit.estimate, lower: limit.ciLower, upper: limit.ciUpper },
  };
}

/**
 * Egger's test: weighted regression with a residual scale, t with k - 2 degrees of freedom (Egger et al., BMJ
 * 1997;315:629-34; metafor's `regtest(model = "lm")`). With few studies it sees little.
 */
export const eggerTest = (effects: readonly Effect[]): FunnelRegression =>
  regression(effects, 'EE', 'knha', 'se');

/**
 * The same test in a random-effects model (Sterne and Egger 2005; metafor's `regtest(model = "rma")`).
 *
 * @param predictor standard error (its limit is that of PET) or variance (PEESE)
 */
export const mixedFunnelTest = (
  effects: readonly Effect[],
  method: Method = 'REML',
  predictor: 'se' | 'variance' = 'se',
): FunnelRegression => regression(effects, method, 'z', predictor);

/**
 * Rank correlation of standardised effects with their variances (Begg and Mazumdar, Biometrics 1994;50:1088-101).
 *
 * @returns Kendall's tau-b and its two-sided P, exact when nothing is tied
 */
export function rankTest(effects: readonly Effect[]): { tau: number; p: number } {
  atLeast(effects, 3, 'A rank test');
  const pooled = metaAnalysis(effects, { method: 'EE' }).coefficients[0];
  const { estimate, se } = pooled ?? { estimate: Number.NaN, se: Number.NaN };
  return kendall(
    effects.map(({ yi, vi }) => (yi - estimate) / Math.sqrt(vi - se ** 2)),
    effects.map(({ vi }) => vi),
  );
}

/** Result of trim and fill: how many studies would be missing, and the estimate with them. */
export interface TrimAndFill {
  readonly side: 'left' | 'right';
  /** Studies estimated to be missing on that side, and the standard error of the number. */
  readonly missing: number;
  readonly missingSe: number;
  /** Effects put in, mirrored about the trimmed estimate. */
  readonly filled: readonly Effect[];
  readonly fit: MetaFit;
}

/**
 * Trim and fill (Duval and Tweedie, Biometrics 2000;56:455-63), as metafor's `trimfill`. A sensitivity
 * analysis: the filled studies do not exist.
 *
 * @param side where studies are missing; without it the side that the regression on the standard error points to
 * @param estimator of the number missing
 */
export function trimAndFill(
  effects: readonly Effect[],
  options: {
    readonly method?: Method;
    readonly side?: 'left' | 'right';
    readonly estimator?: 'L0' | 'R0';
  } = {},
): TrimAndFill {
  atLeast(effects, 3, 'Trim and fill');
  const { method = 'REML', estimator = 'L0' } = options;
  const side = options.side ?? missingSide(effects, method);
  const sign = side === 'right' ? -1 : 1;
  const sorted = effects
    .map((effect) => ({ ...effect, yi: sign * effect.yi }))
    .toSorted((a, b) => a.yi - b.yi);

  let missing = 0;
  let missingSe = 0;
  let centre = Number.NaN;
  const seen = new Set<number>();
  while (!seen.has(missing)) {
    seen.add(missing);
    const trimmed = sorted.slice(0, sorted.length - missing);
    centre = metaAnalysis(trimmed, { method }).coefficients[0]?.estimate ?? Number.NaN;
    const estimated = missingStudies(
      sorted.map(({ yi }) => yi - centre),
      estimator,
    );
    missingSe = estimated.se;
    missing = estimated.number;
  }
  const filled = sorted.slice(sorted.length - missing).map(({ study, yi, vi }) => ({
    study: `Filled: mirror of ${study}`,
    yi: sign * (2 * centre - yi),
    vi,
  }));
  return { side, missing, missingSe, filled, fit: metaAnalysis([...effects, ...filled], { method }) };
}

/** A falling regression on the standard error lacks studies on the right, a rising one on the left. */
function missingSide(effects: readonly Effect[], method: Method): 'left' | 'right' {
  const values = effects.map(({ vi }) => Math.sqrt(vi));
  const fit = metaAnalysis(effects, { method, moderators: [{ name: 'se', values }] });
  return (fit.coefficients[1]?.estimate ?? 0) < 0 ? 'right' : 'left';
}

/** Duval and Tweedie's L0 or R0 from deviations in ascending order. */
function missingStudies(
  deviations: readonly number[],
  estimator: 'L0' | 'R0',
): { number: number; se: number } {
  const k = deviations.length;
  const order = deviations
    .map((_, i) => i)
    .toSorted((a, b) => Math.abs(deviations[a] ?? 0) - Math.abs(deviations[b] ?? 0));
  const rank = new Array<number>(k).fill(0);
  order.forEach((study, i) => {
    rank[study] = i + 1;
  });
  const ranks = (wanted: 1 | -1) => rank.filter((_, i) => Math.sign(deviations[i] ?? 0) === wanted);
  if (estimator === 'R0') {
    const raw = k - Math.max(...ranks(-1)) - 1;
    return { number: Math.max(0, raw), se: Math.sqrt(2 * Math.max(0, raw) + 2) };
  }
  const sum = ranks(1).reduce((total, value) => total + value, 0);
  const raw = (4 * sum - k * (k + 1)) / (2 * k - 1);
  const variance =
    (k * (k + 1) * (2 * k + 1) +
      10 * raw ** 3 +
      27 * raw ** 2 +
      17 * raw -
      18 * k * raw ** 2 -
      18 * k * raw +
      6 * k ** 2 * raw) /
    24;
  return { number: Math.max(0, Math.round(raw)), se: (4 * Math.sqrt(Math.max(0, variance))) / (2 * k - 1) };
}
