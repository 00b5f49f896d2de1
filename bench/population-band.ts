import { type Patient, predictBands, publishedRegimens, type Simulated } from '@ketame/ketamine';
import { populationGrid } from '../apps/web/src/studio/population/population-grid.ts';
import { type Entry, median } from './entry.ts';

const SUBJECTS = 1000;
const patient: Patient = { sex: 'female', ageYears: 45, weightKg: 70, heightCm: 170 };

/** What the studio asks its workers for at every move of a drag; the workers' messages are not in it. */
export const populationBand: Entry = {
  name: 'Population band',
  what: `90 % band of ${SUBJECTS} virtual patients over 12 weeks, at the studio's points`,
  measure: async () => {
    const { regimen } = publishedRegimens.find(({ id }) => id === 'sigtermans-2009')!;
    const timesH = populationGrid(regimen);
    const predict = (...wanted: Simulated[]) =>
      predictBands(regimen, patient, timesH, { subjects: SUBJECTS, seed: 2011 }, wanted);
    const both = await median(9, () => predict('ketamine', 'slowRelief'), 5);
    const ketamine = await median(9, () => predict('ketamine'), 2);
    const slowRelief = await median(9, () => predict('slowRelief'), 2);
    return {
      timings: {
        '1 thread': both,
        'plasma alone, as one worker does it': ketamine,
        'slow relief alone, as the other does it': slowRelief,
      },
      checks: [],
    };
  },
};
