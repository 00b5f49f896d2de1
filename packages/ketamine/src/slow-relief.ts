import {
  type Dose,
  type LinearModel,
  outputsAt,
  type Solution,
  solve,
  timeAbove,
} from '@ketame/pharmacometrics';
import type { Band, Interval } from './course.ts';
import { delaySpread, spreadQuantile } from './delay-spread.ts';
import { shareOfGreatest } from './effects/effect.ts';
import { pair } from './effects/pair.ts';
import { slowReliefEffect } from './models/dahan-2011.ts';
import { fanta2015Otto2021, fanta2015Otto2021Model, fanta2015Parent } from './models/fanta-2015-otto-2021.ts';
import { otherRoutesOfS } from './models/other-routes.ts';
import { simons2022ParentS } from './models/simons-2022.ts';
import type { Parameter } from './published.ts';
import type { Drug } from './regimen.ts';
import type { SystemOf } from './systems.ts';
import { logDeviation, z95 } from './uncertainty.ts';

/**
 * The slow relief M7 in a responder: relief = Ce / (Ce + C50), where Ce follows plasma S-ketamine with a half-life of
 * 10.9 days (Dahan 2011). What is given by vein runs through venous M2. Other routes have no venous model: their part
 * runs through arterial M1, the one exception to `pair`, and every answer with it is marked as an extrapolation.
 */
const { effect } = pair(fanta2015Otto2021, slowReliefEffect);
const c50 = effect.relation.c50;
const halfLife = effect.delay;

/** Half-lives that stand for its published uncertainty; against a four times finer grid the band moves by less than 0.001. */
const uncertainty = delaySpread(4, 2);
const { deviates, weights, typical: typicalDeviate } = uncertainty;
const halfLifeDeviation = logDeviation(halfLife);
const c50Deviation = logDeviation(c50);

/** A model of S-ketamine with a slow effect site for each of the given deviates of the half-life. */
function withSlowSites(model: LinearModel<Parameter>, chosen: readonly number[]): LinearModel<Parameter> {
  const names = chosen.map((_, index) => `slow${index}`);
  const halfLives = chosen.map((z, index) => ({
    ...halfLife,
    symbol: `halfLife${index}`,
    value: halfLife.value * Math.exp(z * halfLifeDeviation),
  }));
  return {
    ...model,
    parameters: { ...model.parameters, ...Object.fromEntries(halfLives.map((row) => [row.symbol, row])) },
    effectSites: Object.fromEntries(
      names.map((name, index) => [name, { of: 'S-ketamine', rate: `ln(2) / halfLife${index}` }]),
    ),
    outputs: {
      ...model.outputs,
      ...Object.fromEntries(names.map((name) => [name, { effectSite: name, unit: 'ng/mL' }])),
    },
  };
}

/** S-ketamine by one set of routes, with slow effect sites as further outputs. */
export interface SlowSites {
  readonly vein: LinearModel<Parameter>;
  /** Films alone, which are M1's own. */
  readonly film: LinearModel<Parameter>;
  /** Films and every further route of a drug, for doses of S-ketamine in mg. */
  readonly other: Readonly<Record<Drug, LinearModel<Parameter>>>;
}

/** With a slow effect site for each of the given deviates of the half-life: output "slow0" and so on. */
export const slowSites = (chosen: readonly number[]): SlowSites => ({
  vein: withSlowSites(fanta2015Parent, chosen),
  film: withSlowSites(simons2022ParentS, chosen),
  other: {
    'S-ketamine': withSlowSites(otherRoutesOfS['S-ketamine'], chosen),
    'racemic ketamine': withSlowSites(otherRoutesOfS['racemic ketamine'], chosen),
  },
});

/** The slow effect site is output "slow0", with the half-life "halfLife0" of one patient. */
export const slowSiteModels = slowSites([0]);
const spreadModels = slowSites(deviates);
const spreadNames = deviates.map((_, index) => `slow${index}`);

