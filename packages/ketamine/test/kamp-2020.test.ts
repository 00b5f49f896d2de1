import { readFileSync } from 'node:fs';
import { individual, outputsAt, solve } from '@ketame/pharmacometrics';
import { describe, expect, test } from 'vitest';
import { simons2022Racemate, simons2022S } from '../src/models/simons-2022.ts';
import { molarMasses } from '../src/substance.ts';

/**
 * Kamp 2020, figure 1: an independent study of the same laboratory, arterial. See data/README.md for its licence.
 * Concentrations in nmol/mL; three steps of 60 min each.
 */
const rows = readFileSync(new URL('./data/kamp2020_fig1_digitized.csv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('analyte'))
  .map((line) => line.split(','))
  .map(([analyte, arm, time, value]) => ({ analyte, arm, timeH: Number(time), nmolPerMl: Number(value) }));

/** The first points lie before arterial blood is mixed, and are the least reliable of the figure. */
const fromH = 0.2;

function medianAbsoluteError(analyte: 'S-ketamine' | 'R-ketamine', arm: 'esketamine' | 'racemic'): number {
  const measured = rows.filter((row) => row.analyte === analyte && row.arm === arm && row.timeH > fromH);
  const model = arm === 'esketamine' ? simons2022S : simons2022Racemate;
  const mgPerKgPerH = arm === 'esketamine' ? [0.14, 0.28, 0.57] : [0.28, 0.57, 1.14];
  const weight = 70;
  const solution = solve(
    individual(model, { weight }),
    mgPerKgPerH.map((rate, step) => ({ input: 'iv', timeH: step, rateMgPerH: rate * weight, durationH: 1 })),
  );
  const predicted = outputsAt(
    solution,
    measured.map(({ timeH }) => timeH),
    [analyte],
  )[analyte]!;
  const errors = measured
    .map(({ nmolPerMl }, i) => Math.abs(predicted[i]! / (nmolPerMl * molarMasses.massK.value) - 1))
    .sort((a, b) => a - b);
  expect(errors.length).toBeGreaterThan(8);
  return errors[Math.floor(errors.length / 2)]!;
}

describe('M1 on Kamp 2020', () => {
  test('S-ketamine of the S-ketamine arm: median absolute error about 10 % (issue 2, section 2)', () => {
    const error = medianAbsoluteError('S-ketamine', 'esketamine');
    expect(error).toBeGreaterThan(0.08);
    expect(error).toBeLessThan(0.12);
  });

  test('S-ketamine of the racemic arm, by half of the dose: below 12 %', () => {
    expect(medianAbsoluteError('S-ketamine', 'racemic')).toBeLessThan(0.12);
  });

  test('R-ketamine of the racemic arm, by 0.87 of the clearance: below 12 %', () => {
    expect(medianAbsoluteError('R-ketamine', 'racemic')).toBeLessThan(0.12);
  });
});
