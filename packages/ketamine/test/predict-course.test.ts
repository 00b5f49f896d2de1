import { individual, outputsAt, solve } from '@ketame/pharmacometrics';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  type Course,
  type Patient,
  predictCourse,
  predictCurves,
  publishedRegimens,
  type Regimen,
} from '../src/index.ts';
import { fanta2015Parent } from '../src/models/fanta-2015-otto-2021.ts';

const patient: Patient = { weightKg: 70, ageYears: 46, sex: 'female', diagnosis: 'CRPS-1' };
const weeks = Float64Array.from({ length: 12 * 7 + 1 }, (_, day) => day * 24);
const regimenOf = (id: string): Regimen => publishedRegimens.find((each) => each.id === id)!.regimen;

function answer(regimen: Regimen, timesH = weeks, who = patient): Answer {
  const prediction = predictCourse(regimen, who, timesH);
  if (prediction.refused !== null)
    throw new Error(prediction.refused.map(({ message }) => message).join(' '));
  return prediction.answer;
}

const sKetamine = (steps: Regimen['steps']): Regimen => ({
  name: 'test',
  drug: 'S-ketamine',
  amountAs: 'base',
  steps,
});

describe('the 100 h infusion (M2 + M7; issue 2, section 2)', () => {
  const { course, summary } = answer(regimenOf('sigtermans-2009'));

  test.each([
    [4, 0.79],
    [7, 0.78],
    [21, 0.59],
    [28, 0.48],
    [42, 0.28],
    [56, 0.13],
    [84, 0.03],
  ])('relief on day %i after the start is %f ± 0.01', (day, expected) => {
    expect(Math.abs(course.slowRelief.typical[day]! - expected)).toBeLessThanOrEqual(0.01);
  });

  test('a responder has at least 30 % relief on 39 days', () => {
    expect(Math.round(summary.daysAtLeast30.typical)).toBe(39);
  });

  test('it is fitted, with 67 % to respond beside 23 % on placebo (Dahan 2011)', () => {
    expect(course.slowRelief.basis).toEqual({ kind: 'fitted', reasons: [] });
    expect(summary.chanceToRespond?.drug.typical).toBe(0.67);
    expect(summary.chanceToRespond?.placebo.typical).toBe(0.23);
  });

  test('arterial plasma ends at the rate over the clearance of M1, 225 ng/mL, and the AUC is dose over clearance', () => {
    expect(summary.peakNgPerMl).toBeCloseTo(20000 / 88.8, 3);
    expect(summary.peakTimeH).toBeCloseTo(100, 9);
    expect(summary.totalMg).toBe(1760);
    expect(summary.aucNgHPerMl / (1.76e6 / 88.8)).toBeCloseTo(1, 9);
  });
});

