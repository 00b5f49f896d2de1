import { describe, expect, test } from 'vitest';
import {
  courseOf,
  type DataRecord,
  type Model,
  measuresOf,
  sensitivitiesOf,
  simulateRecords,
} from '../../src/index.ts';
import { relativeDifference } from '../models.ts';

const observe = (time: number): DataRecord => ({ time, evid: 0 });

/** y' = -y(t - 1), y = 1 up to 0: its solution is a polynomial on each unit of time (Hairer, Norsett and Wanner I, II.17). */
const steps: Model = {
  name: 'method of steps',
  parameters: { K: { value: 1, unit: '1/h' }, TAU: { value: 1, unit: 'h' } },
  compartments: ['none'],
  flows: [],
  inputs: { iv: [{ into: 'none' }] },
  turnovers: { Y: { unit: '1', initial: '1', production: '-K * delay(Y, TAU)', loss: '0[1/h]' } },
  outputs: { y: { expression: 'Y', unit: '1' } },
};
function polynomial(t: number): number {
  let [sum, factorial] = [1, 1];
  for (let k = 1; k <= Math.floor(t) + 1; k++) {
    factorial *= k;
    sum += ((-1) ** k * (t - (k - 1)) ** k) / factorial;
  }
  return sum;
}

/**
 * A drug that acts on a response so long after it was in the blood: with E' = KIN C(t - TAU) - KOUT E the response to one
 * bolus is Bateman's function, TAU later.
 */
const late: Model = {
  name: 'late response',
  parameters: {
    K: { value: 0.3, unit: '1/h' },
    V: { value: 10, unit: 'L' },
    KIN: { value: 2, unit: '1/h' },
    KOUT: { value: 0.8, unit: '1/h' },
    TAU: { value: 3, unit: 'h' },
  },
  compartments: ['central'],
  flows: [{ from: 'central', rate: 'K' }],
  inputs: { iv: [{ into: 'central' }] },
  turnovers: { E: { unit: 'mg/L', initial: '0[mg/L]', production: 'KIN * delay(C, TAU)', loss: 'KOUT' } },
  outputs: { C: { compartment: 'central', volume: 'V', unit: 'mg/L' }, E: { expression: 'E', unit: 'mg/L' } },
};
const response = (sinceH: number) =>
  sinceH > 0 ? ((2 * 10) / (0.8 - 0.3)) * (Math.exp(-0.3 * sinceH) - Math.exp(-0.8 * sinceH)) : 0;

