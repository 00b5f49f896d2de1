import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adverseEvents,
  compareOutcomes,
  helpedPerHarmed,
  matchedWinRatio,
  numberNeeded,
  outcomeCategory,
  outcomeOrder,
  proportion,
  responders,
  responderThresholds,
  riskDifference,
  sumOfPainDifferences,
  totalPainRelief,
  winRatio,
} from '../../src/index.ts';

const z = 1.959963984540054;

describe('differences of risks (issue 4, benefit and risk)', () => {
  // Newcombe, Stat Med 1998;17:857-72, Table I, and 873-90, Table II, method 10.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('Wilson interval of %i of %i as Newcombe prints it', (events, n, lower, upper) => {
    const found = proportion({ events, n });
    expect(found.lower).toBeCloseTo(lower, 4);
    expect(found.upper).toBeCloseTo(upper, 4);
  });

  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i/%i against %i/%i as Newcombe prints it', (a, n1, b, n2, lower, upper) => {
    const found = riskDifference({ events: a, n: n1 }, { events: b, n: n2 });
    expect(found.lower).toBeCloseTo(lower, 4);
    expect(found.upper).toBeCloseTo(upper, 4);
  });

  test('the difference turned round is its negative, limits and all', () => {
    const group = fc
      .integer({ min: 1, max: 300 })
      .chain((n) => fc.record({ n: fc.constant(n), events: fc.integer({ min: 0, max: n }) }));
    fc.assert(
      fc.property(group, group, (first, second) => {
        const one = riskDifference(first, second);
        const other = riskDifference(second, first);
        expect(one.lower).toBeCloseTo(-other.upper, 12);
        expect(one.lower).toBeLessThanOrEqual(one.value);
        expect(one.lower).toBeGreaterThanOrEqual(-1 - 1e-12);
      }),
    );
  });

  test('impossible counts are refused by name', () => {
    expect(() => riskDifference({ events: 3, n: 2 }, { events: 0, n: 2 })).toThrow(
      /^first\.events: .*0 to 2.*3/,
    );
    expect(() => proportion({ events: 0, n: 0 })).toThrow(/^group\.n: /);
  });
});

describe('numbers needed with honest intervals (issue 4)', () => {
  const difference = (value: number, lower: number, upper: number) => ({ value, lower, upper, level: 0.95 });

  test('Altman 1998: 10 % from -5 % to 25 % is NNT 10, from NNT 4 to infinity to NNH 20', () => {
    const found = numberNeeded(difference(0.1, -0.05, 0.25), 'wanted');
    expect(found.text).toBe('NNT 10 (NNT 4 to infinity to NNH 20)');
    expect(found).toMatchObject({ throughInfinity: true, worst: { kind: 'NNH', people: 20 } });
  });

  test('the words that the issue asks for', () => {
    expect(numberNeeded(difference(0.02, -1 / 12, 1 / 8), 'wanted').text).toBe(
      'NNT 50 (NNT 8 to infinity to NNH 12)',
    );
  });

  test('Barrowman, CMAJ 2002;166:1676: 16.6 % (0.9 to 32.2 %) is NNT 6 (3.1 to 111)', () => {
    expect(numberNeeded(difference(0.166, 0.009, 0.322), 'wanted').text).toBe('NNT 6 (NNT 3.1 to 111)');
  });

  test('a limit of zero is infinity, and no difference is an infinite number', () => {
    expect(numberNeeded(difference(0.1, 0, 0.2), 'wanted').text).toBe('NNT 10 (NNT 5 to infinity)');
    expect(numberNeeded(difference(0, -0.1, 0.1), 'unwanted').text).toBe(
      'NNT infinity (NNT 10 to infinity to NNH 10)',
    );
  });

  test('psychotomimetic effects of the 100 h infusion: NNH 1.3', () => {
    const row = adverseEvents.find(
      ({ study, event, ketamineN }) =>
        /Sigtermans/.test(study) && /psych/i.test(event) && ketamineN !== undefined,
    );
    expect(row).toBeDefined();
    const risk = riskDifference(
      { events: row?.ketamineEvents ?? 0, n: row?.ketamineN ?? 0 },
      { events: row?.controlEvents ?? 0, n: row?.controlN ?? 0 },
    );
    expect(risk.value).toBeCloseTo(0.77, 2);
    const found = numberNeeded(risk, 'unwanted');
    expect(found.estimate.kind).toBe('NNH');
    expect(found.estimate.people).toBeCloseTo(1.3, 1);
    expect(found.text).toMatch(/^NNH 1\.3 \(NNH [\d.]+ to [\d.]+\)$/);
  });

  test('limits of LHH are Fieller’s where those of the differences are symmetric', () => {
    const [b, seB, h, seH] = [0.44, 0.1, 0.3, 0.06];
    const found = helpedPerHarmed(
      difference(b, b - z * seB, b + z * seB),
      difference(h, h - z * seH, h + z * seH),
    );
    // Fieller, J R Stat Soc B 1954;16:175-85: roots of (h^2 - z^2 v_h) r^2 - 2 b h r + (b^2 - z^2 v_b) = 0.
    const a = h ** 2 - (z * seH) ** 2;
    const root = Math.sqrt((b * h) ** 2 - a * (b ** 2 - (z * seB) ** 2));
    expect(found.known && found.ratio.value).toBeCloseTo(b / h, 12);
    expect(found.known && found.ratio.lower).toBeCloseTo((b * h - root) / a, 10);
    expect(found.known && found.ratio.upper).toBeCloseTo((b * h + root) / a, 10);
  });

  test('LHH is NNH / NNT, weighed by what a benefit is worth; without sure harm there is none', () => {
    const benefit = difference(0.2, 0.1, 0.3);
    const found = helpedPerHarmed(benefit, difference(0.1, 0.05, 0.15), 2);
    expect(found.known && found.ratio.value).toBeCloseTo(4, 12);
    expect(helpedPerHarmed(benefit, difference(0.1, -0.05, 0.2))).toMatchObject({ known: false });
  });
});

