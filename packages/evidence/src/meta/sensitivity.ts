import type { Effect } from './effect.ts';
import { dot, inverse, logDeterminant, type Matrix, timesVector } from './matrix.ts';
import { type MetaFit, type MetaOptions, type Moderator, metaAnalysis } from './random-effects.ts';
import { fitAt } from './tau2.ts';

type Options = Omit<MetaOptions, 'tau2' | 'moderators'>;

/**
 * The analysis again and again, each time without one study.
 *
 * @returns one fit per study, in order: the fit without that study
 */
export const leaveOneOut = (effects: readonly Effect[], options: Options = {}): MetaFit[] =>
  effects.map((_, left) =>
    metaAnalysis(
      effects.filter((__, i) => i !== left),
      withoutRandomForOne(effects.length - 1, options),
    ),
  );

/**
 * The analysis of the first study, of the first two, and so on; order the effects beforehand (by year, by
 * size).
 */
export const cumulative = (effects: readonly Effect[], options: Options = {}): MetaFit[] =>
  effects.map((_, i) => metaAnalysis(effects.slice(0, i + 1), withoutRandomForOne(i + 1, options)));

/** One study alone has no variance between studies: its own effect stands, tested by z. */
const withoutRandomForOne = (k: number, options: Options): Options =>
  k === 1 ? { ...options, method: 'EE', test: 'z' } : options;

/** What the analysis would be without one study (Viechtbauer and Cheung, Res Synth Methods 2010;1:112-25). */
export interface Influence {
  readonly study: string;
  /** Externally standardised residual. */
  readonly rstudent: number;
  /** Change of the fitted value of the study itself, in standard deviations. */
  readonly dffits: number;
  /** Cook's distance. */
  readonly cookD: number;
  /** Determinant of the covariance of the coefficients without the study, over that with it. */
  readonly covarianceRatio: number;
  /** tau2 without the study. */
  readonly tau2: number;
  /** Residual Q without the study. */
  readonly Q: number;
  /** Leverage. */
  readonly hat: number;
  /** Weight, percent. */
  readonly weight: number;
  /** Change of each coefficient, in standard errors. */
  readonly dfbetas: readonly number[];
}

const quadratic = (row: readonly number[], matrix: Matrix): number => dot(row, timesVector(matrix, row));

/** Influence of every study on a fitted model; definitions are those of metafor's `influence`. */
export function influence(fit: MetaFit, moderators: readonly Moderator[] = []): Influence[] {
  const { effects, design, tau2 } = fit;
  const beta = fit.coefficients.map((coefficient) => coefficient.estimate);
  const fullCovariance = fitAt(effects, design, tau2).covariance;
  const precision = inverse(fit.covariance);
  return effects.map((effect, left) => {
    const row = design[left] ?? [];
    const keep = <T>(values: readonly T[]) => values.filter((_, i) => i !== left);
    const without = metaAnalysis(keep(effects), {
      method: fit.method,
      test: fit.test,
      level: fit.level,
      moderators: moderators.map(({ name, values }) => ({ name, values: keep(values) })),
    });
    const betaWithout = without.coefficients.map((coefficient) => coefficient.estimate);
    const change = beta.map((value, i) => value - (betaWithout[i] ?? Number.NaN));
    const variance = effect.vi + without.tau2;
    const hat = quadratic(row, fullCovariance) / (effect.vi + tau2);
    // With tau2 of the reduced set but all studies, as metafor scales dfbetas.
    const scale = fitAt(effects, design, without.tau2).covariance;
    const s2w = fit.test === 'z' ? 1 : residualScale(without);
    return {
      study: effect.study,
      // metafor scales the whole variance by the Hartung-Knapp factor, not the estimate's part alone.
      rstudent:
        (effect.yi - dot(row, betaWithout)) / Math.sqrt(s2w * variance + quadratic(row, without.covariance)),
      dffits: dot(row, change) / Math.sqrt(s2w * hat * variance),
      cookD: quadratic(change, precision),
      covarianceRatio: Math.exp(logDeterminant(without.covariance) - logDeterminant(fit.covariance)),
      tau2: without.tau2,
      Q: without.Q,
      hat,
      weight: fit.weights[left] ?? Number.NaN,
      dfbetas: change.map((value, i) => value / Math.sqrt(s2w * (scale[i]?.[i] ?? Number.NaN))),
    };
  });
}

/** The factor by which Hartung-Knapp scales the covariance of a fit. */
function residualScale(fit: MetaFit): number {
  const plain = fitAt(fit.effects, fit.design, fit.tau2).covariance;
  return (fit.covariance[0]?.[0] ?? Number.NaN) / (plain[0]?.[0] ?? Number.NaN);
}

/** Place of a study in the plot of Baujat et al. (Stat Med 2002;21:2641-52). */
export interface BaujatPoint {
  readonly study: string;
  /** Contribution to heterogeneity: squared Pearson residual. */
  readonly contribution: number;
  /** Influence on the overall result: squared standardised change without the study. */
  readonly influence: number;
}

/** Baujat's plot, without moderators. */
export function baujat(fit: MetaFit): BaujatPoint[] {
  const [overall] = fit.coefficients;
  const estimate = overall?.estimate ?? Number.NaN;
  const { method, test, level } = fit;
  return leaveOneOut(fit.effects, { method, test, level }).map((without, i) => {
    const { study, yi, vi } = fit.effects[i] as Effect;
    const [reduced] = without.coefficients;
    return {
      study,
      contribution: (yi - estimate) ** 2 / (vi + fit.tau2),
      influence: ((reduced?.estimate ?? Number.NaN) - estimate) ** 2 / (reduced?.se ?? Number.NaN) ** 2,
    };
  });
}