describe('the interval of the slow relief', () => {
  /** The same by chance: 2000 draws of both log-normals, on the effect site computed by the trapezoid rule. */
  test.each(['sigtermans-2009', 'schwartzman-2009'])('agrees with plain random draws: %s', (id) => {
    const regimen = regimenOf(id);
    const share = regimen.drug === 'S-ketamine' ? 1 : 0.5;
    const stepH = 0.5;
    const timesH = Float64Array.from({ length: (84 * 24) / stepH + 1 }, (_, i) => i * stepH);
    const doses = regimen.steps.map((step) => {
      if (step.kind !== 'infusion') throw new Error('only infusions here');
      const rate = step.basis === 'kg' ? Math.min(25, step.rate * 70) : step.rate;
      return {
        input: 'iv',
        timeH: step.startH,
        rateMgPerH: rate * share,
        durationH: step.durationH,
        everyH: step.repeat?.everyH,
        additional: step.repeat && step.repeat.count - 1,
      };
    });
    const plasma = outputsAt(solve(individual(fanta2015Parent, { weight: 70 }), doses), timesH)[
      'S-ketamine'
    ]!;
    const days = [2, 5, 14, 42, 70];
    let seed = 12345;
    const uniform = () => {
      seed = (seed * 1664525 + 1013904223) % 2 ** 32;
      return (seed + 0.5) / 2 ** 32;
    };
    const deviate = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const draws = 2000;
    const found = days.map(() => new Float64Array(draws));
    const daysOfRelief = new Float64Array(draws);
    for (let draw = 0; draw < draws; draw++) {
      // Dahan 2011: 10.9 d (5.3-20.5) and 10.5 ng/mL (4.37-21.2), 95 % intervals.
      const halfLifeH = 24 * 10.9 * Math.exp((deviate() * Math.log(20.5 / 5.3)) / (2 * 1.96));
      const c50 = 10.5 * Math.exp((deviate() * Math.log(21.2 / 4.37)) / (2 * 1.96));
      const kept = Math.exp((-Math.LN2 / halfLifeH) * stepH);
      let site = 0;
      for (let i = 1; i < timesH.length; i++) {
        site = site * kept + ((plasma[i]! + plasma[i - 1]!) / 2) * (1 - kept);
        // 30 % relief is Ce / C50 of 3 / 7.
        if (site >= (c50 * 3) / 7) daysOfRelief[draw]! += stepH / 24;
        const day = days.indexOf(timesH[i]! / 24);
        if (day >= 0) found[day]![draw] = site / (site + c50);
      }
    }
    const { course, summary } = answer(regimen);
    const { slowRelief } = course;
    daysOfRelief.sort();
    expect(Math.abs(summary.daysAtLeast30.low - daysOfRelief[draws * 0.05]!)).toBeLessThan(1.5);
    expect(Math.abs(summary.daysAtLeast30.high - daysOfRelief[draws * 0.95]!)).toBeLessThan(1.5);
    days.forEach((day, index) => {
      const sorted = found[index]!.sort();
      expect(Math.abs(slowRelief.low[day]! - sorted[draws * 0.05]!)).toBeLessThan(0.02);
      expect(Math.abs(slowRelief.high[day]! - sorted[draws * 0.95]!)).toBeLessThan(0.02);
    });
  });

  test('between its daily knots it follows the same on other knots', () => {
    const regimen = regimenOf('schwartzman-2009');
    const fine = Float64Array.from({ length: 400 }, (_, i) => i * 1.7);
    const { low, typical, high } = answer(regimen, fine).course.slowRelief;
    // Started at another hour of the day the knots fall elsewhere in the course.
    const later: Regimen = { ...regimen, steps: regimen.steps.map((step) => ({ ...step, startH: 11 })) };
    const shifted = answer(
      later,
      fine.map((time) => time + 11),
    ).course.slowRelief;
    fine.forEach((_, i) => {
      expect(Math.abs(typical[i]! - shifted.typical[i]!)).toBeLessThan(1e-9);
      expect(Math.abs(low[i]! - shifted.low[i]!)).toBeLessThan(0.002);
      expect(Math.abs(high[i]! - shifted.high[i]!)).toBeLessThan(0.002);
    });
  });
});

describe('what the slow relief was not fitted to', () => {
  const day = (steps: Regimen['steps'], change: Partial<Regimen> = {}, who: Partial<Patient> = {}) =>
    answer({ ...sKetamine(steps), ...change }, weeks, { ...patient, ...who });
  const hundred: Regimen['steps'] = [
    { kind: 'infusion', startH: 0, durationH: 100, rate: 20, basis: '70 kg' },
  ];

  test.each([
    ['a short infusion', [{ kind: 'infusion', startH: 0, durationH: 4, rate: 20, basis: '70 kg' }], {}, {}],
    ['sessions', [{ ...hundred[0]!, durationH: 30, repeat: { everyH: 48, count: 3 } }], {}, {}],
    ['the racemate', hundred, { drug: 'racemic ketamine' }, {}],
    ['a film', [...hundred, { kind: 'film', startH: 120, amount: 50, basis: 'patient' }], {}, {}],
    ['a bolus', [...hundred, { kind: 'bolus', startH: 0, amount: 20, basis: 'patient' }], {}, {}],
    ['a higher rate', [{ ...hundred[0]!, rate: 31 }], {}, {}],
    ['another pain', hundred, {}, { diagnosis: 'other' }],
  ] as [string, Regimen['steps'], Partial<Regimen>, Partial<Patient>][])(
    '%s is an extrapolation, says why, and has no chance to respond (issue 2, section 4)',
    (_, steps, change, who) => {
      const { course, summary } = day(steps, change, who);
      expect(course.slowRelief.basis.kind).toBe('extrapolated');
      expect(course.slowRelief.basis.reasons.length).toBeGreaterThan(0);
      expect(summary.daysAtLeast30.basis).toEqual(course.slowRelief.basis);
      expect(summary.chanceToRespond).toBeNull();
    },
  );

  test('steps that follow each other are one infusion', () => {
    expect(day(hundred).course.slowRelief.basis.kind).toBe('fitted');
    expect(
      day([
        { kind: 'infusion', startH: 0, durationH: 33.3, rate: 10, basis: '70 kg' },
        { kind: 'infusion', startH: 33.3, durationH: 66.7, rate: 20, basis: '70 kg' },
      ]).course.slowRelief.basis.kind,
    ).toBe('fitted');
  });

  test('of every published regimen only the 100 h infusion is fitted', () => {
    for (const { id, regimen } of publishedRegimens) {
      const { kind } = answer(regimen).course.slowRelief.basis;
      expect(kind).toBe(id === 'sigtermans-2009' ? 'fitted' : 'extrapolated');
    }
  });
});

