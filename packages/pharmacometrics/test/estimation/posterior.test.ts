import { describe, expect, test } from 'vitest';
import {
  createEstimation,
  type Model,
  mapEstimate,
  type PatientRecord,
  samplePosterior,
} from '../../src/index.ts';
import { line, lineRecords, threeCompartments } from './models.ts';

/** The posterior's draws of one deviate. */
function drawsOf(posterior: ReturnType<typeof samplePosterior>, deviate: number): Float64Array {
  if (posterior.failure) throw new Error(posterior.failure.message);
  const { z, count } = posterior.draws;
  return Float64Array.from({ length: count }, (_, draw) => z[(draw * z.length) / count + deviate]!);
}
const mean = (values: Float64Array) => values.reduce((sum, each) => sum + each, 0) / values.length;
function covariance(left: Float64Array, right: Float64Array): number {
  const [meanLeft, meanRight] = [mean(left), mean(right)];
  return mean(left.map((each, index) => (each - meanLeft) * (right[index]! - meanRight)));
}

describe.each(['importance', 'no-U-turn'] as const)('the posterior by %s (issue 7)', (method) => {
  test('of a model that is linear in its deviates is the normal one of the closed form', () => {
    const estimation = createEstimation(line, lineRecords);
    // Its mean and covariance are compared with the closed form in map.test.ts.
    const exact = mapEstimate(estimation);
    if (exact.failure) throw new Error(exact.failure.message);
    const posterior = samplePosterior(estimation, { seed: 3, method });
    for (const i of [0, 1]) {
      const own = drawsOf(posterior, i);
      const deviation = Math.sqrt(exact.covariance[i]![i]!);
      expect(Math.abs(mean(own) - exact.z[i]!) / deviation).toBeLessThan(0.06);
      for (const j of [0, 1]) {
        const wanted = exact.covariance[i]![j]!;
        const scale = Math.sqrt(exact.covariance[i]![i]! * exact.covariance[j]![j]!);
        expect(Math.abs(covariance(own, drawsOf(posterior, j)) - wanted) / scale).toBeLessThan(0.07);
      }
    }
  });

  test('of one skewed deviate is the one that integration over a grid finds', () => {
    const { CL } = threeCompartments.randomEffects!.parameters;
    const model: Model = {
      ...threeCompartments,
      randomEffects: { deviates: [{ name: 'CL', variance: 1 }], parameters: { CL: CL! } },
    };
    const records: PatientRecord[] = [
      { time: 0, evid: 1, cmt: 'iv', amt: 20, dur: 1 / 3 },
      { time: 6, evid: 0, observations: [{ output: 'C', belowLimit: 4 }] },
      { time: 9, evid: 0, observations: [{ output: 'C', belowLimit: 2 }] },
    ];
    const estimation = createEstimation(model, records);
    const grid = Float64Array.from({ length: 4001 }, (_, index) => (index - 2000) / 250);
    const weights = estimation.logDensity(grid, grid.length).map(Math.exp);
    const total = weights.reduce((sum, each) => sum + each, 0);
    const own = drawsOf(samplePosterior(estimation, { seed: 5, method, draws: 2000 }), 0).sort();
    for (const probability of [0.05, 0.25, 0.5, 0.75, 0.95]) {
      const drawn = own[Math.round(probability * own.length)]!;
      const below = weights.reduce((sum, each, index) => sum + (grid[index]! <= drawn ? each : 0), 0);
      expect(Math.abs(below / total - probability)).toBeLessThan(0.03);
    }
  });

  test('the same seed gives the same draws', () => {
    const estimation = createEstimation(line, lineRecords);
    const [left, right, other] = [1, 1, 2].map((seed) =>
      drawsOf(samplePosterior(estimation, { seed, draws: 1600, method }), 0),
    );
    expect(left).toEqual(right);
    expect(left).not.toEqual(other);
  });
});

