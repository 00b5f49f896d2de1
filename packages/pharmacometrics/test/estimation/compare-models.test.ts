import { describe, expect, test } from 'vitest';
import {
  compareModels,
  createEstimation,
  type Model,
  type PatientRecord,
  predictiveDensity,
  randomSource,
  samplePosterior,
} from '../../src/index.ts';
import { line, lineRecords } from './models.ts';

function densityOf(model: Model, records: readonly PatientRecord[], draws?: number) {
  const estimation = createEstimation(model, records);
  const posterior = samplePosterior(estimation, { seed: 2, draws });
  if (posterior.failure) throw new Error(posterior.failure.message);
  return predictiveDensity(estimation, posterior.draws);
}

const onlyStart: Model = {
  ...line,
  randomEffects: {
    deviates: [{ name: 'start', variance: 4 }],
    parameters: { start: { deviates: ['start'], transformation: { kind: 'normal' } } },
  },
};

describe('models compared by what they foretell (issue 7)', () => {
  test('the density of each measurement given the others is that of the closed form', () => {
    // One deviate: y = typical + eta + error; given the others eta is normal with precision 1/4 + 2/0.64.
    const { pointwise, paretoK, greatestParetoK } = densityOf(onlyStart, lineRecords, 16_000);
    const rests = lineRecords.slice(1).map(({ time, observations }) => {
      const [observation] = observations ?? [];
      const value = observation && 'value' in observation ? observation.value : Number.NaN;
      return value - (5 - 0.5 * 6 * Math.exp(-0.3 * time));
    });
    rests.forEach((rest, index) => {
      const others = rests.filter((_, other) => other !== index);
      const precision = 1 / 4 + 2 / 0.64;
      const mean = (others[0]! + others[1]!) / 0.64 / precision;
      const variance = 0.64 + 1 / precision;
      const exact = -((rest - mean) ** 2) / (2 * variance) - Math.log(2 * Math.PI * variance) / 2;
      expect(Math.abs(pointwise[index]! - exact)).toBeLessThan(0.03);
      expect(paretoK[index]).toBeLessThan(greatestParetoK);
    });
  });

  const often = (score: (index: number) => number): PatientRecord[] => [
    { time: 0, evid: 1, cmt: 'iv', amt: 6 },
    ...Array.from({ length: 12 }, (_, index): PatientRecord => {
      const time = 0.5 * (index + 1);
      return { time, evid: 0, observations: [{ output: 'score', value: score(index) }] };
    }),
  ];
  const without: Model = {
    ...onlyStart,
    name: 'no effect',
    parameters: { ...line.parameters, slope: { value: 0, unit: 'L/mg' } },
  };

  test('a model without what the measurements show loses', () => {
    const records = often((index) => 6 - 0.9 * 6 * Math.exp(-0.15 * (index + 1)) + 0.4 * Math.sin(7 * index));
    const compared = compareModels(
      [
        { name: 'no effect', density: densityOf(without, records) },
        { name: 'line', density: densityOf(line, records) },
      ],
      randomSource(1),
    );
    expect(compared.winner).toBe('line');
    expect(compared.models[0]?.weight).toBeGreaterThan(0.95);
    expect(compared.models[1]?.behind).toBeGreaterThan(4);
  });

  test('where neither is clearly better the average is taken, and said', () => {
    const records = often((index) => 4 + 0.5 * Math.sin(5 * index));
    const compared = compareModels(
      [
        { name: 'one', density: densityOf(line, records) },
        { name: 'the same', density: densityOf({ ...line, name: 'the same' }, records) },
      ],
      randomSource(1),
    );
    expect(compared.winner).toBeNull();
    expect(compared.words).toMatch(/^No model foretells .* use their average/);
    for (const { weight } of compared.models) expect(weight).toBeCloseTo(0.5, 1);
  });

  test('models of different measurements are refused', () => {
    const [short, long] = [lineRecords.slice(0, 3), lineRecords].map((records) =>
      densityOf(onlyStart, records),
    );
    expect(() =>
      compareModels(
        [
          { name: 'a', density: long! },
          { name: 'b', density: short! },
        ],
        randomSource(1),
      ),
    ).toThrow('models[1]: "b" was fitted to 2 measurements, "a" to 3; they must be the same');
  });
});
