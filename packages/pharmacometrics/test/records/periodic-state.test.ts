import { describe, expect, it } from 'vitest';
import { type DataRecord, type Model, simulateRecords } from '../../src/index.ts';
import { oneCompartment, relativeDifference, threeCompartments, typicalThree } from '../models.ts';
import { indirectResponse, liver, saturable } from '../ode/models.ts';
import { model as linear } from './model.ts';

/** The same models with a way out of the body in place of the compartment that gathers what is broken down. */
const open = (model: Model): Model => ({
  ...model,
  flows: model.flows.map(({ from, to, rate }) => (to === 'gone' ? { from, rate } : { from, to, rate })),
});
const [vmax, km, volume] = [10, 2, 20];
const observe = (time: number): DataRecord => ({ time, evid: 0 });

describe('steady state of what is not linear, by solving', () => {
  it.each([1, 6, 9, 9.9, 9.99])(
    'saturable elimination, %d of at most 10 mg/h: C = KM R / (VMAX - R)',
    (rate) => {
      const { C } = simulateRecords(
        open(saturable),
        [{ time: 0, evid: 1, cmt: 'iv', amt: 0, rate, ss: 1 }],
        ['C'],
      );
      expect(relativeDifference(C![0]!, (km * rate) / (vmax - rate))).toBeLessThan(1e-9);
    },
  );

  it.each([10, 60, 110, 119])(
    'saturable elimination, %d mg of at most 120 each 12 h: KM ln(C0 / C1) + C0 - C1 = VMAX T / V',
    (amt) => {
      const { C } = simulateRecords(
        open(saturable),
        [{ time: 0, evid: 1, cmt: 'iv', amt, ii: 12, ss: 1 }],
        ['C'],
      );
      const wanted = amt / volume / -Math.expm1((amt - vmax * 12) / volume / km);
      expect(relativeDifference(C![0]!, wanted)).toBeLessThan(1e-9);
    },
  );

  it.each([
    ['an infusion at the greatest rate of elimination', { amt: 0, rate: 10 }],
    ['an infusion beyond it', { amt: 0, rate: 30 }],
    ['doses beyond it', { amt: 121, ii: 12 }],
    ['infusions beyond it, longer than their interval', { amt: 121, rate: 5, ii: 12 }],
  ])('%s: refused', (_, given) => {
    expect(() =>
      simulateRecords(open(saturable), [{ time: 0, evid: 1, cmt: 'iv', ss: 1, ...given }], ['C']),
    ).toThrow(/^records\[0\]\.ss: no steady state was found: more may come in than can leave/);
  });

  it('drug that gathers, and drug that stays: refused', () => {
    const dose: DataRecord = { time: 0, evid: 1, cmt: 'iv', amt: 10, ii: 12, ss: 1 };
    expect(() => simulateRecords(saturable, [dose], ['C'])).toThrow(
      /^records\[0\]\.ss: there is no steady state: what comes into "gone" gathers there for ever/,
    );
    // Here the response depends on what stays.
    expect(() => simulateRecords(indirectResponse('KIN * (1 + C / C50)', 'KOUT'), [dose], ['C'])).toThrow(
      /^records\[0\]\.ss: no steady state was found/,
    );
  });

  it('a liver that saturates, under an infusion of R: Q (CB - CL) = VMAX CL / (KM + CL) = R', () => {
    const { CB, CL } = simulateRecords(
      open(liver),
      [{ time: 0, evid: 1, cmt: 'iv', amt: 0, rate: 25, ss: 1 }],
      ['CB', 'CL'],
    );
    const wanted = (0.3 * 25) / (40 - 25);
    expect(relativeDifference(CL![0]!, wanted)).toBeLessThan(1e-9);
    expect(relativeDifference(CB![0]!, wanted + 25 / 90)).toBeLessThan(1e-9);
  });

  it.each<[string, Partial<DataRecord>, string | undefined]>([
    ['a swallowed dose', { cmt: 'oral', amt: 300, ii: 24 }, undefined],
    ['an infusion longer than the interval', { amt: 120, rate: 10, ii: 8 }, undefined],
    ['a dose whose lag lies beyond the interval', { amt: 100, ii: 8 }, '19[h]'],
    ['such an infusion with such a lag', { amt: 120, rate: 10, ii: 8 }, '17[h]'],
  ])('a liver that saturates, %s: as after many doses', (_, given, lag) => {
    const model: Model = { ...open(liver), inputs: { ...liver.inputs, iv: [{ into: 'blood', lag }] } };
    const dose: DataRecord = { time: 0, evid: 1, cmt: 'iv', ...given };
    const many = 12;
    const times = [0, 3, 8, 12.5, 17, 19, 26, 33].map(observe);
    const repeated = simulateRecords(
      model,
      [{ ...dose, time: -many * dose.ii!, addl: many + 1 }, ...times],
      ['CB', 'CL'],
    );
    const steady = simulateRecords(model, [{ ...dose, ss: 1, addl: 1 }, ...times], ['CB', 'CL']);
    for (const name of ['CB', 'CL']) {
      const peak = repeated[name]!.reduce((most, each) => Math.max(most, each), 0);
      for (let index = 1; index <= times.length; index++) {
        const difference = Math.abs(steady[name]![index]! - repeated[name]![index]!);
        expect(difference, `${name} at ${times[index - 1]!.time} h`).toBeLessThan(1e-9 * peak);
      }
    }
  });

  it('an enzyme that the drug induces and that breaks it down: as after months', () => {
    const inducing: Model = {
      ...indirectResponse('KIN * (1 + 10 * EMAX * C / (C50 + C))', 'KOUT'),
      compartments: ['depot', 'central', 'peripheral'],
      flows: [
        { from: 'depot', to: 'central', rate: '1[1/h]' },
        { from: 'central', to: 'peripheral', rate: '0.5[1/h]' },
        { from: 'peripheral', to: 'central', rate: '0.05[1/h]' },
        { from: 'central', rate: '0.1[1/h] * R / 0.5' },
      ],
      inputs: { oral: [{ into: 'depot' }] },
    };
    const dose: DataRecord = { time: 0, evid: 1, cmt: 'oral', amt: 100, ii: 12 };
    const steady = simulateRecords(inducing, [{ ...dose, ss: 1 }, observe(5)], ['C', 'response']);
    const months = simulateRecords(
      inducing,
      [{ ...dose, time: -12 * 120, addl: 120 }, observe(5)],
      ['C', 'response'],
    );
    for (const name of ['C', 'response']) {
      expect(relativeDifference(steady[name]![1]!, months[name]![1]!)).toBeLessThan(1e-8);
    }
    // It is not that of a drug that leaves its enzyme alone.
    expect(steady.response![1]!).toBeGreaterThan(100);
  });

  it('a response turns with the drug, and a reset puts it back', () => {
    const model: Model = {
      ...indirectResponse('KIN * (1 - EMAX * C / (C50 + C))', 'KOUT'),
      flows: [{ from: 'central', rate: '0.2[1/h]' }],
    };
    const dose: DataRecord = { time: 0, evid: 1, cmt: 'iv', amt: 10, ii: 24 };
    const steady = simulateRecords(
      model,
      [{ ...dose, ss: 1 }, observe(5), { time: 6, evid: 3 }, observe(30)],
      ['response'],
    ).response!;
    const months = simulateRecords(model, [{ ...dose, time: -24 * 30, addl: 30 }, observe(5)], ['response']);
    expect(relativeDifference(steady[1]!, months.response![1]!)).toBeLessThan(1e-8);
    expect(steady[2]).toBe(50);
    expect(relativeDifference(steady[3]!, 50)).toBeLessThan(1e-12);
  });

  it('ss 2 adds the amounts, and to a response what moves it from where it starts', () => {
    const model: Model = {
      ...indirectResponse('KIN * (1 - EMAX * C / (C50 + C))', 'KOUT'),
      flows: [{ from: 'central', rate: '0.2[1/h]' }],
    };
    const first: DataRecord = { time: 0, evid: 1, cmt: 'iv', amt: 4 };
    const second: DataRecord = { time: 3, evid: 1, cmt: 'iv', amt: 10, ii: 24 };
    const names = ['C', 'response'];
    const both = simulateRecords(model, [first, { ...second, ss: 2 }], names);
    const alone = simulateRecords(model, [first, observe(3)], names);
    const steady = simulateRecords(model, [{ ...second, ss: 1 }], names);
    expect(relativeDifference(both.C![1]!, alone.C![1]! + steady.C![0]!)).toBeLessThan(1e-12);
    expect(
      relativeDifference(both.response![1]!, alone.response![1]! + steady.response![0]! - 50),
    ).toBeLessThan(1e-12);
  });
});

