import { describe, expect, test } from 'vitest';
import {
  createEstimation,
  createSubjectSimulator,
  type Estimation,
  type Model,
  type PatientRecord,
  populationResiduals,
  predictionDiscrepancies,
  randomSource,
  visualPredictiveCheck,
} from '../../src/index.ts';
import { infusion, line, threeCompartments, twelveTimes } from './models.ts';

/** People drawn from `truth` and read under `model`. */
function people(truth: Model, model: Model, output: string, count: number, seed = 8): Estimation[] {
  const blank: PatientRecord[] = [infusion, ...twelveTimes.map((time): PatientRecord => ({ time, evid: 0 }))];
  const simulate = createSubjectSimulator(truth, { source: randomSource(seed), outputs: [output] });
  return Array.from({ length: count }, (_, subject) => {
    const { values, isBelowLimit, limitOfQuantification } = simulate(blank, subject).measured[output]!;
    return createEstimation(
      model,
      blank.map((record, index): PatientRecord => {
        if (record.evid === 1) return record;
        const observation = isBelowLimit[index]
          ? { output, belowLimit: limitOfQuantification! }
          : { output, value: values[index]! };
        return { ...record, observations: [observation] };
      }),
    );
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
const variance = (values: readonly number[]) => mean(values.map((each) => (each - mean(values)) ** 2));

const own = people(threeCompartments, threeCompartments, 'C', 60);
/** The same people under a model that clears half as much. */
const { CL } = threeCompartments.parameters;
const slower: Model = {
  ...threeCompartments,
  parameters: { ...threeCompartments.parameters, CL: { ...CL!, value: CL!.value / 2 } },
};
const wrong = people(threeCompartments, slower, 'C', 60);

describe('diagnostics of a population (issue 7)', () => {
  test('conditional residuals of a model that is linear in its deviates are those of the exact covariance', () => {
    const [first] = people(line, line, 'score', 1);
    const { residuals } = populationResiduals([first!]);
    // Two measurements whitened by hand: y - E(y) with Cov = X Omega X' + s^2.
    const rows = residuals.slice(0, 2).map(({ timeH, observed, population }) => {
      const hours = Math.min(timeH, 1 / 3);
      // 20 mg over 20 min into 1 L with k 0.3.
      const peak = (60 / 0.3) * (1 - Math.exp(-0.3 * hours));
      const concentration = peak * Math.exp(-0.3 * (timeH - hours));
      expect(population).toBeCloseTo(5 - 0.5 * concentration, 8);
      return { concentration, rest: observed - population };
    });
    const covariance = (i: number, j: number) => {
      const [a, b] = [rows[i]!.concentration, rows[j]!.concentration];
      return 4 + 0.2 * (a + b) + 0.09 * a * b + (i === j ? 0.64 : 0);
    };
    const first11 = Math.sqrt(covariance(0, 0));
    const l21 = covariance(0, 1) / first11;
    const l22 = Math.sqrt(covariance(1, 1) - l21 ** 2);
    expect(residuals[0]?.conditional).toBeCloseTo(rows[0]!.rest / first11, 6);
    const second = (rows[1]!.rest - (l21 * rows[0]!.rest) / first11) / l22;
    expect(residuals[1]?.conditional).toBeCloseTo(second, 6);
  });

  test('conditional residuals of people of the model are about standard normal, of others not', () => {
    const { residuals, failed } = populationResiduals(own);
    expect(failed).toEqual([]);
    const values = residuals.flatMap(({ conditional }) => conditional ?? []);
    expect(values.length).toBeGreaterThan(600);
    expect(Math.abs(mean(values))).toBeLessThan(0.12);
    expect(Math.abs(variance(values) - 1)).toBeLessThan(0.2);
    const others = populationResiduals(wrong).residuals.flatMap(({ conditional }) => conditional ?? []);
    expect(Math.abs(mean(others))).toBeGreaterThan(0.3);
  });

  test('npde of people of the model are standard normal, of others not', () => {
    const right = predictionDiscrepancies(own, 500, randomSource(3));
    expect(Math.abs(right.mean)).toBeLessThan(3 * right.meanError);
    expect(Math.abs(right.variance - 1)).toBeLessThan(3 * right.varianceError + 0.02);
    expect(right.discrepancies.length + right.belowLimit).toBe(60 * 12);
    const { mean: off, meanError } = predictionDiscrepancies(wrong, 500, randomSource(3));
    expect(Math.abs(off)).toBeGreaterThan(5 * meanError);
  });

  const edgesH = [0, 0.25, 0.6, 1.2, 2.5, 5, 8];
  const request = { output: 'C', edgesH, replicates: 200 };

  test('a visual predictive check holds the observed quantiles of people of the model, and not of others', () => {
    const inside = (subjects: readonly Estimation[]) => {
      const { bins } = visualPredictiveCheck(subjects, request, randomSource(4));
      const quantiles = bins.flatMap((bin) => bin.quantiles).filter(({ observed }) => observed !== null);
      return (
        quantiles.filter(({ observed, low, high }) => low <= observed! && observed! <= high).length /
        quantiles.length
      );
    };
    expect(inside(own)).toBeGreaterThan(0.8);
    expect(inside(wrong)).toBeLessThan(0.6);
  });

  test('every measurement is in it once, those below the limit too', () => {
    const coarse: Model = {
      ...threeCompartments,
      residualErrors: {
        C: { kind: 'combined', additive: '0.5[ng/mL]', proportional: '0.1', limitOfQuantification: 6 },
      },
    };
    const { bins, points } = visualPredictiveCheck(
      people(coarse, coarse, 'C', 20, 10),
      request,
      randomSource(4),
    );
    expect(bins.map(({ count }) => count).reduce((sum, each) => sum + each, 0)).toBe(20 * 12);
    expect(points).toHaveLength(20 * 12);
    const { belowLimit, quantiles } = bins.at(-1)!;
    expect(belowLimit!.observed).toBe(
      points.slice(-40).filter(({ isBelowLimit }) => isBelowLimit).length / 40,
    );
    expect(belowLimit!.low).toBeLessThanOrEqual(belowLimit!.observed!);
    expect(belowLimit!.high).toBeGreaterThanOrEqual(belowLimit!.observed!);
    expect(quantiles[0]?.observed).toBeNull();
  });

  test('corrected by the prediction, people with ten times the dose lie with the others', () => {
    const proportional: Model = {
      ...threeCompartments,
      residualErrors: { C: { kind: 'proportional', proportional: '0.1' } },
    };
    const blank = (amt: number): PatientRecord[] => [
      { ...infusion, amt },
      { time: 1, evid: 0 },
    ];
    const simulate = createSubjectSimulator(proportional, { source: randomSource(8), outputs: ['C'] });
    const subjects = Array.from({ length: 20 }, (_, subject) => {
      const records = blank(subject < 10 ? 20 : 200);
      // The same people twice: with the same numbers their concentrations go with the dose.
      const { values } = simulate(records, subject % 10).measured.C!;
      return createEstimation(proportional, [
        records[0]!,
        { ...records[1]!, observations: [{ output: 'C', value: values[1]! }] },
      ]);
    });
    const corrected = visualPredictiveCheck(
      subjects,
      { output: 'C', edgesH: [0, 2], replicates: 50, predictionCorrected: true },
      randomSource(1),
    );
    corrected.points.slice(0, 10).forEach(({ value }, index) => {
      expect(value / corrected.points[index + 10]!.value).toBeCloseTo(1, 9);
    });
  });

  test.each([
    [{ ...request, edgesH: [0, 2, 1] }, 'edgesH[2]: hours that rise are needed, not 1'],
    [{ ...request, edgesH: [0, 2] }, 'edgesH: person 0, records[9] at 3 h lies in no bin'],
    [{ ...request, replicates: 3 }, 'replicates: a whole number from 40 is needed, not 3'],
  ])('a check of %j is refused', (asked, message) => {
    expect(() => visualPredictiveCheck(own, asked, randomSource(1))).toThrow(message);
  });
});
