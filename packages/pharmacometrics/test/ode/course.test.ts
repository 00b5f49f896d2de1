import { describe, expect, it } from 'vitest';
import { w1 } from '../../../../bench/workloads.ts';
import { type Course, courseOf, type Dose, type Model } from '../../src/index.ts';
import { relativeDifference, threeCompartments, typicalThree } from '../models.ts';
import { indirectResponse, liver, saturable } from './models.ts';

const even = (end: number, count: number) =>
  Float64Array.from({ length: count + 1 }, (_, index) => (index * end) / count);

function outputsOf(course: Course): Readonly<Record<string, Float64Array>> {
  if (course.failure) throw new Error(`${course.failure.reason} at ${course.failure.timeH} h`);
  return course.outputs;
}

const peakOf = (values: Float64Array) => values.reduce((most, each) => Math.max(most, each), 0);

/** Greatest difference over the peak of the wanted curve. */
const differenceOfPeak = (found: Float64Array, wanted: Float64Array) =>
  found.reduce((most, each, index) => Math.max(most, Math.abs(each - wanted[index]!)), 0) / peakOf(wanted);

describe('a linear model solved both ways agrees to the tolerance', () => {
  const doses: Dose[] = [
    { input: 'iv', timeH: 0, amountMg: 20 },
    { input: 'iv', timeH: 1.5, amountMg: 30, durationH: 2 },
    { input: 'oral', timeH: 2, amountMg: 50, everyH: 8, additional: 3 },
    { input: 'film', timeH: 2.5, amountMg: 40 },
  ];
  const timesH = even(48, 480);
  it.each(['explicit', 'stiff', 'switching'] as const)(
    'three compartments, metabolite, effect site: %s',
    (method) => {
      const model = threeCompartments(typicalThree);
      const exact = outputsOf(courseOf(model, { doses, timesH }));
      const adaptive = courseOf(model, { doses, timesH, solver: { method } });
      expect(adaptive).toMatchObject({ solvedBy: 'adaptive' });
      for (const name of ['C', 'M', 'Ce']) {
        expect(differenceOfPeak(outputsOf(adaptive)[name]!, exact[name]!), name).toBeLessThan(1e-9);
      }
    },
  );
  it.each(['stiff', 'switching'] as const)('W1 with its slow state over 12 weeks: %s', (method) => {
    const request = { doses: w1.doses, timesH: w1.timesH.filter((_, index) => index % 20 === 0) };
    const exact = courseOf(w1.model, request);
    expect(exact).toMatchObject({ solvedBy: 'exact' });
    const found = outputsOf(courseOf(w1.model, { ...request, solver: { method } }));
    for (const name of w1.outputs) {
      expect(differenceOfPeak(found[name]!, outputsOf(exact)[name]!), name).toBeLessThan(1e-9);
    }
  });
  it('a linear model with an effect as an expression stays exact', () => {
    const model: Model = {
      ...threeCompartments(typicalThree),
      effectSites: { site: { of: 'C', rate: 'KE0' } },
      outputs: {
        C: { compartment: 'central', volume: 'V1', unit: 'ng/mL' },
        effect: { expression: 'site / (site + 0.1[mg/L])', unit: '%' },
        site: { effectSite: 'site', unit: 'ng/mL' },
        amount: { expression: 'central', unit: 'ug' },
      },
    };
    const course = courseOf(model, { doses, timesH });
    expect(course).toMatchObject({ solvedBy: 'exact' });
    const { C, site, effect, amount } = outputsOf(course);
    timesH.forEach((_, index) => {
      expect(effect![index]).toBeCloseTo((100 * site![index]!) / (site![index]! + 100), 9);
      expect(relativeDifference(amount![index]!, C![index]! * typicalThree.V1)).toBeLessThan(1e-14);
    });
  });
});

/** The solution w of w e^w = x, by Halley's steps. */
function lambertW(x: number): number {
  let w = x < 1 ? x : Math.log(x);
  for (let round = 0; round < 100; round++) {
    const e = Math.exp(w);
    const off = w * e - x;
    w -= off / (e * (w + 1) - ((w + 2) * off) / (2 * w + 2));
  }
  return w;
}

