import { describe, expect, it } from 'vitest';
import { schedule } from '../src/dosing/schedule.ts';
import { createPopulationEngine, type PopulationRun, simulatePopulation } from '../src/index.ts';
import { LANES } from '../src/kernel/cell.ts';
import { createKernel } from '../src/kernel/kernel.ts';
import { evaluateModel, individualAt } from '../src/model/individual.ts';
import { createArena } from '../src/population/arena.ts';
import { createBlockModes } from '../src/population/block-modes.ts';
import { planActions } from '../src/population/plan.ts';
import { oneCompartment, threeCompartments, typicalThree } from './models.ts';

/** Values between low and high that repeat in no short pattern. */
const spread = (low: number, high: number, step: number) =>
  Float64Array.from({ length: 16 }, (_, index) => low + (high - low) * ((index * step) % 1));

const individuals = { CL: spread(20, 150, 0.618), V1: spread(3, 30, 0.414), Q2: spread(10, 200, 0.3) };
const minutes = Float64Array.from({ length: 1500 }, (_, index) => index / 60);

const run = (change: Partial<PopulationRun> = {}): PopulationRun => ({
  model: threeCompartments(typicalThree),
  doses: [
    { input: 'iv', timeH: 0, amountMg: 5 },
    { input: 'iv', timeH: 0.2512, rateMgPerH: 10, durationH: 4, everyH: 12, additional: 1 },
  ],
  timesH: minutes,
  outputs: ['C'],
  individuals,
  ...change,
});

/** For each eight individuals whether their modes solve the run; undefined when nobody's do. */
function solvedByModes(each: PopulationRun): boolean[] | undefined {
  const kernel = createKernel();
  if (kernel === undefined) throw new Error('There is no vectorised kernel here.');
  const all = evaluateModel(each.model, 16, {}, each.individuals);
  const stretches = schedule(individualAt(all, 0), each.doses);
  const actions = planActions(stretches, each.timesH) ?? [];
  const arena = createArena(kernel);
  const values = arena.reserve(8 * each.outputs.length * 16 * each.timesH.length);
  const modes = createBlockModes(kernel, arena, each, all, stretches, actions, values);
  return modes && [modes(0), modes(LANES)];
}

/** The largest difference from solving one by one, of the peak of its curve. */
function worstOf(each: PopulationRun): number {
  const found = createPopulationEngine().simulate(each);
  const wanted = simulatePopulation(each);
  const points = each.timesH.length;
  let worst = 0;
  for (let start = 0; start < wanted.length; start += points) {
    const peak = wanted.subarray(start, start + points).reduce((top, value) => Math.max(top, value), 0);
    for (let index = start; index < start + points; index++) {
      worst = Math.max(worst, Math.abs(found[index]! - wanted[index]!) / peak);
    }
  }
  return worst;
}

describe('modes of what is given into one compartment and seen there (issue 3, Speed)', () => {
  it.each<[string, PopulationRun]>([
    ['three compartments, a bolus and infusions', run()],
    [
      'equal rates: two modes in one place',
      run({ individuals: { Q2: spread(72, 72, 0), V2: spread(140, 140, 0) } }),
    ],
    ['irregular times', run({ timesH: Float64Array.of(0, 0.1, 0.2, 0.3, 0.4, 0.5, 3, 3.7, 30) })],
    [
      'the amount beside the concentration',
      run({ model: oneCompartment(5, 20), outputs: ['A', 'C'], individuals: { CL: spread(1, 40, 0.618) } }),
    ],
  ])('%s: as one by one', (_, each) => {
    expect(solvedByModes(each)).toEqual([true, true]);
    expect(worstOf(each)).toBeLessThan(1e-12);
  });

  it.each<[string, PopulationRun, boolean[] | undefined]>([
    ['seen elsewhere than given', run({ outputs: ['M'] }), undefined],
    ['seen in several places', run({ outputs: ['C', 'Ce'] }), undefined],
    ['given elsewhere than seen', run({ doses: [{ input: 'oral', timeH: 0, amountMg: 5 }] }), undefined],
    [
      'a slowest rate too small beside the fastest',
      run({ individuals: { ...individuals, V3: spread(3e5, 3e5, 0) } }),
      [false, false],
    ],
    [
      'no exchange with one of the compartments, which nothing leaves',
      run({ individuals: { ...individuals, Q3: spread(0, 0, 0) } }),
      [false, false],
    ],
    [
      'an infusion of a second, far from steady state',
      run({ doses: [{ input: 'iv', timeH: 0, rateMgPerH: 3600, durationH: 1 / 3600 }] }),
      [false, false],
    ],
  ])('%s: by propagators, as one by one', (_, each, wanted) => {
    expect(solvedByModes(each)).toEqual(wanted);
    expect(worstOf(each)).toBeLessThan(1e-12);
  });

  it('is no amount below zero, not even by rounding', () => {
    const values = createPopulationEngine().simulate(run());
    expect(values.every((value) => value >= 0)).toBe(true);
  });
});