describe('who is refused (issue 2, section 2)', () => {
  test.each([
    ['under-18', { ageYears: 17.9 }],
    ['pregnant', { pregnant: true }],
    ['severe-liver-disease', { severeLiverDisease: true }],
    ['out-of-range', { weightKg: 400 }],
  ] as const)('%s, with a reason and its source', (code, who) => {
    for (const predict of [predictCourse, predictCurves]) {
      const prediction = predict(regimenOf('sigtermans-2009'), { ...patient, ...who }, weeks);
      expect(prediction.refused?.map((each) => each.code)).toEqual([code]);
      expect(prediction.refused?.[0]?.message).not.toBe('');
      expect(prediction.refused?.[0]?.source).not.toBe('');
    }
  });

  test('a film of the racemate: no model describes it', () => {
    const film: Regimen['steps'] = [{ kind: 'film', startH: 0, amount: 50, basis: 'patient' }];
    const prediction = predictCourse({ ...sKetamine(film), drug: 'racemic ketamine' }, patient, weeks);
    expect(prediction.refused?.[0]?.message).toContain('racemic');
  });

  test('everybody else is answered, with notes where weight or age lie outside', () => {
    const heavy = answer(regimenOf('sigtermans-2009'), weeks, { ...patient, weightKg: 120, heightCm: 170 });
    const codes = heavy.notes.map(({ code }) => code);
    expect(codes).toContain('weight-far-from-ideal');
    expect(codes).toContain('weight-outside-studied');
    expect(codes).toContain('age-outside-studied');
    const note = heavy.notes.find(({ code }) => code === 'weight-far-from-ideal')!;
    // Devine: 45.5 + 2.3 (170 / 2.54 - 60) = 61.4 kg; both weights are shown.
    expect(note.message).toContain('120 kg');
    expect(note.message).toContain('61.4 kg');
  });
});

test('a racemate says that its effects are those of its S half; S-ketamine does not', () => {
  const codes = (id: string) => answer(regimenOf(id)).notes.map(({ code }) => code);
  expect(codes('schwartzman-2009')).toContain('racemate-effects');
  expect(codes('sigtermans-2009')).not.toContain('racemate-effects');
});

