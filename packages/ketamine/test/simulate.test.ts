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

describe('other drugs and the genotype change a published model as they change a course (issue 3)', () => {
  const areaOf = (change: Partial<SimulationRequest['patient']>, route: string) => {
    const course = values(
      {
        model: 'other-routes',
        patient: { ...patient, ...change },
        doses: [dose({ route, amountMg: 28, durationH: route === 'iv' ? 1 : undefined })],
        timesH: Float64Array.from({ length: 6001 }, (_, i) => i / 50),
      },
      'S-ketamine',
    );
    return course.reduce((sum, value) => sum + value, 0);
  };

  // Areas that were measured, as patient-interactions.test.ts takes them.
  test.each([
    ['clarithromycin', 'oral', 2.6],
    ['rifampicin', 'oral', 0.14],
    ['ticlopidine', 'nasal', 1.29],
  ] as const)('%s, %s: area %f times as large, within 15 %%', (drug, route, observed) => {
    const ratio = areaOf({ otherDrugs: [drug] }, route) / areaOf({}, route);
    expect(Math.abs(ratio / observed - 1), `${ratio}`).toBeLessThanOrEqual(0.15);
  });

  test('a later device through the nose is changed as the first', () => {
    const changed = areaOf({ otherDrugs: ['ticlopidine'] }, 'nasal, later device');
    expect(changed).toBeGreaterThan(1.1 * areaOf({}, 'nasal, later device'));
  });

  test('CYP2B6 *6/*6: by vein the clearance of Li 2015, by mouth nothing', () => {
    expect(areaOf({ cyp2b6: '*6/*6' }, 'iv') / areaOf({}, 'iv')).toBeCloseTo(68.1 / 21.6, 1);
    expect(areaOf({ cyp2b6: '*6/*6' }, 'oral')).toBe(areaOf({}, 'oral'));
  });

  test('a model that they do not change refuses them', () => {
    expect(() => values({ model: 'noppers-2011', patient: { ...patient, cyp2b6: '*1/*6' } }, '')).toThrow(
      /patient\.cyp2b6: CYP2B6 \*1\/\*6 does not change "noppers-2011" here/,
    );
  });
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
