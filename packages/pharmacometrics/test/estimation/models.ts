import type { Model, PatientRecord } from '../../src/index.ts';

/** A score that is a straight line of a known concentration: everything about it can be written down. */
export const line: Model = {
  name: 'line',
  parameters: {
    start: { value: 5, unit: '1' },
    slope: { value: -0.5, unit: 'L/mg' },
    k: { value: 0.3, unit: '1/h' },
    scatter: { value: 0.8, unit: '1' },
  },
  compartments: ['body'],
  flows: [{ from: 'body', rate: 'k' }],
  inputs: { iv: [{ into: 'body' }] },
  outputs: {
    C: { compartment: 'body', volume: '1[L]', unit: 'mg/L' },
    score: { expression: 'start + slope * C', unit: '1' },
  },
  randomEffects: {
    deviates: [
      { name: 'start', variance: 4 },
      { name: 'slope', variance: 0.09 },
    ],
    covariances: [{ between: ['start', 'slope'], value: 0.2 }],
    parameters: {
      start: { deviates: ['start'], transformation: { kind: 'normal' } },
      slope: { deviates: ['slope'], transformation: { kind: 'normal' } },
    },
  },
  residualErrors: { score: { kind: 'additive', additive: 'scatter' } },
};

const varied = { CL: 0.09, V1: 0.06, Q2: 0.08, V2: 0.05, Q3: 0.1, V3: 0.07 };

/** Three compartments by vein, six deviates. */
export const threeCompartments: Model = {
  name: 'three compartments',
  parameters: {
    CL: { value: 80, unit: 'L/h' },
    V1: { value: 15, unit: 'L' },
    Q2: { value: 120, unit: 'L/h' },
    V2: { value: 45, unit: 'L' },
    Q3: { value: 60, unit: 'L/h' },
    V3: { value: 170, unit: 'L' },
  },
  compartments: ['A1', 'A2', 'A3'],
  flows: [
    { from: 'A1', rate: 'CL / V1' },
    { from: 'A1', to: 'A2', rate: 'Q2 / V1' },
    { from: 'A2', to: 'A1', rate: 'Q2 / V2' },
    { from: 'A1', to: 'A3', rate: 'Q3 / V1' },
    { from: 'A3', to: 'A1', rate: 'Q3 / V3' },
  ],
  inputs: { iv: [{ into: 'A1' }] },
  outputs: { C: { compartment: 'A1', volume: 'V1', unit: 'ng/mL' } },
  randomEffects: {
    deviates: Object.entries(varied).map(([name, variance]) => ({ name, variance })),
    covariances: [{ between: ['CL', 'V1'], value: 0.03 }],
    parameters: Object.fromEntries(Object.keys(varied).map((name) => [name, { deviates: [name] }])),
  },
  residualErrors: {
    C: { kind: 'combined', additive: '0.5[ng/mL]', proportional: '0.1', limitOfQuantification: 1 },
  },
};

/** Twenty minutes of 20 mg, and the times of twelve samples. */
export const infusion: PatientRecord = { time: 0, evid: 1, cmt: 'iv', amt: 20, dur: 1 / 3 };
export const twelveTimes = [0.1, 0.2, 1 / 3, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8];

/** The line above, measured three times. */
export const lineRecords: PatientRecord[] = [
  { time: 0, evid: 1, cmt: 'iv', amt: 6 },
  { time: 0.5, evid: 0, observations: [{ output: 'score', value: 3.1 }] },
  { time: 2, evid: 0, observations: [{ output: 'score', value: 4.4 }] },
  { time: 5, evid: 0, observations: [{ output: 'score', value: 6.9 }] },
];
