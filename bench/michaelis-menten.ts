import { courseOf, type Model } from '@ketame/pharmacometrics';
import { type Entry, median, worse } from './entry.ts';

/** Saturable elimination and a response that it drives: parameters chosen for load, not of a drug. */
const model: Model = {
  name: 'Michaelis-Menten elimination with turnover',
  parameters: {
    V: { value: 10, unit: 'L' },
    VMAX: { value: 4, unit: 'mg/h' },
    KM: { value: 0.5, unit: 'mg/L' },
    KOUT: { value: 0.2, unit: '1/h' },
    IC50: { value: 1, unit: 'mg/L' },
  },
  compartments: ['A'],
  flows: [{ from: 'A', rate: 'VMAX / (KM * V + A)' }],
  inputs: { iv: [{ into: 'A' }] },
  turnovers: { X: { unit: '1', initial: '1', production: 'KOUT * (1 - C / (IC50 + C))', loss: 'KOUT' } },
  outputs: {
    C: { compartment: 'A', volume: 'V', unit: 'mg/L' },
    RESPONSE: { expression: 'X', unit: '1' },
  },
};
const SUBJECTS = 200;
const DOSE_MG = 100;
const KM = 0.5;
const V = 10;
const timesH = Float64Array.from({ length: 289 }, (_, k) => k / 4);
const maximumOf = (subject: number) => 2 + (6 * subject) / SUBJECTS;

const solveAll = () =>
  Array.from({ length: SUBJECTS }, (_, subject) => {
    const course = courseOf(model, {
      doses: [{ input: 'iv', timeH: 0, amountMg: DOSE_MG }],
      timesH,
      overrides: { VMAX: maximumOf(subject) },
    });
    if (course.failure) throw new Error(`Subject ${subject + 1}: ${course.failure.reason}.`);
    return course.outputs;
  });

/** After a bolus C + KM ln C falls on a straight line in time, VMAX / V per hour; relative to where it began. */
function worstOf(courses: ReturnType<typeof solveAll>): number {
  const start = DOSE_MG / V;
  let worst = 0;
  courses.forEach(({ C }, subject) => {
    timesH.forEach((timeH, index) => {
      const level = C![index]!;
      const off = level - start + KM * Math.log(level / start) + (maximumOf(subject) / V) * timeH;
      // What the level itself is wrong by.
      worst = worse(Math.abs(off / (1 + KM / level)) / start, worst);
    });
  });
  return worst;
}

export const michaelisMenten: Entry = {
  name: 'Michaelis-Menten and turnover',
  what: `${SUBJECTS} subjects x ${timesH.length} points, adaptive, tolerance 1e-10`,
  measure: async () => {
    let courses = solveAll();
    const timing = await median(3, () => {
      courses = solveAll();
    });
    return {
      timings: { '1 thread': timing },
      checks: [
        { what: 'C: its implicit solution, of the first level', worst: worstOf(courses), allowed: 1e-8 },
      ],
    };
  },
};
