import { describe, expect, test } from 'vitest';
import { type SimulatedDose, type SimulationRequest, simulate } from '../src/index.ts';

const patient = { weightKg: 70, ageYears: 46, sex: 'female' as const };
const dose = (change: Partial<SimulatedDose> = {}): SimulatedDose => ({
  drug: 'S-ketamine',
  route: 'iv',
  timeH: 0,
  amountMg: 20,
  durationH: 1 / 3,
  amountAs: 'base',
  ...change,
});
const minutes = Float64Array.from({ length: 361 }, (_, i) => i / 60);

function values(request: Partial<SimulationRequest>, output: string): Float64Array {
  const simulation = simulate({
    model: 'simons-2022',
    patient,
    doses: [dose()],
    timesH: minutes,
    ...request,
  });
  if (simulation.refused !== null) throw new Error('refused');
  return simulation.outputs.find(({ name }) => name === output)!.values;
}

test('the example of issue 2, section 5: 268 ng/mL at the end of 20 mg over 20 min', () => {
  expect(Math.max(...values({ outputs: ['S-ketamine', 'S-norketamine'] }, 'S-ketamine'))).toBeCloseTo(
    267.965,
    3,
  );
});

test('short names find the same model', () => {
  expect(values({ model: 'm1' }, 'S-ketamine')).toEqual(values({}, 'S-ketamine'));
});

test('a dose can be an amount, a rate or the hydrochloride, once or repeated', () => {
  const base = values({}, 'S-ketamine');
  const byRate = values({ doses: [dose({ amountMg: undefined, rateMgPerH: 60 })] }, 'S-ketamine');
  byRate.forEach((value, i) => {
    expect(value).toBeCloseTo(base[i]!, 9);
  });
  const salt = values({ doses: [dose({ amountAs: 'hydrochloride' })] }, 'S-ketamine');
  expect(salt[30]! / base[30]!).toBeCloseTo(0.867, 9);
  const twice = values({ doses: [dose({ iiH: 2, addl: 1 })] }, 'S-ketamine');
  expect(twice[200]!).toBeCloseTo(base[200]! + base[80]!, 9);
});

test('the racemate by M1 is S + R, R above S', () => {
  const racemic = { doses: [dose({ drug: 'racemic ketamine' as const, amountMg: 40 })] };
  const s = values(racemic, 'S-ketamine');
  const r = values(racemic, 'R-ketamine');
  expect(Math.max(...s)).toBeCloseTo(267.965, 3);
  expect(r[120]!).toBeGreaterThan(s[120]!);
  expect(values(racemic, 'racemic ketamine')[120]!).toBeCloseTo(s[120]! + r[120]!, 9);
});

test('M2 + M7: 41.7 ng/mL at the slow effect site after the 100 h infusion (issue 2, section 2)', () => {
  const doses = [5, 10, 15].map((rateMgPerH, i) =>
    dose({ timeH: 8 * i, amountMg: undefined, rateMgPerH, durationH: 8 }),
  );
  doses.push(dose({ timeH: 24, amountMg: undefined, rateMgPerH: 20, durationH: 76 }));
  const request = { model: 'dahan-2011', doses, timesH: Float64Array.of(100, 21 * 24) };
  const site = values(request, 'slow effect site');
  expect(Math.abs(site[0]! / 41.7 - 1)).toBeLessThanOrEqual(0.01);
  expect(values(request, 'slow relief')[1]!).toBeCloseTo(0.59, 2);
});

describe('what is refused', () => {
  test.each([
    ['model', { model: 'simons' }],
    ['doses[0].drug', { model: 'domino-1982' }],
    ['doses[0].drug', { model: 'M2', doses: [dose({ drug: 'racemic ketamine' })] }],
    ['doses[1].drug', { doses: [dose(), dose({ drug: 'racemic ketamine' })] }],
    ['doses[0].route', { model: 'M2', doses: [dose({ route: 'film', durationH: undefined })] }],
    ['doses[0].route', { doses: [dose({ drug: 'racemic ketamine', route: 'film', durationH: undefined })] }],
    ['outputs[0]', { outputs: ['R-ketamine'] }],
  ] as [string, Partial<SimulationRequest>][])('an error names %s: %j', (path, request) => {
    expect(() => values(request, 'S-ketamine')).toThrow(path);
  });

  test('a child, with the reason', () => {
    const simulation = simulate({
      model: 'M1',
      patient: { ...patient, ageYears: 9 },
      doses: [],
      timesH: minutes,
    });
    expect(simulation.refused?.[0]?.code).toBe('under-18');
  });
});