describe('properties', () => {
  const hours = Float64Array.from({ length: 60 }, (_, i) => i * 0.75);
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('infusion' as const),
      startH: fc.double({ min: 0, max: 20, noNaN: true }),
      durationH: fc.double({ min: 0.1, max: 20, noNaN: true }),
      rate: fc.double({ min: 0.1, max: 40, noNaN: true }),
      basis: fc.constantFrom('patient' as const, '70 kg' as const),
    }),
    fc.record({
      kind: fc.constant('bolus' as const),
      startH: fc.double({ min: 0, max: 20, noNaN: true }),
      amount: fc.double({ min: 0.1, max: 50, noNaN: true }),
      basis: fc.constantFrom('patient' as const, '70 kg' as const),
    }),
  );
  const steps = fc.array(step, { minLength: 1, maxLength: 4 });
  const curves = (regimen: Regimen, who: Patient = patient): Course => {
    const prediction = predictCurves(regimen, who, hours);
    if (prediction.refused !== null) throw new Error('refused');
    return prediction.course;
  };
  const close = (a: Float64Array, b: Float64Array, factor = 1) => {
    const top = Math.max(...b) * factor;
    a.forEach((value, i) => {
      expect(Math.abs(value - factor * b[i]!)).toBeLessThanOrEqual(1e-11 * top);
    });
  };
  const times = (given: Regimen['steps'], factor: number): Regimen['steps'] =>
    given.map((each) =>
      each.kind === 'infusion'
        ? { ...each, rate: each.rate * factor }
        : { ...each, amount: each.amount * factor },
    );

  test('twice the dose is twice the concentration', () => {
    fc.assert(
      fc.property(steps, fc.double({ min: 0.1, max: 10, noNaN: true }), (given, factor) => {
        const one = curves(sKetamine(given));
        const more = curves(sKetamine(times(given, factor)));
        close(more.plasma.ketamine, one.plasma.ketamine, factor);
        close(more.effectSite, one.effectSite, factor);
      }),
      { numRuns: 30 },
    );
  });

  test('the S half of a racemate is S-ketamine of half the dose, and S + R is all of it', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const racemate = curves({ ...sKetamine(given), drug: 'racemic ketamine' });
        const half = curves(sKetamine(times(given, 0.5)));
        close(racemate.plasma.sKetamine, half.plasma.sKetamine);
        close(racemate.plasma.sNorketamine, half.plasma.sNorketamine);
        close(racemate.effectSite, half.effectSite);
        close(racemate.slowRelief.typical, half.slowRelief.typical);
        const { sKetamine: s, rKetamine: r, ketamine } = racemate.plasma;
        close(
          ketamine,
          s.map((value, i) => value + r![i]!),
        );
        // R is cleared more slowly, so there is at least as much of it.
        expect(r!.every((value, i) => value >= s[i]! * (1 - 1e-12))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('the hydrochloride acts as 0.867 of its mass of base, and totals stay as ordered', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const salt = { ...sKetamine(given), amountAs: 'hydrochloride' as const };
        close(curves(salt).plasma.ketamine, curves(sKetamine(given)).plasma.ketamine, 0.867);
        expect(answer(salt, hours).summary.totalMg).toBe(answer(sKetamine(given), hours).summary.totalMg);
      }),
      { numRuns: 10 },
    );
  });

  test('shares lie between 0 and 1 and their intervals hold the typical value', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const { acuteRelief, drugHigh, slowRelief } = curves(sKetamine(given));
        for (const { low, typical, high } of [acuteRelief, drugHigh, slowRelief]) {
          typical.forEach((value, i) => {
            expect(low[i]!).toBeGreaterThanOrEqual(0);
            expect(low[i]!).toBeLessThanOrEqual(value);
            expect(high[i]!).toBeGreaterThanOrEqual(value);
            expect(high[i]!).toBeLessThan(1);
          });
        }
      }),
      { numRuns: 20 },
    );
  });
});

test('repeated courses add up at the slow site and are an extrapolation (issue 3: long-term analgesia)', () => {
  const steps = regimenOf('sigtermans-2009').steps;
  const againH = 6 * 7 * 24;
  const again = steps.map((step) => ({ ...step, startH: step.startH + againH }));
  const [once, twice] = [steps, [...steps, ...again]].map(
    (each) => answer(sKetamine(each)).course.slowRelief,
  );
  // relief / (1 - relief) = Ce / C50, and Ce is additive.
  const odds = (relief: number) => relief / (1 - relief);
  for (const day of [50, 63, 84]) {
    const expected = odds(once!.typical[day]!) + odds(once!.typical[day - 42]!);
    expect(odds(twice!.typical[day]!)).toBeCloseTo(expected, 10);
  }
  expect(once!.basis.kind).toBe('fitted');
  expect(twice!.basis.reasons.join(' ')).toContain('2 separate');
});

test('a time before the start of the regimen is an error that names it', () => {
  expect(() => predictCurves(sKetamine([]), patient, Float64Array.of(-1, 0))).toThrow('timesH.0');
});

test('a regimen without doses has flat curves and an empty table', () => {
  const { course, summary } = answer(sKetamine([]));
  expect(Math.max(...course.plasma.ketamine, ...course.slowRelief.high)).toBe(0);
  expect(summary).toMatchObject({ totalMg: 0, peakNgPerMl: 0, hoursAboveThreshold: 0, aucNgHPerMl: 0 });
  expect(summary.daysAtLeast30).toMatchObject({ low: 0, typical: 0, high: 0 });
});

test('films reach the slow relief through the arterial model, beside what is given by vein', () => {
  const film: Regimen['steps'] = [
    { kind: 'film', startH: 0, amount: 100, basis: 'patient', repeat: { everyH: 12, count: 20 } },
  ];
  const vein: Regimen['steps'] = [
    { kind: 'infusion', startH: 24, durationH: 10, rate: 10, basis: 'patient' },
  ];
  const [onlyFilm, onlyVein, both] = [film, vein, [...film, ...vein]].map(
    (steps) => answer(sKetamine(steps)).course.slowRelief.typical[14]!,
  );
  // relief / (1 - relief) = Ce / C50, and Ce is additive.
  const odds = (relief: number) => relief / (1 - relief);
  expect(odds(both!)).toBeCloseTo(odds(onlyFilm!) + odds(onlyVein!), 10);
  expect(onlyFilm!).toBeGreaterThan(0);
});
