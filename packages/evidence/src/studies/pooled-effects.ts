import type { Effect } from '../meta/effect.ts';
import { type EventsMeasure, eventsEffect, sharedControlEventsCovariance } from '../meta/events.ts';
import type { Matrix } from '../meta/matrix.ts';
import {
  crossoverMeansEffect,
  type MeanArm,
  type MeansMeasure,
  meansEffect,
  sharedControlMeansCovariance,
  standardisedEffect,
} from '../meta/means.ts';
import { NotPoolableError, type PoolableRow, type PoolingTerms, poolable } from './poolable.ts';

/** Effects ready for a model, with what must be said of them wherever the result is shown. */
export interface PooledEffects {
  readonly effects: readonly Effect[];
  /** Covariance of effects that share a control arm; null when all are independent. */
  readonly samplingCovariance: Matrix | null;
  /** "back-solved", "unverified", ...: marks that the result inherits. */
  readonly marks: readonly string[];
}

type Measure = MeansMeasure | EventsMeasure;

const kinds = {
  MD: 'means',
  ROM: 'means',
  SMD: 'd',
  SMDd: 'd',
  RR: 'events',
  OR: 'events',
  RD: 'events',
  PETO: 'events',
  AS: 'events',
} as const;

const isMeans = (measure: Measure): measure is MeansMeasure => kinds[measure] !== 'events';

/**
 * The only way from packaged rows to effects: it asks `poolable` first.
 *
 * Means are control minus ketamine (or control over ketamine), so that a positive effect is less pain under
 * ketamine; events are ketamine against control.
 *
 * @param rows outcomes or adverse events
 * @param terms what the analyst answers for; the kind follows from the measure
 * @throws NotPoolableError with every reason
 */
export function pooledEffects(
  measure: Measure,
  rows: readonly PoolableRow[],
  terms: Omit<PoolingTerms, 'kind'> = {},
): PooledEffects {
  const answer = poolable(rows, { ...terms, kind: kinds[measure] });
  if (!answer.poolable) throw new NotPoolableError(answer.reasons);
  const effects = rows.map((row) =>
    isMeans(measure) ? meansRow(measure, row, terms.crossoverCorrelation) : eventsRow(measure, row),
  );
  const marks = new Set(
    rows.flatMap((row) => row.flags.filter((flag) => flag === 'back-solved' || flag === 'integrity')),
  );
  const unverified = rows.some((row) => row.knowledge === 'recalled');
  return {
    effects,
    samplingCovariance: terms.sharedControlCovariance ? covarianceOf(measure, rows, effects) : null,
    marks: [...marks, ...(unverified ? ['unverified'] : [])],
  };
}

/** A number that `poolable` has found present. */
const known = (value: number | undefined): number => value ?? Number.NaN;

const arm = (row: PoolableRow, name: 'ketamine' | 'control'): MeanArm => {
  const n = known(row[`${name}N`]);
  return {
    n,
    mean: known(row[`${name}Mean`]),
    sd: row[`${name}Sd`] ?? known(row[`${name}Se`]) * Math.sqrt(n),
  };
};

const counts = (row: PoolableRow, name: 'ketamine' | 'control') => ({
  events: known(row[`${name}Events`]),
  n: known(row[`${name}N`]),
});

function meansRow(measure: MeansMeasure, row: PoolableRow, correlation: number | undefined): Effect {
  if ((measure === 'SMD' || measure === 'SMDd') && row.cohenD !== undefined) {
    return standardisedEffect(measure, row.id, row.cohenD, known(row.controlN), known(row.ketamineN));
  }
  const [ketamine, control] = [arm(row, 'ketamine'), arm(row, 'control')];
  if (!row.flags.includes('crossover')) return meansEffect(measure, row.id, control, ketamine);
  if (measure !== 'MD' && measure !== 'SMD') {
    throw new NotPoolableError([`${row.id}: a crossover trial enters as MD or SMD, not as ${measure}.`]);
  }
  const kind = measure === 'MD' ? 'difference' : 'standardised';
  const { study, yi, vi } = crossoverMeansEffect(kind, row.id, ketamine, control, known(correlation));
  return { study, yi: -yi, vi };
}

const eventsRow = (measure: EventsMeasure, row: PoolableRow): Effect =>
  eventsEffect(measure, { study: row.id, first: counts(row, 'ketamine'), second: counts(row, 'control') });

function covarianceOf(
  measure: Measure,
  rows: readonly PoolableRow[],
  effects: readonly Effect[],
): number[][] {
  return rows.map((row, i) =>
    rows.map((other, j) => {
      if (i === j) return effects[i]?.vi ?? Number.NaN;
      if (row.controlArm === undefined || row.controlArm !== other.controlArm) return 0;
      if (measure === 'PETO') {
        throw new NotPoolableError([
          `${row.id}: Peto's odds ratio has no covariance for a shared control arm; use OR.`,
        ]);
      }
      if (!isMeans(measure)) return sharedControlEventsCovariance(measure, counts(row, 'control'));
      const part = (member: PoolableRow, index: number) => ({
        n: known(member.ketamineN),
        yi: effects[index]?.yi ?? Number.NaN,
      });
      return sharedControlMeansCovariance(measure, arm(row, 'control'), part(row, i), part(other, j));
    }),
  );
}
