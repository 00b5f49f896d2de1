import { areaUnder, courseOf, type Dose, individual, outputsAt, peak, solve } from '@ketame/pharmacometrics';
import { describe, expect, test } from 'vitest';
import {
  type DoseKind,
  type Drug,
  doseKinds,
  doseKindsOf,
  predictCourse,
  predictPopulation,
  type Regimen,
  refusedRoutes,
  simulate,
} from '../src/index.ts';
import { flint2017Model } from '../src/models/children.ts';
import { jonkman2017Model } from '../src/models/jonkman-2017.ts';
import { malinovsky1996Model } from '../src/models/malinovsky-1996.ts';
import { otherRoutesModels, otherRoutesOfS, otherRoutesParents } from '../src/models/other-routes.ts';
import { simons2022S } from '../src/models/simons-2022.ts';

function within(value: number, expected: number, share: number): void {
  expect(Math.abs(value / expected - 1), `${value} against ${expected}`).toBeLessThanOrEqual(share);
}
const systemOf = (drug: Drug) => individual(otherRoutesModels[drug], { weight: 70 });
const solved = (drug: Drug, input: string, amountMg: number) =>
  solve(systemOf(drug), [{ input, timeH: 0, amountMg }]);
const racemate = 'racemic ketamine' as const;
const S = 'S-ketamine' as const;

describe('the racemate by further routes, against what was measured', () => {
  test.each([
    ['oral', 25, 22.8, 'Chong 2006; the rate is fitted to it'],
    ['sublingual', 25, 28.6, 'Chong 2006; the rate is fitted to it'],
  ])('%s, %f mg: peak %f ng/mL (%s)', (route, mg, expected) => {
    within(peak(solved(racemate, route, mg), racemate, 0, 24).value, expected, 0.005);
  });

  test('nasal, 30 mg: peak 60.8 ng/mL at 14 min, area 46 ng h/mL, within 15 % (Pharmacotherapy 2022, Table 6)', () => {
    const solution = solved(racemate, 'nasal', 30);
    const top = peak(solution, racemate, 0, 24);
    within(top.value, 60.8, 0.15);
    within(top.timeH * 60, 14, 0.15);
    within(areaUnder(solution, racemate, 0, 500), 46, 0.15);
  });

  test('intramuscular, 0.5 mg/kg: 147 ng/mL at 30 min within 5 % (Anaesthesist 1984;33:272-5), peak at 15 min', () => {
    const solution = solved(racemate, 'intramuscular', 35);
    within(outputsAt(solution, [0.5])[racemate]![0]!, 147, 0.05);
    within(peak(solution, racemate, 0, 24).timeH * 60, 15, 0.01);
  });

  test('intramuscular, 1 mg/kg: the 474 ng/mL at 15 min of the same study are not met, as the card says', () => {
    within(outputsAt(solved(racemate, 'intramuscular', 70), [0.25])[racemate]![0]!, 301, 0.01);
  });

  test('rectal: the peak falls at 42 min', () => {
    within(peak(solved(racemate, 'rectal', 50), racemate, 0, 24).timeH * 60, 42, 0.01);
  });

  test.each([
    ['oral', 0.23],
    ['sublingual', 0.32],
    ['nasal', 0.13],
    ['intramuscular', 0.93],
    ['rectal', 0.3],
  ])('%s: %f of the area by vein', (route, share) => {
    const byVein = areaUnder(solved(racemate, 'iv', 50), racemate, 0, 500);
    within(areaUnder(solved(racemate, route, 50), racemate, 0, 500) / byVein, share, 1e-6);
  });
});

describe('S-ketamine by mouth and nose', () => {
  test('by mouth 0.13 of the area by vein; norketamine at least 4 times ketamine, less than the 12.6 of Ashraf 2018', () => {
    const solution = solved(S, 'oral', 14);
    const area = areaUnder(solution, S, 0, 500);
    within(area / areaUnder(solved(S, 'iv', 14), S, 0, 500), 0.13, 1e-6);
    // M1 clears norketamine faster than M5 and is known to be low in it.
    const ratio = areaUnder(solution, 'S-norketamine', 0, 500) / area;
    expect(ratio).toBeGreaterThan(4);
    expect(ratio).toBeLessThan(12.6);
  });

  test('one nasal device: 0.62 of the area by vein, a later one 0.45 (Perez-Ruixo 2021)', () => {
    const byVein = areaUnder(solved(S, 'iv', 28), S, 0, 500);
    within(areaUnder(solved(S, 'nasal', 28), S, 0, 500) / byVein, 0.62, 0.01);
    within(areaUnder(solved(S, 'nasal, later device', 28), S, 0, 500) / byVein, 0.45, 0.02);
  });

  test('56 mg through the nose are two devices', () => {
    const regimen = (steps: Regimen['steps']): Regimen => ({ name: 'n', drug: S, amountAs: 'base', steps });
    const area = (amount: number) => {
      const prediction = predictCourse(
        regimen([{ kind: 'nasal', startH: 0, amount, basis: 'patient' }]),
        { weightKg: 70, ageYears: 40, sex: 'male' },
        Float64Array.of(0, 1),
      );
      if (prediction.refused !== null) throw new Error('refused');
      return prediction.answer.summary.aucNgHPerMl;
    };
    // 0.622 of the first device and 0.453 of the second.
    within(area(56) / area(28), 1 + 0.4533 / 0.6219, 0.001);
  });
});

