import { describe, expect, test } from 'vitest';
import { logNormalCdf, normalCdf } from '../../src/estimation/normal.ts';
import { likelihoodTerm, type Measurement } from '../../src/estimation/observation.ts';

const errors = [
  { kind: 'additive', additive: 2, proportional: 0, log: 0 },
  { kind: 'proportional', additive: 0, proportional: 0.3, log: 0 },
  { kind: 'combined', additive: 2, proportional: 0.3, log: 0 },
  { kind: 'log', additive: 0, proportional: 0, log: 0.4 },
  { kind: 'combined1', additive: 2, proportional: 0.3, log: 0 },
] as const;
const measurement = (error: Measurement['error'], isBelowLimit: boolean): Measurement => ({
  ...{ record: 0, timeH: 1, output: 'C', observed: 10 },
  ...{ error, isBelowLimit },
});

describe('the likelihood of one measurement (issue 7)', () => {
  // Values of R's pnorm.
  test.each([
    [-40, -804.6084420137538],
    [-10, Math.log(7.619853024160527e-24)],
    [-3, Math.log(0.0013498980316300946)],
    [0, Math.log(0.5)],
    [1, Math.log(0.8413447460685429)],
    [5, Math.log(0.9999997133484281)],
  ])('the logarithm of the chance below %d is that of the normal distribution', (x, wanted) => {
    expect(Math.abs(logNormalCdf(x) / wanted - 1)).toBeLessThan(1e-9);
  });

  test('a value below its limit counts by the chance to lie there (M3)', () => {
    const below = (error: Measurement['error'], f: number) =>
      Math.exp(likelihoodTerm(measurement(error, true), f).logDensity);
    expect(below(errors[0], 12)).toBeCloseTo(normalCdf(-1), 14);
    expect(below(errors[1], 12)).toBeCloseTo(normalCdf(-2 / 3.6), 14);
    expect(below(errors[2], 12)).toBeCloseTo(normalCdf(-2 / Math.hypot(2, 3.6)), 14);
    expect(below(errors[3], 12)).toBeCloseTo(normalCdf(Math.log(10 / 12) / 0.4), 14);
  });

  test('the deviation is a + b f in Monolix’s combined1, and the root of a² + b² f² in its combined2', () => {
    // g as in error_model_comb1 and error_model_comb2 of posologyr 1.2.4; y is normal about f with deviation g.
    const stated = (g: number, f: number) =>
      -Math.log(g) - (10 - f) ** 2 / (2 * g * g) - Math.log(2 * Math.PI) / 2;
    for (const f of [1, 9, 40]) {
      const found = (error: Measurement['error']) => likelihoodTerm(measurement(error, false), f).logDensity;
      expect(found(errors[4])).toBeCloseTo(stated(2 + 0.3 * f, f), 12);
      expect(found(errors[2])).toBeCloseTo(stated(Math.sqrt(4 + 0.09 * f * f), f), 12);
    }
  });

  test.each(errors.flatMap((error) => [false, true].map((isBelow) => [error.kind, isBelow, error] as const)))(
    'slope and bend of a %s error (below the limit: %s) are those of differences',
    (_, isBelow, error) => {
      const at = (f: number) => likelihoodTerm(measurement(error, isBelow), f);
      for (const f of [4, 9, 15, 60]) {
        const h = 1e-4 * f;
        const slope = (at(f + h).logDensity - at(f - h).logDensity) / (2 * h);
        const bend = (at(f + h).slope - at(f - h).slope) / (2 * h);
        expect(Math.abs(at(f).slope - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
        expect(Math.abs(at(f).bend - bend)).toBeLessThan(1e-6 * (1 + Math.abs(bend)));
      }
    },
  );

  test.each(errors.map((error) => [error.kind, error] as const))(
    'the information of a %s error is what the bend is in expectation',
    (kind, error) => {
      const f = 12;
      let [sum, total] = [0, 0];
      for (let u = -8; u <= 8; u += 0.01) {
        const weight = Math.exp((-u * u) / 2);
        const spread =
          kind === 'combined1'
            ? error.additive + error.proportional * f
            : Math.hypot(error.additive, error.proportional * f);
        const observed = kind === 'log' ? f * Math.exp(error.log * u) : f + spread * u;
        sum -= weight * likelihoodTerm({ ...measurement(error, false), observed }, f).bend;
        total += weight;
      }
      expect(sum / total).toBeCloseTo(likelihoodTerm(measurement(error, false), f).information, 8);
    },
  );
});
