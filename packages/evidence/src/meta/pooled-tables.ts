import { chiSquareUpper } from './distributions.ts';
import { checkedEffect, type Effect, MetaError } from './effect.ts';
import { checkEventStudy, type EventStudy, eventsEffect, petoParts } from './events.ts';
import { type Coefficient, coefficientOf } from './random-effects.ts';

/** A common effect pooled over 2 x 2 tables without going through one effect per study. */
export interface TableFit {
  /** Number of tables. */
  readonly k: number;
  /** RR, OR and PETO on the logarithmic scale. */
  readonly estimate: Coefficient;
  readonly Q: number;
  readonly Qdf: number;
  readonly pQ: number;
  readonly I2: number;
  readonly H2: number;
  /**
   * The single studies in order: effect (1/2 added where a cell is empty, but for PETO; null when nobody or everybody had
   * the event, which says nothing and is left out of Q) and weight in the estimate, percent.
   */
  readonly studies: readonly { readonly effect: Effect | null; readonly weight: number }[];
}

export type TableMeasure = 'RR' | 'OR' | 'RD';

const total = (studies: readonly EventStudy[], part: (cells: Cells) => number): number =>
  studies.reduce((sum, study) => sum + part(cellsOf(study)), 0);

interface Cells {
  /** Events and others of the first arm, events and others of the second. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly n1: number;
  readonly n2: number;
  readonly n: number;
}

const cellsOf = ({ first, second }: EventStudy): Cells => ({
  a: first.events,
  b: first.n - first.events,
  c: second.events,
  d: second.n - second.events,
  n1: first.n,
  n2: second.n,
  n: first.n + second.n,
});

/** What a table weighs in each pooled estimate. */
const weightOf: Readonly<Record<TableMeasure | 'PETO', (cells: Cells) => number>> = {
  RR: ({ c, n1, n }) => (c * n1) / n,
  OR: ({ b, c, n }) => (b * c) / n,
  RD: ({ n1, n2, n }) => (n1 * n2) / n,
  PETO: ({ a, c, n1, n2, n }) => (n1 * n2 * (a + c) * (n - a - c)) / (n ** 2 * (n - 1)),
};

/** A table in which nobody, or everybody, had the event says nothing of a ratio. */
const informative = ({ first, second }: EventStudy): boolean => {
  const events = first.events + second.events;
  return events > 0 && events < first.n + second.n;
};

/** Peto's effect needs no correction for one empty cell, and metafor's `rma.peto` makes none in Q. */
function uncorrectedPeto(study: EventStudy): Effect {
  const { observedMinusExpected, variance } = petoParts(study);
  return checkedEffect(study.study, observedMinusExpected / variance, 1 / variance);
}

function tableFit(
  studies: readonly EventStudy[],
  measure: TableMeasure | 'PETO',
  estimate: number,
  variance: number,
  level: number,
): TableFit {
  if (!Number.isFinite(estimate) || !(variance > 0)) {
    throw new MetaError(
      'The tables hold too few events for this measure: one arm has none in any study. Use RD, or OR by PETO.',
    );
  }
  const effectOf = (study: EventStudy) =>
    measure === 'PETO' ? uncorrectedPeto(study) : eventsEffect(measure, study);
  const perStudy = studies.map((study) => (informative(study) ? effectOf(study) : null));
  const effects = perStudy.filter((effect) => effect !== null);
  const weights = studies.map((study) => weightOf[measure](cellsOf(study)));
  const allWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const Q = effects.reduce((sum, { yi, vi }) => sum + (yi - estimate) ** 2 / vi, 0);
  const df = effects.length - 1;
  return {
    k: studies.length,
    estimate: coefficientOf('intercept', estimate, Math.sqrt(variance), null, level),
    Q,
    Qdf: df,
    pQ: chiSquareUpper(Q, df),
    I2: df < 1 || Q === 0 ? 0 : Math.max(0, (100 * (Q - df)) / Q),
    H2: df < 1 ? 1 : Q / df,
    studies: perStudy.map((effect, i) => ({ effect, weight: (100 * (weights[i] ?? 0)) / allWeight })),
  };
}

function checkStudies(studies: readonly EventStudy[]): void {
  if (studies.length === 0) throw new MetaError('There are no studies.');
  studies.forEach(checkEventStudy);
}

/**
 * Mantel-Haenszel common effect. Nothing is added to the pooled tables; variances by Greenland and Robins (RR; Biometrics
 * 1985;41:55-68), Robins, Breslow and Greenland (OR; Biometrics 1986;42:311-23) and Sato (RD; Biometrics
 * 1989;45:1323-4), as in metafor's `rma.mh`.
 *
 * @throws MetaError for impossible tables, and where a ratio does not exist
 */
export function mantelHaenszel(
  measure: TableMeasure,
  studies: readonly EventStudy[],
  level = 0.95,
): TableFit {
  checkStudies(studies);
  const sum = (part: (cells: Cells) => number) => total(studies, part);
  if (measure === 'RR') {
    const r = sum(({ a, n2, n }) => (a * n2) / n);
    const s = sum(weightOf.RR);
    const variance = sum(({ a, c, n1, n2, n }) => (n1 * n2 * (a + c) - a * c * n) / n ** 2) / (r * s);
    return tableFit(studies, measure, Math.log(r / s), variance, level);
  }
  if (measure === 'OR') {
    const r = sum(({ a, d, n }) => (a * d) / n);
    const s = sum(weightOf.OR);
    const variance =
      sum(({ a, d, n }) => ((a + d) * a * d) / n ** 2) / (2 * r ** 2) +
      sum(({ a, b, c, d, n }) => ((a + d) * b * c + (b + c) * a * d) / n ** 2) / (2 * r * s) +
      sum(({ b, c, n }) => ((b + c) * b * c) / n ** 2) / (2 * s ** 2);
    return tableFit(studies, measure, Math.log(r / s), variance, level);
  }
  const weight = sum(weightOf.RD);
  const estimate = sum(({ a, c, n1, n2, n }) => (a * n2 - c * n1) / n) / weight;
  const slope = sum(
    ({ a, c, n1, n2, n }) => (c * n1 ** 2 - a * n2 ** 2 + (n1 * n2 * (n2 - n1)) / 2) / n ** 2,
  );
  const spread = sum(({ a, b, c, d, n }) => (a * d + c * b) / n) / 2;
  return tableFit(studies, measure, estimate, (estimate * slope + spread) / weight ** 2, level);
}

/**
 * Peto's common odds ratio (Yusuf et al., Prog Cardiovasc Dis 1985;27:335-71), logarithmic.
 *
 * @throws MetaError for impossible tables, and when nobody had the event in any study
 */
export function petoOddsRatio(studies: readonly EventStudy[], level = 0.95): TableFit {
  checkStudies(studies);
  const parts = studies.map(petoParts);
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const difference = parts.reduce((sum, part) => sum + part.observedMinusExpected, 0);
  return tableFit(studies, 'PETO', difference / variance, 1 / variance, level);
}