/** The models of the slow relief with the numbers of one patient, and the drug whose S half is given. */
export interface SlowReliefSystems {
  readonly of: SystemOf;
  readonly drug: Drug;
}

/** Solutions of both parts of a course: what was given by vein, and, where there is any, what was given otherwise. */
function parts({ of, drug }: SlowReliefSystems, models: SlowSites, doses: readonly Dose[]): Solution[] {
  const vein = doses.filter(({ input }) => input === 'iv');
  const other = doses.filter(({ input }) => input !== 'iv');
  const otherModel = other.every(({ input }) => input === 'film') ? models.film : models.other[drug];
  return [
    ...(vein.length > 0 || other.length === 0 ? [solve(of(models.vein), vein)] : []),
    ...(other.length > 0 ? [solve(of(otherModel), other)] : []),
  ];
}

/** Outputs of the parts of a course, added up; one list of values per name. */
function summed(
  solutions: readonly Solution[],
  timesH: Float64Array,
  names: readonly string[],
): readonly Float64Array[] {
  const sums = names.map(() => new Float64Array(timesH.length));
  for (const solution of solutions) {
    const values = outputsAt(solution, timesH, names);
    names.forEach((name, index) => {
      const into = sums[index]!;
      const from = values[name]!;
      for (let k = 0; k < into.length; k++) into[k]! += from[k]!;
    });
  }
  return sums;
}

/**
 * Concentrations at the slow effect sites, ng/mL, one list per site.
 * @param doses S-ketamine, mg of base, by the inputs of `doses.ts`
 * @param timesH hours, never falling
 * @param sites how many sites the models have
 */
export function slowSiteCourses(
  systems: SlowReliefSystems,
  models: SlowSites,
  doses: readonly Dose[],
  timesH: Float64Array,
  sites: number,
): readonly Float64Array[] {
  const names = Array.from({ length: sites }, (_, index) => `slow${index}`);
  return summed(parts(systems, models, doses), timesH, names);
}

/** M2 with the slow effect site, for a simulation by M7 alone. Its output "slow0" is the effect site. */
export const slowReliefModel = withSlowSites(fanta2015Otto2021Model, [0]);

/** Share of the baseline pain relieved in a responder, from the slow effect-site concentration in ng/mL. */
export function slowReliefAt(site: Float64Array): Float64Array {
  return shareOfGreatest(effect.relation, site);
}

/** Hours between the points at which the spread is computed. */
const pointH = 6;
/** Of these, every fourth carries the interval of the band: once a day. */
const pointsPerKnot = 4;

/** Slow effect-site concentrations, ng/mL, for each deviate of the half-life, every 6 h from 0. */
export type Spread = readonly Float64Array[];

/**
 * @param doses S-ketamine, mg of base, by the inputs of `doses.ts`
 * @param untilH hours that the spread must cover
 */
export function slowSpread(systems: SlowReliefSystems, doses: readonly Dose[], untilH: number): Spread {
  const knots = Math.ceil(untilH / (pointH * pointsPerKnot)) + 1;
  const pointsH = Float64Array.from({ length: knots * pointsPerKnot + 1 }, (_, i) => i * pointH);
  return summed(parts(systems, spreadModels, doses), pointsH, spreadNames);
}

/** Distance of both ends of the 90 % interval from the typical value, on the log-odds scale of relief, by knot. */
function offsets(spread: Spread): { low: Float64Array; high: Float64Array } {
  const knots = Math.floor((spread[typicalDeviate]!.length - 1) / pointsPerKnot) + 1;
  const low = new Float64Array(knots);
  const high = new Float64Array(knots);
  const logs = new Float64Array(deviates.length);
  // At first Ce is proportional to 1 / half-life, whatever the dose.
  const atFirst = z95 * Math.hypot(c50Deviation, halfLifeDeviation);
  for (let k = 0; k < knots; k++) {
    const typical = Math.log(spread[typicalDeviate]![k * pointsPerKnot]!);
    if (!Number.isFinite(typical)) {
      low[k] = -atFirst;
      high[k] = atFirst;
      continue;
    }
    for (let i = 0; i < logs.length; i++) logs[i] = Math.log(spread[i]![k * pointsPerKnot]!) - typical;
    low[k] = spreadQuantile(uncertainty, logs, c50Deviation, 0.05, k > 0 ? low[k - 1]! : -atFirst);
    high[k] = spreadQuantile(uncertainty, logs, c50Deviation, 0.95, k > 0 ? high[k - 1]! : atFirst);
  }
  return { low, high };
}

