/** An explicit Runge-Kutta pair whose last stage stands at the end of the step, and is the first of the next one. */
export interface ExplicitTableau {
  /** Weights of the earlier stages in each stage; the last row is the step itself. */
  readonly stages: readonly (readonly number[])[];
  /** Weights of the stages in the step minus those in the embedded step of lower order. */
  readonly error: readonly number[];
  readonly estimateOrder: number;
  /** Weights of the stages in the last coefficient of the dense output. */
  readonly dense: readonly number[];
}

/**
 * The pair of orders 5 and 4 of Dormand and Prince, J Comput Appl Math 1980;6:19-26, table 2; its dense output of order
 * 4 after Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, II.6.
 */
export const dormandPrince: ExplicitTableau = {
  stages: [
    [],
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ],
  error: [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40],
  estimateOrder: 5,
  dense: [
    -12715105075 / 11282082432,
    0,
    87487479700 / 32700410799,
    -10690763975 / 1880347072,
    701980252875 / 199316789632,
    -1453857185 / 822651844,
    69997945 / 29380423,
  ],
};
