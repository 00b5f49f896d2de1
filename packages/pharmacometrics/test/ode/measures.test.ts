import { describe, expect, it } from 'vitest';
import type { Dose } from '../../src/dosing/dose.ts';
import type { Model } from '../../src/model/model.ts';
import {
  type Measures,
  type MeasuresRequest,
  measuresOf,
  type OutputMeasures,
} from '../../src/solve/measures.ts';
import { oneCompartment, relativeDifference, threeCompartments, typicalThree } from '../models.ts';
import { indirectResponse, liver, saturable } from './models.ts';

function measured(model: Model, request: MeasuresRequest): Readonly<Record<string, OutputMeasures>> {
  const measures: Measures = measuresOf(model, request);
  if (measures.failure) throw new Error(`${measures.failure.reason} at ${measures.failure.timeH} h`);
  return measures.outputs;
}

/** W(x) of Lambert, W e^W = x, for x above 0, by Newton's method. */
function lambert(x: number): number {
  let w = Math.log1p(x);
  for (let round = 0; round < 60; round++) w -= (w - x * Math.exp(-w)) / (1 + w);
  return w;
}

// Of `saturable`: 10 mg/h at most, half of it at 2 mg/L, 20 L.
const [vmax, km, volume] = [10, 2, 20];
const bolus = (amountMg: number): Dose[] => [{ input: 'iv', timeH: 0, amountMg }];
/** C(t) after a bolus (Beal SL. J Pharmacokinet Biopharm 1982;10:109-19): by Lambert's W. */
const afterBolus = (c0: number, t: number) =>
  km * lambert((c0 / km) * Math.exp((c0 - (vmax / volume) * t) / km));
/** The time at which C has fallen to a level, from the integrated equation. */
const fallenTo = (c0: number, level: number) => (volume / vmax) * (c0 - level + km * Math.log(c0 / level));

describe('saturable elimination (Michaelis-Menten), in closed form', () => {
  const c0 = 15;
  it.each(['explicit', 'stiff', 'switching'] as const)('after a bolus: %s', (method) => {
    const toH = 40;
    const { C } = measured(saturable, {
      doses: bolus(c0 * volume),
      fromH: 0,
      toH,
      levels: { C: 3 },
      solver: { method },
    });
    // dC/dt = -Vmax C / (V (Km + C)), so that the area is V / Vmax times the integral of (Km + C) dC.
    const c1 = afterBolus(c0, toH);
    const area = (volume / vmax) * (km * (c0 - c1) + (c0 * c0 - c1 * c1) / 2);
    expect(relativeDifference(C!.area, area)).toBeLessThan(1e-9);
    expect(C!.peak).toEqual({ value: c0, timeH: 0 });
    expect(Math.abs(C!.hoursAbove! - fallenTo(c0, 3))).toBeLessThan(1e-7);
  });

  it('the whole area after a bolus: C0 V / Vmax (Km + C0 / 2)', () => {
    const { C } = measured(saturable, { doses: bolus(c0 * volume), fromH: 0, toH: 400 });
    expect(relativeDifference(C!.area, ((c0 * volume) / vmax) * (km + c0 / 2))).toBeLessThan(1e-9);
  });

  it('the area grows out of proportion: four times the dose, more than four times the area', () => {
    const area = (amountMg: number) =>
      measured(saturable, { doses: bolus(amountMg), fromH: 0, toH: 1000, outputs: ['C'] }).C!.area;
    expect(area(400) / area(100)).toBeCloseTo((4 * (km + 10)) / (km + 2.5), 8);
  });

  it('a span inside the course, and before the first dose', () => {
    const doses: Dose[] = [{ input: 'iv', timeH: 5, amountMg: c0 * volume }];
    const whole = measured(saturable, { doses, fromH: -3, toH: 25, levels: { C: 3 } }).C!;
    const parts = [
      [-3, 2],
      [2, 9.3],
      [9.3, 25],
    ].map(([fromH, toH]) => measured(saturable, { doses, fromH: fromH!, toH: toH!, levels: { C: 3 } }).C!);
    expect(parts[0]).toEqual({ area: 0, peak: { value: 0, timeH: -3 }, hoursAbove: 0 });
    expect(
      relativeDifference(
        parts.reduce((sum, { area }) => sum + area, 0),
        whole.area,
      ),
    ).toBeLessThan(1e-9);
    expect(parts.reduce((sum, each) => sum + each.hoursAbove!, 0)).toBeCloseTo(whole.hoursAbove!, 7);
    expect(whole.hoursAbove).toBeCloseTo(Math.min(fallenTo(c0, 3), 20), 7);
    expect(whole.peak).toEqual({ value: c0, timeH: 5 });
    expect(relativeDifference(parts[2]!.peak.value, afterBolus(c0, 4.3))).toBeLessThan(1e-9);
  });
});