/**
 * Slow relief in a responder, share of the baseline pain, with the 90 % interval of the published uncertainty of C50
 * and half-life (independent log-normals, integrated by fixed quadrature, not by chance). The interval's distance from
 * the typical value is computed once a day and interpolated in between, on the log-odds scale.
 * @param doses S-ketamine, mg of base, by the inputs of `doses.ts`
 * @param spread of the same doses, covering all times
 * @param timesH hours, never falling, none negative
 */
export function slowRelief(
  systems: SlowReliefSystems,
  doses: readonly Dose[],
  spread: Spread,
  timesH: Float64Array,
): Band {
  if (timesH[0]! < 0) throw new RangeError(`timesH.0 is ${timesH[0]}; a course begins at 0 h.`);
  const typicalSite = summed(parts(systems, slowSiteModels, doses), timesH, ['slow0'])[0]!;
  const { low, high } = offsets(spread);
  const band = {
    low: new Float64Array(timesH.length),
    typical: new Float64Array(timesH.length),
    high: new Float64Array(timesH.length),
  };
  for (let i = 0; i < timesH.length; i++) {
    const ratio = typicalSite[i]! / c50.value;
    const position = timesH[i]! / (pointH * pointsPerKnot);
    const knot = Math.floor(position);
    const part = position - knot;
    const lowRatio = ratio * Math.exp(low[knot]! * (1 - part) + low[knot + 1]! * part);
    const highRatio = ratio * Math.exp(high[knot]! * (1 - part) + high[knot + 1]! * part);
    band.typical[i] = ratio / (1 + ratio);
    band.low[i] = lowRatio / (1 + lowRatio);
    band.high[i] = highRatio / (1 + highRatio);
  }
  return band;
}

/**
 * Days with at least this share of relief, in a responder. The typical number is exact (with other routes than the vein, counted as its
 * interval is); the 90 % interval is counted on points 6 h apart, over the same uncertainty as the band.
 * @param spread of the same doses, covering the horizon
 * @param share of the baseline pain, 0 to 1
 * @param horizonH hours from the start that are counted
 */
export function daysOfRelief(
  systems: SlowReliefSystems,
  doses: readonly Dose[],
  spread: Spread,
  share: number,
  horizonH: number,
): Interval {
  const level = (share / (1 - share)) * c50.value;
  const points = horizonH / pointH;
  const daysAbove = (site: Float64Array, above: number) => {
    let count = 0;
    for (let k = 0; k < points; k++) if (site[k]! >= above) count++;
    return (count * pointH) / 24;
  };
  const solutions = parts(systems, slowSiteModels, doses);
  const typical =
    solutions.length === 1
      ? timeAbove(solutions[0]!, 'slow0', level, 0, horizonH) / 24
      : daysAbove(spread[typicalDeviate]!, level);
  const counted = spread.flatMap((site, i) =>
    deviates.map((z, j) => ({
      days: daysAbove(site, level * Math.exp(z * c50Deviation)),
      weight: weights[i]! * weights[j]!,
    })),
  );
  counted.sort((a, b) => a.days - b.days);
  return { low: weightedQuantile(counted, 0.05), typical, high: weightedQuantile(counted, 0.95) };
}

function weightedQuantile(sorted: readonly { days: number; weight: number }[], probability: number): number {
  let below = 0;
  for (const { days, weight } of sorted) {
    below += weight;
    if (below >= probability) return days;
  }
  return sorted.at(-1)?.days ?? 0;
}
