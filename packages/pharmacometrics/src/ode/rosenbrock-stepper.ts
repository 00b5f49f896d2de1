import { factor, solveFactored } from './linear-equations.ts';
import { allowed, type OdeProblem, type Stepper, type Tolerance } from './problem.ts';
import type { RosenbrockTableau } from './rodas5p.ts';

/** Steps of a Rosenbrock method: one Jacobian and one factoring per step, no iteration. */
export function createRosenbrockStepper(
  problem: OdeProblem,
  tolerance: Tolerance,
  { gamma, arguments: stageArguments, couplings, dense, estimateOrder }: RosenbrockTableau,
): Stepper {
  const { size, derivative, jacobian } = problem;
  const last = stageArguments.length - 1;
  const stages = stageArguments.map(() => new Float64Array(size));
  const next = new Float64Array(size);
  const slope = new Float64Array(size);
  const jacobianHere = new Float64Array(size * size);
  const matrix = new Float64Array(size * size);
  const exchanged = new Int32Array(size);
  const columnSums = new Float64Array(size);
  const [first, second, third] = dense.map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let isJacobianKnown = false;

  const weighted = (weights: readonly number[], index: number): number => {
    let sum = 0;
    for (let stage = 0; stage < weights.length; stage++) sum += weights[stage]! * stages[stage]![index]!;
    return sum;
  };

  return {
    estimateOrder,
    next,
    restart() {
      isJacobianKnown = false;
    },
    attempt(state, step) {
      if (!isJacobianKnown) jacobian(state, jacobianHere);
      isJacobianKnown = true;
      for (let entry = 0; entry < matrix.length; entry++) matrix[entry] = -jacobianHere[entry]!;
      for (let index = 0; index < size; index++) {
        const diagonal = index * size + index;
        matrix[diagonal] = matrix[diagonal]! + 1 / (step * gamma);
      }
      if (!factor(matrix, size, exchanged)) return Number.NaN;
      for (let stage = 0; stage <= last; stage++) {
        const weights = stageArguments[stage]!;
        for (let index = 0; index < size; index++) next[index] = state[index]! + weighted(weights, index);
        derivative(next, slope);
        const own = stages[stage]!;
        const coupling = couplings[stage]!;
        for (let index = 0; index < size; index++)
          own[index] = slope[index]! + weighted(coupling, index) / step;
        solveFactored(matrix, size, exchanged, own);
      }
      let greatest = 0;
      for (let index = 0; index < size; index++) {
        const error = stages[last]![index]!;
        next[index] = next[index]! + error;
        const share = Math.abs(error) / allowed(tolerance, index, state[index]!, next[index]!);
        if (Number.isNaN(share)) return share;
        if (share > greatest) greatest = share;
      }
      return greatest;
    },
    accept() {
      isJacobianKnown = false;
    },
    prepareInterpolation() {
      for (let index = 0; index < size; index++) {
        first[index] = weighted(dense[0], index);
        second[index] = weighted(dense[1], index);
        third[index] = weighted(dense[2], index);
      }
    },
    interpolate(state, share, into) {
      const rest = 1 - share;
      for (let index = 0; index < size; index++) {
        into[index] =
          rest * state[index]! +
          share * (next[index]! + rest * (first[index]! + share * (second[index]! + share * third[index]!)));
      }
    },
    speed(_, step) {
      columnSums.fill(0);
      let greatestRow = 0;
      let greatestColumn = 0;
      for (let row = 0; row < size; row++) {
        let rowSum = 0;
        for (let column = 0; column < size; column++) {
          const entry = Math.abs(jacobianHere[row * size + column]!);
          rowSum += entry;
          columnSums[column] = columnSums[column]! + entry;
        }
        greatestRow = Math.max(greatestRow, rowSum);
      }
      for (let column = 0; column < size; column++) {
        greatestColumn = Math.max(greatestColumn, columnSums[column]!);
      }
      // Both bound every eigenvalue.
      return step * Math.min(greatestRow, greatestColumn);
    },
  };
}
