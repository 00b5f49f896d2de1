import { MetaError } from '../meta/effect.ts';
import { standardisedEffect } from '../meta/means.ts';
import { coefficientOf, designMatrix } from '../meta/random-effects.ts';
import { cohenDFromP } from '../meta/reported.ts';
import { estimateTau2, fitAt } from '../meta/tau2.ts';
import { pooledEffects } from './pooled-effects.ts';
import type { Outcome } from './study.ts';
import { trials } from './trials.ts';

const reviewSource = 'Niesters, Martini, Dahan, Br J Clin Pharmacol 2014;77:357-67';

/** What the review printed for one week: standardised difference in means, in favour of ketamine. */
export interface PublishedPool {
  readonly week: 1 | 4;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** As printed. */
  readonly p: string;
  /** The printed P as a number; null where only a bound was printed. */
  readonly pValue: number | null;
  readonly source: string;
}

/** The review's two pooled results of three trials (Sigtermans, Schwartzman, Amr). */
export const publishedPools: readonly PublishedPool[] = [
  { week: 1, estimate: 1.22, lower: 0.82, upper: 1.61, p: 'P < 0.001', pValue: null, source: reviewSource },
  { week: 4, estimate: 0.39, lower: 0.03, upper: 0.75, p: 'P = 0.036', pValue: 0.036, source: reviewSource },
];

/** The pooled trials with the people analysed; the total of 119 agrees with the width of both intervals. */
export const pooledTrialSizes = [
  { trial: 'T01', name: 'Sigtermans 2009', ketamine: 30, control: 30 },
  { trial: 'T02', name: 'Schwartzman 2009', ketamine: 9, control: 10 },
  { trial: 'T03', name: 'Amr 2010', ketamine: 20, control: 20 },
] as const;

/** One set of inputs that gives a published pool, with what of it is evidence. */
export interface BackSolvedSet {
  readonly name: string;
  readonly week: 1 | 4;
  readonly outcomes: readonly Outcome[];
}

const backSolved = (index: 0 | 1 | 2, set: string, week: 1 | 4, cohenD: number): Outcome => ({
  id: `${pooledTrialSizes[index].trial}-${set}`,
  outcome: 'pain (standardised)',
  time: `week ${week}`,
  days: 7 * week,
  ketamineN: pooledTrialSizes[index].ketamine,
  controlN: pooledTrialSizes[index].control,
  cohenD,
  flags: ['back-solved'],
  knowledge: 'derived',
  reading: 'calculation',
  source: `solved so that the pool equals that of ${reviewSource}`,
  note: 'BACK-SOLVED: not data of the trial.',
});

function packaged(id: string): Outcome {
  const row = trials.flatMap((trial) => trial.outcomes).find((outcome) => outcome.id === id);
  if (!row) throw new Error(`The packaged trials hold no outcome ${id}.`);
  return row;
}

/**
 * Sets that give the published pools to the last printed digit. They are three points of a larger set
 * (`feasibleInputs`): only Sigtermans at week 1 and Amr at week 4 are evidence.
 */
export const backSolvedSets: readonly BackSolvedSet[] = [
  ...(
    [
      ['A', 1.19, 1.57],
      ['B', 0.89, 1.78],
      ['C', 0.56, 2.07],
    ] as const
  ).map(([letter, schwartzman, amr]) => ({
    name: `week 1, ${letter}`,
    week: 1 as const,
    outcomes: [
      packaged('T01-week1'),
      backSolved(1, `week1${letter}`, 1, schwartzman),
      backSolved(2, `week1${letter}`, 1, amr),
    ],
  })),
  {
    name: 'week 4',
    week: 4,
    outcomes: [backSolved(0, 'week4', 4, 0.41), backSolved(1, 'week4', 4, 0.36), packaged('T03-week4')],
  },
];

/** Cohen's d of Sigtermans at week 1, from the means and standard errors of its abstract. */
const sigtermansWeek1 = (): number =>
  pooledEffects('SMDd', [packaged('T01-week1')]).effects[0]?.yi ?? Number.NaN;

