import { drawsOf, InputError, type RandomSource, randomSource } from '@ketame/pharmacometrics';
import {
  checkWeights,
  measuredAt,
  measurementOf,
  partialValue,
  type TreatmentOption,
  type Weights,
} from './mcda.ts';
import type { Criterion } from './value-tree.ts';

/** What is known of the patient's weights. */
export type WeightKnowledge =
  /** Nothing: every set of weights is as likely as any other. */
  | { readonly kind: 'nothing' }
  /** Which swings matter more, from the most to the least: ids of all criteria. */
  | { readonly kind: 'order'; readonly order: readonly string[] }
  | { readonly kind: 'weights'; readonly weights: Weights };

/** What the draws say of one option. */
export interface OptionAcceptability {
  readonly option: string;
  /** Share of draws in which it takes the first rank, the second, ...; equal values share their ranks. */
  readonly ranks: readonly number[];
  /** Mean of the weights with which it comes first; null when it never does. */
  readonly centralWeights: Weights | null;
  /** Share of draws in which it comes first with its central weights. */
  readonly confidence: number | null;
}

export interface Acceptability {
  readonly options: readonly OptionAcceptability[];
  readonly draws: number;
  /** No share's standard error from drawing is greater than this. */
  readonly greatestStandardError: number;
  readonly random: RandomSource;
}

/** Weights of draw after draw, evenly over all that what is known allows. */
function weightDrawer(tree: readonly Criterion[], knowledge: WeightKnowledge, source: RandomSource) {
  const ids = tree.map(({ id }) => id);
  if (knowledge.kind === 'weights') {
    checkWeights(tree, knowledge.weights);
    const fixed = ids.map((id) => knowledge.weights[id]!);
    return () => fixed;
  }
  const uniform = drawsOf(source, 'weights').uniform;
  // Gaps between sorted uniform numbers are spread evenly over the simplex (Dirichlet with all parameters 1).
  const any = (subject: number) => {
    const cuts = ids.slice(1).map((_, occasion) => uniform({ subject, occasion }));
    const edges = [0, ...cuts.sort((a, b) => a - b), 1];
    return ids.map((_, index) => edges[index + 1]! - edges[index]!);
  };
  if (knowledge.kind === 'nothing') return any;
  const { order } = knowledge;
  if (order.length !== ids.length || ids.some((id) => !order.includes(id))) {
    throw new InputError('order', `every criterion once is needed: ${ids.join(', ')}`);
  }
  const places = ids.map((id) => order.indexOf(id));
  return (subject: number) => {
    const sorted = any(subject).sort((a, b) => b - a);
    return places.map((place) => sorted[place]!);
  };
}

/** Values of all options in draw after draw, given the weights. */
function valueDrawer(tree: readonly Criterion[], options: readonly TreatmentOption[], source: RandomSource) {
  const drawers = options.map((option) =>
    tree.map((criterion) => {
      const measurement = measurementOf(option, criterion);
      if (measurement.kind === 'exact') {
        const fixed = partialValue(criterion, measurement.value);
        return () => fixed;
      }
      const { normal } = drawsOf(source, `measurement of ${criterion.id} in ${option.id}`);
      return (subject: number) => partialValue(criterion, measuredAt(measurement, normal({ subject })));
    }),
  );
  return (subject: number, weights: readonly number[]) =>
    drawers.map((ofOption) =>
      ofOption.reduce((sum, draw, index) => sum + weights[index]! * draw(subject), 0),
    );
}

/** Adds one draw's ranks to the tallies; options of equal value share the ranks that they take together. */
function tally(values: readonly number[], ranks: readonly Float64Array[]): void {
  values.forEach((value, option) => {
    const better = values.filter((other) => other > value).length;
    const equal = values.filter((other) => other === value).length;
    for (let rank = better; rank < better + equal; rank++) ranks[option]![rank]! += 1 / equal;
  });
}

/**
 * Stochastic multicriteria acceptability analysis: how often each option takes each rank over all weights and
 * measurements that are possible, the weights that favour it, and how sure it is under those
 * (SMAA-2: Lahdelma and Salminen, Oper Res 2001;49:444-54, doi:10.1287/opre.49.3.444.11220; in benefit-risk: Tervonen
 * et al., Stat Med 2011;30:1419-28, doi:10.1002/sim.4194).
 *
 * @param knowledge of the patient's weights
 * @param draws how many, from 1
 * @param seed whole number from 0; the same seed gives the same answer
 * @throws InputError for fewer than two options, a missing measurement, wrong weights or order
 */
export function acceptability(
  tree: readonly Criterion[],
  options: readonly TreatmentOption[],
  knowledge: WeightKnowledge,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Acceptability {
  if (options.length < 2) throw new InputError('options', 'at least two are needed');
  if (!(Number.isInteger(draws) && draws >= 1 && draws <= 1_000_000)) {
    throw new InputError('draws', `a whole number from 1 to 1000000 is needed, not ${draws}`);
  }
  const random = randomSource(seed);
  const weightsOf = weightDrawer(tree, knowledge, random);
  const valuesOf = valueDrawer(tree, options, random);
  const empty = (length: number) => options.map(() => new Float64Array(length));
  const ranks = empty(options.length);
  const favourable = empty(tree.length);
  for (let draw = 0; draw < draws; draw++) {
    const weights = weightsOf(draw);
    const values = valuesOf(draw, weights);
    tally(values, ranks);
    const best = Math.max(...values);
    const shared = values.filter((value) => value === best).length;
    values.forEach((value, option) => {
      if (value !== best) return;
      for (let index = 0; index < weights.length; index++)
        favourable[option]![index]! += weights[index]! / shared;
    });
  }
  return {
    options: options.map((option, index) => {
      const first = ranks[index]![0]!;
      const central = first === 0 ? null : Array.from(favourable[index]!, (sum) => sum / first);
      return {
        option: option.id,
        ranks: Array.from(ranks[index]!, (count) => count / draws),
        centralWeights: central && Object.fromEntries(tree.map(({ id }, place) => [id, central[place]!])),
        confidence: central && shareFirst(index, central, draws, valuesOf),
      };
    }),
    draws,
    greatestStandardError: 0.5 / Math.sqrt(draws),
    random,
  };
}

/** Share of draws in which an option comes first with given weights. */
function shareFirst(
  option: number,
  weights: readonly number[],
  draws: number,
  valuesOf: (subject: number, weights: readonly number[]) => number[],
): number {
  let first = 0;
  for (let draw = 0; draw < draws; draw++) {
    const values = valuesOf(draw, weights);
    const best = Math.max(...values);
    if (values[option] === best) first += 1 / values.filter((value) => value === best).length;
  }
  return first / draws;
}
