import { expect, it } from 'vitest';
import { courseOf, type Model } from '../../src/index.ts';

/**
 * Target-mediated disposition (Mager and Jusko, J Pharmacokinet Pharmacodyn 2001;28:507-32): the drug binds its target
 * within a minute and both are broken down over weeks, so that it is stiff at first and smooth later.
 */
const model: Model = {
  name: 'target-mediated disposition',
  parameters: {
    V: { value: 3, unit: 'L' },
    KEL: { value: 0.02, unit: '1/h' },
    KPT: { value: 0.03, unit: '1/h' },
    KTP: { value: 0.025, unit: '1/h' },
    KON: { value: 50, unit: 'L/mg/h' },
    KOFF: { value: 0.05, unit: '1/h' },
    KINT: { value: 0.04, unit: '1/h' },
    KSYN: { value: 0.02, unit: 'mg/L/h' },
    KDEG: { value: 0.1, unit: '1/h' },
  },
  compartments: ['central', 'tissue', 'bound'],
  flows: [
    { from: 'central', rate: 'KEL' },
    { from: 'central', to: 'tissue', rate: 'KPT' },
    { from: 'tissue', to: 'central', rate: 'KTP' },
    { from: 'central', to: 'bound', rate: 'KON * target' },
    { from: 'bound', to: 'central', rate: 'KOFF' },
    { from: 'bound', rate: 'KINT' },
  ],
  inputs: { iv: [{ into: 'central' }] },
  turnovers: {
    target: {
      unit: 'mg/L',
      initial: 'KSYN / KDEG',
      production: 'KSYN + KOFF * bound / V',
      loss: 'KDEG + KON * central / V',
    },
  },
  outputs: {
    drug: { expression: 'central', unit: 'mg' },
    'drug in tissue': { expression: 'tissue', unit: 'mg' },
    complex: { expression: 'bound', unit: 'mg' },
    'free target': { expression: 'target', unit: 'mg/L' },
  },
};

// The same equations written out and solved by SciPy 1.17.1, DOP853 at a relative tolerance of 2.3e-14 (its Radau agrees
// to 1e-9): 30 mg at 0 h, 10 mg at 168 h. Time; central, tissue, bound; free target.
const reference = [
  [0.1, 29.247737843461856, 0.08789801276665041, 0.6033343917889548, 6.163549960497537e-5],
  [1, 27.91845401726131, 0.84883090671799, 0.6350113515423487, 6.570350735373954e-5],
  [24, 10.41609674875541, 9.072658849145995, 1.1542820184174516, 0.00022584158741168606],
  [100, 2.2678295529666106, 5.309104787324883, 1.4763279208973419, 0.001176458151416706],
  [200, 2.6397218230913437, 4.04369180977621, 1.4885143806768468, 0.0010153867067539731],
  [400, 0.0005706157218315076, 0.05465618818648984, 0.08366781496713663, 0.1940157296677354],
  [600, 4.129872598273222e-6, 0.0003921726663883801, 0.000631803787487686, 0.19995707102666155],
  [900, 2.5154430342044294e-9, 2.3849542557089713e-7, 3.8511448117161935e-7, 0.19999997389368],
] as const;

it.each(['explicit', 'stiff', 'switching'] as const)(
  'target-mediated disposition agrees with SciPy: %s',
  (method) => {
    const course = courseOf(model, {
      doses: [
        { input: 'iv', timeH: 0, amountMg: 30 },
        { input: 'iv', timeH: 168, amountMg: 10 },
      ],
      timesH: reference.map(([timeH]) => timeH),
      solver: { method },
    });
    if (course.failure) throw new Error(course.failure.reason);
    for (const [place, name] of Object.keys(model.outputs).entries()) {
      const peak = Math.max(...reference.map((row) => row[place + 1]!));
      reference.forEach((row, index) => {
        const wanted = row[place + 1]!;
        const off = Math.abs(course.outputs[name]![index]! - wanted);
        expect(off / (wanted + 1e-4 * peak), `${name} at ${row[0]} h`).toBeLessThan(1e-8);
      });
    }
  },
);
