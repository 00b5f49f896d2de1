import type { OdeProblem } from '../../src/ode/problem.ts';

/** A problem of the non-stiff DETEST set with its closed solution. */
export interface ClosedProblem extends OdeProblem {
  readonly name: string;
  readonly start: readonly number[];
  readonly solution: (time: number) => readonly number[];
}

const noJacobian = () => {
  throw new Error('an explicit method asks for no Jacobian');
};

/** Of two bodies, by Kepler's equation. */
export const kepler = (name: string, eccentricity: number): ClosedProblem => ({
  name,
  size: 4,
  start: [1 - eccentricity, 0, 0, Math.sqrt((1 + eccentricity) / (1 - eccentricity))],
  derivative: (y, into) => {
    const cubed = Math.hypot(y[0]!, y[1]!) ** 3;
    into[0] = y[2]!;
    into[1] = y[3]!;
    into[2] = -y[0]! / cubed;
    into[3] = -y[1]! / cubed;
  },
  jacobian: (y, into) => {
    const [x, z] = [y[0]!, y[1]!];
    const radius = Math.hypot(x, z);
    const cubed = radius ** 3;
    const fifth = radius ** 5;
    into.fill(0);
    into[2] = into[7] = 1;
    into[8] = (3 * x * x) / fifth - 1 / cubed;
    into[9] = into[12] = (3 * x * z) / fifth;
    into[13] = (3 * z * z) / fifth - 1 / cubed;
  },
  solution: (time) => {
    let anomaly = time;
    for (let round = 0; round < 100; round++) {
      anomaly -= (anomaly - eccentricity * Math.sin(anomaly) - time) / (1 - eccentricity * Math.cos(anomaly));
    }
    const speed = 1 / (1 - eccentricity * Math.cos(anomaly));
    const minor = Math.sqrt(1 - eccentricity ** 2);
    return [
      Math.cos(anomaly) - eccentricity,
      minor * Math.sin(anomaly),
      -Math.sin(anomaly) * speed,
      minor * Math.cos(anomaly) * speed,
    ];
  },
});

/** Hull, Enright, Fellen and Sedgwick, SIAM J Numer Anal 1972;9:603-37: those of the set that have a closed solution. */
export const nonStiffProblems: readonly ClosedProblem[] = [
  {
    name: 'A1, decay',
    size: 1,
    start: [1],
    derivative: (y, into) => {
      into[0] = -y[0]!;
    },
    jacobian: noJacobian,
    solution: (time) => [Math.exp(-time)],
  },
  {
    name: 'A2, a case of Riccati',
    size: 1,
    start: [1],
    derivative: (y, into) => {
      into[0] = -(y[0]! ** 3) / 2;
    },
    jacobian: noJacobian,
    solution: (time) => [1 / Math.sqrt(1 + time)],
  },
  {
    name: 'A3, an oscillation (time as its second state)',
    size: 2,
    start: [1, 0],
    derivative: (y, into) => {
      into[0] = y[0]! * Math.cos(y[1]!);
      into[1] = 1;
    },
    jacobian: noJacobian,
    solution: (time) => [Math.exp(Math.sin(time)), time],
  },
  {
    name: 'A4, logistic growth',
    size: 1,
    start: [1],
    derivative: (y, into) => {
      into[0] = (y[0]! / 4) * (1 - y[0]! / 20);
    },
    jacobian: noJacobian,
    solution: (time) => [20 / (1 + 19 * Math.exp(-time / 4))],
  },
  {
    name: 'B2, a linear reaction',
    size: 3,
    start: [2, 0, 1],
    derivative: (y, into) => {
      into[0] = -y[0]! + y[1]!;
      into[1] = y[0]! - 2 * y[1]! + y[2]!;
      into[2] = y[1]! - y[2]!;
    },
    jacobian: noJacobian,
    solution: (time) => {
      const [slow, fast] = [Math.exp(-time) / 2, Math.exp(-3 * time) / 2];
      return [1 + slow + fast, 1 - 2 * fast, 1 - slow + fast];
    },
  },
  {
    name: 'C1, a radioactive chain',
    size: 10,
    start: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    derivative: (y, into) => {
      for (let index = 0; index < 10; index++) {
        into[index] = (index > 0 ? y[index - 1]! : 0) - (index < 9 ? y[index]! : 0);
      }
    },
    jacobian: noJacobian,
    solution: (time) => {
      const terms = [Math.exp(-time)];
      for (let index = 1; index < 9; index++) terms.push((terms[index - 1]! * time) / index);
      // The last is what the others have lost: the rest of the Poisson series, summed without cancellation.
      let rest = 0;
      let term = terms[8]!;
      for (let index = 9; index < 200; index++) {
        term *= time / index;
        rest += term;
      }
      return [...terms, rest];
    },
  },
  kepler('D1, two bodies, eccentricity 0.1', 0.1),
  kepler('D2, two bodies, eccentricity 0.3', 0.3),
  kepler('D3, two bodies, eccentricity 0.5', 0.5),
  kepler('D4, two bodies, eccentricity 0.7', 0.7),
  kepler('D5, two bodies, eccentricity 0.9', 0.9),
];