describe('a posterior that must not be dosed from (issue 7)', () => {
  const squared: Model = {
    ...line,
    outputs: { ...line.outputs, score: { expression: 'start * start', unit: '1' } },
    parameters: { ...line.parameters, start: { value: 0.1, unit: '1' } },
  };

  test('two peaks are found and named, and there are no draws', () => {
    const posterior = samplePosterior(
      createEstimation(squared, [{ time: 0, evid: 0, observations: [{ output: 'score', value: 9 }] }]),
      { seed: 1 },
    );
    expect(posterior.failure?.reason).toBe('several peaks');
    expect(posterior).not.toHaveProperty('draws');
  });

  test('weights that are not reliable give no draws, and the sampler is tried in their place', () => {
    // A shelf: up to 4 every start is as good as any other, beyond it none. The bell about the peak knows nothing of it.
    const shelf: Model = {
      ...line,
      outputs: { ...line.outputs, score: { expression: 'exp(6 * start)', unit: '1' } },
      parameters: { ...line.parameters, start: { value: 1, unit: '1' } },
      randomEffects: {
        deviates: [{ name: 'start', variance: 100 }],
        parameters: { start: { deviates: ['start'], transformation: { kind: 'normal' } } },
      },
    };
    const estimation = createEstimation(shelf, [
      {
        time: 0,
        evid: 0,
        observations: [{ output: 'score', belowLimit: 2, error: { kind: 'additive', additive: 0.02 } }],
      },
    ]);
    const forced = samplePosterior(estimation, { seed: 1, method: 'importance' });
    expect(forced.failure?.message).toContain('Pareto k is 1.00, where 0.70 is the most');
    expect(forced).not.toHaveProperty('draws');
    // The edge of the shelf is too sharp for the sampler too.
    const posterior = samplePosterior(estimation, { seed: 1, draws: 400 });
    expect(posterior.failure?.reason).toBe('divergent transitions');
    expect(posterior.diagnostics.importance?.paretoK).toBeGreaterThan(0.7);
    expect(posterior.diagnostics.chains?.divergences).toBeGreaterThan(0);
    expect(posterior).not.toHaveProperty('draws');
  });

  test('what gives no most probable value gives no draws either', () => {
    const posterior = samplePosterior(
      createEstimation(threeCompartments, [
        { time: 0, evid: 1, cmt: 'iv', amt: 20 },
        { time: 3, evid: 0, observations: [{ output: 'C', value: 900 }] },
        { time: 6, evid: 0, observations: [{ output: 'C', value: 900 }] },
      ]),
      { seed: 1 },
    );
    expect(posterior.failure?.reason).toBe('model does not describe the data');
    expect(posterior.failure?.advice).toContain('give no dose by this one');
  });
});

describe('parameters of the draws (issue 7)', () => {
  const model: Model = {
    ...line,
    randomEffects: {
      deviates: [
        { name: 'start', variance: 4 },
        { name: 'start, occasion', variance: 1, per: 'occasion' },
      ],
      parameters: { start: { deviates: ['start', 'start, occasion'], transformation: { kind: 'normal' } } },
    },
  };
  const posterior = samplePosterior(
    createEstimation(model, [
      { time: 0, evid: 0, observations: [{ output: 'score', value: 8 }] },
      { time: 100, evid: 0, occasion: 1, observations: [{ output: 'score', value: 6 }] },
    ]),
    { seed: 4 },
  );
  if (posterior.failure) throw new Error(posterior.failure.message);
  const start = (occasion: number) => posterior.draws.parametersOn(occasion).start!;

  test('on an occasion with data are those of its own deviates', () => {
    // Closed form of map.test.ts: person 1.37..., and 0.31..., 0.03... of the occasions.
    const determinant = 5.64 ** 2 - 16;
    const weights = [(5.64 * 3 - 4) / determinant, (5.64 - 4 * 3) / determinant] as const;
    const person = 4 * (weights[0] + weights[1]);
    expect(mean(start(0))).toBeCloseTo(5 + person + weights[0], 1);
    expect(mean(start(1))).toBeCloseTo(5 + person + weights[1], 1);
  });

  test('on the next occasion are the person’s, with the spread of occasions on top', () => {
    const determinant = 5.64 ** 2 - 16;
    const person = (4 * (5.64 - 4) * 4) / determinant;
    expect(mean(start(2))).toBeCloseTo(5 + person, 1);
    // Var of the person given both: 4 - 4^2 (1' V^-1 1); of the occasion: 1.
    const variance = 4 - (16 * 2 * (5.64 - 4)) / determinant + 1;
    expect(covariance(start(2), start(2)) / variance).toBeCloseTo(1, 1);
    expect(start(2)).toEqual(start(2));
    expect(start(2)).not.toEqual(start(3));
  });
});
