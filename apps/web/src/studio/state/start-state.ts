import type { StudioState } from '@ketame/contract';
import { allPublishedRegimens } from '@ketame/ketamine';

const regimenOf = (id: string) => {
  const published = allPublishedRegimens.find((candidate) => candidate.id === id);
  if (published === undefined) throw new Error(`There is no published regimen "${id}".`);
  return published.regimen;
};

/** What the studio opens with: 70 kg, the age and disease in which the slow relief was studied, and a long, a repeated and a short infusion. */
export const startState: StudioState = {
  patient: { weightKg: 70, ageYears: 46, sex: 'female', diagnosis: 'CRPS-1' },
  regimens: ['sigtermans-2009', 'schwartzman-2009', 'noppers-2011-fibromyalgia'].map(regimenOf),
  selected: 0,
};
