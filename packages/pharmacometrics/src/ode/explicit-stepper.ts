import type { ExplicitTableau } from './dormand-prince.ts';
import { allowed, type OdeProblem, type Stepper, type Tolerance } from './problem.ts';

/** Steps of an explicit Runge-Kutta pair. */
export function createExplicitStepper(
  problem: OdeProblem,
  tolerance: Tolerance,
  { stages, error, dense, estimateOrder }: ExplicitTableau,
): Stepper {
  const { size, derivative } = problem;
  const last = stages.length - 1;
  const slopes = stages.map(() => new Float64Array(size));
  const lastButOne = new Float64Array(size);
  const next = new Float64Array(size);
  // Coefficients of the dense output, order by order.
  const [second, third, fourth, fifth] = Array.from({ length: 4 }, () => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let isFirstKnown = false;

  const weighted = (weights: readonly number[], index: number): number => {
    let sum = 0;
    for (let stage = 0; stage < weights.length; stage++) sum += weights[stage]! * slopes[stage]![index]!;
    return sum;
  };

  return {
    estimateOrder,
    next,
    restart() {
      isFirstKnown = false;
    },
    attempt(state, step) {
      if (!isFirstKnown) derivative(state, slopes[0]!);
      isFirstKnown = true;
      for (let stage = 1; stage <= last; stage++) {
        const weights = stages[stage]!;
        const at = stage === last - 1 ? lastButOne : next;
        for (let index = 0; index < size; index++)
          at[index] = state[index]! + step * weighted(weights, index);
        derivative(at, slopes[stage]!);
      }
      let greatest = 0;
      for (let index = 0; index < size; index++) {
        const share =
          Math.abs(step * weighted(error, index)) / allowed(tolerance, index, state[index]!, next[index]!);
        if (!(share <= greatest)) greatest = share;
        if (Number.isNaN(share)) return share;
      }
      return greatest;
    },
    accept() {
      const first = slopes[0]!;
      slopes[0] = slopes[last]!;
      slopes[last] = first;
    },
    prepareInterpolation(state, step) {
      for (let index = 0; index < size; index++) {
        const change = next[index]! - state[index]!;
        const bend = step * slopes[0]![index]! - change;
        second[index] = change;
        third[index] = bend;
        fourth[index] = change - step * slopes[last]![index]! - bend;
        fifth[index] = step * weighted(dense, index);
      }
    },
    interpolate(state, share, into) {
      const rest = 1 - share;
      for (let index = 0; index < size; index++) {
        into[index] =
          state[index]! +
          share * (second[index]! + rest * (third[index]! + share * (fourth[index]! + rest * fifth[index]!)));
      }
    },
    speed(state, step) {
      let slopeChange = 0;
      let stateChange = 0;
      for (let index = 0; index < size; index++) {
        const scale = allowed(tolerance, index, state[index]!, next[index]!);
        slopeChange += ((slopes[last]![index]! - slopes[last - 1]![index]!) / scale) ** 2;
        stateChange += ((next[index]! - lastButOne[index]!) / scale) ** 2;
      }
      return stateChange > 0 ? step * Math.sqrt(slopeChange / stateChange) : 0;
    },
  };
}