describe('models of the routes', () => {
  test('without metabolites they give the same ketamine', () => {
    const doses: Dose[] = ['iv', ...doseKindsOf(racemate).filter((kind) => kind !== 'bolus')].map(
      (input, hour) => ({ input, timeH: hour, amountMg: 20 }),
    );
    const times = Float64Array.from({ length: 50 }, (_, i) => i / 3);
    const whole = outputsAt(solve(systemOf(racemate), doses), times);
    const parent = solve(individual(otherRoutesParents[racemate], { weight: 70 }), doses);
    const half = solve(
      individual(otherRoutesOfS[racemate], { weight: 70 }),
      doses.map((dose) => ({ ...dose, amountMg: 10 })),
    );
    const total = outputsAt(parent, times)[racemate]!;
    const s = outputsAt(half, times)[S]!;
    times.forEach((_, i) => {
      expect(total[i]!).toBeCloseTo(whole[racemate]![i]!, 8);
      expect(s[i]!).toBeCloseTo(whole[S]![i]!, 8);
    });
  });

  test('every route is either described for a drug or refused with a reason, never both', () => {
    for (const drug of [S, racemate]) {
      const described = Object.keys(otherRoutesModels[drug].inputs);
      const refused = refusedRoutes[drug].map(({ route }) => route);
      for (const kind of doseKinds) {
        const input = kind === 'bolus' ? 'iv' : kind;
        expect(described.includes(input), `${drug}, ${kind}`).toBe(!refused.includes(kind));
      }
      for (const { reason } of refusedRoutes[drug]) expect(reason).not.toBe('');
    }
  });

  test('a route without numbers is refused by `simulate` with the reason', () => {
    const ask = () =>
      simulate({
        model: 'other-routes',
        patient: { weightKg: 70, ageYears: 40, sex: 'male' },
        doses: [{ drug: racemate, route: 'subcutaneous', timeH: 0, amountMg: 10, amountAs: 'base' }],
        timesH: Float64Array.of(0, 1),
      });
    expect(ask).toThrow(/doses\[0\]\.route.*No absorbed share/);
  });
});

describe('a regimen by further routes', () => {
  const patient = { weightKg: 70, ageYears: 46, sex: 'female' as const };
  const regimenBy = (drug: Drug, kind: DoseKind): Regimen => ({
    name: kind,
    drug,
    amountAs: 'base',
    steps: [{ kind, startH: 0, amount: 30, basis: 'patient', repeat: { everyH: 12, count: 4 } }],
  });
  const timesH = Float64Array.from({ length: 200 }, (_, i) => i);

  test.each([S, racemate].flatMap((drug) => doseKinds.map((kind) => [drug, kind] as const)))(
    '%s %s: an extrapolation with its reason, or refused with one',
    (drug, kind) => {
      const prediction = predictCourse(regimenBy(drug, kind), patient, timesH);
      if (!doseKindsOf(drug).includes(kind)) {
        expect(prediction.refused?.[0]?.message).toContain(kind);
        return;
      }
      if (prediction.refused !== null) throw new Error('refused');
      const { course, summary, notes } = prediction.answer;
      const isOwn = kind === 'bolus' || kind === 'film';
      expect(course.plasma.basis.kind).toBe(isOwn ? 'fitted' : 'extrapolated');
      expect(notes.some(({ code }) => code === 'other-route')).toBe(!isOwn);
      expect(course.slowRelief.basis.kind).toBe('extrapolated');
      expect(summary.peakNgPerMl).toBeGreaterThan(1);
      expect(Math.max(...course.slowRelief.typical)).toBeGreaterThan(0);
    },
  );

  test('the median of virtual patients lies near the typical course', () => {
    const prediction = predictPopulation(regimenBy(racemate, 'oral'), patient, timesH, {
      subjects: 200,
      seed: 1,
    });
    const typical = predictCourse(regimenBy(racemate, 'oral'), patient, timesH);
    if (prediction.refused !== null || typical.refused !== null) throw new Error('refused');
    const { median } = prediction.population.ketamine;
    within(median[1]!, typical.answer.course.plasma.ketamine[1]!, 0.1);
  });
});

