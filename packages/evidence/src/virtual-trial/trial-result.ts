import { quantile, type RandomSource, randomSource } from '@ketame/pharmacometrics';
import type { Estimate } from '../benefit-risk/estimate.ts';
import { proportion } from '../benefit-risk/risk-difference.ts';
import { tTwoSidedP } from '../meta/distributions.ts';
import type { TrialDesign } from './design.ts';
import { criticalT, detectableDifference, halfLifeBetween, peoplePerArm } from './power.ts';
import { type ArmSummary, type SimulatedTrial, simulateTrials, trialPopulation } from './simulate-trial.ts';

/** One arm against the control on one day, over all simulated trials. */
export interface TrialComparison {
  readonly day: number;
  readonly arm: string;
  readonly control: string;
  /** People analysed, mean of the trials: in the arm, in the control. */
  readonly people: readonly [number, number];
  /** Control minus arm, points of pain: above 0 in favour of the arm. The limits hold 95 % of the trials. */
  readonly difference: Estimate;
  /** Pooled, mean of the trials. */
  readonly standardDeviation: number;
  /** Mean difference in standard deviations. */
  readonly standardisedDifference: number;
  /** Share of trials in favour of the arm with P below alpha; the interval is that of simulating so many. */
  readonly power: Estimate;
  /** The same, in favour of the control. */
  readonly powerAgainst: number;
  /** Trials with too few people left to analyse; they count as not significant. */
  readonly notAnalysable: number;
  /** What would have to be true for significance. */
  readonly needed: {
    /** Standardised difference that just reaches P = alpha with these people. */
    readonly leastSignificant: number;
    /** Standardised difference found with the design's power with these people. */
    readonly forPower: number;
    /** People per arm for the design's power at the mean difference; null when a million do not suffice. */
    readonly peoplePerArm: number | null;
    /** Half-life, days, with which the first day's difference would just be significant now; null on the first day. */
    readonly halfLifeDays: number | null;
  };
}

export interface TrialResult {
  readonly design: TrialDesign;
  readonly random: RandomSource;
  readonly comparisons: readonly TrialComparison[];
  /** What the numbers rest on, one plain sentence each. */
  readonly assumptions: readonly string[];
  readonly notes: readonly string[];
}

const assumptions = [
  'Relief of a responder is that of Dahan 2011 in virtual patients (Otto 2021) who differ by the published kinetics and by how uncertain its C50 and half-life are; whoever does not respond has none.',
  'Each trial draws its patients from the same virtual ones, with replacement.',
  'P is that of a two-sample t test with equal variances, not corrected for several days or arms.',
  'Belief, response, loss and relief are drawn independently of each other.',
];

interface OneTest {
  readonly difference: number;
  readonly standardDeviation: number;
  readonly p: number;
  readonly people: readonly [number, number];
}

/** Student's test of one trial; null with fewer than two people in an arm or no spread. */
function testOf(arm: ArmSummary, control: ArmSummary): OneTest | null {
  const df = arm.n + control.n - 2;
  if (arm.n < 2 || control.n < 2) return null;
  const standardDeviation = Math.sqrt((arm.squares + control.squares) / df);
  if (standardDeviation === 0) return null;
  const difference = control.mean - arm.mean;
  const t = difference / (standardDeviation * Math.sqrt(1 / arm.n + 1 / control.n));
  return { difference, standardDeviation, p: tTwoSidedP(t, df), people: [arm.n, control.n] };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function neededFor(
  people: readonly [number, number],
  standardised: number,
  { alpha, power }: TrialDesign['analysis'],
): Omit<TrialComparison['needed'], 'halfLifeDays'> {
  const [n1, n2] = people;
  return {
    leastSignificant: criticalT(n1, n2, alpha) * Math.sqrt(1 / n1 + 1 / n2),
    forPower: detectableDifference(n1, n2, { alpha, power }),
    peoplePerArm: peoplePerArm(standardised, { alpha, power }),
  };
}

function comparisonOf(
  design: TrialDesign,
  trials: readonly SimulatedTrial[],
  day: number,
  arm: number,
): TrialComparison | null {
  const control = design.arms.findIndex(({ name }) => name === design.control);
  const tests = trials
    .map((trial) => testOf(trial[day]![arm]!, trial[day]![control]!))
    .filter((test) => test !== null);
  if (tests.length === 0) return null;
  const differences = tests.map(({ difference }) => difference);
  const significant = tests.filter(({ p }) => p < design.analysis.alpha);
  const inFavour = significant.filter(({ difference }) => difference > 0).length;
  const people = [0, 1].map((index) => mean(tests.map((test) => test.people[index]!))) as [number, number];
  const standardDeviation = mean(tests.map((test) => test.standardDeviation));
  const standardisedDifference = mean(differences) / standardDeviation;
  const limit = (probability: number) => quantile(Float64Array.from(differences), probability);
  return {
    day: design.outcomeDays[day]!,
    arm: design.arms[arm]!.name,
    control: design.control,
    people,
    difference: { value: mean(differences), lower: limit(0.025), upper: limit(0.975), level: 0.95 },
    standardDeviation,
    standardisedDifference,
    power: proportion({ events: inFavour, n: trials.length }),
    powerAgainst: (significant.length - inFavour) / trials.length,
    notAnalysable: trials.length - tests.length,
    needed: { ...neededFor(people, standardisedDifference, design.analysis), halfLifeDays: null },
  };
}

/** With the half-life that would carry the arm's first difference to significance on this day. */
function withHalfLife(comparison: TrialComparison, all: readonly TrialComparison[]): TrialComparison {
  const first = all.find(({ arm }) => arm === comparison.arm)!;
  const { leastSignificant } = comparison.needed;
  const halfLifeDays = halfLifeBetween(
    first.day,
    first.standardisedDifference,
    comparison.day,
    leastSignificant,
  );
  return { ...comparison, needed: { ...comparison.needed, halfLifeDays } };
}

/** Sums up trials that were simulated, on however many threads, in the order of their numbers. */
export function trialResult(
  design: TrialDesign,
  trials: readonly SimulatedTrial[],
  notes: readonly string[],
): TrialResult {
  const comparisons = design.outcomeDays.flatMap((_, day) =>
    design.arms.flatMap(({ name }, arm) => {
      if (name === design.control) return [];
      const comparison = comparisonOf(design, trials, day, arm);
      return comparison === null ? [] : [comparison];
    }),
  );
  const empty = comparisons.length < design.outcomeDays.length * (design.arms.length - 1);
  return {
    design,
    random: randomSource(design.seed),
    comparisons: comparisons.map((one) => withHalfLife(one, comparisons)),
    assumptions,
    notes: empty ? [...notes, 'On some days no trial had two people or more in both arms.'] : notes,
  };
}

/**
 * Simulates a trial as often as its design says, and answers how likely it is to find what is there, and what would
 * have to be true for it to be found.
 *
 * @throws InputError naming the field of a design that is none
 */
export function virtualTrial(design: TrialDesign): TrialResult {
  const population = trialPopulation(design);
  const trials = simulateTrials(design, population, { first: 0, count: design.trials });
  return trialResult(design, trials, population.notes);
}
