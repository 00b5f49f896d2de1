import { expect, test } from 'vitest';
import { readCsv, simulate } from './run.ts';

const patient = { weightKg: 70, ageYears: 30, sex: 'female', diagnosis: 'CRPS-1' };
const minute = 1 / 60;

const infusion = (amountMg: number, minutes: number) => ({
  drug: 'S-ketamine',
  route: 'iv',
  timeH: 0,
  amountMg,
  durationH: minutes * minute,
});

async function columnsOf(specification: object): Promise<Record<string, number[]>> {
  const { code, out, notes } = await simulate({ patient, ...specification });
  expect(code, notes).toBe(0);
  return readCsv(out);
}

const greatest = (values: readonly number[] = []) => Math.max(...values);
/** Within so many per cent, as the table of issue 2, section 2 says. */
const within = (percent: number, expected: number) => [
  expected * (1 - percent / 100),
  expected * (1 + percent / 100),
];

function expectWithin(found: number, percent: number, expected: number): void {
  const [low = 0, high = 0] = within(percent, expected);
  expect(found).toBeGreaterThanOrEqual(low);
  expect(found).toBeLessThanOrEqual(high);
}

test('issue 2, section 2: M1, S-ketamine 20 mg over 20 min peaks at 268 ng/mL arterial, +- 1 %', async () => {
  const columns = await columnsOf({
    model: 'simons-2022',
    doses: [infusion(20, 20)],
    times: { fromH: 0, toH: 6, byH: minute },
    outputs: ['S-ketamine', 'S-norketamine'],
  });
  expect(Object.keys(columns)).toEqual(['time_h', 'S-ketamine_ng_per_mL', 'S-norketamine_ng_per_mL']);
  expectWithin(greatest(columns['S-ketamine_ng_per_mL']), 1, 268);
});

test('issue 2, section 2: M1, film 50 mg: 85.9, 251 and 95.4 ng/mL, +- 1 %', async () => {
  const columns = await columnsOf({
    model: 'M1',
    doses: [{ drug: 'S-ketamine', route: 'film', timeH: 0, amountMg: 50 }],
    times: { fromH: 0, toH: 6, byH: minute },
  });
  expectWithin(greatest(columns['S-ketamine_ng_per_mL']), 1, 85.9);
  expectWithin(greatest(columns['S-norketamine_ng_per_mL']), 1, 251);
  expectWithin(greatest(columns['S-hydroxynorketamine_ng_per_mL']), 1, 95.4);
});

test.each([
  [infusion(20, 20), 112],
  [infusion(35, 40), 158],
])('issue 2, section 2: M2 peaks, %o: %d ng/mL venous, +- 1 %%', async (dose, expected) => {
  const columns = await columnsOf({
    model: 'fanta-2015-otto-2021',
    doses: [dose],
    times: { fromH: 0, toH: 6, byH: minute },
    outputs: ['S-ketamine'],
  });
  expectWithin(greatest(columns['S-ketamine_ng_per_mL']), 1, expected);
});

test('issue 2, section 2: M7 on M2, share Ce/(Ce + C50) at 4 to 84 days after the start, +- 0.01', async () => {
  const rate = (rateMgPerH: number, timeH: number, durationH: number) => ({
    drug: 'S-ketamine',
    route: 'iv',
    timeH,
    rateMgPerH,
    durationH,
  });
  const columns = await columnsOf({
    model: 'dahan-2011',
    doses: [rate(5, 0, 8), rate(10, 8, 8), rate(15, 16, 8), rate(20, 24, 76)],
    times: [4, 7, 21, 28, 42, 56, 84].map((day) => day * 24),
    outputs: ['slow relief'],
  });
  [0.79, 0.78, 0.59, 0.48, 0.28, 0.13, 0.03].forEach((expected, row) => {
    expect(Math.abs((columns.slow_relief?.[row] ?? Number.NaN) - expected)).toBeLessThanOrEqual(0.01);
  });
});

test('hydrochloride is 0.867 of its mass as base, and what the amount is of is never guessed from the drug', async () => {
  const at = async (dose: object) =>
    greatest(
      (
        await columnsOf({
          model: 'M1',
          doses: [{ ...infusion(20, 20), ...dose }],
          times: [1 / 3],
          outputs: ['S-ketamine'],
        })
      )['S-ketamine_ng_per_mL'],
    );
  const base = await at({ amountAs: 'base' });
  expect(await at({})).toBe(base);
  expect((await at({ amountAs: 'hydrochloride' })) / base).toBeCloseTo(0.867, 12);
});

test('half of a racemate is S-ketamine; the two are never mixed in one simulation', async () => {
  const dose = infusion(40, 20);
  const racemate = await columnsOf({
    model: 'M1',
    doses: [{ ...dose, drug: 'racemic ketamine' }],
    times: [0.25, 1],
  });
  const half = await columnsOf({ model: 'M1', doses: [{ ...dose, amountMg: 20 }], times: [0.25, 1] });
  const sOfBoth = [racemate, half].map((columns) => columns['S-ketamine_ng_per_mL'] ?? []);
  sOfBoth[0]?.forEach((value, row) => {
    expect(value).toBeCloseTo(sOfBoth[1]?.[row] ?? Number.NaN, 9);
  });
  const mixed = await simulate({
    model: 'M1',
    patient,
    doses: [dose, { ...dose, drug: 'racemic ketamine' }],
    times: [1],
  });
  expect(mixed.code).toBe(2);
  expect(mixed.notes).toContain('doses.1.drug: ');
});

test.each([
  ['under 18', { ageYears: 17 }, '17 years old'],
  ['pregnant', { pregnant: true }, 'Pregnant women'],
  ['severe liver disease', { severeLiverDisease: true }, 'severe liver disease'],
])('issue 2, section 2: adult models refuse, with the reason: %s', async (_name, state, reason) => {
  const { code, out, notes } = await simulate({
    model: 'simons-2022',
    patient: { ...patient, ...state },
    doses: [infusion(20, 20)],
    times: [1],
  });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(notes).toContain('the adult models do not answer for this patient');
  expect(notes).toContain(reason);
});

test('what lies outside the population of a model is said beside the numbers, and kept in the JSON', async () => {
  const specification = {
    model: 'simons-2022',
    patient: { ...patient, ageYears: 80, weightKg: 120, heightCm: 160 },
    doses: [infusion(20, 20)],
    times: [0, 1],
  };
  const { notes } = await simulate(specification);
  expect(notes).toMatch(/^note: .*ideal weight/m);
  expect(notes).toMatch(/^note: .*Age 80 years/m);
  const json = JSON.parse((await simulate(specification, '--format', 'json')).out);
  expect(json.notes.length).toBe(notes.trim().split('\n').length);
  expect(json).toMatchObject({ model: 'simons-2022', samplingSite: 'arterial' });
  expect(json.source).toContain('Simons');
});
