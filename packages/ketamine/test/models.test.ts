import { areaUnder, type Dose, individual, outputsAt, peak, solve } from '@ketame/pharmacometrics';
import { describe, expect, test } from 'vitest';
import { domino1982Model } from '../src/models/domino-1982.ts';
import { fanta2015Otto2021Model, fanta2015Parent } from '../src/models/fanta-2015-otto-2021.ts';
import {
  simons2022ParentRacemate,
  simons2022ParentS,
  simons2022Racemate,
  simons2022S,
} from '../src/models/simons-2022.ts';

const man70 = { weight: 70 };
const m1 = individual(simons2022S, man70);
const m2 = individual(fanta2015Otto2021Model, man70);
const m4 = individual(domino1982Model, man70);

const twentyIn20 = { input: 'iv', timeH: 0, amountMg: 20, durationH: 20 / 60 };
const thirtyFiveIn40 = { input: 'iv', timeH: 0, amountMg: 35, durationH: 40 / 60 };

function peakOf(system: typeof m1, doses: readonly Dose[], output: string): number {
  return peak(solve(system, doses), output, 0, 24).value;
}

function within(value: number, expected: number, share: number): void {
  expect(Math.abs(value / expected - 1), `${value} against ${expected}`).toBeLessThanOrEqual(share);
}

function valueAt(system: typeof m1, doses: readonly Dose[], timeH: number, output: string): number {
  return outputsAt(solve(system, doses), [timeH], [output])[output]![0]!;
}

/** ln 2 over the slope of a late stretch, h. */
function terminalHalfLifeH(system: typeof m1, output: string, fromH: number, toH: number): number {
  const bolus = [{ input: 'iv', timeH: 0, amountMg: 100 }];
  const early = valueAt(system, bolus, fromH, output);
  return (Math.LN2 * (toH - fromH)) / Math.log(early / valueAt(system, bolus, toH, output));
}

describe('M1, Simons 2022', () => {
  test('20 mg over 20 min peaks at 268 ng/mL (issue 2, section 2; the paper measured 273 and 260)', () => {
    within(peakOf(m1, [twentyIn20], 'S-ketamine'), 268, 0.01);
  });

  test('20 mg over 20 min peaks within the confidence intervals of the two measurements (Simons, thesis p. 21)', () => {
    const value = peakOf(m1, [twentyIn20], 'S-ketamine');
    expect(value).toBeGreaterThan(251);
    expect(value).toBeLessThan(287);
  });

  test.each([
    ['S-ketamine', 85.9, 96],
    ['S-norketamine', 251, 276],
    ['S-hydroxynorketamine', 95.4, 101],
  ])(
    'a film of 50 mg peaks in %s at %f ng/mL (issue 2), within 11 %% of the measured %f (Simons Table 2)',
    (output, expected, measured) => {
      const value = peakOf(m1, [{ input: 'film', timeH: 0, amountMg: 50 }], output);
      within(value, expected, 0.01);
      within(value, measured, 0.11);
    },
  );

  test.each([
    ['S-ketamine', 18.8, 8363],
    ['S-norketamine', 61, 38497],
    ['S-hydroxynorketamine', 81, 24087],
  ])(
    'a film of 50 mg: %s peaks at %f min, with %f ng min/mL in 6 h, as Simons Table 2 (issue 3, target V2)',
    (output, timeMin, area) => {
      const solution = solve(m1, [{ input: 'film', timeH: 0, amountMg: 50 }]);
      within(peak(solution, output, 0, 6).timeH * 60, timeMin, 0.08);
      within(areaUnder(solution, output, 0, 6) * 60, area, 0.11);
    },
  );

  test('35 mg over 40 min peaks at 289 ng/mL (independent integration of the same equations)', () => {
    within(peakOf(m1, [thirtyFiveIn40], 'S-ketamine'), 289, 0.01);
  });

  test('20 mg/h settles at the rate over the clearance, 225 ng/mL', () => {
    const steady = valueAt(
      m1,
      [{ input: 'iv', timeH: 0, amountMg: 20 * 200, durationH: 200 }],
      200,
      'S-ketamine',
    );
    within(steady, 20000 / (1.48 * 60), 1e-9);
    within(steady, 225, 0.01);
  });

  test('the parent alone is the same S-ketamine, and the same racemate, as the whole', () => {
    const times = Float64Array.from({ length: 60 }, (_, i) => i / 4);
    const doses = [thirtyFiveIn40, { input: 'iv', timeH: 3, amountMg: 10 }];
    const films = [...doses, { input: 'film', timeH: 5, amountMg: 50 }];
    const pairs = [
      [simons2022S, simons2022ParentS, films, 'S-ketamine'],
      [simons2022Racemate, simons2022ParentRacemate, doses, 'racemic ketamine'],
      [fanta2015Otto2021Model, fanta2015Parent, doses, 'S-ketamine'],
    ] as const;
    for (const [whole, parent, given, output] of pairs) {
      const a = outputsAt(solve(individual(whole, man70), given), times, [output])[output]!;
      const b = outputsAt(solve(individual(parent, man70), given), times, [output])[output]!;
      const top = Math.max(...a);
      a.forEach((value, i) => {
        expect(Math.abs(value - b[i]!)).toBeLessThanOrEqual(1e-12 * top);
      });
    }
  });
});