/** Cohen's d of Amr at week 4, from P = 0.25 with 20 and 20 people. */
const amrWeek4 = (): number => packaged('T03-week4').cohenD ?? Number.NaN;

/** Amr's P < 0.0001 at week 1 with 20 and 20 people: d lies above this. */
const amrWeek1Least = cohenDFromP(0.0001, 20, 20, 1);

const design = designMatrix(pooledTrialSizes.length);

/** Whether three effects (Cohen d, in the order of `pooledTrialSizes`) give the published pool as printed. */
function gives(
  published: PublishedPool,
  d: readonly number[],
  method: 'EE' | 'DL',
  measure: 'SMD' | 'SMDd',
): boolean {
  const effects = pooledTrialSizes.map(({ name, ketamine, control }, i) =>
    standardisedEffect(measure, name, d[i] ?? Number.NaN, control, ketamine),
  );
  const { beta, covariance } = fitAt(
    effects,
    design,
    method === 'EE' ? 0 : estimateTau2('DL', effects, design),
  );
  const pooled = coefficientOf(
    'pool',
    beta[0] ?? Number.NaN,
    Math.sqrt(covariance[0]?.[0] ?? Number.NaN),
    null,
    0.95,
  );
  const asPrinted = (value: number, digits: number) => Math.round(value * 10 ** digits);
  const same = (value: number, printed: number) => asPrinted(value, 2) === asPrinted(printed, 2);
  return (
    same(pooled.estimate, published.estimate) &&
    same(pooled.ciLower, published.lower) &&
    same(pooled.ciUpper, published.upper) &&
    (published.pValue === null || asPrinted(pooled.p, 3) === asPrinted(published.pValue, 3))
  );
}

/** A point of the identified set: effects (Cohen d) of the three trials that give the published pool. */
export interface FeasibleInput {
  readonly sigtermans: number;
  readonly schwartzman: number;
  readonly amr: number;
}

/**
 * All inputs, on a grid of 0.01, that give the published pool as printed. At week 1 Sigtermans is fixed by its abstract
 * and Amr lies above the d that its P < 0.0001 implies; at week 4 Amr is fixed by its P = 0.25.
 * Takes about a second.
 *
 * @param method common effect, or DerSimonian-Laird
 * @param measure Cohen d, as the review's wording suggests, or Hedges g
 */
export function feasibleInputs(
  published: PublishedPool,
  method: 'EE' | 'DL' = 'EE',
  measure: 'SMD' | 'SMDd' = 'SMDd',
): FeasibleInput[] {
  const grid = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => (from + i) / 100);
  const sigtermansDay7 = sigtermansWeek1();
  const amrDay28 = amrWeek4();
  const candidates =
    published.week === 1
      ? grid(-50, 250).flatMap((schwartzman) =>
          grid(Math.ceil(100 * amrWeek1Least), 320).map((amr) => ({
            sigtermans: sigtermansDay7,
            schwartzman,
            amr,
          })),
        )
      : grid(-50, 150).flatMap((sigtermans) =>
          grid(-150, 250).map((schwartzman) => ({ sigtermans, schwartzman, amr: amrDay28 })),
        );
  return candidates.filter(({ sigtermans, schwartzman, amr }) =>
    gives(published, [sigtermans, schwartzman, amr], method, measure),
  );
}

/**
 * Half-life of an effect that falls exponentially between two times: 1.22 at week 1 and 0.39 at week 4 make 12.8 days. The
 * slow effect of the pharmacodynamic model (Dahan 2011) has 10.9 days.
 *
 * @param first effect at the earlier time
 * @param second effect at the later time, smaller and above 0
 * @param days between them
 */
export function impliedHalfLife(first: number, second: number, days: number): number {
  if (!(first > second && second > 0)) {
    throw new MetaError('A half-life needs an effect that falls and stays above 0.');
  }
  return (days * Math.LN2) / Math.log(first / second);
}