describe('steady state of a linear model, by the way of those that are not: the exact one', () => {
  const agrees = (model: Model, records: readonly DataRecord[], names: readonly string[]) => {
    const exact = simulateRecords(model, records, names);
    const found = simulateRecords(model, records, names, { solver: { method: 'switching' } });
    for (const name of names) {
      exact[name]!.forEach((value, index) => {
        expect(relativeDifference(found[name]![index]!, value), `${name}, record ${index}`).toBeLessThan(
          1e-8,
        );
      });
    }
  };
  it.each<[string, Partial<DataRecord>]>([
    ['a bolus', {}],
    ['an infusion', { rate: 30 }],
    ['an infusion longer than the interval', { rate: 6 }],
    ['an infusion as long as the interval', { rate: 100 / 12 }],
    ['a lag as long as the interval', { parameters: { LAG2: 12 } }],
    ['an infusion longer than the interval with a lag beyond it', { rate: 6, parameters: { LAG2: 17 } }],
    ['a half-life of 11 days, twice a day', { parameters: { CL: (20 * Math.LN2) / 264 } }],
    ['a constant infusion', { amt: 0, ii: 0, rate: 5 }],
  ])('%s', (_, given) => {
    const dose: DataRecord = { time: 0, evid: 1, cmt: '2', amt: 100, ii: 12, ss: 1, ...given };
    const { parameters } = given;
    agrees(linear, [dose, ...[1, 7, 11.9].map((time) => ({ ...observe(time), parameters }))], ['cp']);
  });
  it('three compartments, metabolite and effect site', () => {
    const dose: DataRecord = { time: 0, evid: 1, cmt: 'oral', amt: 100, ii: 12, ss: 1 };
    agrees(threeCompartments(typicalThree), [dose, observe(5)], ['C', 'M', 'Ce']);
  });
  it('a slow state', () => {
    const model: Model = {
      ...oneCompartment(5, 20),
      slowStates: { R: { of: 'C', rate: '0.01[1/h]', halfMaximum: '1[mg/L]' } },
      outputs: { C: { compartment: 'central', volume: 'V', unit: 'mg/L' }, R: { slowState: 'R', unit: '1' } },
    };
    agrees(model, [{ time: 0, evid: 1, cmt: 'oral', amt: 100, ii: 12, ss: 1 }, observe(5)], ['C', 'R']);
  });
});
