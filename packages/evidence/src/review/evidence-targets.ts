import { hedgesCorrection, standardisedEffect } from '../meta/means.ts';
import { metaAnalysis } from '../meta/random-effects.ts';
import { adverseEvents } from '../studies/adverse-events.ts';
import { pooledEffects } from '../studies/pooled-effects.ts';
import { feasibleInputs, publishedPools } from '../studies/review-pool.ts';
import { trials } from '../studies/trials.ts';
import type { Claim } from './claim.ts';
import { counted } from './harm.ts';
import { backSolvedEffects, poolComparisons, pooled } from './pooled-effect.ts';

const chapter = 'Validation targets: evidence';

/** An outcome of a packaged trial. */
function outcome(id: string) {
  const row = trials.flatMap(({ outcomes }) => outcomes).find((one) => one.id === id);
  if (!row) throw new Error(`There is no outcome ${id}.`);
  return row;
}

/** One row's effect with its 95 % interval. */
function effectOf(measure: 'RD' | 'SMD' | 'SMDd', row: Parameters<typeof pooledEffects>[1][number]) {
  return pooled(metaAnalysis(pooledEffects(measure, [row]).effects, { method: 'EE' }));
}

function adverse(id: string) {
  const row = adverseEvents.find((one) => one.id === id);
  if (!row) throw new Error(`There is no adverse event ${id}.`);
  return row;
}

const riskDifferences = [
  ['A02', 'psychotomimetic effects', [0.77, 0.61, 0.93], 1.3],
  ['A03', 'nausea', [0.47, 0.25, 0.68], 2.1],
  ['A04', 'vomiting', [0.37, 0.16, 0.57], 2.7],
  ['A05', 'headache', [0.03, -0.21, 0.27], 30],
] as const;

const fixtures = [
  ['week 1, A', 'EE', 'z', [1.22, 0.82, 1.61]],
  ['week 1, B', 'DL', 'z', [1.24, 0.71, 1.76]],
  ['week 1, C', 'REML', 'z', [1.23, 0.39, 2.06]],
  ['week 4', 'REML', 'z', [0.39, 0.03, 0.75]],
  ['week 1, A', 'DL', 'knha', [1.22, 0.48, 1.95]],
  ['week 1, B', 'DL', 'knha', [1.24, 0.08, 2.39]],
  ['week 1, C', 'DL', 'knha', [1.23, -0.64, 3.1]],
  ['week 4', 'DL', 'knha', [0.39, 0.32, 0.46]],
] as const;

