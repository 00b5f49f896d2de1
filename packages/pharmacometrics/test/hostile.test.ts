import { describe, expect, it } from 'vitest';
import {
  areaUnder,
  type Dose,
  InputError,
  individual,
  type LinearModel,
  outputsAt,
  solve,
} from '../src/index.ts';
import { oneCompartment } from './models.ts';

const good = oneCompartment(5, 20);
const iv = (dose: Partial<Dose>): Dose => ({ input: 'iv', timeH: 0, amountMg: 10, ...dose });

describe('a wrong dose is refused with its place', () => {
  it.each<[string, Dose, RegExp]>([
    ['time that is not a number', iv({ timeH: Number.NaN }), /^doses\[1\]\.timeH: a finite time/],
    ['infinite amount', iv({ amountMg: Number.POSITIVE_INFINITY }), /^doses\[1\]\.amountMg/],
    [
      'negative amount',
      iv({ amountMg: -1 }),
      /^doses\[1\]\.amountMg: an amount of at least 0 mg is needed, not -1/,
    ],
    ['infinite rate', iv({ rateMgPerH: Number.POSITIVE_INFINITY }), /^doses\[1\]\.rateMgPerH/],
    ['zero rate', iv({ rateMgPerH: 0 }), /^doses\[1\]\.rateMgPerH: a finite rate above 0/],
    [
      'zero duration',
      iv({ durationH: 0 }),
      /^doses\[1\]\.durationH: a duration above 0 h \(a bolus has none\)/,
    ],
    [
      'duration lost in rounding',
      iv({ timeH: 1e9, durationH: 1e-9 }),
      /^doses\[1\]: an infusion of 1e-9 h is too short/,
    ],
    ['three of three', iv({ rateMgPerH: 1, durationH: 1 }), /^doses\[1\]: give two of/],
    ['rate alone', { input: 'iv', timeH: 0, rateMgPerH: 1 }, /^doses\[1\]: an amountMg is needed/],
    ['nothing', { input: 'iv', timeH: 0 }, /^doses\[1\]: an amountMg is needed/],
    ['repeats without an interval', iv({ additional: 2 }), /^doses\[1\]\.everyH/],
    ['half a repeat', iv({ everyH: 1, additional: 0.5 }), /^doses\[1\]\.additional: a whole number/],
    ['too many repeats', iv({ everyH: 1, additional: 3e6 }), /^doses\[1\]: more than 2000000/],
    ['repeats without end', iv({ everyH: 1e308, additional: 9 }), /^doses\[1\]: it lasts beyond all time/],
    [
      'infinite amount by rate',
      { input: 'iv', timeH: 0, rateMgPerH: 1e308, durationH: 1e9 },
      /^doses\[1\]: the amount is infinite/,
    ],
    ['unknown route', iv({ input: 'im' }), /^doses\[1\]\.input: .* no input "im"; it has iv, oral, film/],
    [
      'duration of a route that has its own',
      iv({ input: 'film', durationH: 1 }),
      /^doses\[1\]: the input "film" has its own/,
    ],
  ])('%s', (_, dose, message) => {
    expect(() => solve(individual(good), [iv({}), dose])).toThrow(message);
    expect(() => solve(individual(good), [iv({}), dose])).toThrow(InputError);
  });
});

