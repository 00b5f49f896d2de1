import { InputError } from '@ketame/pharmacometrics';
import { normalQuantile } from '../meta/distributions.ts';
import type { Criterion } from './value-tree.ts';

/** How an option does on one criterion, in the criterion's unit, and how surely that is known. */
export type Measurement =
  | { readonly kind: 'exact'; readonly value: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly standardError: number }
  /** People with the outcome, of all: for criteria that are chances. */
  | { readonly kind: 'counted'; readonly events: number; readonly n: number };

/** One of the choices, measured on every criterion by the criterion's id. */
export interface TreatmentOption {
  readonly id: string;
  readonly name: string;
  readonly measurements: Readonly<Record<string, Measurement>>;
}

/** Weights by the criterion's id; none negative, 1 in all. */
export type Weights = Readonly<Record<string, number>>;

/** The log-odds of a counted chance and their standard error, half a person added to each side. */
export function logOddsOf({ events, n }: { readonly events: number; readonly n: number }) {
  const yes = events + 0.5;
  const no = n - events + 0.5;
  return { mean: Math.log(yes / no), standardError: Math.sqrt(1 / yes + 1 / no) };
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** What a measurement says at a standard normal deviate: 0 its middle. */
export function measuredAt(measurement: Measurement, deviate: number): number {
  switch (measurement.kind) {
    case 'exact':
      return measurement.value;
    case 'normal':
      return measurement.mean + measurement.standardError * deviate;
    case 'counted': {
      if (deviate === 0) return measurement.events / measurement.n;
      const { mean, standardError } = logOddsOf(measurement);
      return logistic(mean + standardError * deviate);
    }
  }
}

/**
 * The partial value of a measure: 0 at the worst end of the criterion's scale, 1 at its best, straight between and,
 * for a draw from an uncertain measurement, beyond.
 */
export const partialValue = ({ worst, best }: Criterion, measure: number): number =>
  (measure - worst) / (best - worst);

/** The measurement of an option on a criterion. @throws InputError when there is none or it lies off the scale */
export function measurementOf(option: TreatmentOption, criterion: Criterion): Measurement {
  const path = `${option.id}.${criterion.id}`;
  const measurement = option.measurements[criterion.id];
  if (measurement === undefined) {
    throw new InputError(path, `"${option.name}" needs a measurement of ${criterion.measure}`);
  }
  if (measurement.kind === 'normal' && !(measurement.standardError >= 0)) {
    throw new InputError(path, `a standard error from 0 is needed, not ${measurement.standardError}`);
  }
  const value = partialValue(criterion, measuredAt(measurement, 0));
  if (!(value >= 0 && value <= 1)) {
    throw new InputError(
      path,
      `a measure from ${criterion.worst} to ${criterion.best} ${criterion.unit} is needed, not ${measuredAt(measurement, 0)}`,
    );
  }
  return measurement;
}

/** @throws InputError unless every criterion has a weight, none is negative, and they add up to 1 */
export function checkWeights(tree: readonly Criterion[], weights: Weights): void {
  for (const { id } of tree) {
    const weight = weights[id];
    if (!(weight !== undefined && weight >= 0)) {
      throw new InputError(`weights.${id}`, `a number from 0 is needed, not ${weight}`);
    }
  }
  const sum = tree.reduce((total, { id }) => total + weights[id]!, 0);
  if (Math.abs(sum - 1) > 1e-9) throw new InputError('weights', `a sum of 1 is needed, not ${sum}`);
}

/**
 * Weights from swings: the patient gives 100 points to the swing from worst to best that matters most, and to each other
 * swing as many as it matters beside that one (von Winterfeldt and Edwards 1986; SMARTS: Edwards and Barron 1994).
 *
 * @param points 0 to 100 by the criterion's id, the greatest 100
 * @throws InputError naming the criterion without points, or when none has 100
 */
export function swingWeights(tree: readonly Criterion[], points: Readonly<Record<string, number>>): Weights {
  for (const { id } of tree) {
    const given = points[id];
    if (!(given !== undefined && given >= 0 && given <= 100)) {
      throw new InputError(`points.${id}`, `points from 0 to 100 are needed, not ${given}`);
    }
  }
  const given = tree.map(({ id }) => points[id]!);
  if (Math.max(...given) !== 100) {
    throw new InputError('points', 'the swing that matters most needs 100 points');
  }
  const sum = given.reduce((total, one) => total + one, 0);
  return Object.fromEntries(tree.map(({ id }, index) => [id, given[index]! / sum]));
}

/** The total value of an option and what each criterion adds to it. */
export interface OptionValue {
  readonly option: string;
  /** 0 (worst on all) to 1 (best on all). */
  readonly total: number;
  readonly contributions: readonly {
    readonly criterion: string;
    readonly value: number;
    readonly weighted: number;
  }[];
}

/**
 * Values of options by the additive model: sum of weight x partial value (Keeney and Raiffa 1976).
 *
 * @throws InputError for a missing measurement, one off its scale, or wrong weights
 */
export function optionValues(
  tree: readonly Criterion[],
  options: readonly TreatmentOption[],
  weights: Weights,
): OptionValue[] {
  checkWeights(tree, weights);
  return options.map((option) => {
    const contributions = tree.map((criterion) => {
      const value = partialValue(criterion, measuredAt(measurementOf(option, criterion), 0));
      return { criterion: criterion.id, value, weighted: weights[criterion.id]! * value };
    });
    return {
      option: option.id,
      total: contributions.reduce((sum, { weighted }) => sum + weighted, 0),
      contributions,
    };
  });
}

/** How the advantage of one option over another moves with what is known of one criterion. */
export interface TornadoBar {
  readonly criterion: string;
  /** Advantage when the criterion is least in favour of the first option, within the intervals of its measurements. */
  readonly low: number;
  readonly high: number;
}

/**
 * Tornado of the advantage of the first option over the second: each criterion in turn at both ends of the intervals of
 * its two measurements, the others at their middle; the widest bar first.
 *
 * @param level of the intervals, 0.95 unless told
 * @throws InputError as `optionValues` does
 */
export function tornado(
  tree: readonly Criterion[],
  first: TreatmentOption,
  second: TreatmentOption,
  weights: Weights,
  level = 0.95,
): { readonly advantage: number; readonly bars: readonly TornadoBar[] } {
  const [one, other] = optionValues(tree, [first, second], weights) as [OptionValue, OptionValue];
  const advantage = one.total - other.total;
  const z = normalQuantile(0.5 + level / 2);
  const bars = tree.map((criterion, index) => {
    const limits = (option: TreatmentOption) => {
      const measurement = measurementOf(option, criterion);
      const ends = [-z, z].map((deviate) => partialValue(criterion, measuredAt(measurement, deviate)));
      return { low: Math.min(...ends), high: Math.max(...ends) };
    };
    const a = limits(first);
    const b = limits(second);
    const weight = weights[criterion.id]!;
    const others = advantage - one.contributions[index]!.weighted + other.contributions[index]!.weighted;
    return {
      criterion: criterion.id,
      low: others + weight * (a.low - b.high),
      high: others + weight * (a.high - b.low),
    };
  });
  return { advantage, bars: bars.toSorted((x, y) => y.high - y.low - (x.high - x.low)) };
}

/**
 * The weight of one criterion at which two options are worth the same, the others keeping their proportions.
 *
 * @returns null when no weight from 0 to 1 turns the choice
 * @throws InputError as `optionValues` does, or when the criterion is not in the tree
 */
export function turningWeight(
  tree: readonly Criterion[],
  first: TreatmentOption,
  second: TreatmentOption,
  weights: Weights,
  criterion: string,
): number | null {
  const index = tree.findIndex(({ id }) => id === criterion);
  if (index < 0) throw new InputError('criterion', `the tree has no "${criterion}"`);
  const [one, other] = optionValues(tree, [first, second], weights) as [OptionValue, OptionValue];
  const weight = weights[criterion]!;
  if (weight === 1) return null;
  const own = one.contributions[index]!.value - other.contributions[index]!.value;
  const rest = (one.total - other.total - weight * own) / (1 - weight);
  const turning = rest / (rest - own);
  return turning >= 0 && turning <= 1 ? turning : null;
}