describe('saturable elimination', () => {
  const [vmax, km, volume] = [10, 2, 20];
  const timesH = even(40, 400);
  it.each(['explicit', 'stiff', 'switching'] as const)(
    'after a bolus: C = KM W(C0 / KM e^((C0 - VMAX t / V) / KM)) (Beal, J Pharmacokinet Biopharm 1983;11:623-41): %s',
    (method) => {
      const course = courseOf(saturable, {
        doses: [{ input: 'iv', timeH: 0, amountMg: 200 }],
        timesH,
        solver: { method },
      });
      expect(course).toMatchObject({ solvedBy: 'adaptive' });
      outputsOf(course).C!.forEach((found, index) => {
        const wanted = km * lambertW((10 / km) * Math.exp((10 - (vmax * timesH[index]!) / volume) / km));
        expect(relativeDifference(found, wanted), `at ${timesH[index]} h`).toBeLessThan(1e-9);
      });
    },
  );
  it('a second bolus goes on from what is left, and starts at its own time', () => {
    const doses: Dose[] = [{ input: 'iv', timeH: 0, amountMg: 200, everyH: 13.7, additional: 1 }];
    const { C, inside, gone } = outputsOf(courseOf(saturable, { doses, timesH: [13.7 - 1e-9, 13.7, 30] }));
    expect(C![1]! - C![0]!).toBeCloseTo(10, 7);
    const wanted = km * lambertW((C![1]! / km) * Math.exp((C![1]! - (vmax * 16.3) / volume) / km));
    expect(relativeDifference(C![2]!, wanted)).toBeLessThan(1e-9);
    expect(inside![2]! + gone![2]!).toBeCloseTo(400, 8);
  });
  it('an infusion of R settles at C = KM R / (VMAX - R)', () => {
    const doses: Dose[] = [{ input: 'iv', timeH: 0, rateMgPerH: 6, durationH: 2000 }];
    expect(outputsOf(courseOf(saturable, { doses, timesH: [1999] })).C![0]).toBeCloseTo((km * 6) / 4, 8);
  });
  it('mass is kept, and doubling the dose more than doubles the area', () => {
    const run = (amountMg: number) =>
      outputsOf(courseOf(saturable, { doses: [{ input: 'iv', timeH: 0, amountMg }], timesH }));
    const [single, twice] = [run(100), run(200)];
    const sum = (values: Float64Array) => values.reduce((total, each) => total + each, 0);
    expect(sum(twice.C!)).toBeGreaterThan(2.2 * sum(single.C!));
    timesH.forEach((_, index) => {
      expect(relativeDifference(twice.inside![index]! + twice.gone![index]!, 200)).toBeLessThan(1e-10);
    });
  });
});

describe('flow-limited elimination by a liver that saturates', () => {
  it('an infusion of R settles where Q (CB - CL) = VMAX CL / (KM + CL) = R', () => {
    const doses: Dose[] = [{ input: 'iv', timeH: 0, rateMgPerH: 25, durationH: 500 }];
    const { CB, CL } = outputsOf(courseOf(liver, { doses, timesH: [499] }));
    const wanted = (0.3 * 25) / (40 - 25);
    expect(CL![0]).toBeCloseTo(wanted, 8);
    expect(CB![0]).toBeCloseTo(wanted + 25 / 90, 8);
  });
  it('of a swallowed dose more passes the liver at a go than by vein, and both end up broken down', () => {
    const run = (input: string) =>
      outputsOf(courseOf(liver, { doses: [{ input, timeH: 0, amountMg: 100 }], timesH: even(60, 600) }));
    const [iv, oral] = [run('iv'), run('oral')];
    expect(peakOf(oral.CB!)).toBeLessThan(peakOf(iv.CB!));
    expect(iv.gone!.at(-1)).toBeCloseTo(100, 8);
    expect(oral.gone!.at(-1)).toBeCloseTo(100, 8);
  });
});

describe('turnover: response to a concentration that stays, in closed form', () => {
  // Of a bolus of 10 mg in 10 L nothing leaves: C = 1 mg/L; and C / (C50 + C) = 2/3.
  const effect = (0.8 * 1) / (0.5 + 1);
  const cases = [
    {
      name: 'inhibited production',
      production: 'KIN * (1 - EMAX * C / (C50 + C))',
      loss: 'KOUT',
      make: 1 - effect,
      lose: 1,
    },
    {
      name: 'inhibited loss',
      production: 'KIN',
      loss: 'KOUT * (1 - EMAX * C / (C50 + C))',
      make: 1,
      lose: 1 - effect,
    },
    {
      name: 'stimulated production',
      production: 'KIN * (1 + EMAX * C / (C50 + C))',
      loss: 'KOUT',
      make: 1 + effect,
      lose: 1,
    },
    {
      name: 'stimulated loss',
      production: 'KIN',
      loss: 'KOUT * (1 + EMAX * C / (C50 + C))',
      make: 1,
      lose: 1 + effect,
    },
  ];
  // The four models of Dayneka, Garg and Jusko, J Pharmacokinet Biopharm 1993;21:457-78.
  it.each(cases)('$name', ({ production, loss, make, lose }) => {
    const timesH = [-5, 0, 10, 24, 24.5, 30, 50, 100, 400];
    const course = courseOf(indirectResponse(production, loss), {
      doses: [{ input: 'iv', timeH: 24, amountMg: 10 }],
      timesH,
    });
    outputsOf(course).response!.forEach((found, index) => {
      const sinceH = Math.max(0, timesH[index]! - 24);
      const settled = (50 * make) / lose;
      const wanted = settled + (50 - settled) * Math.exp(-0.1 * lose * sinceH);
      expect(relativeDifference(found, wanted), `at ${timesH[index]} h`).toBeLessThan(1e-9);
    });
  });
  it('moves on its own when it does not start at rest', () => {
    const model = indirectResponse('KIN', 'KOUT');
    const moved = { ...model, turnovers: { R: { ...model.turnovers!.R!, initial: '10[%]' } } };
    const { response } = outputsOf(courseOf(moved, { doses: [], timesH: [-1, 0, 7] }));
    expect(response![0]).toBe(10);
    expect(response![2]).toBeCloseTo(50 - 40 * Math.exp(-0.7), 9);
  });
  it('tolerance: a moderator that follows the concentration wears the effect off', () => {
    const model: Model = {
      ...indirectResponse('KIN', 'KOUT'),
      turnovers: { M: { unit: 'mg/L', initial: '0[mg/L]', production: 'KOUT * C', loss: 'KOUT' } },
      outputs: {
        C: { compartment: 'central', volume: 'V', unit: 'mg/L' },
        effect: { expression: 'EMAX * C / (C50 + C) / (1 + M / C50)', unit: '1' },
      },
    };
    const timesH = even(60, 60);
    const { effect: found } = outputsOf(
      courseOf(model, { doses: [{ input: 'iv', timeH: 0, amountMg: 10 }], timesH }),
    );
    timesH.forEach((timeH, index) => {
      const wanted = effect / (1 - Math.expm1(-0.1 * timeH) / 0.5);
      expect(relativeDifference(found![index]!, wanted)).toBeLessThan(1e-9);
    });
  });
});