describe('a wrong model is refused with its place', () => {
  const changed = (change: Partial<LinearModel>): LinearModel => ({ ...good, ...change });
  const parameter = (name: string, value: number, unit: string) =>
    changed({ parameters: { ...good.parameters, [name]: { value, unit } } });
  it.each<[string, LinearModel, RegExp]>([
    ['NaN', parameter('CL', Number.NaN, 'L/h'), /^parameters\.CL\.value: a finite number is needed, not NaN/],
    [
      'negative volume',
      parameter('V', -20, 'L'),
      /^flows\[1\]\.rate: a rate must be a finite number of at least 0/,
    ],
    ['zero volume', parameter('V', 0, 'L'), /^flows\[1\]\.rate/],
    ['negative clearance', parameter('CL', -1, 'L/h'), /^flows\[1\]\.rate: .* comes out as -0\.05/],
    [
      'unit that does not fit',
      parameter('CL', 5, 'L'),
      /^flows\[1\]\.rate: "CL \/ V" is in 1, where 1\/h is needed/,
    ],
    ['unit that is not known', parameter('CL', 5, 'L/hr'), /^parameters\.CL\.unit/],
    [
      'zero duration of a route',
      parameter('D', 0, 'h'),
      /^inputs\.film\[0\]\.duration: a duration must .* above 0/,
    ],
    ['negative lag', parameter('LAG', -1, 'h'), /^inputs\.oral\[0\]\.lag/],
    [
      'flow from nowhere',
      changed({ flows: [{ from: 'nowhere', rate: 'KA' }] }),
      /^flows\[0\]\.from: there is no compartment "nowhere"; the model has depot, central/,
    ],
    ['flow to nowhere', changed({ flows: [{ from: 'depot', to: 'x', rate: 'KA' }] }), /^flows\[0\]\.to/],
    [
      'flow to itself',
      changed({ flows: [{ from: 'depot', to: 'depot', rate: 'KA' }] }),
      /^flows\[0\]: .* to itself/,
    ],
    ['input into nowhere', changed({ inputs: { iv: [{ into: 'x' }] } }), /^inputs\.iv\[0\]\.into/],
    [
      'rate with a missing name',
      changed({ flows: [{ from: 'depot', rate: 'KX' }] }),
      /"KX" is not a parameter/,
    ],
    [
      'two of one name',
      changed({ compartments: ['depot', 'central', 'depot'] }),
      /^compartments: the name "depot"/,
    ],
    [
      'concentration without a volume',
      changed({ outputs: { C: { compartment: 'central', unit: 'mg/L' } } }),
      /^outputs\.C\.unit: mg\/L is not an amount/,
    ],
    [
      'sum of itself',
      changed({ outputs: { C: { sumOf: ['C'], unit: 'mg/L' } } }),
      /^outputs\.C\.sumOf\[0\]: the output "C" is a sum of itself/,
    ],
    [
      'effect site of an amount',
      changed({ effectSites: { Ce: { of: 'A', rate: 'KA' } } }),
      /^effectSites\.Ce\.of: "A" is not a concentration/,
    ],
  ])('%s', (_, model, message) => {
    expect(() => individual(model)).toThrow(message);
    expect(() => individual(model)).toThrow(InputError);
  });

  it('a covariate that is missing or not a number, an override that means nothing', () => {
    const weighed = changed({ covariates: { weight: { unit: 'kg' } } });
    expect(() => individual(weighed)).toThrow(
      /^covariates\.weight: the model "one compartment" needs it, in kg/,
    );
    expect(() => individual(weighed, { weight: Number.NaN })).toThrow(/^covariates\.weight: a finite number/);
    expect(() => individual(good, {}, { constructor: 1 })).toThrow(
      /^overrides\.constructor: .* no such parameter/,
    );
    expect(() => individual(good, { weigth: 70 })).toThrow(/^covariates\.weigth: .* no such covariate/);
  });
});

describe('wrong questions are refused', () => {
  it('a rate beyond all reason', () => {
    const system = individual(good, {}, { CL: 1e200 });
    expect(() => outputsAt(solve(system, [iv({})]), [1])).toThrow(
      /a rate of \S+ \/h over 1 h is beyond what can be computed/,
    );
  });

  const solution = solve(individual(good), [iv({})]);
  it('times out of order or not finite, unknown outputs, spans that run backwards', () => {
    expect(() => outputsAt(solution, [0, 2, 1])).toThrow(/^times\[2\]: 1 h comes before 2 h/);
    expect(() => outputsAt(solution, [0, Number.NaN])).toThrow(
      /^times\[1\]: a finite time is needed, not NaN/,
    );
    expect(() => outputsAt(solution, [0], ['D'])).toThrow(/no output "D"; it has C, A/);
    expect(() => areaUnder(solution, 'C', 2, 1)).toThrow(/^span: /);
  });

  it('before the first dose there is nothing', () => {
    expect([...outputsAt(solution, [-5, -1]).C!]).toEqual([0, 0]);
  });
});
