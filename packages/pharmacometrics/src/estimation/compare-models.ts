import { InputError } from '../error.ts';
import { drawsOf, type RandomSource } from '../random/draws.ts';
import type { PredictiveDensity } from './predictive-density.ts';

/** A model's fit to the same measurements as the others'. */
export interface ComparedModel {
  readonly name: string;
  readonly density: PredictiveDensity;
}

export interface ModelComparison {
  readonly models: readonly {
    readonly name: string;
    readonly total: number;
    /** What it foretells worse than the best, and the standard error of that. */
    readonly behind: number;
    readonly standardError: number;
    /** Share in the average, by pseudo-BMA+. */
    readonly weight: number;
    /** Measurements whose Pareto k is too high for the density to be trusted. */
    readonly unreliable: readonly number[];
  }[];
  /** The model to use alone; null when none wins and the average is to be used. */
  readonly winner: string | null;
  /** The verdict in a sentence. */
  readonly words: string;
}

/** Below this a difference in log density is small whatever its standard error (Sivula, Magnusson, Vehtari 2020, arXiv:2008.10296). */
const SMALL = 4;
/** So many standard errors ahead wins. */
const AHEAD = 2;
const BOOTSTRAPS = 1000;

/**
 * Compares models by how well they foretell each measurement from the others, and weighs them by pseudo-BMA+: Bayesian
 * bootstrap over the measurements, so that few of them give weights that are nearly even.
 * (Yao, Vehtari, Simpson, Gelman. Bayesian Anal 2018;13:917-1007, doi:10.1214/17-BA1091.)
 * @param models each on the same measurements in the same units
 * @throws InputError when their measurements differ in number
 */
export function compareModels(models: readonly ComparedModel[], random: RandomSource): ModelComparison {
  const [first] = models;
  if (!first) throw new InputError('models', 'at least one is needed');
  const measured = first.density.pointwise.length;
  models.forEach(({ name, density }, index) => {
    if (density.pointwise.length === measured) return;
    throw new InputError(
      `models[${index}]`,
      `"${name}" was fitted to ${density.pointwise.length} measurements, "${first.name}" to ${measured}; they must be the same`,
    );
  });
  const weights = pseudoBmaWeights(models, measured, random);
  const best = models.reduce((left, right) => (right.density.total > left.density.total ? right : left));
  const compared = models
    .map(({ name, density }, index) => {
      const differences = best.density.pointwise.map((each, at) => each - density.pointwise[at]!);
      const behind = differences.reduce((sum, each) => sum + each, 0);
      const squares = differences.reduce((sum, each) => sum + (each - behind / measured) ** 2, 0);
      return {
        name,
        total: density.total,
        behind,
        standardError:
          measured > 1 ? Math.sqrt((measured * squares) / (measured - 1)) : Number.POSITIVE_INFINITY,
        weight: weights[index]!,
        unreliable: [...density.paretoK.keys()].filter(
          (at) => !(density.paretoK[at]! <= density.greatestParetoK),
        ),
      };
    })
    .sort((left, right) => left.behind - right.behind);
  const others = compared.slice(1);
  const isTrusted = compared.every(({ unreliable }) => unreliable.length === 0);
  const wins = others.every(({ behind, standardError }) => behind > SMALL && behind > AHEAD * standardError);
  const winner = isTrusted && wins ? compared[0]!.name : null;
  return { models: compared, winner, words: wordsOf(compared, winner, isTrusted) };
}

function wordsOf(compared: ModelComparison['models'], winner: string | null, isTrusted: boolean): string {
  if (compared.length === 1) return 'There is one model alone; nothing is compared.';
  if (winner !== null) return `"${winner}" foretells these measurements clearly better than the others.`;
  const shares = compared.map(({ name, weight }) => `${name} ${Math.round(100 * weight)} %`).join(', ');
  return isTrusted
    ? `No model foretells these measurements clearly better; use their average: ${shares}.`
    : `Single measurements weigh too heavily for a verdict; use the average of the models: ${shares}.`;
}

function pseudoBmaWeights(
  models: readonly ComparedModel[],
  measured: number,
  random: RandomSource,
): Float64Array {
  const draws = drawsOf(random, 'Bayesian bootstrap of measurements');
  const weights = new Float64Array(models.length);
  for (let round = 0; round < BOOTSTRAPS; round++) {
    const shares = Float64Array.from(
      { length: measured },
      (_, at) => -Math.log(draws.uniform({ subject: round, occasion: at })),
    );
    const whole = shares.reduce((sum, each) => sum + each, 0);
    const totals = models.map(({ density }) =>
      density.pointwise.reduce((sum, each, at) => sum + (measured * shares[at]! * each) / whole, 0),
    );
    const highest = Math.max(...totals);
    const odds = totals.map((total) => Math.exp(total - highest));
    const sum = odds.reduce((left, right) => left + right, 0);
    odds.forEach((each, index) => {
      weights[index]! += each / sum / BOOTSTRAPS;
    });
  }
  return weights;
}
