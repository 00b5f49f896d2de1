import { describe, expect, it } from 'vitest';
import { areaUnder, individual, massBalance, outputsAt, solve } from '../src/index.ts';
import { equalChain, oneCompartment, relativeDifference, threeCompartments, typicalThree } from './models.ts';

/** Irregular, with a late tail. */
const times = [0, 0.01, 0.25, 0.5, 1, 1.7, 2, 3.3333, 6, 8, 12, 24, 48, 100];

const expectAll = (found: Float64Array, wanted: (timeH: number) => number, tolerance = 1e-12) => {
  for (const [index, timeH] of times.entries()) {
    expect(relativeDifference(found[index]!, wanted(timeH)), `at ${timeH} h`).toBeLessThan(tolerance);
  }
};

describe('one compartment (Gibaldi and Perrier, Pharmacokinetics, chapter 1)', () => {
  const [cl, v, k] = [5, 20, 0.25];

  it('bolus: dose / V e^(-kt), and just after the bolus at its very time', () => {
    const solution = solve(individual(oneCompartment(cl, v)), [{ input: 'iv', timeH: 0, amountMg: 100 }]);
    expectAll(outputsAt(solution, times).C!, (t) => 5 * Math.exp(-k * t));
  });

  it('infusion: rate / CL (1 - e^(-kt)), then a decline', () => {
    const solution = solve(individual(oneCompartment(cl, v)), [
      { input: 'iv', timeH: 0, rateMgPerH: 30, durationH: 2 },
    ]);
    expectAll(outputsAt(solution, times).C!, (t) =>
      t <= 2 ? -6 * Math.expm1(-k * t) : -6 * Math.expm1(-k * 2) * Math.exp(-k * (t - 2)),
    );
  });

  it('an infusion may state any two of amount, rate and duration', () => {
    const system = individual(oneCompartment(cl, v));
    const [first, ...others] = [
      { amountMg: 60, durationH: 2 },
      { amountMg: 60, rateMgPerH: 30 },
      { rateMgPerH: 30, durationH: 2 },
    ].map((dose) => outputsAt(solve(system, [{ input: 'iv', timeH: 0, ...dose }]), times).C);
    for (const other of others) expect(other).toEqual(first);
  });

  it('first-order absorption (Bateman), lag and bioavailability', () => {
    const [ka, f, lag] = [1.5, 0.4, 0.25];
    const system = individual(oneCompartment(cl, v, ka), {}, { F: f, LAG: lag });
    const solution = solve(system, [{ input: 'oral', timeH: 0, amountMg: 100 }]);
    expectAll(outputsAt(solution, times).A!, (t) =>
      t < lag ? 0 : ((f * 100 * ka) / (ka - k)) * (Math.exp(-k * (t - lag)) - Math.exp(-ka * (t - lag))),
    );
  });

  it('absorption exactly as fast as elimination: dose k t e^(-kt)', () => {
    const system = individual(oneCompartment(cl, v, k));
    const solution = solve(system, [{ input: 'oral', timeH: 0, amountMg: 100 }]);
    expectAll(outputsAt(solution, times).A!, (t) => 100 * k * t * Math.exp(-k * t));
  });

  it('absorption nearly as fast as elimination has no loss of digits', () => {
    const ka = k * (1 + 1e-9);
    const system = individual(oneCompartment(cl, v, ka));
    const solution = solve(system, [{ input: 'oral', timeH: 0, amountMg: 100 }]);
    // e^(-kt) (1 - e^(-(ka - k) t)) / (ka - k), with the difference taken by expm1.
    expectAll(
      outputsAt(solution, times).A!,
      (t) => (-100 * ka * Math.exp(-k * t) * Math.expm1(-(ka - k) * t)) / (ka - k),
      1e-11,
    );
  });

  it('zero-order absorption is an infusion of F times the dose over the duration of the route', () => {
    const system = individual(oneCompartment(cl, v), {}, { F: 0.5, D: 2 });
    const film = outputsAt(solve(system, [{ input: 'film', timeH: 1, amountMg: 120 }]), times);
    const infusion = outputsAt(solve(system, [{ input: 'iv', timeH: 1, amountMg: 60, durationH: 2 }]), times);
    expect(film).toEqual(infusion);
  });

  it('repeated doses add up', () => {
    const system = individual(oneCompartment(cl, v));
    const solution = solve(system, [{ input: 'iv', timeH: 0, amountMg: 100, everyH: 6, additional: 3 }]);
    expectAll(outputsAt(solution, times).C!, (t) =>
      [0, 6, 12, 18].reduce((sum, at) => sum + (t >= at ? 5 * Math.exp(-k * (t - at)) : 0), 0),
    );
  });
});

