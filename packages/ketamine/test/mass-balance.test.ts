import { type Dose, individual, type LinearModel, massBalance, solve } from '@ketame/pharmacometrics';
import { describe, expect, test } from 'vitest';
import { domino1982Model } from '../src/models/domino-1982.ts';
import { fanta2015Otto2021Model } from '../src/models/fanta-2015-otto-2021.ts';
import { simons2022Racemate, simons2022S } from '../src/models/simons-2022.ts';
import { slowReliefModel } from '../src/slow-relief.ts';

const vein: readonly Dose[] = [
  { input: 'iv', timeH: 0, amountMg: 20, durationH: 1 / 3 },
  { input: 'iv', timeH: 1, amountMg: 10 },
  { input: 'iv', timeH: 2, rateMgPerH: 15, durationH: 30, everyH: 48, additional: 2 },
];
const films: readonly Dose[] = [{ input: 'film', timeH: 0.5, amountMg: 50, everyH: 12, additional: 5 }];

const cases: readonly [string, LinearModel, readonly Dose[]][] = [
  ['M1, S-ketamine by vein and film', simons2022S, [...vein, ...films]],
  ['M1, racemate', simons2022Racemate, vein],
  ['M2', fanta2015Otto2021Model, vein],
  ['M4', domino1982Model, vein],
  ['M2 with the slow site of M7', slowReliefModel, vein],
];

describe('what entered is in the body or has left, to 1e-12 (issue 2, section 2)', () => {
  test.each(cases)('%s', (_, model, doses) => {
    for (const weight of [45, 70, 130]) {
      const solution = solve(individual(model, { weight }), doses);
      for (const timeH of [0.1, 1, 5, 33, 200, 2016]) {
        const { enteredMg, inBodyMg, leftMg } = massBalance(solution, timeH);
        expect(Math.abs(enteredMg - inBodyMg - leftMg)).toBeLessThanOrEqual(1e-12 * enteredMg);
      }
    }
  });

  test('a film enters 1.42 times its dose (Simons 2022: F1 + F2 = 0.263 + 1.16)', () => {
    const solution = solve(individual(simons2022S, { weight: 70 }), [
      { input: 'film', timeH: 0, amountMg: 50 },
    ]);
    expect(massBalance(solution, 12).enteredMg / 50).toBeCloseTo(1.423, 12);
  });
});
