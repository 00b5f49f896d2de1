import { describe, expect, test } from 'vitest';
import { smoothWeights } from '../../src/estimation/pareto-smoothing.ts';
import { chainDiagnostics, drawsOf, randomSource } from '../../src/index.ts';

const draws = drawsOf(randomSource(5), 'reliability');
const normals = (chain: number, count: number) =>
  Float64Array.from({ length: count }, (_, index) => draws.normal({ subject: chain, occasion: index }));

describe('Pareto k (issue 7)', () => {
  test.each([0.2, 0.5, 0.9, 1.3])('weights whose tail has the shape %d are found to have it', (shape) => {
    const found = Array.from({ length: 8 }, (_, subject) => {
      const logs = Float64Array.from(
        { length: 20_000 },
        (__, index) => -shape * Math.log(draws.uniform({ subject, occasion: index })),
      );
      const { paretoK, weights } = smoothWeights(logs);
      expect(weights.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
      return paretoK;
    });
    expect(Math.abs(found.reduce((sum, each) => sum + each, 0) / 8 - shape)).toBeLessThan(0.08);
  });

  test('equal weights are as many as they are, and have no tail', () => {
    const { paretoK, effectiveSize } = smoothWeights(new Float64Array(1000));
    expect(effectiveSize).toBeCloseTo(1000, 8);
    expect(paretoK).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('chains (issue 7)', () => {
  const chains = [0, 1, 2, 3].map((chain) => normals(chain, 2000));

  test('of independent draws agree, and count in full', () => {
    const { rHat, bulkEffectiveSize, tailEffectiveSize } = chainDiagnostics(chains);
    expect(rHat).toBeLessThan(1.005);
    expect(bulkEffectiveSize / 8000).toBeGreaterThan(0.85);
    expect(tailEffectiveSize / 8000).toBeGreaterThan(0.8);
  });

  test('whose draws depend on the one before count as (1 - r) / (1 + r) of theirs', () => {
    const r = 0.8;
    const dependent = chains.map((chain) => {
      let last = 0;
      return chain.map((each) => {
        last = r * last + Math.sqrt(1 - r * r) * each;
        return last;
      });
    });
    const { bulkEffectiveSize } = chainDiagnostics(dependent);
    expect(Math.abs(bulkEffectiveSize / 8000 / ((1 - r) / (1 + r)) - 1)).toBeLessThan(0.2);
  });

  test.each([
    ['lies elsewhere', (each: number) => each + 1],
    ['is wider', (each: number) => 3 * each],
  ])('of which one %s do not agree', (_, change) => {
    const [first, ...others] = chains;
    expect(chainDiagnostics([first!.map(change), ...others]).rHat).toBeGreaterThan(1.03);
  });
});
