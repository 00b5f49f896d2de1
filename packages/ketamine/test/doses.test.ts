import { describe, expect, test } from 'vitest';
import { engineDoses, infusionRates, orderedDoses } from '../src/doses.ts';
import { baseMg, publishedRegimens, type Regimen } from '../src/index.ts';

const woman80 = { weightKg: 80, ageYears: 40, sex: 'female' as const };
const regimenOf = (id: string): Regimen => publishedRegimens.find((each) => each.id === id)!.regimen;
const totalMg = (regimen: Regimen, weightKg: number) =>
  orderedDoses(regimen, { ...woman80, weightKg }).reduce((sum, { amountMg }) => sum + amountMg, 0);

test('57.7 mg of hydrochloride is 50 mg of base (Simons, thesis p. 28)', () => {
  expect(baseMg(57.7, 'hydrochloride')).toBeCloseTo(50, 1);
  expect(baseMg(50, 'base')).toBe(50);
});

describe('the published regimens give what their papers say', () => {
  test('Schwartzman 2009: 0.35 mg/kg/h, never over 25 mg/h, so 100 mg a session from 71.4 kg on', () => {
    expect(totalMg(regimenOf('schwartzman-2009'), 70)).toBeCloseTo(10 * 4 * 24.5, 9);
    expect(totalMg(regimenOf('schwartzman-2009'), 80)).toBeCloseTo(1000, 9);
  });

  test('Amr 2010: 80 mg a day for 7 days, whatever the weight', () => {
    expect(totalMg(regimenOf('amr-2010'), 50)).toBeCloseTo(560, 9);
    expect(totalMg(regimenOf('amr-2010'), 90)).toBeCloseTo(560, 9);
  });

  test('Noppers 2011: 0.5 mg/kg', () => {
    expect(totalMg(regimenOf('noppers-2011-fibromyalgia'), 80)).toBeCloseTo(40, 9);
  });

  test('Sigtermans 2009: 100 h, per 70 kg', () => {
    const doses = orderedDoses(regimenOf('sigtermans-2009'), { ...woman80, weightKg: 70 });
    expect(doses.at(-1)!.timeH + doses.at(-1)!.durationH).toBe(100);
    expect(totalMg(regimenOf('sigtermans-2009'), 140)).toBeCloseTo(
      2 * totalMg(regimenOf('sigtermans-2009'), 70),
      9,
    );
  });
});

test('repeats are written out, in order of time', () => {
  const doses = orderedDoses(
    {
      name: 'test',
      drug: 'S-ketamine',
      amountAs: 'base',
      steps: [
        { kind: 'film', startH: 1, amount: 50, basis: 'patient', repeat: { everyH: 6, count: 3 } },
        { kind: 'bolus', startH: 2, amount: 0.1, basis: 'kg' },
      ],
    },
    woman80,
  );
  expect(doses.map(({ route, timeH, amountMg }) => [route, timeH, amountMg])).toEqual([
    ['film', 1, 50],
    ['iv', 2, 8],
    ['film', 7, 50],
    ['film', 13, 50],
  ]);
});

test('a racemate of hydrochloride: half of 0.867 of each dose is S', () => {
  const doses = engineDoses([{ route: 'iv', timeH: 0, amountMg: 100, durationH: 2 }], 'hydrochloride', 0.5);
  expect(doses).toEqual([{ input: 'iv', timeH: 0, amountMg: 43.35, durationH: 2 }]);
});

test('the rate in force is that which begins, and overlapping infusions add up', () => {
  const rates = infusionRates(
    [
      { route: 'iv', timeH: 0, amountMg: 10, durationH: 2 },
      { route: 'iv', timeH: 1, amountMg: 10, durationH: 1 },
      { route: 'iv', timeH: 1, amountMg: 99, durationH: 0 },
    ],
    Float64Array.of(-1, 0, 0.999, 1, 1.5, 2, 3),
  );
  expect([...rates]).toEqual([0, 5, 5, 15, 15, 0, 0]);
});

test.each([
  ['steps.0.startH', { kind: 'infusion', startH: -1, durationH: 1, rate: 1, basis: 'kg' }],
  ['steps.0.durationH', { kind: 'infusion', startH: 0, durationH: 0, rate: 1, basis: 'kg' }],
  ['steps.0.rate', { kind: 'infusion', startH: 0, durationH: 1, rate: Number.NaN, basis: 'kg' }],
  ['steps.0.amount', { kind: 'bolus', startH: 0, amount: Number.POSITIVE_INFINITY, basis: 'kg' }],
  [
    'steps.0.repeat.count',
    { kind: 'film', startH: 0, amount: 1, basis: 'kg', repeat: { everyH: 1, count: 1.5 } },
  ],
] as [string, Regimen['steps'][number]][])('%s out of its range is an error that names it', (path, step) => {
  const regimen: Regimen = { name: 'test', drug: 'S-ketamine', amountAs: 'base', steps: [step] };
  expect(() => orderedDoses(regimen, woman80)).toThrow(path);
});