/** Targets of the evidence: recomputed from the data that are public. */
export const evidenceTargetClaims: readonly Claim[] = [
  {
    id: 'V14',
    chapter,
    place: 'Sigtermans 2009, abstract',
    text: 'Pain in week 1 of 2.68 (SE 0.51) against 5.45 (SE 0.48) in 30 and 30 people is a Cohen d of 1.02 and a Hedges g of 1.01.',
    source: 'The packaged outcome T01-week1',
    comparisons: () => [
      {
        what: 'Cohen d',
        unit: '1',
        printed: { value: 1.021, decimals: 3 },
        computed: effectOf('SMDd', outcome('T01-week1')).estimate,
      },
      {
        what: 'Hedges g',
        unit: '1',
        printed: { value: 1.008, decimals: 3 },
        computed: effectOf('SMD', outcome('T01-week1')).estimate,
      },
    ],
  },
  {
    id: 'V15',
    chapter,
    place: 'Goldberg 2010',
    text: 'Racemic ketamine 10 to 40 mg/h for 5 days: pain from 8 to 9 down to 3 to 5; in 37 % no change of the worst pain.',
    source: 'An open series of 16 patients (O3)',
    comparisons: () => [],
    judgement: {
      verdict: 'not reproducible',
      why: 'Without a control arm there is no effect to compute; shown as context.',
    },
  },
  {
    id: 'V16',
    chapter,
    place: 'Schwartzman 2009',
    text: 'Ketamine 4 h a day for 10 days lowered many measures of pain and placebo none.',
    source: 'The packaged trial T02',
    comparisons: () => [],
    judgement: {
      verdict: 'not reproducible',
      why: 'The abstract prints no size, and the arms are not public.',
    },
  },
  {
    id: 'V17',
    chapter,
    place: 'Orhurhu 2019',
    text: 'Seven trials: 1.83 points of 10 less pain (1.31 to 2.35) for up to 2 weeks.',
    source: 'Published pool of 211 people',
    comparisons: () => [],
    judgement: {
      verdict: 'not reproducible',
      why: 'The arms of only one of its trials are packaged with mean and spread; the pool is shown as published.',
    },
  },
  ...fixtures.map(
    ([set, method, test, printed]): Claim => ({
      id: `fixture-${set.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${method.toLowerCase()}-${test}`,
      chapter,
      place: 'metafor, on the same inputs',
      text: `The back-solved set of ${set} under ${method === 'EE' ? 'a common effect' : method}${test === 'knha' ? ' with Hartung-Knapp' : ''} gives ${printed[0]} (${printed[1]} to ${printed[2]}).`,
      source: 'Back-solved inputs: a test of the arithmetic, no evidence',
      comparisons: () =>
        poolComparisons(
          `${method}, ${test}`,
          printed,
          pooled(metaAnalysis(backSolvedEffects(set), { method, test })),
        ),
    }),
  ),
  {
    id: 'feasible-set',
    chapter,
    place: 'The whole set of inputs, on a grid of 0.01',
    text: '147 pairs of unknown effects give week 1 under a common effect and 44 under DerSimonian-Laird; 37 and 35 give week 4.',
    source: 'The printed results; Sigtermans in week 1 and Amr in week 4 as known',
    comparisons: () =>
      publishedPools.flatMap((published) =>
        (['EE', 'DL'] as const).map((method) => ({
          what: `week ${published.week}, ${method}`,
          unit: 'pairs',
          printed: {
            value: published.week === 1 ? (method === 'EE' ? 147 : 44) : method === 'EE' ? 37 : 35,
            decimals: 0,
          },
          computed: feasibleInputs(published, method).length,
        })),
      ),
  },
  {
    id: 'collins-2010',
    chapter,
    place: 'Collins 2010',
    text: 'The two trials in complex regional pain syndrome pooled: 0.65 (-0.16 to 1.47).',
    source: 'Sigtermans g 1.008 and Schwartzman g 0.155 (back-solved), DerSimonian-Laird',
    comparisons: () => {
      // Comprehensive Meta-Analysis takes the variance of g as that of d times the correction squared.
      const hedges = (study: string, g: number, n1: number, n2: number) => {
        const correction = hedgesCorrection(n1 + n2 - 2);
        const d = standardisedEffect('SMDd', study, g / correction, n1, n2);
        return { study, yi: g, vi: d.vi * correction ** 2 };
      };
      const effects = [hedges('Sigtermans', 1.008, 30, 30), hedges('Schwartzman', 0.155, 9, 10)];
      return poolComparisons('DL', [0.65, -0.16, 1.47], pooled(metaAnalysis(effects, { method: 'DL' })), {
        amount: 0.015,
        why: 'the input is known to 0.01',
      });
    },
    note: 'That g lies outside the set that gives the review’s week 1: the two groups read different measures of that trial.',
  },
  ...riskDifferences.map(
    ([id, event, printed, needed]): Claim => ({
      id: `risk-difference-${event.split(' ')[0]}`,
      chapter,
      place: 'Sigtermans 2009, full text',
      text: `${event[0]?.toUpperCase()}${event.slice(1)}: risk difference ${printed[0]} (${printed[1]} to ${printed[2]}), number needed to harm ${needed}.`,
      source: `The packaged counts ${id}`,
      comparisons: () => {
        const found = effectOf('RD', adverse(id));
        return [
          ...poolComparisons('risk difference', printed, found),
          {
            what: 'number needed to harm',
            unit: '1',
            printed: { value: needed, decimals: 1 },
            computed: 1 / found.estimate,
          },
        ];
      },
    }),
  ),
  {
    id: 'hardy-2012',
    chapter,
    place: 'Hardy 2012',
    text: 'Cancer pain: risk difference of response 0.04 (-0.10 to 0.18).',
    source: 'The packaged outcome T30',
    comparisons: () =>
      poolComparisons('risk difference', [0.04, -0.1, 0.18], effectOf('RD', outcome('T30')), {
        amount: 0.015,
        why: 'the paper may have used another interval of a difference of proportions',
      }),
  },
  {
    id: 'zero-events',
    chapter,
    place: 'Clopper and Pearson',
    text: 'None of 50 allows 7.1 %, none of 52 allows 6.8 %.',
    source: 'The packaged rows A07 and A37',
    comparisons: () => [
      {
        what: 'none of 50',
        unit: '%',
        printed: { value: 7.1, decimals: 1 },
        computed: 100 * counted('A07').upper,
      },
      {
        what: 'none of 52',
        unit: '%',
        printed: { value: 6.8, decimals: 1 },
        computed: 100 * counted('A37').upper,
      },
    ],
  },
];
