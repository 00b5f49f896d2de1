import { logGamma } from './distributions.ts';
import { checkedEffect, type Effect, MetaError } from './effect.ts';

/** Mean, standard deviation (same unit) and number of people of one arm. */
export interface MeanArm {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
}

/** Effects of two means: difference, Hedges g, Cohen d, logarithm of the ratio of means. */
export type MeansMeasure = 'MD' | 'SMD' | 'SMDd' | 'ROM';

function checkArm(study: string, arm: MeanArm, least: number): void {
  if (!Number.isInteger(arm.n) || arm.n < least) {
    throw new MetaError(`${study}: an arm needs a whole number of at least ${least} people, not ${arm.n}.`);
  }
  if (!Number.isFinite(arm.mean))
    throw new MetaError(`${study}: the mean must be a number, not ${arm.mean}.`);
  if (!(arm.sd > 0)) throw new MetaError(`${study}: the standard deviation must be above 0, not ${arm.sd}.`);
}

/**
 * The exact factor that makes Cohen's d unbiased (Hedges, J Educ Stat 1981;6:107-28).
 *
 * @param df degrees of freedom of the standard deviation
 */
export const hedgesCorrection = (df: number): number =>
  Math.exp(logGamma(df / 2) - 0.5 * Math.log(df / 2) - logGamma((df - 1) / 2));

/** Standard deviation pooled over two arms. */
const pooledSd = (a: MeanArm, b: MeanArm): number =>
  Math.sqrt(((a.n - 1) * a.sd ** 2 + (b.n - 1) * b.sd ** 2) / (a.n + b.n - 2));

/** Large-sample variance of a standardised difference (Hedges and Olkin 1985; metafor's vtype "LS"). */
const standardisedVariance = (effect: number, n1: number, n2: number): number =>
  1 / n1 + 1 / n2 + effect ** 2 / (2 * (n1 + n2));

/**
 * Effect of two independent arms, first minus (or over) second.
 *
 * MD has the unit of the means and separate variances. SMD is Hedges' g with the exact correction, SMDd is
 * Cohen's d; both use the pooled standard deviation and the large-sample variance at their own value. ROM is
 * log(mean1 / mean2), variance by the delta method, and needs means of one sign.
 *
 * @throws MetaError for arms that cannot give the effect
 */
export function meansEffect(measure: MeansMeasure, study: string, first: MeanArm, second: MeanArm): Effect {
  checkArm(study, first, 2);
  checkArm(study, second, 2);
  const difference = first.mean - second.mean;
  if (measure === 'MD') {
    return checkedEffect(study, difference, first.sd ** 2 / first.n + second.sd ** 2 / second.n);
  }
  if (measure === 'ROM') {
    if (!(first.mean / second.mean > 0)) {
      throw new MetaError(`${study}: a ratio of means needs two means of the same sign and not 0.`);
    }
    const part = (arm: MeanArm) => arm.sd ** 2 / (arm.n * arm.mean ** 2);
    return checkedEffect(study, Math.log(first.mean / second.mean), part(first) + part(second));
  }
  const d = difference / pooledSd(first, second);
  const effect = measure === 'SMD' ? d * hedgesCorrection(first.n + second.n - 2) : d;
  return checkedEffect(study, effect, standardisedVariance(effect, first.n, second.n));
}

/**
 * Standardised difference from a known Cohen's d: itself (SMDd), or corrected (SMD).
 *
 * @param d Cohen's d
 * @param n1 people in the first arm
 * @param n2 people in the second arm
 */
export function standardisedEffect(
  measure: 'SMD' | 'SMDd',
  study: string,
  d: number,
  n1: number,
  n2: number,
): Effect {
  const effect = measure === 'SMD' ? d * hedgesCorrection(n1 + n2 - 2) : d;
  return checkedEffect(study, effect, standardisedVariance(effect, n1, n2));
}

/** One arm alone: its mean (MN), or the logarithm of its mean (MNLN). */
export function singleMeanEffect(measure: 'MN' | 'MNLN', study: string, arm: MeanArm): Effect {
  checkArm(study, arm, 2);
  if (measure === 'MN') return checkedEffect(study, arm.mean, arm.sd ** 2 / arm.n);
  if (!(arm.mean > 0)) throw new MetaError(`${study}: the logarithm of a mean needs a mean above 0.`);
  return checkedEffect(study, Math.log(arm.mean), arm.sd ** 2 / (arm.n * arm.mean ** 2));
}

/**
 * Crossover trial: the same people under both treatments.
 *
 * `difference` is the mean within-person difference (metafor's MC). `standardised` divides it by the standard
 * deviation under control, corrected for n - 1 degrees of freedom (metafor's SMCR; Becker, Br J Math Stat Psychol
 * 1988;41:257-78), so that it can stand beside parallel trials.
 *
 * @param treated mean and spread under treatment; n is the number of people who had both
 * @param control the same under control
 * @param correlation between the two measurements of one person, strictly between -1 and 1
 */
export function crossoverMeansEffect(
  measure: 'difference' | 'standardised',
  study: string,
  treated: MeanArm,
  control: MeanArm,
  correlation: number,
): Effect {
  checkArm(study, treated, 2);
  checkArm(study, control, 2);
  const n = treated.n;
  if (control.n !== n) throw new MetaError(`${study}: in a crossover both arms are the same people.`);
  if (!(correlation > -1 && correlation < 1)) {
    throw new MetaError(`${study}: the correlation must lie between -1 and 1, not ${correlation}.`);
  }
  const difference = treated.mean - control.mean;
  if (measure === 'difference') {
    const variance = treated.sd ** 2 + control.sd ** 2 - 2 * correlation * treated.sd * control.sd;
    return checkedEffect(study, difference, variance / n);
  }
  const effect = (hedgesCorrection(n - 1) * difference) / control.sd;
  return checkedEffect(study, effect, (2 * (1 - correlation)) / n + effect ** 2 / (2 * n));
}

/**
 * Covariance of two effects that share a control arm (Gleser and Olkin, in: Cooper, Hedges, Valentine, Handbook
 * of Research Synthesis, 2009, ch. 19).
 *
 * @param control the shared arm
 * @param first the treated arm and the effect of the first comparison
 * @param second the treated arm and the effect of the second comparison
 */
export function sharedControlMeansCovariance(
  measure: MeansMeasure,
  control: MeanArm,
  first: { readonly n: number; readonly yi: number },
  second: { readonly n: number; readonly yi: number },
): number {
  if (measure === 'MD') return control.sd ** 2 / control.n;
  if (measure === 'ROM') return control.sd ** 2 / (control.n * control.mean ** 2);
  return 1 / control.n + (first.yi * second.yi) / (2 * (first.n + second.n + control.n));
}
