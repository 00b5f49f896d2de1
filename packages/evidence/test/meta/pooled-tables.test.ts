import { describe, expect, test } from 'vitest';
import { mantelHaenszel, petoOddsRatio, type TableMeasure } from '../../src/meta/pooled-tables.ts';
import { expectClose } from './close.ts';
import fixture from './fixtures/mantel-haenszel.json' with { type: 'json' };

describe('Mantel-Haenszel and Peto agree with metafor 3.8 to 1e-6', () => {
  for (const { name, a, n1, c, n2, fits } of fixture.sets) {
    const studies = a.map((events, i) => ({
      study: `Study ${i + 1}`,
      first: { events, n: n1[i] as number },
      second: { events: c[i] as number, n: n2[i] as number },
    }));
    for (const expected of fits) {
      test(`${name}: ${expected.measure}`, () => {
        const fit =
          expected.measure === 'PETO'
            ? petoOddsRatio(studies)
            : mantelHaenszel(expected.measure as TableMeasure, studies);
        expect(fit.k).toBe(expected.k);
        for (const key of ['estimate', 'se', 'p', 'ciLower', 'ciUpper'] as const) {
          expectClose(fit.estimate[key], expected[key], key);
        }
        for (const key of ['Q', 'pQ', 'I2', 'H2'] as const) expectClose(fit[key], expected[key], key);
      });
    }
  }
});

test('no event in one arm of any study: no ratio, and a reason', () => {
  const studies = [{ study: 's', first: { events: 0, n: 10 }, second: { events: 3, n: 10 } }];
  expect(() => mantelHaenszel('RR', studies)).toThrow(/too few events/);
  expect(petoOddsRatio(studies).estimate.estimate).toBeLessThan(0);
  expect(() => mantelHaenszel('RD', [])).toThrow(/no studies/);
});
