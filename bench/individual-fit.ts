import { createEstimation, mapEstimate, type PatientRecord, samplePosterior } from '@ketame/pharmacometrics';
import { threeCompartments, twelveTimes } from '../packages/pharmacometrics/test/estimation/models.ts';
import { type Entry, median } from './entry.ts';

/** ng/mL at the twelve times, after 20 mg over 20 min: somebody who is not typical. */
const values = [110, 190, 225, 118, 72, 53, 34, 25, 16.5, 12.5, 8.1, 5.6];
const records: readonly PatientRecord[] = [
  { time: 0, evid: 1, cmt: 'iv', amt: 20, dur: 1 / 3 },
  ...twelveTimes.map(
    (time, index): PatientRecord => ({
      time,
      evid: 0,
      observations: [{ output: 'C', value: values[index]! }],
    }),
  ),
];

/** What a fit asks for while somebody types a measurement. */
export const individualFit: Entry = {
  name: 'Individual fit',
  what: 'one patient, three compartments, 6 random effects, 12 concentrations',
  measure: async () => {
    const fit = () => mapEstimate(createEstimation(threeCompartments, records));
    const draw = () => samplePosterior(createEstimation(threeCompartments, records), { seed: 1 });
    const drawn = draw();
    if (drawn.failure) throw new Error(drawn.failure.message);
    return {
      timings: {
        'most probable deviates and their errors': await median(51, fit, 400),
        [`${drawn.draws.count} draws of the posterior, by ${drawn.method}`]: await median(5, draw, 2),
      },
      checks: [],
    };
  },
};
