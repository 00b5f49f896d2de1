import { packagedOptions, valueTree } from '@ketame/evidence';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answersOf,
  type Choice,
  comparable,
  compared,
  measurementText,
  pointsOf,
  problemOf,
  readMeasurement,
} from '../src/benefit-risk/comparison.ts';

const patient = { weightKg: 70, ageYears: 46, sex: 'female', diagnosis: 'CRPS-1' } as const;
const choices: Choice[] = packagedOptions(patient)
  .filter(({ id }) => ['sigtermans-2009', 'no-ketamine'].includes(id))
  .map(({ id, name, measurements }) => ({ id, name, packaged: measurements, typed: {} }));
const psychotomimetic = valueTree.find(({ id }) => id === 'psychotomimetic')!;

describe('a measurement as people type it', () => {
  test.each([
    ['5', { kind: 'exact', value: 5 }],
    ['26 ± 11', { kind: 'normal', mean: 26, standardError: 11 }],
    ['26+-11,5', { kind: 'normal', mean: 26, standardError: 11.5 }],
    ['28/30', { kind: 'counted', events: 28, n: 30 }],
    ['12 %', { kind: 'exact', value: 0.12 }],
    ['  ', null],
  ])('%j', (text, measurement) => expect(readMeasurement(text)).toEqual(measurement));

  test.each(['31/30', '1/0', 'much', '1 ± 2 ± 3', '5 ± -1', '5 ±'])('%j is refused in words', (text) =>
    expect(typeof readMeasurement(text)).toBe('string'),
  );

  test('what the page writes it can read again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 50, max: 90 }), (events, n) => {
        const counted = { kind: 'counted', events, n } as const;
        expect(readMeasurement(measurementText(counted))).toEqual(counted);
        const normal = { kind: 'normal', mean: events, standardError: n } as const;
        expect(readMeasurement(measurementText(normal))).toEqual(normal);
      }),
    );
  });
});

describe('the comparison (issue 4)', () => {
  test('only what every option is measured by is compared', () => {
    expect(comparable(choices).map(({ id }) => id)).toEqual([
      'relief-days',
      'psychotomimetic',
      'nausea',
      'liver',
      'burden',
    ]);
    const [ketamine, none] = choices as [Choice, Choice];
    const emptied = [{ ...ketamine, typed: { nausea: '' } }, none];
    expect(comparable(emptied).map(({ id }) => id)).not.toContain('nausea');
    const wrong = { ...ketamine, typed: { psychotomimetic: '1.5' } };
    expect(problemOf(wrong, psychotomimetic)).toMatch(/from 0 to 1/);
    expect(comparable([wrong, none]).map(({ id }) => id)).not.toContain('psychotomimetic');
  });

  test('weights count only when every swing was asked for', () => {
    const tree = comparable(choices).slice(0, 3);
    expect(pointsOf(tree, { most: null, points: { 'relief-days': 100 } })).toBeNull();
    expect(pointsOf(tree, { most: 'relief-days', points: { psychotomimetic: 20 } })).toBeNull();
    expect(pointsOf(tree, { most: 'relief-days', points: { psychotomimetic: 20, nausea: 0 } })).toEqual({
      'relief-days': 100,
      psychotomimetic: 20,
      nausea: 0,
    });
    expect(pointsOf(tree, { most: 'not compared', points: {} })).toBeNull();
    const saved = { 'relief-days': 100, psychotomimetic: 20, nausea: 0 };
    expect(pointsOf(tree, answersOf(saved))).toEqual(saved);
    expect(answersOf({})).toEqual({ most: null, points: {} });
  });

  test('somebody for whom only relief counts takes ketamine, somebody who fears the effects does not', () => {
    const tree = comparable(choices);
    const points = (most: string) => Object.fromEntries(tree.map(({ id }) => [id, id === most ? 100 : 0]));
    const first = (most: string) => compared(tree, choices, points(most), 'weights').first.id;
    expect(first('relief-days')).toBe('sigtermans-2009');
    expect(first('psychotomimetic')).toBe('no-ketamine');
  });

  test('until somebody was asked the shares are those over all weights', () => {
    const tree = comparable(choices);
    const result = compared(tree, choices, null, 'weights');
    const [ketamine] = result.acceptability.options;
    expect(ketamine?.ranks[0]).toBeGreaterThan(0);
    expect(ketamine?.ranks[0]).toBeLessThan(1);
    // Relief is the only criterion on which ketamine is the better one.
    const central = ketamine?.centralWeights ?? {};
    expect(central['relief-days']).toBe(Math.max(...Object.values(central)));
  });
});
