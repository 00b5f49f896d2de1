import { type MetaFit, type Method, metaAnalysis, type Test } from '../meta/random-effects.ts';
import { leaveOneOut } from '../meta/sensitivity.ts';
import { pooledEffects } from '../studies/pooled-effects.ts';
import { publishedMetaAnalyses } from '../studies/published-meta-analyses.ts';
import { backSolvedSets, impliedHalfLife, publishedPools } from '../studies/review-pool.ts';
import { type Claim, type Comparison, margin } from './claim.ts';
import { parameter } from './predicted.ts';

const chapter = 'The pooled effect';
const place = 'Review, "Ketamine for chronic pain"';

const [week1, week4] = publishedPools as [(typeof publishedPools)[0], (typeof publishedPools)[0]];

/** Effects of a back-solved set, for showing the published calculation and its fragility. */
export function backSolvedEffects(name: string) {
  const set = backSolvedSets.find((candidate) => candidate.name === name);
  if (!set) throw new Error(`There is no back-solved set ${name}.`);
  return pooledEffects('SMDd', set.outcomes, { backSolvedDemonstration: true, sameConstruct: true }).effects;
}

/** The estimate and limits of a fit. */
export function pooled(fit: MetaFit): { estimate: number; lower: number; upper: number; p: number } {
  const [first] = fit.coefficients;
  if (!first) throw new Error('A fit has an intercept.');
  return { estimate: first.estimate, lower: first.ciLower, upper: first.ciUpper, p: first.p };
}

const fitOf = (name: string, method: Method, test: Test = 'z') =>
  pooled(metaAnalysis(backSolvedEffects(name), { method, test }));

/** A pool against three printed numbers of two decimals; `slack` says how far each may lie off, and why. */
export function poolComparisons(
  what: string,
  printed: readonly [number, number, number],
  computed: { readonly estimate: number; readonly lower: number; readonly upper: number },
  slack?: { readonly amount: number; readonly why: string },
): Comparison[] {
  const parts = ['estimate', 'lower', 'upper'] as const;
  return parts.map((part, i) => ({
    what: `${what}, ${part === 'estimate' ? 'estimate' : `${part} limit`}`,
    unit: '1',
    printed: { value: printed[i] ?? Number.NaN, decimals: 2 },
    computed: computed[part],
    ...(slack && { within: margin(printed[i] ?? Number.NaN, slack.amount, slack.why) }),
  }));
}

/** Standard error behind a printed 95 % interval, and the two-sided P that belongs to it. */
function pFromInterval({ estimate, lower, upper }: { estimate: number; lower: number; upper: number }) {
  const se = (upper - lower) / (2 * 1.959964);
  return pooled(metaAnalysis([{ study: 'printed', yi: estimate, vi: se ** 2 }], { method: 'EE' })).p;
}

const backSolvedWhy =
  'The arms of Schwartzman 2009 and Amr 2010 and two of three values of week 4 are not public. Many sets of inputs give the printed result to the digit; one is shown, back-solved, which is no evidence for it.';

