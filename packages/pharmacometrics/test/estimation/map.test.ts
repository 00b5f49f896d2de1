import { describe, expect, test } from 'vitest';
import {
  createEstimation,
  type Model,
  mapEstimate,
  type PatientRecord,
  simulateRecords,
} from '../../src/index.ts';
import { infusion, line, lineRecords, threeCompartments, twelveTimes } from './models.ts';

describe('the most probable deviates of a patient (issue 7)', () => {
  test('of a model that is linear in its deviates they are those of the closed form, and so are their errors', () => {
    // Posterior precision P = Omega^-1 + X' X / s^2, mean P^-1 X' (y - typical) / s^2, written out for two deviates.
    const fit = mapEstimate(createEstimation(line, lineRecords));
    if (fit.failure) throw new Error(fit.failure.message);
    const [a, b, c] = [4, 0.2, 0.09];
    const determinant = a * c - b * b;
    const precision = [c / determinant, -b / determinant, a / determinant] as [number, number, number];
    const right: [number, number] = [0, 0];
    for (const { time, observations } of lineRecords.slice(1)) {
      const [observation] = observations ?? [];
      const score = observation && 'value' in observation ? observation.value : Number.NaN;
      const concentration = 6 * Math.exp(-0.3 * time);
      const rest = (score - (5 - 0.5 * concentration)) / 0.64;
      precision[0] += 1 / 0.64;
      precision[1] += concentration / 0.64;
      precision[2] += concentration ** 2 / 0.64;
      right[0] += rest;
      right[1] += rest * concentration;
    }
    const of = precision[0] * precision[2] - precision[1] ** 2;
    const [start, slope] = fit.deviates;
    expect(start?.value).toBeCloseTo((precision[2] * right[0] - precision[1] * right[1]) / of, 8);
    expect(slope?.value).toBeCloseTo((precision[0] * right[1] - precision[1] * right[0]) / of, 8);
    expect(start?.standardError).toBeCloseTo(Math.sqrt(precision[2] / of), 8);
    expect(slope?.standardError).toBeCloseTo(Math.sqrt(precision[0] / of), 8);
    expect(start?.shrinkage).toBeCloseTo(precision[2] / of / 4, 8);
    expect(fit.parameters[0]?.values.start).toBeCloseTo(5 + start!.value, 12);
  });

  test('with many exact samples they are those that made the samples', () => {
    const own = { CL: 101, V1: 12.5, Q2: 105, V2: 52, Q3: 71, V3: 150 };
    const precise: Model = { ...threeCompartments, residualErrors: { C: { kind: 'log', log: '1e-4' } } };
    const times = Array.from({ length: 40 }, (_, index) => 0.05 * 1.15 ** index);
    const blank: PatientRecord[] = [infusion, ...times.map((time): PatientRecord => ({ time, evid: 0 }))];
    const { C } = simulateRecords(
      precise,
      blank.map((record) => ({ ...record, parameters: own })),
      ['C'],
    );
    const fit = mapEstimate(
      createEstimation(
        precise,
        blank.map((record, index) =>
          index === 0 ? record : { ...record, observations: [{ output: 'C', value: C![index]! }] },
        ),
      ),
    );
    if (fit.failure) throw new Error(fit.failure.message);
    for (const [name, value] of Object.entries(own)) {
      expect(fit.parameters[0]!.values[name]! / value).toBeCloseTo(1, 3);
    }
    for (const { shrinkage } of fit.deviates) expect(shrinkage).toBeLessThan(0.01);
  });

  test('gradients are those of finer differences of the log-density', () => {
    const records: PatientRecord[] = [
      infusion,
      ...twelveTimes.map(
        (time, index): PatientRecord => ({
          time,
          evid: 0,
          observations: [
            index < 10 ? { output: 'C', value: 150 / (1 + 3 * time) } : { output: 'C', belowLimit: 1.5 },
          ],
        }),
      ),
    ];
    const estimation = createEstimation(threeCompartments, records);
    const z = Float64Array.of(0.3, -0.7, 1.1, 0.2, -0.4, 0.9);
    const { gradient } = estimation.derivatives(z);
    const bend = estimation.curvature(z);
    const moved = (index: number, by: number) => z.map((each, place) => each + (place === index ? by : 0));
    z.forEach((_, index) => {
      // Richardson: the error of a central difference goes with the square of its step.
      const difference = (h: number) => {
        const [up, down] = [h, -h].map((by) => estimation.logDensity(moved(index, by), 1)[0]!);
        return (up! - down!) / (2 * h);
      };
      const fine = (4 * difference(1e-3) - difference(2e-3)) / 3;
      expect(Math.abs(gradient[index]! - fine) / (1 + Math.abs(fine))).toBeLessThan(1e-6);
      const slopes = [1e-3, -1e-3].map((by) => estimation.derivatives(moved(index, by)).gradient);
      bend.forEach((row, other) => {
        const wanted = -(slopes[0]![other]! - slopes[1]![other]!) / 2e-3;
        expect(Math.abs(row[index]! - wanted) / (1 + Math.abs(wanted))).toBeLessThan(1e-4);
      });
    });
  });

  test('the engine for populations and the records one by one give the same predictions', () => {
    const records: PatientRecord[] = [
      { ...infusion, covariates: {} },
      { time: 1, evid: 0, observations: [{ output: 'C', value: 20 }] },
      { time: 4, evid: 1, cmt: 'iv', amt: 10, rate: 20, ii: 3, addl: 2 },
      { time: 9, evid: 0, observations: [{ output: 'C', value: 9 }] },
    ];
    const together = createEstimation(threeCompartments, records);
    // An equal covariate that is said anew at each record is no reason for the slow way; a solver that is named is.
    const each = createEstimation(threeCompartments, records, { solver: { method: 'exact' } });
    const sets = Float64Array.from({ length: 60 }, (_, index) => Math.sin(index));
    const [left, right] = [together.predict(sets, 10), each.predict(sets, 10)];
    left.forEach((value, index) => {
      expect(value / right[index]!).toBeCloseTo(1, 10);
    });
  });

  test('those of outputs that are expressions, likewise', () => {
    const model: Model = {
      ...threeCompartments,
      effectSites: { site: { of: 'C', rate: '2[1/h]' } },
      outputs: {
        ...threeCompartments.outputs,
        relief: {
          expression: '10 * site / (site + V1 / V2 * 100[ng/mL]) + C / 1[mg/L] + A1 / 1[g]',
          unit: '%',
        },
      },
      residualErrors: { relief: { kind: 'additive', additive: '5[%]' } },
    };
    const records: PatientRecord[] = [
      infusion,
      { time: 1, evid: 0, observations: [{ output: 'relief', value: 200 }] },
      { time: 2, evid: 0, observations: [{ output: 'relief', value: 100 }] },
    ];
    const sets = Float64Array.from({ length: 60 }, (_, index) => Math.sin(index));
    const left = createEstimation(model, records).predict(sets, 10);
    const right = createEstimation(model, records, { solver: { method: 'exact' } }).predict(sets, 10);
    left.forEach((value, index) => {
      expect(value / right[index]!).toBeCloseTo(1, 10);
    });
  });

  test('what varies per occasion is found for each occasion by itself', () => {
    const model: Model = {
      ...line,
      randomEffects: {
        deviates: [
          { name: 'start', variance: 4 },
          { name: 'start, occasion', variance: 1, per: 'occasion' },
        ],
        parameters: {
          start: { deviates: ['start', 'start, occasion'], transformation: { kind: 'normal' } },
        },
      },
    };
    const fit = mapEstimate(
      createEstimation(model, [
        { time: 0, evid: 0, observations: [{ output: 'score', value: 8 }] },
        { time: 100, evid: 0, occasion: 1, observations: [{ output: 'score', value: 6 }] },
      ]),
    );
    if (fit.failure) throw new Error(fit.failure.message);
    // Var(y) = 5.64, cov(y1, y2) = 4; the inverse gives weights of 3 and 1 in closed form.
    const determinant = 5.64 ** 2 - 16;
    const weights = [(5.64 * 3 - 4 * 1) / determinant, (5.64 * 1 - 4 * 3) / determinant] as const;
    expect(fit.deviates.map(({ occasion }) => occasion)).toEqual([undefined, 0, 1]);
    expect(fit.deviates[0]?.value).toBeCloseTo(4 * (weights[0] + weights[1]), 8);
    expect(fit.deviates[1]?.value).toBeCloseTo(weights[0], 8);
    expect(fit.deviates[2]?.value).toBeCloseTo(weights[1], 8);
  });

  test('values that no patient of the model would have give no dose, in words', () => {
    const records: PatientRecord[] = [
      infusion,
      ...[2, 4, 6].map(
        (time): PatientRecord => ({ time, evid: 0, observations: [{ output: 'C', value: 900 }] }),
      ),
    ];
    const fit = mapEstimate(createEstimation(threeCompartments, records));
    expect(fit.failure?.reason).toBe('model does not describe the data');
    expect(fit.failure?.message).toContain('Farthest off: C at');
    expect(fit).not.toHaveProperty('parameters');
    expect(fit.residuals).toHaveLength(3);
  });

  test('a value before any dose names the measurement', () => {
    const model: Model = { ...threeCompartments, residualErrors: { C: { kind: 'log', log: '0.1' } } };
    const fit = mapEstimate(
      createEstimation(model, [{ time: 0, evid: 0, observations: [{ output: 'C', value: 5 }] }, infusion]),
    );
    expect(fit.failure?.reason).toBe('no course');
    expect(fit.failure?.message).toBe('C of 5 was measured at 0 h, where "three compartments" predicts 0.');
  });

  test.each<[string, Model, PatientRecord[], string]>([
    ['nothing measured', line, [infusion], 'records: nothing was measured'],
    [
      'an output that there is not',
      line,
      [{ time: 0, evid: 0, observations: [{ output: 'pain', value: 3 }] }],
      'records[0].observations[0].output: the model "line" has no output "pain"; it has C, score',
    ],
    [
      'an output without an error',
      line,
      [{ time: 0, evid: 0, observations: [{ output: 'C', value: 3 }] }],
      'records[0].observations[0].error: the model "line" states no residual error of "C"',
    ],
    [
      'a value below the limit',
      threeCompartments,
      [infusion, { time: 9, evid: 0, observations: [{ output: 'C', value: 0.4 }] }],
      'records[1].observations[0].value: 0.4 lies below the limit of quantification of 1; write belowLimit: 1',
    ],
    [
      'a measurement in a dose',
      threeCompartments,
      [{ ...infusion, observations: [{ output: 'C', value: 4 }] }],
      'records[0].observations: a record with evid 1 holds no observations',
    ],
    [
      'a model in which nobody differs',
      { ...line, randomEffects: undefined },
      [{ time: 0, evid: 0, observations: [{ output: 'score', value: 3 }] }],
      'randomEffects: the model "line" states no variance between people',
    ],
  ])('%s is refused by its place', (_, model, records, message) => {
    expect(() => createEstimation(model, records)).toThrow(message);
  });
});