describe('two and three compartments', () => {
  it('two: the closed form from the roots of the quadratic', () => {
    const p = { CL: 10, V1: 10, Q2: 20, V2: 40, Q3: 0, V3: 1 };
    const [k10, k12, k21] = [1, 2, 0.5];
    const sum = k10 + k12 + k21;
    const root = Math.sqrt(sum * sum - 4 * k10 * k21);
    const alpha = (sum + root) / 2;
    const beta = (k10 * k21) / alpha;
    const solution = solve(individual(threeCompartments(p)), [{ input: 'iv', timeH: 0, amountMg: 100 }]);
    expectAll(
      outputsAt(solution, times, ['C']).C!,
      (t) =>
        (10 / (alpha - beta)) * ((alpha - k21) * Math.exp(-alpha * t) + (k21 - beta) * Math.exp(-beta * t)),
      1e-11,
    );
  });

  it('three: the closed form from the roots of the cubic', () => {
    const { CL, V1, Q2, V2, Q3, V3 } = typicalThree;
    const [k10, k12, k13, k21, k31] = [CL / V1, Q2 / V1, Q3 / V1, Q2 / V2, Q3 / V3];
    const cubic = (x: number) =>
      x ** 3 -
      (k10 + k12 + k13 + k21 + k31) * x ** 2 +
      (k10 * k21 + k10 * k31 + k12 * k31 + k13 * k21 + k21 * k31) * x -
      k10 * k21 * k31;
    const root = (low: number, high: number) => {
      let [a, b] = [low, high];
      for (let round = 0; round < 200; round++) {
        const middle = (a + b) / 2;
        if (cubic(a) * cubic(middle) <= 0) b = middle;
        else a = middle;
      }
      return (a + b) / 2;
    };
    // The roots interlace with k21 and k31.
    const modes = [root(k21, 100), root(k31, k21), root(0, k31)];
    const weight = (mode: number) =>
      modes.reduce(
        (product, other) => (other === mode ? product : product / (mode - other)),
        (k21 - mode) * (k31 - mode),
      );
    const solution = solve(individual(threeCompartments(typicalThree)), [
      { input: 'iv', timeH: 0, amountMg: 20 },
    ]);
    expectAll(
      outputsAt(solution, times, ['C']).C!,
      (t) => modes.reduce((sum, mode) => sum + (20 / V1) * weight(mode) * Math.exp(-mode * t), 0),
      1e-10,
    );
  });
});

describe('chains', () => {
  it('of ten equal rates: dose (kt)^n / n! e^(-kt), to the last digits', () => {
    const system = individual(equalChain(10, 2));
    const values = outputsAt(solve(system, [{ input: 'iv', timeH: 0, amountMg: 7 }]), times);
    let factorial = 1;
    for (let n = 0; n < 10; n++) {
      factorial *= Math.max(1, n);
      const divisor = factorial;
      expectAll(values[`a${n}`]!, (t) => ((7 * (2 * t) ** n) / divisor) * Math.exp(-2 * t));
    }
  });
});

describe('areas and balance', () => {
  it('area under the curve to infinity = dose / CL, bolus or infusion; of a metabolite = FM dose / CLM', () => {
    const system = individual(threeCompartments(typicalThree));
    for (const durationH of [undefined, 3]) {
      const solution = solve(system, [{ input: 'iv', timeH: 1, amountMg: 20, durationH }]);
      expect(relativeDifference(areaUnder(solution, 'C', 0, 2000), 20 / typicalThree.CL)).toBeLessThan(1e-12);
      expect(relativeDifference(areaUnder(solution, 'M', 0, 2000), (0.8 * 20) / 50)).toBeLessThan(1e-12);
      expect(relativeDifference(areaUnder(solution, 'Ce', 0, 2000), 20 / typicalThree.CL)).toBeLessThan(
        1e-12,
      );
    }
  });

  it('the area of a part of the curve', () => {
    const solution = solve(individual(oneCompartment(5, 20)), [{ input: 'iv', timeH: 0, amountMg: 100 }]);
    const wanted = 20 * (Math.exp(-0.25 * 3) - Math.exp(-0.25 * 7));
    expect(relativeDifference(areaUnder(solution, 'C', 3, 7), wanted)).toBeLessThan(1e-12);
  });

  it('what entered is in the body or has left', () => {
    const system = individual(threeCompartments(typicalThree));
    const solution = solve(system, [
      { input: 'iv', timeH: 0, amountMg: 5 },
      { input: 'iv', timeH: 1, rateMgPerH: 20, durationH: 4 },
      { input: 'film', timeH: 2, amountMg: 50, everyH: 12, additional: 9 },
    ]);
    for (const timeH of [0, 0.1, 2.1, 5, 30, 2016]) {
      const { enteredMg, inBodyMg, leftMg } = massBalance(solution, timeH);
      expect(relativeDifference(inBodyMg + leftMg, enteredMg), `at ${timeH} h`).toBeLessThan(1e-12);
    }
    expect(massBalance(solution, 2016).enteredMg).toBeCloseTo(5 + 80 + 500, 10);
    expect(massBalance(solution, -1)).toEqual({ enteredMg: 0, inBodyMg: 0, leftMg: 0 });
  });
});

describe('no drift', () => {
  it('twelve weeks in steps of a minute end where one step ends', () => {
    const system = individual(threeCompartments(typicalThree));
    const solution = solve(system, [{ input: 'film', timeH: 0, amountMg: 50 }]);
    const minutes = Float64Array.from({ length: 84 * 24 * 60 + 1 }, (_, minute) => minute / 60);
    const stepped = outputsAt(solution, minutes);
    const direct = outputsAt(solution, [2016]);
    for (const name of ['C', 'M', 'Ce']) {
      expect(relativeDifference(stepped[name]!.at(-1)!, direct[name]![0]!)).toBeLessThan(1e-11);
    }
  });

  it('daily doses for twelve weeks are the sum of 84 shifted single doses', () => {
    const system = individual(threeCompartments(typicalThree));
    const daily = solve(system, [{ input: 'film', timeH: 0, amountMg: 50, everyH: 24, additional: 83 }]);
    const single = solve(system, [{ input: 'film', timeH: 0, amountMg: 50 }]);
    const ages = Float64Array.from({ length: 84 }, (_, day) => 20 + 24 * day);
    const sum = outputsAt(single, ages).C!.reduce((total, each) => total + each, 0);
    expect(relativeDifference(outputsAt(daily, [83 * 24 + 20]).C![0]!, sum)).toBeLessThan(1e-12);
  });
});