/** The review's two pooled effects, and what it concludes from them. */
export const pooledEffectClaims: readonly Claim[] = [
  {
    id: 'pool-week-1',
    chapter,
    place,
    text: 'In week 1 the standardised difference was 1.22 (95 % interval 0.82 to 1.61).',
    source: 'Review, from Sigtermans 2009, Schwartzman 2009 and Amr 2010',
    comparisons: () =>
      poolComparisons(
        'back-solved set A, common effect',
        [week1.estimate, week1.lower, week1.upper],
        fitOf('week 1, A', 'EE'),
      ),
    judgement: { verdict: 'not reproducible', why: backSolvedWhy },
  },
  {
    id: 'pool-week-1-p',
    chapter,
    place,
    text: 'Its P lay below 0.001.',
    source: 'The printed estimate and interval',
    comparisons: () => [
      {
        what: 'P from the printed interval',
        unit: '1',
        printed: { low: 0, high: 0.001 },
        computed: pFromInterval(week1),
      },
    ],
  },
  {
    id: 'pool-week-4',
    chapter,
    place,
    text: 'In week 4 it was 0.39 (0.03 to 0.75).',
    source: 'Review, from the same trials',
    comparisons: () =>
      poolComparisons(
        'back-solved set, common effect',
        [week4.estimate, week4.lower, week4.upper],
        fitOf('week 4', 'EE'),
      ),
    judgement: { verdict: 'not reproducible', why: backSolvedWhy },
  },
  {
    id: 'pool-week-4-p',
    chapter,
    place,
    text: 'Its P was 0.036.',
    source: 'The printed estimate and interval',
    comparisons: () => [
      {
        what: 'P from the printed interval',
        unit: '1',
        printed: { value: 0.036, decimals: 3 },
        computed: pFromInterval(week4),
        within: {
          low: 0.029,
          high: 0.04,
          why: 'estimate and limits are printed to two decimals: the P that they allow',
        },
      },
    ],
  },
  {
    id: 'effect-is-large',
    chapter,
    place,
    text: 'These effects are relatively large.',
    source: 'Cohen’s convention: 0.2 small, 0.5 medium, 0.8 large',
    comparisons: () => [
      {
        what: 'week 1 against a large effect',
        unit: '1',
        printed: { low: 0.8, high: Number.POSITIVE_INFINITY },
        computed: week1.estimate,
      },
      {
        what: 'week 4 against a medium effect',
        unit: '1',
        printed: { low: 0.5, high: Number.POSITIVE_INFINITY },
        computed: week4.estimate,
      },
    ],
    judgement: {
      verdict: 'superseded',
      why: 'In week 4 the effect is below medium. Cochrane 2025 found no clear evidence of benefit at any time, and the group of the review wrote in 2019 that proof of a large and lasting effect is lacking.',
    },
  },
  {
    id: 'effect-persists',
    chapter,
    place,
    text: 'The effect persists for at least 4 weeks.',
    source: 'Review, from the lower limit of 0.03',
    comparisons: () => {
      const above = { low: 0, high: Number.POSITIVE_INFINITY };
      const without = leaveOneOut(backSolvedEffects('week 4'), { method: 'EE' })[2];
      const network = publishedMetaAnalyses.find(({ time }) => time === '3 to 5 weeks');
      return [
        {
          what: 'lower limit, back-solved set, Hartung-Knapp with floor',
          unit: '1',
          printed: above,
          computed: fitOf('week 4', 'DL', 'adhoc').lower,
        },
        {
          what: 'lower limit without Amr 2010 (integrity flag), common effect',
          unit: '1',
          printed: above,
          computed: without ? pooled(without).lower : Number.NaN,
        },
        {
          what: 'lower limit of the relief at 3 to 5 weeks, network meta-analysis 2024',
          unit: 'NRS points',
          printed: above,
          computed: network ? -network.upper : Number.NaN,
        },
      ];
    },
    judgement: {
      verdict: 'superseded',
      why: 'With three trials the limit hangs on the method and on one trial. The network meta-analysis of 38 trials finds likely no reduction at 3 to 5 weeks.',
    },
  },
  {
    id: 'rapid-decline',
    chapter,
    place,
    text: 'The effect falls rapidly between week 1 and week 4.',
    source: 'Review, its two pooled effects; Dahan 2011',
    comparisons: () => [
      {
        what: 'half-life that the fall from week 1 to week 4 implies, within the interval of Dahan 2011',
        unit: 'd',
        printed: { low: 5.3, high: 20.5 },
        computed: impliedHalfLife(week1.estimate, week4.estimate, 21),
      },
      {
        what: 'effect of week 4 if that of week 1 falls with the half-life of Dahan 2011',
        unit: '1',
        printed: { low: week4.lower, high: week4.upper },
        computed: week1.estimate * 2 ** (-21 / parameter('dahan-2011', 't½')),
      },
    ],
  },
];
