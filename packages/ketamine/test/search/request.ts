import type { SearchRequest } from '../../src/index.ts';

/** A small search, of which tests change what they are about. */
export const request: SearchRequest = {
  patient: { weightKg: 70, ageYears: 46, sex: 'female', diagnosis: 'CRPS-1' },
  space: {
    drugs: ['S-ketamine', 'racemic ketamine'],
    amountAs: 'base',
    pump: { concentrationMgPerMl: 1, stepMlPerH: 4, mostMlPerH: 40 },
    durationsH: [4, 8, 24, 76],
    everyDays: [1, 3],
    mostInfusions: 4,
  },
  constraints: {
    clinic: {
      hoursPerDay: 24,
      openOn: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
      begins: 'Monday',
    },
    lastCourse: null,
  },
  weights: { infusionDay: 0.5, dayWithDrugHigh: 1, per100Mg: 0.5 },
  relief: 0.3,
  drugHighShare: 0.5,
  mode: 'published',
  people: 20,
  seed: 7,
};