describe('a linear model measured both ways', () => {
  const doses: Dose[] = [
    { input: 'film', timeH: 0.3, amountMg: 80, everyH: 6, additional: 3 },
    { input: 'iv', timeH: 5, rateMgPerH: 8, durationH: 4 },
  ];
  it.each(['explicit', 'stiff', 'switching'] as const)(
    'three compartments, metabolite, effect site: %s',
    (method) => {
      const model = threeCompartments(typicalThree);
      const outputs = ['C', 'M', 'Ce'];
      const first = measured(model, { doses, fromH: 0.1, toH: 40, outputs });
      const levels = Object.fromEntries(outputs.map((name) => [name, 0.3 * first[name]!.peak.value]));
      const exact = measured(model, { doses, fromH: 0.1, toH: 40, outputs, levels });
      const adaptive = measured(model, { doses, fromH: 0.1, toH: 40, outputs, levels, solver: { method } });
      for (const name of outputs) {
        const [found, wanted] = [adaptive[name]!, exact[name]!];
        expect(relativeDifference(found.area, wanted.area), name).toBeLessThan(1e-9);
        expect(relativeDifference(found.peak.value, wanted.peak.value), name).toBeLessThan(1e-9);
        expect(Math.abs(found.peak.timeH - wanted.peak.timeH), name).toBeLessThan(1e-5);
        expect(Math.abs(found.hoursAbove! - wanted.hoursAbove!), name).toBeLessThan(1e-7);
      }
    },
  );

  it('an oral dose peaks at ln(ka / ke) / (ka - ke)', () => {
    const [ka, ke] = [1.5, 0.25];
    const { A } = measured(oneCompartment(5, 20, ka), {
      doses: [{ input: 'oral', timeH: 1, amountMg: 100 }],
      fromH: 0,
      toH: 100,
      outputs: ['A'],
      solver: { method: 'switching' },
    });
    expect(A!.peak.timeH).toBeCloseTo(1 + Math.log(ka / ke) / (ka - ke), 6);
    expect(relativeDifference(A!.peak.value, 100 * (ka / ke) ** (-ke / (ka - ke)))).toBeLessThan(1e-9);
  });

  it('an output by an expression is measured adaptively: Emax after a bolus', () => {
    // E = C / (1 + C), C = 5 e^(-t / 4): the integral is 4 ln((1 + 5) / (1 + C(t))).
    const model: Model = {
      ...oneCompartment(5, 20),
      outputs: {
        C: { compartment: 'central', volume: 'V', unit: 'mg/L' },
        E: { expression: 'C / (1[mg/L] + C)', unit: '1' },
      },
    };
    const measures = measuresOf(model, { doses: bolus(100), fromH: 0, toH: 12, levels: { E: 0.5 } });
    expect(measures).toMatchObject({ solvedBy: 'adaptive' });
    const { E } = measured(model, { doses: bolus(100), fromH: 0, toH: 12, levels: { E: 0.5 } });
    expect(relativeDifference(E!.area, 4 * Math.log(6 / (1 + 5 * Math.exp(-3))))).toBeLessThan(1e-9);
    expect(E!.peak.value).toBeCloseTo(5 / 6, 10);
    // E is one half where C is 1.
    expect(E!.hoursAbove).toBeCloseTo(4 * Math.log(5), 7);
  });
});

it('a response that is inhibited for ever goes from one plateau to the next: area in closed form', () => {
  const model = indirectResponse('KIN * (1 - EMAX * C / (C50 + C))', 'KOUT');
  const { response } = measured(model, { doses: bolus(20), fromH: 0, toH: 50, levels: { response: 30 } });
  // C stays at 2 mg/L, so that production falls to 5 (1 - 0.8 * 0.8) %/h and R from 50 to 18 %, at 0.1 per hour.
  const plateau = 50 * (1 - 0.8 * 0.8);
  const area = plateau * 50 + ((50 - plateau) / 0.1) * (1 - Math.exp(-5));
  expect(relativeDifference(response!.area, area)).toBeLessThan(1e-9);
  expect(response!.peak).toEqual({ value: 50, timeH: 0 });
  expect(response!.hoursAbove).toBeCloseTo(Math.log((50 - plateau) / (30 - plateau)) / 0.1, 7);
});

it.each(['explicit', 'stiff', 'switching'] as const)(
  'flow through the liver: the area of what is broken down per hour is what has been broken down: %s',
  (method) => {
    const model: Model = {
      ...liver,
      outputs: { ...liver.outputs, loss: { expression: 'VMAX * CL / (KM + CL)', unit: 'mg/h' } },
    };
    const doses: Dose[] = [
      { input: 'oral', timeH: 0, amountMg: 120, everyH: 12, additional: 2 },
      { input: 'iv', timeH: 3, amountMg: 60, durationH: 5 },
      { input: 'iv', timeH: 20, amountMg: 15 },
    ];
    const measures = measured(model, { doses, fromH: 0, toH: 48, solver: { method } });
    expect(relativeDifference(measures.loss!.area, measures.gone!.peak.value)).toBeLessThan(1e-9);
    expect(measures.gone!.peak.timeH).toBe(48);
  },
);

describe('what is wrong is named', () => {
  const request: MeasuresRequest = { doses: bolus(100), fromH: 0, toH: 10 };
  it.each([
    [{ outputs: ['D'] }, 'outputs[0]: '],
    [{ fromH: 11 }, 'span: '],
    [{ levels: { D: 1 } }, 'levels.D: no such output is measured'],
    [{ levels: { C: Number.NaN } }, 'levels.C: a finite level is needed'],
    [{ solver: { method: 'exact' as const } }, 'solver.method: '],
  ])('%j', (wrong, message) => {
    expect(() => measuresOf(saturable, { ...request, ...wrong })).toThrow(message);
  });

  it('a solver that gives up says until when it went', () => {
    expect(measuresOf(saturable, { ...request, solver: { mostSteps: 3 } })).toMatchObject({
      failure: { reason: 'too many steps' },
    });
  });
});