describe('failure and refusal', () => {
  const explosive: Model = {
    ...indirectResponse('KIN', 'KOUT'),
    turnovers: { R: { unit: '1', initial: '1', production: 'KOUT * R * R', loss: '0[1/h]' } },
    outputs: { response: { expression: 'R', unit: '1' } },
  };
  it('a response that runs away by 10 h is a value with reason and time, not an error', () => {
    const course = courseOf(explosive, { doses: [], timesH: [0, 100] });
    expect(course.failure?.timeH).toBeCloseTo(10, 4);
    expect(course.failure?.reason).toMatch(/step too small|not finite/);
  });
  it.each([
    [
      'a unit',
      { flows: [{ from: 'central', rate: 'VMAX / (KM + C)' }] },
      'flows[0].rate: "VMAX / (KM + C)" is in L/h, where 1/h is needed',
    ],
    [
      'a name',
      { flows: [{ from: 'central', rate: 'VMAX / (KM + C) / V2' }] },
      'flows[0].rate: "V2" is no parameter',
    ],
    [
      'a turnover',
      { turnovers: { X: { unit: '1', initial: '1', production: 'C', loss: '1[1/h]' } } },
      'turnovers.X.production: "C" is in mg/L, where 1/h is needed',
    ],
    [
      'a name twice',
      { turnovers: { V: { unit: '1', initial: '1', production: '1[1/h]', loss: '1[1/h]' } } },
      'turnovers.V: the name "V" is used twice',
    ],
    [
      'an output',
      { outputs: { ...saturable.outputs, E: { expression: 'C', unit: '1' } } },
      'outputs.E.expression: "C" is in mg/L, where 1 is needed',
    ],
  ])('%s that is wrong is refused with its place', (_, change, message) => {
    expect(() => courseOf({ ...saturable, ...change } as Model, { doses: [], timesH: [0] })).toThrow(message);
  });
  it('a name that could mean a concentration or the amount behind it is refused', () => {
    const model = { ...saturable, outputs: { central: { ...saturable.outputs.C! } } };
    const flows = [{ from: 'central', rate: 'VMAX / (KM + central) / V' }];
    expect(() => courseOf({ ...model, flows }, { doses: [], timesH: [0] })).toThrow(
      'flows[0].rate: "central" is a compartment and an output; give one of them another name',
    );
  });
  it('a rate that comes out below 0, and an initial value that is no number, are refused with their place', () => {
    const request = { doses: [{ input: 'iv', timeH: 0, amountMg: 100 }], timesH: [1] };
    expect(() => courseOf(saturable, { ...request, overrides: { VMAX: -1 } })).toThrow(
      /^flows\[0\].rate: a rate must be at least 0; at 0 h it comes out as -0\.007/,
    );
    expect(() => courseOf(saturable, { ...request, overrides: { V: 0 } })).toThrow(
      'outputs.C.volume: a volume must be',
    );
    expect(() => courseOf(indirectResponse('KIN', 'KOUT'), { ...request, overrides: { KOUT: 0 } })).toThrow(
      'turnovers.R.initial: a finite number is needed; it comes out as Infinity',
    );
    expect(() => courseOf(saturable, { ...request, overrides: { KM: Number.NaN } })).toThrow('overrides.KM');
    expect(() => courseOf(saturable, { ...request, timesH: [1, 0] })).toThrow('times[1]');
    expect(() => courseOf(saturable, { ...request, outputs: ['D'] })).toThrow('outputs[0]');
    expect(() => courseOf(saturable, { ...request, solver: { relativeTolerance: 0 } })).toThrow(
      'solver.relativeTolerance',
    );
  });
  it('exact is refused for what is not linear', () => {
    expect(() => courseOf(saturable, { doses: [], timesH: [0], solver: { method: 'exact' } })).toThrow(
      'the model "saturable elimination" is not linear',
    );
  });
});
