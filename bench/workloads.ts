import type { Dose, LinearModel } from '@ketame/pharmacometrics';

/**
 * Two workloads that load an engine as a clinic's research would. The parameters are of the size of S-ketamine's, chosen
 * for load: NOT a clinical parameter set. The tables `w1-params.csv` and `w2-params.csv` are the authority for each
 * subject's numbers; the expected values were computed in long double (64-bit mantissa) by scaled and squared Taylor
 * exponentials, the slow state by composite 10-point Gauss-Legendre with 16 panels per output interval.
 */
export interface Workload {
  readonly name: string;
  readonly parametersFile: string;
  readonly expectedFile: string;
  readonly model: LinearModel;
  readonly doses: readonly Dose[];
  readonly timesH: Float64Array;
  readonly outputs: readonly string[];
  /** Sums over all subjects and points (the first point left out where `skipFirst`), by output. */
  readonly sums: Readonly<Record<string, number>>;
  readonly sumsOfSquares: Readonly<Record<string, number>>;
  /** The first point stands at a bolus: before or after it is a matter of convention. */
  readonly skipFirst: boolean;
}

const threeCompartments = {
  compartments: ['A1', 'A2', 'A3'],
  flows: [
    { from: 'A1', to: 'A2', rate: 'Q2 / V1' },
    { from: 'A2', to: 'A1', rate: 'Q2 / V2' },
    { from: 'A1', to: 'A3', rate: 'Q3 / V1' },
    { from: 'A3', to: 'A1', rate: 'Q3 / V3' },
  ],
};

const commonParameters = {
  CL: { value: 78, unit: 'L/h' },
  V1: { value: 7.8, unit: 'L' },
  Q2: { value: 120, unit: 'L/h' },
  V2: { value: 28, unit: 'L' },
  Q3: { value: 72, unit: 'L/h' },
  V3: { value: 140, unit: 'L' },
};

/** Parent, metabolite, effect site and slow state: 1,000 subjects, 100 h of rising infusion, 12 weeks. */
export const w1: Workload = {
  name: 'W1',
  parametersFile: 'w1-params.csv',
  expectedFile: 'w1-expected.json',
  model: {
    name: 'W1',
    parameters: {
      ...commonParameters,
      KE0: { value: 6, unit: '1/h' },
      KTR: { value: 4, unit: '1/h' },
      V1M: { value: 30, unit: 'L' },
      CLM: { value: 60, unit: 'L/h' },
      QM: { value: 100, unit: 'L/h' },
      V2M: { value: 120, unit: 'L' },
      C50: { value: 0.0105, unit: 'mg/L' },
      THALF: { value: 264, unit: 'h' },
    },
    compartments: [...threeCompartments.compartments, 'TR1', 'TR2', 'NK1', 'NK2'],
    flows: [
      ...threeCompartments.flows,
      { from: 'A1', to: 'TR1', rate: 'CL / V1' },
      { from: 'TR1', to: 'TR2', rate: 'KTR' },
      { from: 'TR2', to: 'NK1', rate: 'KTR' },
      { from: 'NK1', rate: 'CLM / V1M' },
      { from: 'NK1', to: 'NK2', rate: 'QM / V1M' },
      { from: 'NK2', to: 'NK1', rate: 'QM / V2M' },
    ],
    inputs: { iv: [{ into: 'A1' }] },
    effectSites: { CE: { of: 'CP', rate: 'KE0' } },
    slowStates: { R: { of: 'CE', rate: 'ln(2) / THALF', halfMaximum: 'C50' } },
    outputs: {
      CP: { compartment: 'A1', volume: 'V1', unit: 'mg/L' },
      CNK: { compartment: 'NK1', volume: 'V1M', unit: 'mg/L' },
      CE: { effectSite: 'CE', unit: 'mg/L' },
      R: { slowState: 'R', unit: '1' },
    },
  },
  doses: [5, 10, 15, 20].map((rateMgPerH, index) => ({
    input: 'iv',
    timeH: 25 * index,
    rateMgPerH,
    durationH: 25,
  })),
  timesH: Float64Array.from({ length: 2517 }, (_, k) => (k <= 600 ? k / 6 : 100 + (k - 600))),
  outputs: ['CP', 'CNK', 'CE', 'R'],
  sums: { CP: 95412.7327620382, CNK: 116145.98892826078, CE: 95173.55697974622, R: 155323.0967085276 },
  sumsOfSquares: {
    CP: 19982.03065491395,
    CNK: 27601.136605279145,
    CE: 19907.010768977532,
    R: 20189.450850515066,
  },
  skipFirst: false,
};

/** Three compartments: 10,000 subjects, a bolus and a 12-h infusion, every minute of a day. */
export const w2: Workload = {
  name: 'W2',
  parametersFile: 'w2-params.csv',
  expectedFile: 'w2-expected.json',
  model: {
    name: 'W2',
    parameters: commonParameters,
    compartments: threeCompartments.compartments,
    flows: [...threeCompartments.flows, { from: 'A1', rate: 'CL / V1' }],
    inputs: { iv: [{ into: 'A1' }] },
    outputs: { CP: { compartment: 'A1', volume: 'V1', unit: 'mg/L' } },
  },
  doses: [
    { input: 'iv', timeH: 0, amountMg: 20 },
    { input: 'iv', timeH: 0, rateMgPerH: 15, durationH: 12 },
  ],
  timesH: Float64Array.from({ length: 1441 }, (_, k) => k / 60),
  outputs: ['CP'],
  sums: { CP: 1582785.6821862748 },
  sumsOfSquares: { CP: 300032.4397344713 },
  skipFirst: true,
};
