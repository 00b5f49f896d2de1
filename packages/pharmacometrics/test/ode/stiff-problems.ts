import type { OdeProblem } from '../../src/ode/problem.ts';

/** A problem with a published solution at its end. */
export interface ReferenceProblem extends OdeProblem {
  readonly name: string;
  readonly start: readonly number[];
  readonly endTime: number;
  /** At the end time, from the source that stands beside it. */
  readonly wanted: readonly number[];
  /** Absolute tolerance per state: small beside its size. */
  readonly absolute: readonly number[];
}

const fill = (into: Float64Array, values: readonly number[]): void => into.set(values);

/** Robertson's reaction to t = 1e11. Test Set for IVP Solvers, release 2.4 (ROBER). */
const robertson: ReferenceProblem = {
  name: 'Robertson to 1e11',
  size: 3,
  start: [1, 0, 0],
  endTime: 1e11,
  wanted: [0.2083340149701255e-7, 0.8333360770334713e-13, 0.999999979166505],
  absolute: [1e-18, 1e-24, 1e-12],
  derivative: (y, into) => {
    const [a, b, c] = y as unknown as [number, number, number];
    fill(into, [-0.04 * a + 1e4 * b * c, 0.04 * a - 1e4 * b * c - 3e7 * b * b, 3e7 * b * b]);
  },
  jacobian: (y, into) => {
    const [, b, c] = y as unknown as [number, number, number];
    fill(into, [-0.04, 1e4 * c, 1e4 * b, 0.04, -1e4 * c - 6e7 * b, -1e4 * b, 0, 6e7 * b, 0]);
  },
};

/** A plant's response to light, eight reactions. Test Set for IVP Solvers, release 2.4 (HIRES). */
const hires: ReferenceProblem = {
  name: 'HIRES',
  size: 8,
  start: [1, 0, 0, 0, 0, 0, 0, 0.0057],
  endTime: 321.8122,
  wanted: [
    0.7371312573325668e-3, 0.1442485726316185e-3, 0.5888729740967575e-4, 0.1175651343283149e-2,
    0.2386356198831331e-2, 0.6238968252742796e-2, 0.2849998395185769e-2, 0.2850001604814231e-2,
  ],
  absolute: Array(8).fill(1e-14),
  derivative: (y, into) => {
    const [a, b, c, d, e, f, g, h] = y as unknown as number[] as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    fill(into, [
      -1.71 * a + 0.43 * b + 8.32 * c + 0.0007,
      1.71 * a - 8.75 * b,
      -10.03 * c + 0.43 * d + 0.035 * e,
      8.32 * b + 1.71 * c - 1.12 * d,
      -1.745 * e + 0.43 * f + 0.43 * g,
      -280 * f * h + 0.69 * d + 1.71 * e - 0.43 * f + 0.69 * g,
      280 * f * h - 1.81 * g,
      -280 * f * h + 1.81 * g,
    ]);
  },
  jacobian: (y, into) => {
    const f = y[5]!;
    const h = y[7]!;
    fill(into, [
      ...[-1.71, 0.43, 8.32, 0, 0, 0, 0, 0],
      ...[1.71, -8.75, 0, 0, 0, 0, 0, 0],
      ...[0, 0, -10.03, 0.43, 0.035, 0, 0, 0],
      ...[0, 8.32, 1.71, -1.12, 0, 0, 0, 0],
      ...[0, 0, 0, 0, -1.745, 0.43, 0.43, 0],
      ...[0, 0, 0, 0.69, 1.71, -0.43 - 280 * h, 0.69, -280 * f],
      ...[0, 0, 0, 0, 0, 280 * h, -1.81, 280 * f],
      ...[0, 0, 0, 0, 0, -280 * h, 1.81, -280 * f],
    ]);
  },
};

/** Van der Pol's oscillator in the slow time of the Test Set: e = 1 / mu^2, mu = 1e3. Release 2.4 (VDPOL). */
const vanDerPol: ReferenceProblem = {
  name: 'van der Pol, mu = 1e3',
  size: 2,
  start: [2, 0],
  endTime: 2,
  wanted: [0.1706167732170483e1, -0.8928097010247975],
  absolute: [1e-12, 1e-12],
  derivative: (y, into) => {
    into[0] = y[1]!;
    into[1] = 1e6 * ((1 - y[0]! ** 2) * y[1]! - y[0]!);
  },
  jacobian: (y, into) => fill(into, [0, 1, 1e6 * (-2 * y[0]! * y[1]! - 1), 1e6 * (1 - y[0]! ** 2)]),
};

/** The oscillating reaction of Belousov and Zhabotinskii. Test Set for IVP Solvers, release 2.4 (OREGO). */
const oregonator: ReferenceProblem = {
  name: 'Oregonator',
  size: 3,
  start: [1, 2, 3],
  endTime: 360,
  wanted: [0.1000814870318523e1, 0.1228178521549917e4, 0.1320554942846706e3],
  absolute: [1e-12, 1e-12, 1e-12],
  derivative: (y, into) => {
    const [a, b, c] = y as unknown as [number, number, number];
    fill(into, [77.27 * (b + a * (1 - 8.375e-6 * a - b)), (c - (1 + a) * b) / 77.27, 0.161 * (a - c)]);
  },
  jacobian: (y, into) => {
    const [a, b] = y as unknown as [number, number];
    fill(into, [
      ...[77.27 * (1 - 2 * 8.375e-6 * a - b), 77.27 * (1 - a), 0],
      ...[-b / 77.27, -(1 + a) / 77.27, 1 / 77.27],
      ...[0.161, 0, -0.161],
    ]);
  },
};

/** Printed for the end of E5. */
const [y2, y3] = [0.886765551764212e-22, 0.8854814626268838e-22];

/**
 * A pyrolysis to t = 1e13, with rates 26 orders apart. Test Set for IVP Solvers, release 2.4 (E5). The third of its four
 * states is the second less the fourth, and is left out: their difference would be lost to rounding long before they
 * fall to 1e-22. The published answer has lost some of it: y2 - y3 has stayed at 1.3e-25 where y4 has gone. With y2' = y3'
 * = -1.13e9 y2 y3 that moves y2 from the logarithmic mean of both, which is what stands here.
 */
const e5: ReferenceProblem = {
  name: 'E5 to 1e13',
  size: 3,
  start: [1.76e-3, 0, 0],
  endTime: 1e13,
  // The first has faded to 1e-291, the last further.
  wanted: [0, (y2 - y3) / Math.log(y2 / y3), 0],
  absolute: [1e-36, 1e-34, 1e-34],
  derivative: (y, into) => {
    const [a, b, d] = y as unknown as [number, number, number];
    fill(into, [
      -7.89e-10 * a - 1.1e7 * a * (b - d),
      7.89e-10 * a - 1.13e9 * b * (b - d),
      1.1e7 * a * (b - d) - 1.13e3 * d,
    ]);
  },
  jacobian: (y, into) => {
    const [a, b, d] = y as unknown as [number, number, number];
    fill(into, [
      ...[-7.89e-10 - 1.1e7 * (b - d), -1.1e7 * a, 1.1e7 * a],
      ...[7.89e-10, -1.13e9 * (2 * b - d), 1.13e9 * b],
      ...[1.1e7 * (b - d), 1.1e7 * a, -1.1e7 * a - 1.13e3],
    ]);
  },
};

export const stiffProblems: readonly ReferenceProblem[] = [robertson, hires, vanDerPol, oregonator, e5];
