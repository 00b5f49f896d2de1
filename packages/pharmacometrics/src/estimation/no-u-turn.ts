import type { Draws } from '../random/draws.ts';

/** A density whose chains are wanted, on coordinates in which it is about the unit sphere. */
export interface SmoothDensity {
  readonly size: number;
  readonly at: (u: Float64Array) => { readonly logDensity: number; readonly gradient: Float64Array };
}

export interface Chain {
  /** Draw by draw. */
  readonly draws: Float64Array;
  readonly logDensities: Float64Array;
  /** Trajectories that the integrator could not follow. */
  readonly divergences: number;
  readonly stepSize: number;
}

export interface ChainLength {
  /** Draws that find the step size, then thrown away. */
  readonly warmUp: number;
  readonly draws: number;
}

interface Point {
  readonly u: Float64Array;
  readonly momentum: Float64Array;
  readonly logDensity: number;
  readonly gradient: Float64Array;
}

/** A stretch of a trajectory: its ends, one of its points by weight, and what was met on the way. */
interface Stretch {
  readonly left: Point;
  readonly right: Point;
  readonly chosen: Point;
  /** Logarithm of the sum of weights. */
  readonly weight: number;
  readonly turns: boolean;
  readonly diverges: boolean;
  readonly acceptance: number;
  readonly steps: number;
}

const DEEPEST = 9;
/** A gain of energy beyond which the integrator has lost the trajectory. */
const LOST = 1000;
/** Mean acceptance that the step size is tuned to. */
const WANTED_ACCEPTANCE = 0.8;

/**
 * One chain of the No-U-Turn sampler, points chosen by weight along the trajectory, the step size found by dual
 * averaging. (Hoffman, Gelman. J Mach Learn Res 2014;15:1593-623; Betancourt 2017, arXiv:1701.02434, appendix A.)
 * @param draws random numbers; `chain` keeps those of this chain apart
 */
export function noUTurnChain(
  density: SmoothDensity,
  start: Float64Array,
  length: ChainLength,
  draws: Draws,
  chain: number,
): Chain {
  const { size } = density;
  let used = 0;
  const place = () => ({ subject: chain, occasion: used++ });
  const uniform = () => draws.uniform(place());
  const momentumOf = () => Float64Array.from({ length: size }, () => draws.normal(place()));
  const pointAt = (u: Float64Array, momentum: Float64Array): Point => ({ u, momentum, ...density.at(u) });

  const leap = ({ u, momentum, gradient }: Point, step: number): Point => {
    const half = momentum.map((each, index) => each + (step / 2) * gradient[index]!);
    const next = pointAt(
      u.map((each, index) => each + step * half[index]!),
      half,
    );
    return { ...next, momentum: half.map((each, index) => each + (step / 2) * next.gradient[index]!) };
  };
  const build = (from: Point, depth: number, step: number, energy: number): Stretch => {
    if (depth === 0) {
      const point = leap(from, step);
      const gain = energyOf(point) - energy;
      const weight = Number.isNaN(gain) ? Number.NEGATIVE_INFINITY : gain;
      return {
        left: point,
        right: point,
        chosen: point,
        weight,
        turns: false,
        diverges: !(weight > -LOST),
        acceptance: Math.min(1, Math.exp(weight)),
        steps: 1,
      };
    }
    const first = build(from, depth - 1, step, energy);
    if (first.turns || first.diverges) return first;
    const second = build(step > 0 ? first.right : first.left, depth - 1, step, energy);
    const weight = logSum(first.weight, second.weight);
    const takesSecond = Math.log(uniform()) < second.weight - weight;
    const [left, right] = step > 0 ? [first.left, second.right] : [second.left, first.right];
    return {
      left,
      right,
      chosen: takesSecond ? second.chosen : first.chosen,
      weight,
      turns: second.turns || isTurning(left, right),
      diverges: second.diverges,
      acceptance: first.acceptance + second.acceptance,
      steps: first.steps + second.steps,
    };
  };

  let point = pointAt(start, momentumOf());
  const averaging = createDualAveraging(firstStep(point, leap));
  const kept = new Float64Array(length.draws * size);
  const logDensities = new Float64Array(length.draws);
  let divergences = 0;
  for (let round = -length.warmUp; round < length.draws; round++) {
    point = { ...point, momentum: momentumOf() };
    const energy = energyOf(point);
    const step = round < 0 ? averaging.step() : averaging.settled();
    let whole: Stretch = {
      ...{ left: point, right: point, chosen: point, weight: 0 },
      ...{ turns: false, diverges: false, acceptance: 0, steps: 0 },
    };
    for (let depth = 0; depth < DEEPEST && !whole.turns && !whole.diverges; depth++) {
      const goesRight = uniform() < 0.5;
      const added = build(goesRight ? whole.right : whole.left, depth, goesRight ? step : -step, energy);
      const isWhole = !added.turns && !added.diverges;
      const takesAdded = isWhole && Math.log(uniform()) < added.weight - whole.weight;
      const [left, right] = goesRight ? [whole.left, added.right] : [added.left, whole.right];
      whole = {
        left,
        right,
        chosen: takesAdded ? added.chosen : whole.chosen,
        weight: logSum(whole.weight, added.weight),
        turns: added.turns || isTurning(left, right),
        diverges: added.diverges,
        acceptance: whole.acceptance + added.acceptance,
        steps: whole.steps + added.steps,
      };
    }
    point = whole.chosen;
    if (round < 0) {
      averaging.learn(whole.acceptance / whole.steps);
      continue;
    }
    if (whole.diverges) divergences++;
    kept.set(point.u, round * size);
    logDensities[round] = point.logDensity;
  }
  return { draws: kept, logDensities, divergences, stepSize: averaging.settled() };
}