describe('issue 3: delay differential equations', () => {
  test('the method of steps: polynomials of ever higher degree', () => {
    const timesH = [0, 0.3, 1, 1.5, 2, 3.7, 5, 7.2, 10];
    const course = courseOf(steps, { doses: [], timesH });
    expect(course).toMatchObject({ failure: null, solvedBy: 'adaptive' });
    if (course.failure) return;
    const { y } = simulateRecords(steps, timesH.map(observe), ['y']);
    for (const [index, timeH] of timesH.entries()) {
      expect(Math.abs(course.outputs.y![index]! - polynomial(timeH)), `at ${timeH} h`).toBeLessThan(1e-9);
      expect(Math.abs(y![index]! - polynomial(timeH)), `record at ${timeH} h`).toBeLessThan(1e-9);
    }
  });
  test('the area under it, by its own integral: y(t) falls by the area one hour before', () => {
    const measures = measuresOf(steps, { doses: [], fromH: 0, toH: 4 });
    if (measures.failure) throw new Error(measures.failure.reason);
    expect(Math.abs(measures.outputs.y!.area - (polynomial(1) - polynomial(5)))).toBeLessThan(1e-9);
  });
  test('the spread of an infection (Hoppensteadt and Waltman): the published value', () => {
    // Oberle and Pesch, Numer Math 1981;37:235-55, example 4.4 with r = 0.5: y(10) = 0.06302089869.
    const infection: Model = {
      ...steps,
      name: 'spread of an infection',
      parameters: Object.fromEntries(
        Object.entries({ R: '1/h', MU: '1', early: '1', open: '1', late: '1' }).map(([name, unit]) => [
          name,
          { value: { R: 0.5, MU: 0.05 }[name] ?? 0, unit },
        ]),
      ),
      turnovers: {
        T: { unit: '1', initial: '0', production: '1[1/h]', loss: '0[1/h]' },
        Y: {
          unit: '1',
          initial: '10',
          production:
            '-R * Y * (early * 0.4 * (1 - T) + open * (10 - exp(MU) * Y) + late * exp(MU) * (delay(Y, 1[h]) - Y))',
          loss: '0[1/h]',
        },
      },
      outputs: { y: { expression: 'Y', unit: '1' } },
    };
    const c = Math.SQRT1_2;
    const { y } = simulateRecords(
      infection,
      [
        { time: 0, evid: 2, parameters: { early: 1 } },
        { time: 1 - c, evid: 2, parameters: { early: 1 } },
        { time: 1, evid: 2, parameters: { early: 1, open: 1 } },
        { time: 2 - c, evid: 2, parameters: { open: 1 } },
        { time: 10, evid: 0, parameters: { late: 1 } },
      ],
      ['y'],
    );
    expect(Math.abs(y![4]! - 0.06302089869)).toBeLessThan(1e-10);
  });
  test('doses that jump into the past: each response is its own, so much later', () => {
    const records: DataRecord[] = [
      { time: 0, evid: 1, cmt: 'iv', amt: 100, ii: 2, addl: 2 },
      observe(2.5),
      { time: 5.5, evid: 1, cmt: 'iv', amt: 50 },
      ...[6, 7, 8.5, 8.6, 20].map(observe),
    ];
    const { E } = simulateRecords(late, records, ['E']);
    for (const [index, { time }] of records.entries()) {
      const repeated = [0, 2, 4].reduce((sum, at) => sum + response(time - at - 3), 0);
      const wanted = repeated + 0.5 * response(time - 5.5 - 3);
      expect(Math.abs(E![index]! - wanted), `at ${time} h`).toBeLessThan(1e-8);
    }
  });
  test('what has been stays when parameters change, and is gone after a reset', () => {
    const TAU = 4;
    const records: DataRecord[] = [
      { time: 0, evid: 1, cmt: 'iv', amt: 100 },
      observe(2),
      ...[3, 4, 6, 10].map((time) => ({ ...observe(time), parameters: { TAU } })),
      { time: 12, evid: 4, cmt: 'iv', amt: 100, parameters: { TAU } },
      ...[14, 15, 19].map((time) => ({ ...observe(time), parameters: { TAU } })),
    ];
    const { E } = simulateRecords(late, records, ['E']);
    const sinceH = [0, 0, 0, 0, 2, 6, 0, 0, 0, 3];
    for (const [index, since] of sinceH.entries()) {
      expect(Math.abs(E![index]! - response(since)), `record ${index}`).toBeLessThan(1e-8);
    }
  });
  test('several delays: what infects, is infectious and immune stays the same in sum', () => {
    // Hairer, Norsett and Wanner I, II.17: an epidemic with an incubation time of 1 and an immunity of 10.
    const epidemic: Model = {
      ...steps,
      name: 'epidemic',
      turnovers: {
        y1: {
          unit: '1',
          initial: '5',
          production: '-K * y1 * delay(y2, 1[h]) + K * delay(y2, 10[h])',
          loss: '0[1/h]',
        },
        y2: { unit: '1', initial: '0.1', production: 'K * y1 * delay(y2, 1[h])', loss: 'K' },
        y3: { unit: '1', initial: '1', production: 'K * y2 - K * delay(y2, 10[h])', loss: '0[1/h]' },
      },
      outputs: { sum: { expression: 'y1 + y2 + y3', unit: '1' }, y2: { expression: 'y2', unit: '1' } },
    };
    const { sum, y2 } = simulateRecords(epidemic, [0, 0.5, 1, 5, 20, 40].map(observe), ['sum', 'y2']);
    for (const value of sum!) expect(relativeDifference(value, 6.1)).toBeLessThan(1e-9);
    // On the first unit of time the past is constant: y1' = 0.1 (1 - y1), y2' = 0.1 y1 - y2.
    const first = (t: number) => 0.1 + (0.4 / 0.9) * (Math.exp(-0.1 * t) - Math.exp(-t));
    expect(Math.abs(y2![1]! - first(0.5))).toBeLessThan(1e-10);
    expect(Math.abs(y2![2]! - first(1))).toBeLessThan(1e-10);
  });
});

describe('delays that cannot be are refused', () => {
  const withProduction = (production: string): Model => ({
    ...steps,
    turnovers: { Y: { ...steps.turnovers!.Y!, production } },
  });
  test.each<[string, () => unknown, string]>([
    [
      'a stiff method',
      () => courseOf(steps, { doses: [], timesH: [1], solver: { method: 'stiff' } }),
      'solver.method: a model with delays',
    ],
    [
      'no delay',
      () => courseOf(steps, { doses: [], timesH: [1], overrides: { TAU: 0 } }),
      'a delay must be a finite time above 0',
    ],
    [
      'a delay in mg',
      () => courseOf(withProduction('-K * delay(Y, 1[mg])'), { doses: [], timesH: [1] }),
      'is in mg, where h is needed',
    ],
    [
      'a delay within a delay',
      () => courseOf(withProduction('-K * delay(delay(Y, TAU), TAU)'), { doses: [], timesH: [1] }),
      'has a delay within another',
    ],
    [
      'a delay of what does not change',
      () =>
        courseOf(
          { ...steps, individual: { X: { expression: 'delay(K, TAU)', unit: '1/h' } } },
          { doses: [], timesH: [1] },
        ),
      'individual.X: "delay(K, TAU)" has a delay',
    ],
    [
      'a steady state',
      () => simulateRecords(late, [{ time: 0, evid: 1, cmt: 'iv', amt: 1, ii: 8, ss: 1 }], ['E']),
      'records[0].ss: a steady state of a model with delays',
    ],
    [
      'sensitivities',
      () => sensitivitiesOf(late, [observe(0)], ['E'], ['K']),
      'sensitivities of a model with delays',
    ],
  ])('%s', (_, work, message) => {
    expect(work).toThrow(message);
  });
});