describe('M2, Fanta 2015 and Otto 2021', () => {
  test.each([
    [[twentyIn20], 112],
    [[thirtyFiveIn40], 158],
  ])('%j peaks at %f ng/mL (issue 2, section 2)', (doses, expected) => {
    within(peakOf(m2, doses, 'S-ketamine'), expected, 0.01);
  });

  test('the terminal half-life is 7.4 h (issue 2)', () => {
    within(terminalHalfLifeH(m2, 'S-ketamine', 72, 96), 7.4, 0.01);
  });

  test('20 mg/h settles at 210 ng/mL (issue 2)', () => {
    const steady = valueAt(
      m2,
      [{ input: 'iv', timeH: 0, amountMg: 20 * 200, durationH: 200 }],
      200,
      'S-ketamine',
    );
    within(steady, 210, 0.01);
  });

  test('norketamine settles between 250 and 350 ng/mL under 20 mg/h (simulations of the paper’s equations)', () => {
    const steady = valueAt(
      m2,
      [{ input: 'iv', timeH: 0, amountMg: 20 * 200, durationH: 200 }],
      200,
      'S-norketamine',
    );
    expect(steady).toBeGreaterThan(250);
    expect(steady).toBeLessThan(350);
  });

  test('0.5 mg/kg over 40 min peaks inside the 100-250 ng/mL measured for it (Krystal 1994 in Zanos 2018, Table 1)', () => {
    const value = peakOf(m2, [thirtyFiveIn40], 'S-ketamine');
    expect(value).toBeGreaterThan(100);
    expect(value).toBeLessThan(250);
  });
});

describe('M4, Domino 1982', () => {
  test('clearance 115.9 L/h, from the plateau (issue 2)', () => {
    const plateau = valueAt(
      m4,
      [{ input: 'iv', timeH: 0, amountMg: 20 * 100, durationH: 100 }],
      100,
      'racemic ketamine',
    );
    within(20000 / plateau, 115.9, 0.005);
  });

  test('volume at steady state 193.2 L, from what the body holds at the plateau (issue 2)', () => {
    const rate = 20;
    const doses = [{ input: 'iv', timeH: 0, amountMg: rate * 100, durationH: 100 }];
    const solution = solve(m4, doses);
    const plateau = outputsAt(solution, [100])['racemic ketamine']![0]!;
    // At steady state the body holds Vss times the concentration; it empties by k10 alone.
    const amounts = individual(
      {
        ...domino1982Model,
        outputs: Object.fromEntries(
          ['K1', 'K2', 'K3'].map((compartment) => [compartment, { compartment, unit: 'mg' }]),
        ),
      },
      man70,
    );
    const held = Object.values(outputsAt(solve(amounts, doses), [100])).reduce((sum, [mg]) => sum + mg!, 0);
    within((held / plateau) * 1000, 193.2, 0.005);
  });

  test('20 mg over 20 min and 35 mg over 40 min peak at 240 ng/mL, 20 mg/h settles at 173 (issue 3, section 5)', () => {
    within(peakOf(m4, [twentyIn20], 'racemic ketamine'), 240, 0.01);
    within(peakOf(m4, [thirtyFiveIn40], 'racemic ketamine'), 240, 0.01);
    const doses = [{ input: 'iv', timeH: 0, amountMg: 20 * 100, durationH: 100 }];
    within(valueAt(m4, doses, 100, 'racemic ketamine'), 173, 0.01);
  });

  test('terminal half-life 1.91 h (issue 2)', () => {
    within(terminalHalfLifeH(m4, 'racemic ketamine', 24, 36), 1.91, 0.005);
  });
});
