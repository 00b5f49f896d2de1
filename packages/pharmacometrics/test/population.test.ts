import { describe, expect, it } from 'vitest';
import {
  createPopulationEngine,
  type LinearModel,
  type PopulationRun,
  simulatePopulation,
} from '../src/index.ts';
import { createKernel } from '../src/kernel/kernel.ts';
import { planActions } from '../src/population/plan.ts';
import { equalChain, oneCompartment, threeCompartments, typicalThree } from './models.ts';

/** Values between low and high that repeat in no short pattern. */
const spread = (count: number, low: number, high: number, step: number) =>
  Float64Array.from({ length: count }, (_, index) => low + (high - low) * ((index * step) % 1));

const withSlowState: LinearModel = {
  ...threeCompartments(typicalThree),
  parameters: {
    ...threeCompartments(typicalThree).parameters,
    K: { value: 0.01, unit: '1/h' },
    C50: { value: 0.05, unit: 'mg/L' },
  },
  slowStates: { R: { of: 'Ce', rate: 'K', halfMaximum: 'C50' } },
  outputs: { ...threeCompartments(typicalThree).outputs, R: { slowState: 'R', unit: '1' } },
};

const hours = Float64Array.from({ length: 400 }, (_, index) => index / 4);

const run = (change: Partial<PopulationRun> = {}): PopulationRun => ({
  model: withSlowState,
  doses: [
    { input: 'iv', timeH: 1, amountMg: 5 },
    { input: 'iv', timeH: 2.25, rateMgPerH: 10, durationH: 4, everyH: 24, additional: 2 },
    { input: 'film', timeH: 30, amountMg: 50 },
  ],
  timesH: hours,
  outputs: ['C', 'Ce', 'M', 'R'],
  individuals: {
    CL: spread(13, 20, 150, 0.618),
    V1: spread(13, 3, 30, 0.414),
    K: spread(13, 0.001, 0.1, 0.3),
  },
  ...change,
});

/** Every value within 1e-12 of the peak of its own curve. */
function expectSame(found: Float64Array, wanted: Float64Array, points: number): void {
  expect(found.length).toBe(wanted.length);
  let worst = 0;
  for (let start = 0; start < wanted.length; start += points) {
    const curve = wanted.subarray(start, start + points);
    const peak = curve.reduce((top, value) => Math.max(top, value), 0);
    for (const [index, value] of curve.entries()) {
      worst = Math.max(worst, Math.abs(found[start + index]! - value) / (peak || 1));
    }
  }
  expect(worst).toBeLessThan(1e-12);
}

describe('populations', () => {
  const engine = createPopulationEngine();

  it('have a vectorised kernel here', () => {
    expect(createKernel()).toBeDefined();
  });

  it.each<[string, PopulationRun]>([
    ['metabolite, effect site, slow state, a number that eight does not divide', run()],
    [
      'without the slow state',
      run({
        model: threeCompartments(typicalThree),
        outputs: ['M', 'C'],
        individuals: { CL: spread(9, 20, 150, 0.618) },
      }),
    ],
    ['eight', run({ individuals: { CL: spread(8, 20, 150, 0.618) } })],
    ['one step over a whole day', run({ timesH: Float64Array.of(0, 24, 48, 72) })],
    [
      'a chain of twenty compartments, whose sums are taken in parts',
      run({
        model: equalChain(20, 1),
        doses: [{ input: 'iv', timeH: 1, amountMg: 5, everyH: 24, additional: 2 }],
        outputs: ['a0', 'a19', 'a7'],
        individuals: { K: spread(13, 0.1, 5, 0.618) },
      }),
    ],
    ['fewer than eight (one by one)', run({ individuals: { CL: Float64Array.of(30, 60) } })],
    ['lags of their own (one by one)', run({ individuals: { LAG: spread(10, 0, 2, 0.618) } })],
    ['irregular times (one by one)', run({ timesH: hours.map((time) => time ** 1.1) })],
    [
      'rates so fast that the series of the slow state would overflow (one by one)',
      run({ individuals: { KE0: spread(9, 5, 5000, 0.618) } }),
    ],
    ['times before the first dose', run({ timesH: Float64Array.of(-2, -1, 0, 1, 2, 3) })],
    ['the same time twice', run({ timesH: Float64Array.of(0, 1, 1, 2.25, 2.25, 3) })],
  ])('%s: the same as one by one', (_, each) => {
    expectSame(engine.simulate(each), simulatePopulation(each), each.timesH.length);
  });

  it('keep their order: the same individuals the other way round', () => {
    const individuals = run().individuals;
    const reversed = Object.fromEntries(
      Object.entries(individuals).map(([name, list]) => [name, Float64Array.from(list).reverse()]),
    );
    const there = simulatePopulation(run());
    const back = engine.simulate(run({ individuals: reversed }));
    const length = hours.length;
    for (let output = 0; output < 4; output++) {
      for (let index = 0; index < 13; index++) {
        const from = (output * 13 + index) * length;
        const to = (output * 13 + 12 - index) * length;
        expectSame(back.subarray(to, to + length), there.subarray(from, from + length), length);
      }
    }
  });

  it('name the individual that is wrong', () => {
    const CL = spread(10, 20, 150, 0.618);
    CL[6] = -1;
    expect(() => engine.simulate(run({ individuals: { CL } }))).toThrow(
      /^flows\[4\]\.rate: .* \(individual 7\)/,
    );
    expect(() => engine.simulate(run({ individuals: { CL, V1: CL.subarray(1) } }))).toThrow(
      /^individuals\.V1: 9 values, where individuals\.CL has 10/,
    );
    expect(() => engine.simulate(run({ outputs: ['X'] }))).toThrow(/no output "X"/);
    expect(() => engine.simulate(run({ timesH: Float64Array.of(1, 0) }))).toThrow(/^times\[1\]/);
  });
});

describe('the plan of a run', () => {
  const stretch = (timeH: number) => ({ timeH, boluses: [], rates: [] });

  it('joins equal steps, and cuts them where an input changes', () => {
    const plan = planActions([stretch(0), stretch(2.5)], Float64Array.of(0, 1, 2, 3, 4, 5));
    expect(plan).toEqual([
      { kind: 'change', stretch: 0 },
      { kind: 'emit', index: 0 },
      { kind: 'steps', stepH: 1, count: 2, index: 1 },
      { kind: 'steps', stepH: 0.5, count: 1, index: undefined },
      { kind: 'change', stretch: 1 },
      { kind: 'steps', stepH: 0.5, count: 1, index: 3 },
      { kind: 'steps', stepH: 1, count: 2, index: 4 },
    ]);
  });

  it('takes the steps of an even grid for equal although their last bits differ', () => {
    const minutes = Float64Array.from({ length: 10_000 }, (_, minute) => minute / 60);
    expect(planActions([stretch(0)], minutes)).toHaveLength(3);
  });
});

describe('one compartment with its closed form', () => {
  it('holds for a thousand individuals', () => {
    const CL = spread(1000, 1, 10, 0.618);
    const each: PopulationRun = {
      model: oneCompartment(5, 20),
      doses: [{ input: 'iv', timeH: 0, amountMg: 100 }],
      timesH: hours,
      outputs: ['C'],
      individuals: { CL },
    };
    const wanted = Float64Array.from({ length: 1000 * hours.length }, (_, place) => {
      const individual = Math.floor(place / hours.length);
      return 5 * Math.exp((-CL[individual]! / 20) * hours[place % hours.length]!);
    });
    expectSame(createPopulationEngine().simulate(each), wanted, hours.length);
  });
});