/** Minus the energy: log-density less half the squared momentum. */
const energyOf = ({ logDensity, momentum }: Point): number =>
  logDensity - momentum.reduce((sum, each) => sum + each * each, 0) / 2;

function isTurning(left: Point, right: Point): boolean {
  let atLeft = 0;
  let atRight = 0;
  for (let index = 0; index < left.u.length; index++) {
    const apart = right.u[index]! - left.u[index]!;
    atLeft += apart * left.momentum[index]!;
    atRight += apart * right.momentum[index]!;
  }
  return atLeft < 0 || atRight < 0;
}

function logSum(left: number, right: number): number {
  const most = Math.max(left, right);
  return most === Number.NEGATIVE_INFINITY
    ? most
    : most + Math.log(Math.exp(left - most) + Math.exp(right - most));
}

/** Doubles or halves a first step until it is accepted about every second time. */
function firstStep(point: Point, leap: (from: Point, step: number) => Point): number {
  const gainOf = (step: number) => {
    const gain = energyOf(leap(point, step)) - energyOf(point);
    return Number.isNaN(gain) ? Number.NEGATIVE_INFINITY : gain;
  };
  let step = 1;
  const grows = gainOf(step) > Math.log(0.5);
  for (let round = 0; round < 40 && gainOf(step) > Math.log(0.5) === grows; round++) step *= grows ? 2 : 0.5;
  return step;
}

/** Hoffman and Gelman 2014, section 3.2, with their constants. */
function createDualAveraging(start: number) {
  const [shrinkage, offset, forgetting] = [0.05, 10, 0.75] as const;
  const target = Math.log(10 * start);
  let [rounds, error, logStep, settled] = [0, 0, Math.log(start), 0];
  return {
    step: () => Math.exp(logStep),
    settled: () => Math.exp(settled),
    learn: (acceptance: number) => {
      rounds++;
      const share = 1 / (rounds + offset);
      error = (1 - share) * error + share * (WANTED_ACCEPTANCE - acceptance);
      logStep = target - (Math.sqrt(rounds) / shrinkage) * error;
      const weight = rounds ** -forgetting;
      settled = weight * logStep + (1 - weight) * settled;
    },
  };
}
