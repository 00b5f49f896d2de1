import { describe, expect, test } from 'vitest';
import { type Comparison, checkClaim, comparisonVerdict, type Verdict } from '../../src/review/claim.ts';
import { checkClaims, claims } from '../../src/review/claims.ts';
import { phases } from '../../src/review/predicted.ts';

const comparison = (part: Partial<Comparison>): Comparison => ({
  what: 'a number',
  unit: '1',
  printed: { value: 1.22, decimals: 2 },
  computed: 1.22,
  ...part,
});

/** What does not simply hold; everything else in the list does. */
const expected: Readonly<Record<Exclude<Verdict, 'holds'>, readonly string[]>> = {
  'holds within': [
    'volume',
    'elimination',
    'equilibration',
    'long-infusion',
    'pool-week-4-p',
    'V2',
    'V8',
    'V11',
    'independent-disposition',
    'M5-oral',
    'M7-relief',
    'interaction-grapefruit-juice-oral-norketamine-ketamine-auc-peltoni',
    'interaction-ticlopidine-oral-ketamine-auc-peltoni',
    'interaction-grapefruit-juice-oral-ketamine-half-life-peltoni',
    'interaction-ticlopidine-nasal-ketamine-half-life-label-o',
    'interaction-rifampicin-iv-ketamine-auc-peltoni',
    'interaction-rifampicin-iv-ketamine-auc-noppers',
    'collins-2010',
    'hardy-2012',
  ],
  superseded: ['clearance', 'effect-is-large', 'effect-persists', 'bladder-not-in-patients'],
  contradicted: [
    'ten-to-fourteen-days',
    'table-1-years',
    'second-course-interval',
    'liver-fifty-patients',
    'V4',
    'interaction-clarithromycin-oral-ketamine-cmax-hagelbe',
    'interaction-grapefruit-juice-oral-ketamine-cmax-peltoni',
    'interaction-ticlopidine-nasal-ketamine-auc-label-o',
    'interaction-st-john-s-wort-oral-ketamine-cmax-peltoni',
    'interaction-st-john-s-wort-oral-norketamine-cmax-peltoni',
  ],
  'not reproducible': [
    'redistribution',
    'usual-drugs',
    'antidepressant',
    'pool-week-1',
    'pool-week-4',
    'table-1-acute-and-chronic-migraine',
    'table-1-central-neuropathic-pain',
    'table-1-chronic-neuropathic-pain-various-causes',
    'table-1-fibromyalgia',
    'table-1-painful-limb-ischemia',
    'table-1-peripheral-nerve-injury-traumatic',
    'table-1-phantom-limb-pain',
    'amputation',
    'morphine-sparing',
    'three-nights',
    'liver-recovers',
    'liver-ten-percent',
    'experience-two-hours',
    'bladder-abuse-frequency',
    'bladder-volume',
    'V7',
    'V8-norketamine-area',
    'V12',
    'V15',
    'V16',
    'V17',
  ],
};

describe('the executable review (issue 4)', () => {
  const checked = checkClaims();

  test('every statement and target has the verdict that is known for it', () => {
    for (const [verdict, ids] of Object.entries(expected)) {
      const found = checked.filter((claim) => claim.verdict === verdict).map(({ id }) => id);
      expect(found.toSorted(), verdict).toEqual([...ids].sort());
    }
    expect(checked.filter(({ verdict }) => verdict === 'holds').length).toBeGreaterThan(40);
  });

  test('a statement that is judged contradicted has a number that contradicts it', () => {
    const judged = checked.filter(({ judgement }) => judgement?.verdict === 'contradicted');
    for (const { id, comparisons } of judged) {
      expect(comparisons.map(comparisonVerdict), id).toContain('contradicted');
    }
  });

  test('every number that is computed is a number', () => {
    const wrong = checked.flatMap(({ id, comparisons }) =>
      comparisons.filter(({ computed }) => !Number.isFinite(computed)).map(({ what }) => `${id}: ${what}`),
    );
    expect(wrong).toEqual([]);
  });
});

test('ids are unique, and every validation target and every row of Table 1 is there', () => {
  const ids = claims.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const number of [1, 2, 4, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17]) expect(ids).toContain(`V${number}`);
  expect(ids.filter((id) => id.startsWith('table-1-'))).toHaveLength(15 + 2);
});

test('a printed number holds when the computed one rounds to it', () => {
  expect(comparisonVerdict(comparison({ computed: 1.2249 }))).toBe('holds');
  expect(comparisonVerdict(comparison({ computed: 1.2251 }))).toBe('contradicted');
  expect(comparisonVerdict(comparison({ computed: 1.2251, within: { low: 1, high: 1.3, why: '' } }))).toBe(
    'holds within',
  );
  expect(comparisonVerdict(comparison({ printed: { low: 2, high: 3 }, computed: 3.1 }))).toBe('contradicted');
  expect(comparisonVerdict(comparison({ printed: { low: 1, high: Infinity }, computed: 50 }))).toBe('holds');
});

test('a claim is as good as its worst number, asides apart', () => {
  const claim = {
    id: 'x',
    chapter: 'Harm',
    text: '',
    place: '',
    source: '',
    comparisons: () => [comparison({}), comparison({ computed: 9, aside: true })],
  } as const;
  expect(checkClaim(claim).verdict).toBe('holds');
  expect(checkClaim({ ...claim, comparisons: () => [comparison({ computed: 9 })] }).verdict).toBe(
    'contradicted',
  );
});

test('phases of three compartments are the roots of their cubic; the last of Domino is 1.91 h (issue 2)', () => {
  const found = phases({ k10: 0.4381, k12: 0.5921, k21: 0.247, k13: 0.59, k31: 0.0146 });
  // Vieta: the product of the three rates is k10 k21 k31, their sum that of all five constants.
  const rates = found.map((halfLife) => Math.LN2 / halfLife);
  expect(rates.reduce((a, b) => a * b)).toBeCloseTo(0.4381 * 0.247 * 0.0146, 10);
  expect(rates.reduce((a, b) => a + b)).toBeCloseTo(0.4381 + 0.5921 + 0.247 + 0.59 + 0.0146, 10);
  expect((found[2] ?? 0) / 60).toBeCloseTo(1.91, 2);
});