describe('Jonkman 2017, inhaled: the share falls with the concentration', () => {
  const weight = { weight: 70 };
  /** Share of a small puff that is absorbed while an infusion holds a concentration. */
  const shareAt = (ngPerMl: number) => {
    const rateMgPerH = (ngPerMl / 1000) * 88.8;
    const infusion: Dose = { input: 'iv', timeH: 0, rateMgPerH, durationH: 400 };
    const puff: Dose = { input: 'inhaled', timeH: 300, amountMg: 1e-3 };
    const timesH = Float64Array.from({ length: 3001 }, (_, i) => 300 + i / 30);
    const of = (doses: readonly Dose[]) => {
      const course = courseOf(jonkman2017Model, { covariates: weight, doses, timesH, outputs: [S] });
      if (course.failure !== null) throw new Error('failed');
      return course.outputs[S]!;
    };
    const [withPuff, without] = [of([infusion, puff]), of([infusion])];
    const area = withPuff.reduce((sum, value, i) => sum + (value - without[i]!) / 30, 0);
    return (area * 88.8) / 1000 / 1e-3;
  };
  test.each([
    [275, 0.5],
    [375, 0.38],
  ])('at %f ng/mL %f of the dose is absorbed (text of the paper), within 5 %%', (ngPerMl, share) => {
    within(shareAt(ngPerMl), share, 0.05);
  });

  test('with little in blood it is M1 with 0.70 of the dose at 0.05 /min', () => {
    const dose = { timeH: 0, amountMg: 0.01 };
    const timesH = [0.25, 0.5, 1, 3];
    const inhaled = courseOf(jonkman2017Model, {
      covariates: weight,
      doses: [{ ...dose, input: 'inhaled' }],
      timesH,
    });
    if (inhaled.failure !== null) throw new Error('failed');
    const linear = individual(
      {
        ...simons2022S,
        compartments: [...simons2022S.compartments, 'lung'],
        flows: [...simons2022S.flows, { from: 'lung', to: 'K1', rate: '0.05[1/min]' }],
        inputs: { inhaled: [{ into: 'lung', bioavailability: '0.7' }] },
      },
      weight,
    );
    const expected = outputsAt(solve(linear, [{ ...dose, input: 'inhaled' }]), timesH)[S]!;
    timesH.forEach((_, i) => {
      within(inhaled.outputs[S]![i]!, expected[i]!, 1e-4);
    });
  });
});

describe('Malinovsky 1996, children of 20 kg', () => {
  const child = individual(malinovsky1996Model, { weight: 20 });
  test.each([
    ['rectal', 9, 42, 440, 632],
    ['nasal', 3, 20, 410, 496],
  ])(
    '%s %f mg/kg: peak at %f min as printed; it is %f ng/mL, below the printed %f, as the card says',
    (input, perKg, minutes, expected, printed) => {
      const top = peak(solve(child, [{ input, timeH: 0, amountMg: perKg * 20 }]), 'racemic ketamine', 0, 24);
      within(top.timeH * 60, minutes, 0.02);
      within(top.value, expected, 0.02);
      expect(top.value).toBeLessThan(printed);
    },
  );
});

describe('Flint 2017, norketamine', () => {
  const run = (timesH: readonly number[]) => {
    const course = courseOf(flint2017Model, {
      covariates: { weight: 7 },
      doses: [{ input: 'iv', timeH: 0, rateMgPerH: 7, durationH: 120 }],
      timesH,
    });
    if (course.failure !== null) throw new Error('failed');
    return course.outputs;
  };

  test('on the plateau norketamine over ketamine is CL / CLn, falling by the rise of CLn of 0.87 % an hour', () => {
    const times = [24, 60, 110];
    const { 'S-ketamine': ketamine, 'S-norketamine': norketamine } = run(times);
    times.forEach((time, i) => {
      // Its volume is a litre: norketamine follows ketamine within a minute.
      within(norketamine![i]! / ketamine![i]!, 112 / 53.2 / (1 + 0.0087 * time), 0.001);
    });
  });

  test('ketamine itself is what the two compartments give: rate over clearance by weight to the power 0.75', () => {
    const last = run([119.9])['S-ketamine']![0]!;
    within(last, 7000 / (112 * (7 / 70) ** 0.75), 0.01);
  });
});
