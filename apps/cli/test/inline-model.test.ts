import { expect, test } from 'vitest';
import { readCsv, simulate } from './run.ts';

const clearance = 80;
const volume = 160;
const keo = 6;

const specification = {
  model: {
    name: 'one-compartment',
    parameters: {
      CL: { value: clearance, unit: 'L/h' },
      V: { value: volume, unit: 'L' },
      keo: { value: 0.1, unit: '1/min' },
    },
    compartments: ['central'],
    flows: [{ from: 'central', rate: 'CL / V' }],
    inputs: { iv: [{ into: 'central' }] },
    effectSites: { brain: { of: 'plasma', rate: 'keo' } },
    outputs: {
      plasma: { compartment: 'central', volume: 'V', unit: 'ng/mL' },
      'effect site': { effectSite: 'brain', unit: 'ng/mL' },
      amount: { compartment: 'central', unit: 'mg' },
    },
  },
  doses: [{ route: 'iv', timeH: 0, amountMg: 16 }],
  times: [0, 0.5, 1, 2, 8],
};

test('issue 2, section 5: an inline model answers as the closed solution of one compartment does', async () => {
  const { code, out, notes } = await simulate(specification);
  expect({ code, notes }).toEqual({ code: 0, notes: '' });
  const columns = readCsv(out);
  expect(Object.keys(columns)).toEqual(['time_h', 'plasma_ng_per_mL', 'effect_site_ng_per_mL', 'amount_mg']);
  const k = clearance / volume;
  columns.time_h?.forEach((time, row) => {
    const plasma = (16 / volume) * 1000 * Math.exp(-k * time);
    const site = ((16 / volume) * 1000 * keo * (Math.exp(-k * time) - Math.exp(-keo * time))) / (keo - k);
    expect(columns.plasma_ng_per_mL?.[row]).toBeCloseTo(plasma, 9);
    expect(columns.effect_site_ng_per_mL?.[row]).toBeCloseTo(site, 9);
    expect(columns.amount_mg?.[row]).toBeCloseTo(16 * Math.exp(-k * time), 10);
  });
});

test('repeated doses add up (ii, addl), and an infusion may be given by rate and amount, rate and time, or amount and time', async () => {
  const single = readCsv((await simulate({ ...specification, outputs: ['amount'] })).out);
  const twice = readCsv(
    (
      await simulate({
        ...specification,
        doses: [{ route: 'iv', timeH: 0, amountMg: 16, iiH: 1, addl: 1 }],
        times: [1],
        outputs: ['amount'],
      })
    ).out,
  );
  expect(twice.amount_mg?.[0]).toBeCloseTo((single.amount_mg?.[2] ?? Number.NaN) + 16, 10);

  const ways = [
    { amountMg: 10, durationH: 2 },
    { amountMg: 10, rateMgPerH: 5 },
    { rateMgPerH: 5, durationH: 2 },
  ];
  const answers = await Promise.all(
    ways.map((way) => simulate({ ...specification, doses: [{ route: 'iv', timeH: 0, ...way }] })),
  );
  expect(new Set(answers.map(({ out }) => out)).size).toBe(1);
  const k = clearance / volume;
  expect(readCsv(answers[0]?.out ?? '').amount_mg?.[3]).toBeCloseTo((5 / k) * (1 - Math.exp(-2 * k)), 10);
});

test('issue 2, section 5: toH is included when a step comes within 1e-6 h of it, and not otherwise', async () => {
  const times = async (grid: object) =>
    readCsv((await simulate({ ...specification, times: grid })).out).time_h;
  expect(await times({ fromH: 0, toH: 1, byH: 0.25 })).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect((await times({ fromH: 0, toH: 6, byH: 1 / 60 }))?.at(-1)).toBe(6);
  expect((await times({ fromH: 0, toH: 6, byH: 1 / 60 }))?.length).toBe(361);
  expect((await times({ fromH: 0, toH: 0.3, byH: 0.1 }))?.at(-1)).toBe(0.3);
  expect((await times({ fromH: 0, toH: 1 - 5e-7, byH: 0.5 }))?.at(-1)).toBe(1 - 5e-7);
  expect((await times({ fromH: 0, toH: 1 - 5e-6, byH: 0.5 }))?.at(-1)).toBe(0.5);
  expect(await times({ fromH: 2, toH: 2, byH: 1 })).toEqual([2]);
});

