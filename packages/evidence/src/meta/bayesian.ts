import { bisect, normalCdf } from './distributions.ts';
import { type Effect, MetaError } from './effect.ts';

/** Prior of tau, the standard deviation between studies, on the scale of the effects. */
export interface TauPrior {
  readonly shape: 'half-normal' | 'half-cauchy';
  /** Scale above 0: for standardised differences and log ratios 0.5 is usual (Röver et al., Res Synth Methods 2021). */
  readonly scale: number;
}

/** Posterior of a random-effects meta-analysis; the mean has a flat prior. */
export interface BayesianFit {
  readonly prior: TauPrior;
  readonly k: number;
  /** Posterior mean, standard deviation and central interval of the mean effect. */
  readonly mean: number;
  readonly sd: number;
  readonly lower: number;
  readonly upper: number;
  /** Posterior probability that the mean effect lies below 0. */
  readonly probabilityBelow0: number;
  /** Posterior of tau: median and central interval. */
  readonly tau: { readonly median: number; readonly lower: number; readonly upper: number };
  /** Central predictive interval for the effect of a new study. */
  readonly prediction: { readonly lower: number; readonly upper: number };
  /** Posterior density of tau at chosen points, for drawing. */
  readonly tauDensity: (tau: number) => number;
  /** Posterior density of the mean effect at chosen points, for drawing. */
  readonly meanDensity: (mean: number) => number;
}

const normalDensity = (z: number) => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

const priorDensity = ({ shape, scale }: TauPrior, tau: number): number =>
  shape === 'half-normal'
    ? (2 / scale) * normalDensity(tau / scale)
    : 2 / (Math.PI * scale * (1 + (tau / scale) ** 2));

/** One point of tau with its posterior weight, and the normal posterior of the mean there. */
interface Node {
  readonly tau: number;
  readonly weight: number;
  readonly mean: number;
  readonly variance: number;
}

/** The normal posterior of the mean given tau, and the logarithm of the likelihood of tau with the mean integrated. */
function givenTau(effects: readonly Effect[], tau: number) {
  let sum = 0;
  let weighted = 0;
  let logs = 0;
  for (const { yi, vi } of effects) {
    const weight = 1 / (vi + tau * tau);
    sum += weight;
    weighted += weight * yi;
    logs += Math.log(weight);
  }
  const mean = weighted / sum;
  let q = 0;
  for (const { yi, vi } of effects) q += (yi - mean) ** 2 / (vi + tau * tau);
  return { mean, variance: 1 / sum, logLikelihood: 0.5 * (logs - Math.log(sum) - q) };
}

/**
 * Trapezoid over the whole line for functions that are analytic and vanish exponentially: its error falls faster
 * than any power of the step.
 */
function wholeLine(from: number, to: number, step: number, f: (u: number) => void): void {
  const n = Math.round((to - from) / step);
  for (let i = 0; i <= n; i++) f(from + i * step);
}

/** Posterior of tau at the points of the trapezoid in log(tau / scale); weights sum to 1. */
function posteriorNodes(effects: readonly Effect[], prior: TauPrior) {
  const raw: { node: Omit<Node, 'weight'>; log: number }[] = [];
  wholeLine(-36, 36, 0.05, (u) => {
    const tau = prior.scale * Math.exp(u);
    const { mean, variance, logLikelihood } = givenTau(effects, tau);
    raw.push({
      node: { tau, mean, variance },
      log: logLikelihood + Math.log(priorDensity(prior, tau) * tau),
    });
  });
  const top = raw.reduce((highest, { log }) => Math.max(highest, log), Number.NEGATIVE_INFINITY);
  const total = raw.reduce((sum, { log }) => sum + Math.exp(log - top), 0);
  const nodes: Node[] = raw.map(({ node, log }) => ({ ...node, weight: Math.exp(log - top) / total }));
  const density = (tau: number) =>
    (Math.exp(givenTau(effects, tau).logLikelihood - top) * priorDensity(prior, tau)) / (total * 0.05);
  return { nodes: nodes.filter(({ weight }) => weight > 1e-18), density };
}

/** P(tau <= limit): tau = limit / (1 + exp(-v)) maps the stretch below the limit to the whole line. */
function probabilityBelow(limit: number, density: (tau: number) => number): number {
  let sum = 0;
  wholeLine(-36, 36, 0.1, (v) => {
    const share = 1 / (1 + Math.exp(-v));
    sum += 0.1 * density(limit * share) * limit * share * (1 / (1 + Math.exp(v)));
  });
  return sum;
}

/**
 * Bayesian random effects: given tau everything is normal, so tau alone is integrated, numerically (Röver, J Stat Softw
 * 2020;93(6)).
 *
 * @param effects two or more
 * @param level of the intervals, 0.95 by default
 * @throws MetaError
 */
export function bayesianMetaAnalysis(effects: readonly Effect[], prior: TauPrior, level = 0.95): BayesianFit {
  if (effects.length < 2) throw new MetaError(`At least 2 studies are needed, not ${effects.length}.`);
  if (!(prior.scale > 0 && Number.isFinite(prior.scale))) {
    throw new MetaError(`The scale of the prior must be above 0, not ${prior.scale}.`);
  }
  const { nodes, density } = posteriorNodes(effects, prior);
  const expectation = (f: (node: Node) => number) =>
    nodes.reduce((sum, node) => sum + node.weight * f(node), 0);
  const mean = expectation((node) => node.mean);
  const sd = Math.sqrt(expectation((node) => node.variance + (node.mean - mean) ** 2));
  const cdf = (value: number, extra: (node: Node) => number) =>
    expectation((node) => normalCdf((value - node.mean) / Math.sqrt(node.variance + extra(node))));
  const [low, high] = [(1 - level) / 2, (1 + level) / 2];
  const quantile = (p: number, extra: (node: Node) => number) => {
    let reach = sd;
    while (cdf(mean - reach, extra) > p || cdf(mean + reach, extra) < p) reach *= 2;
    return bisect((value) => cdf(value, extra) - p, mean - reach, mean + reach);
  };
  const none = () => 0;
  const between = ({ tau }: Node) => tau ** 2;
  const tauAt = (p: number) => {
    let reach = prior.scale;
    while (probabilityBelow(reach, density) < p) reach *= 2;
    return bisect((tau) => probabilityBelow(tau, density) - p, 0, reach);
  };
  return {
    prior,
    k: effects.length,
    mean,
    sd,
    lower: quantile(low, none),
    upper: quantile(high, none),
    probabilityBelow0: cdf(0, none),
    tau: { median: tauAt(0.5), lower: tauAt(low), upper: tauAt(high) },
    prediction: { lower: quantile(low, between), upper: quantile(high, between) },
    tauDensity: density,
    meanDensity: (value) =>
      expectation(
        (node) => normalDensity((value - node.mean) / Math.sqrt(node.variance)) / Math.sqrt(node.variance),
      ),
  };
}
