import { expect, test } from 'vitest';
import { readCsv, simulate } from './run.ts';

const saturable = {
  model: {
    name: 'saturable',
    parameters: {
      VMAX: { value: 10, unit: 'mg/h' },
      KM: { value: 2000, unit: 'ng/mL' },
      V: { value: 20, unit: 'L' },
    },
    compartments: ['central'],
    flows: [{ from: 'central', rate: 'VMAX / (KM + C) / V' }],
    inputs: { iv: [{ into: 'central' }] },
    outputs: { C: { compartment: 'central', volume: 'V', unit: 'mg/L' } },
  },
  doses: [{ route: 'iv', timeH: 0, amountMg: 200 }],
  times: [0, 5, 20, 40],
};

test('issue 3: a model whose elimination saturates answers as KM ln(C0 / C) + C0 - C = VMAX t / V does', async () => {
  const { code, out } = await simulate(saturable);
  expect(code).toBe(0);
  const columns = readCsv(out);
  columns.time_h?.forEach((time, row) => {
    const c = columns.C_mg_per_L?.[row] ?? Number.NaN;
    expect(2 * Math.log(10 / c) + 10 - c).toBeCloseTo((10 * time) / 20, 8);
  });
});

test('issue 3: a model that runs away is answered with the time, and what to look for', async () => {
  const { code, out, notes } = await simulate({
    ...saturable,
    model: {
      ...saturable.model,
      turnovers: { R: { unit: '1', initial: '1', production: '0.1[1/h] * R ^ 2', loss: '0[1/h]' } },
      outputs: { ...saturable.model.outputs, response: { expression: 'R', unit: '1' } },
    },
  });
  expect(code).not.toBe(0);
  expect(out).toBe('');
  expect(notes).toMatch(
    /The model "saturable" can be followed to (9\.99|10)\S* h and no further: .*without bound/s,
  );
});

test('issue 3: what is wrong in a turnover is named by its place in the specification', async () => {
  const { notes } = await simulate({
    ...saturable,
    model: {
      ...saturable.model,
      turnovers: { R: { unit: '1', initial: '1', production: 'C', loss: '0[1/h]' } },
    },
  });
  expect(notes).toContain('model.turnovers.R.production: "C" is in mg/L, where 1/h is needed');
});
