import { normalQuantile } from './distributions.ts';
import type { Effect } from './effect.ts';
import { freemanTukeyProportion } from './events.ts';
import { isLogarithm } from './measures.ts';
import type { MultilevelFit } from './multilevel.ts';
import type { Coefficient, Test } from './random-effects.ts';
import type { MetaTable } from './read-table.ts';
import { cellsOf, kindOf, type TableMethod } from './table-kinds.ts';

/** One study of the result; null where the study says nothing of this measure. */
export interface StudyResult {
  readonly study: string;
  readonly yi: number | null;
  readonly vi: number | null;
  readonly se: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  /** Percent. */
  readonly weight: number;
}

/** A pooled effect on the scale of its data, where it was pooled on another. */
export interface BackTransformed {
  readonly estimate: number;
  readonly ciLower: number;
  readonly ciUpper: number;
}

/** The analysis of a table in flat form, on the scale of pooling: logarithms of ratios, logits; I2 in percent. */
export interface MetaTableResult {
  readonly measure: string;
  readonly method: TableMethod;
  readonly test: Test;
  readonly k: number;
  /** The pooled effect; with moderators the intercept. */
  readonly estimate: number;
  readonly se: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly statistic: number;
  readonly p: number;
  /** Variance between studies; with levels the sum of theirs. */
  readonly tau2: number;
  readonly tau2CiLower: number | null;
  readonly tau2CiUpper: number | null;
  readonly I2: number;
  readonly H2: number;
  readonly Q: number;
  readonly pQ: number;
  readonly predictionLower: number | null;
  readonly predictionUpper: number | null;
  /** Test of all moderators together, and the share of tau2 that they explain, percent; null without moderators. */
  readonly QM: number | null;
  readonly pQM: number | null;
  readonly R2: number | null;
  /** Intercept first. */
  readonly coefficients: readonly Coefficient[];
  /** Ratios, proportions and means behind logarithms, logits and arcsines; null where nothing is transformed. */
  readonly backTransformed: BackTransformed | null;
  /** Variance at each level; empty without levels. */
  readonly levels: MultilevelFit['variances'];
  readonly studies: readonly StudyResult[];
  /** What a reader must know before leaning on the result. */
  readonly warnings: readonly string[];
}

/** A coefficient as fields of the flat result. */
export const flat = ({ estimate, se, ciLower, ciUpper, statistic, p }: Coefficient) => ({
  estimate,
  se,
  ciLower,
  ciUpper,
  statistic,
  p,
});

/** @param effect null where the study says nothing of the measure */
export function studyResult(study: string, effect: Effect | null, weight: number): StudyResult {
  if (!effect) return { study, yi: null, vi: null, se: null, ciLower: null, ciUpper: null, weight };
  const { yi, vi } = effect;
  const se = Math.sqrt(vi);
  const half = normalQuantile(0.975) * se;
  return { study, yi, vi, se, ciLower: yi - half, ciUpper: yi + half, weight };
}

/** How a measure's value is turned back; for PFT with the harmonic mean of the numbers of people (Miller 1978). */
function backOf(table: MetaTable, measure: string): ((value: number) => number) | null {
  if (isLogarithm(measure)) return Math.exp;
  if (measure === 'PLO') return (value) => 1 / (1 + Math.exp(-value));
  if (measure !== 'PFT') return null;
  const inverses = table.rows.map((row) => 1 / cellsOf(kindOf(table, measure, row), row)('n'));
  const harmonicMean = inverses.length / inverses.reduce((sum, value) => sum + value, 0);
  return (value) => freemanTukeyProportion(value, harmonicMean);
}

/** The pooled effect on the scale of its data; null where it was pooled on that scale. */
export function backTransformed(
  table: MetaTable,
  measure: string,
  pooled: Coefficient,
): BackTransformed | null {
  const back = backOf(table, measure);
  if (!back) return null;
  return {
    estimate: back(pooled.estimate),
    ciLower: back(pooled.ciLower),
    ciUpper: back(pooled.ciUpper),
  };
}
