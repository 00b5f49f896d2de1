import { type Patient, predictPopulation, publishedRegimens } from '@ketame/ketamine';
import { populationGrid } from '../apps/web/src/studio/population/population-grid.ts';
import { type Entry, median } from './entry.ts';

const SUBJECTS = 1000;
const PARTS = 500;
const patient: Patient = { sex: 'female', ageYears: 45, weightKg: 70, heightCm: 170 };

/** What the studio asks its workers for at every move of a drag; the workers' messages are not in it. */
export const populationBand: Entry = {
  name: 'Population band',
  what: `90 % band of ${SUBJECTS} virtual patients over 12 weeks, at the studio's points`,
  measure: async () => {
    const { regimen } = publishedRegimens.find(({ id }) => id === 'sigtermans-2009')!;
    const timesH = populationGrid(regimen);
    const predict = (subjects: number) =>
      predictPopulation(regimen, patient, timesH, { subjects, seed: 2011 });
    const whole = await median(9, () => predict(SUBJECTS), 5);
    const half = await median(9, () => predict(PARTS), 2);
    return { timings: { '1 thread': whole, [`1 thread, ${PARTS}`]: half }, checks: [] };
  },
};