describe('endpoints (issue 4)', () => {
  const scores = [
    { timeH: 1, score: 6 },
    { timeH: 2, score: 4 },
    { timeH: 6, score: 5 },
  ];

  test('SPID by the rule that is stated with it, by hand', () => {
    expect(sumOfPainDifferences(8, scores, 'right rectangle')).toEqual({
      sum: 2 + 4 + 4 * 3,
      percentOfGreatest: (100 * 18) / 48,
      hours: 6,
      rule: 'right rectangle',
    });
    expect(sumOfPainDifferences(8, scores, 'trapezoid').sum).toBe(1 + 3 + 4 * 3.5);
  });

  test('TOTPAR of complete relief throughout is 4 x hours', () => {
    const whole = [
      { timeH: 2, score: 4 },
      { timeH: 4, score: 4 },
    ];
    expect(totalPainRelief(whole, 'right rectangle')).toMatchObject({ sum: 16, percentOfGreatest: 100 });
    expect(() => totalPainRelief([{ timeH: 1, score: 5 }], 'trapezoid')).toThrow(
      /^scores\[0\]\.score: .*0 to 4/,
    );
    expect(() => sumOfPainDifferences(8, scores.toReversed(), 'trapezoid')).toThrow(/^scores\[1\]\.timeH/);
  });

  test('responders at 30 %, 50 % and 2 points; who was not measured is none', () => {
    const people = [
      { baseline: 7, later: 4.9 },
      { baseline: 8, later: 4 },
      { baseline: 4, later: 2 },
      { baseline: 6, later: 4.5 },
      { baseline: 9, later: null },
    ];
    const events = responderThresholds.map((threshold) => responders(people, threshold).events);
    expect(events).toEqual([3, 2, 3]);
    expect(responders(people, responderThresholds[0]!).notMeasured).toBe(1);
  });
});

describe('win ratio (issue 4)', () => {
  test('the published example of matched pairs: (12 + 34 + 62) / (7 + 21 + 55) = 1.30', () => {
    // EuroIntervention 2022 (PMC9724993), figure 2.
    const found = matchedWinRatio({ wins: 12 + 34 + 62, losses: 7 + 21 + 55, ties: 0 });
    expect(found.ratio.value).toBeCloseTo(1.3, 2);
    // Its interval must say what the exact sign test says: P = 0.08 and so 1 is inside.
    expect(found.ratio.lower).toBeLessThan(1);
    expect(found.ratio.upper).toBeGreaterThan(1.7);
  });

  const treated = [1, 3, 5, 6, 8, 8, 9];
  const control = [2, 2, 4, 5, 7, 8];
  const number = (a: number, b: number) => a - b;

  test('wins and half the ties are the W of R’s wilcox.test', () => {
    const { wins, losses, ties } = winRatio(treated, control, number);
    expect(wins + ties / 2).toBe(26.5);
    expect(wins + losses + ties).toBe(42);
  });

  test('without ties the interval is that of the area under the curve by DeLong 1988, as odds', () => {
    const a = [1, 4, 6, 9, 11];
    const b = [2, 3, 5, 7];
    const found = winRatio(a, b, number);
    const area = found.wins / 20;
    const variance = (values: number[]) => {
      const mean = values.reduce((x, y) => x + y, 0) / values.length;
      return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
    };
    const placesA = a.map((x) => b.filter((y) => x > y).length / b.length);
    const placesB = b.map((y) => a.filter((x) => x > y).length / a.length);
    const delong = variance(placesA) / a.length + variance(placesB) / b.length;
    const standardError = Math.sqrt(delong) / (area * (1 - area));
    expect(Math.log(found.ratio.upper / found.ratio.value)).toBeCloseTo(z * standardError, 10);
  });

  test('turned round, the ratio is its inverse', () => {
    const one = winRatio(treated, control, number);
    const other = winRatio(control, treated, number);
    expect(other.ratio.value).toBeCloseTo(1 / one.ratio.value, 12);
    expect(other.ratio.lower).toBeCloseTo(1 / one.ratio.upper, 12);
    expect(() => winRatio([3, 4], [1, 2], number)).toThrow(/at least one win and one loss/);
  });

  test('outcomes are ordered from death to benefit without harm', () => {
    const of = (...yes: string[]) => ({
      died: yes.includes('died'),
      seriousAdverseEvent: yes.includes('serious'),
      benefit: yes.includes('benefit'),
      adverseEvent: yes.includes('adverse'),
    });
    const all = [
      of('died', 'benefit'),
      of('serious', 'benefit'),
      of('adverse'),
      of(),
      of('benefit', 'adverse'),
      of('benefit'),
    ];
    expect(all.map(outcomeCategory)).toEqual(outcomeOrder);
    expect(all.toReversed().toSorted(compareOutcomes)).toEqual(all);
  });
});