test('the same numbers come as JSON, with units and model, and as a well-formed SVG', async () => {
  const csv = readCsv((await simulate(specification)).out);
  const json = JSON.parse((await simulate(specification, '--format', 'json')).out);
  expect(json.timesH).toEqual(csv.time_h);
  expect(json.outputs.plasma).toEqual({ unit: 'ng/mL', values: csv.plasma_ng_per_mL });
  expect(json).toMatchObject({ model: 'one-compartment', modelVersion: null });
  const svg = (await simulate(specification, '--format', 'svg')).out;
  expect(svg).toMatch(/^<svg [^>]*role="img"/);
  for (const name of ['plasma', 'effect site', 'amount']) expect(svg).toContain(`>${name}</text>`);
  const { code } = await simulate({ ...specification, times: [1] }, '--format', 'svg');
  expect(code).toBe(2);
});

test('a figure is smooth between the times asked for, and steps once where one infusion follows another', async () => {
  const svg = (
    await simulate(
      {
        ...specification,
        doses: [
          { route: 'iv', timeH: 0, rateMgPerH: 5, durationH: 0.1 },
          { route: 'iv', timeH: 0.1, rateMgPerH: 10, durationH: 0.2 },
        ],
        times: [0, 8],
        outputs: ['plasma'],
      },
      '--format',
      'svg',
    )
  ).out;
  const [rate = '', plasma = ''] = [
    ...svg.matchAll(/ d="(M[^"Z]*)" stroke="#[0-9a-f]+" stroke-width="1.75"/g),
  ].map(([, path]) => path);
  expect(rate.split(/[LHV]/)).toHaveLength(5);
  expect(plasma.split('L').length).toBeGreaterThan(15);
});

test.each([
  ['flows', [{ from: 'central', rate: 'CL' }], 'model.flows.0.rate: "CL" is in L/h, where 1/h is needed'],
  ['flows', [{ from: 'centre', rate: 'CL / V' }], 'model.flows.0.from: there is no compartment "centre"'],
  ['parameters', { CL: { value: 1, unit: 'l/h' } }, 'model.parameters.CL.unit: the unit "l/h"'],
  [
    'outputs',
    { plasma: { compartment: 'central', volume: 'V', unit: 'mg' } },
    'model.outputs.plasma.unit: mg is not a concentration',
  ],
  [
    'outputs',
    { plasma: { compartment: 'central', volum: 'V', unit: 'mg' } },
    'model.outputs.plasma.volum: there is no such field here',
  ],
  [
    'covariates',
    { weight: { unit: 'kg' } },
    'covariates.weight: the model "one-compartment" needs it, in kg',
  ],
])('a wrong model names its wrong place: %s', async (field, value, message) => {
  const { code, out, notes } = await simulate({
    ...specification,
    model: { ...specification.model, [field]: value },
  });
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(notes).toContain(message);
});

test('a name that the model does not have is refused with the nearest that it has', async () => {
  const wrongOutput = await simulate({ ...specification, outputs: ['plasma', 'effect-site'] });
  expect(wrongOutput.notes).toContain(
    'outputs.1: the model "one-compartment" has no output "effect-site". Did you mean "effect site"? It has plasma, effect site, amount.',
  );
  const wrongRoute = await simulate({ ...specification, doses: [{ route: 'oral', timeH: 0, amountMg: 1 }] });
  expect(wrongRoute.notes).toContain(
    'doses.0.route: the model "one-compartment" has no input "oral". It has iv.',
  );
  expect([wrongOutput.code, wrongRoute.code]).toEqual([2, 2]);
});
