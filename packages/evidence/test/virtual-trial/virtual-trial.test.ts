import { describe, expect, test } from 'vitest';
import {
  publishedDesigns,
  simulateTrials,
  type TrialArm,
  type TrialDesign,
  trialPopulation,
  trialResult,
  tTestPower,
  virtualTrial,
} from '../../src/index.ts';

const arm = (name: string, people: number, details: Partial<TrialArm> = {}): TrialArm => ({
  name,
  people,
  regimen: null,
  chanceToRespond: 0,
  chanceOfPsychotomimetic: 0,
  dropOutPerWeek: 0,
  ...details,
});

/** Nobody responds; one arm believes and answers a point lower: two normal distributions, far from the scale's ends. */
const normalDesign: TrialDesign = {
  name: 'two normal distributions',
  arms: [arm('told', 20, { chanceOfPsychotomimetic: 1 }), arm('placebo', 20)],
  control: 'placebo',
  outcomeDays: [7],
  baselinePain: { mean: 5, standardDeviation: 0.6 },
  withinPerson: 0.8,
  placeboRelief: { share: 0.5, halfLifeDays: 10 },
  beliefPoints: 0.8,
  analysis: { outcome: 'pain', missing: 'left out', alpha: 0.05, power: 0.8 },
  trials: 4000,
  virtualPatients: 1,
  seed: 11,
};
const published = (id: string) => publishedDesigns.find((one) => one.id === id)!.design;
const only = (design: TrialDesign) => virtualTrial(design).comparisons[0]!;

describe('virtual trials (issue 4)', () => {
  test('where the answer is analytic, simulated power is that of the t test', () => {
    const found = only(normalDesign);
    // Variances add: sqrt(0.6^2 + 0.8^2) = 1, so that d is 0.8.
    expect(found.standardDeviation).toBeCloseTo(1, 1);
    expect(found.standardisedDifference).toBeCloseTo(0.8, 1);
    const analytic = tTestPower(20, 20, 0.8, 0.05);
    expect(Math.abs(found.power.value - analytic)).toBeLessThan(4 * Math.sqrt(0.25 / normalDesign.trials));
    expect(found.needed.peoplePerArm).toBeGreaterThan(23);
    expect(found.needed.peoplePerArm).toBeLessThan(28);
  });

  test('without any difference alpha of the trials are significant, half on each side', () => {
    const found = only({ ...normalDesign, beliefPoints: 0 });
    const wrong = found.power.value + found.powerAgainst;
    expect(Math.abs(wrong - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / normalDesign.trials));
    expect(found.powerAgainst).toBeGreaterThan(0.01);
  });

  test('the change from a noisy baseline has the variance of two answers', () => {
    const found = only({
      ...normalDesign,
      trials: 500,
      analysis: { ...normalDesign.analysis, outcome: 'change' },
    });
    expect(found.standardDeviation).toBeCloseTo(Math.sqrt(2) * 0.8, 1);
  });

  test('who is lost is left out, or counted with the baseline', () => {
    const losing = {
      ...normalDesign,
      trials: 500,
      arms: normalDesign.arms.map((one) => ({ ...one, dropOutPerWeek: 0.25 })),
    };
    const leftOut = only(losing);
    expect(leftOut.people[0]).toBeCloseTo(15, 0);
    expect(leftOut.difference.value).toBeCloseTo(0.8, 1);
    const carried = only({ ...losing, analysis: { ...losing.analysis, missing: 'baseline' } });
    expect(carried.people).toEqual([20, 20]);
    expect(carried.difference.value).toBeCloseTo(0.75 * 0.8, 1);
    const allLost = { ...losing, arms: losing.arms.map((one) => ({ ...one, dropOutPerWeek: 0.999 })) };
    expect(virtualTrial({ ...allLost, trials: 5 }).notes).toHaveLength(1);
  });

  test('placebo responders: 23 % of people relieved by half of a pain of 5, then ever less', () => {
    const design = {
      ...normalDesign,
      arms: [arm('placebo', 200, { chanceToRespond: 0.23 }), arm('nothing', 200)],
      control: 'nothing',
      outcomeDays: [0.001, 10],
      trials: 300,
    };
    const [first, later] = virtualTrial(design).comparisons;
    expect(first?.difference.value).toBeCloseTo(0.23 * 2.5, 1);
    expect(later?.difference.value).toBeCloseTo((0.23 * 2.5) / 2, 1);
  });

  test('the design of Sigtermans 2009 gives the difference and spread that the trial found in week 1', () => {
    const design = { ...published('sigtermans-2009'), trials: 300, virtualPatients: 120 };
    const [week1, week4, week12] = virtualTrial(design).comparisons;
    // 5.45 - 2.68 with standard errors 0.48 and 0.51.
    const half = 1.96 * Math.hypot(0.48, 0.51);
    expect(week1?.difference.value).toBeGreaterThan(2.77 - half);
    expect(week1?.difference.value).toBeLessThan(2.77 + half);
    expect(week1?.standardDeviation).toBeGreaterThan(2.4);
    expect(week1?.standardDeviation).toBeLessThan(3);
    expect(week1?.power.value).toBeGreaterThan(0.9);
    expect(week4?.standardisedDifference).toBeLessThan(week1?.standardisedDifference ?? 0);
    // Lost by week 12 (P = 0.07 in the trial).
    expect(week12?.power.value).toBeLessThan(0.3);
    expect(week12?.needed.halfLifeDays).toBeGreaterThan(10.9);
  });

  test('the three published trials come ready; what is extrapolated says so', () => {
    expect(publishedDesigns.map(({ id }) => id)).toEqual(['sigtermans-2009', 'schwartzman-2009', 'amr-2010']);
    for (const { design } of publishedDesigns) {
      const { comparisons, notes } = virtualTrial({ ...design, trials: 20, virtualPatients: 10 });
      expect(comparisons.map(({ day }) => day)).toEqual(design.outcomeDays);
      expect(notes.some((note) => /S half/.test(note))).toBe(!/Sigtermans/.test(design.name));
    }
  });

  test('the same seed gives the same result, in whatever parts the trials are simulated; another seed another', () => {
    const design = { ...published('amr-2010'), trials: 12, virtualPatients: 8 };
    const population = trialPopulation(design);
    const parts = [
      { first: 0, count: 5 },
      { first: 5, count: 7 },
    ].flatMap((part) => simulateTrials(design, population, part));
    const whole = virtualTrial(design);
    expect(trialResult(design, parts, population.notes)).toEqual(whole);
    expect(virtualTrial({ ...design, seed: 2 }).comparisons).not.toEqual(whole.comparisons);
  });

  test('a design that is none is refused by name', () => {
    expect(() => virtualTrial({ ...normalDesign, control: 'saline' })).toThrow(
      /^control: .*told, placebo.*saline/,
    );
    expect(() => virtualTrial({ ...normalDesign, outcomeDays: [7, 7] })).toThrow(
      /^outcomeDays\[1\]: .*after 7/,
    );
    const unknown = normalDesign.arms.map((one) => ({ ...one, regimen: 'sigtermans' }));
    expect(() => virtualTrial({ ...normalDesign, arms: unknown })).toThrow(
      /^arms\[0\]\.regimen: .*sigtermans-2009/,
    );
  });
});
