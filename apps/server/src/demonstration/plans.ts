import { publishedRegimens, type Regimen } from '@ketame/ketamine';
import type { SyntheticPatient } from './patients.ts';

/** A plan of a synthetic patient: each version with what it compares; the first regimen is the one chosen. */
export interface SyntheticPlan {
  readonly patient: SyntheticPatient;
  readonly title: string;
  /** Whether the pain is the one in which the slow relief was studied. */
  readonly diagnosis: 'CRPS-1' | 'other';
  readonly versions: readonly { readonly note: string; readonly regimens: readonly Regimen[] }[];
}

function published(id: string): Regimen {
  const found = publishedRegimens.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no published regimen "${id}".`);
  return found.regimen;
}

const hundredHours = published('sigtermans-2009');
const tenSessions = published('schwartzman-2009');
const sevenSessions = published('amr-2010');
const halfHour = published('noppers-2011-fibromyalgia');

/** Regimens of the demonstration, changed from a published one as a physician would. */
const hundredHoursLower: Regimen = {
  name: '100 h, up to 15 mg/h per 70 kg',
  drug: 'S-ketamine',
  amountAs: 'base',
  steps: [
    { kind: 'infusion', startH: 0, durationH: 12, rate: 5, basis: '70 kg' },
    { kind: 'infusion', startH: 12, durationH: 12, rate: 10, basis: '70 kg' },
    { kind: 'infusion', startH: 24, durationH: 76, rate: 15, basis: '70 kg' },
  ],
};
const threeSessions: Regimen = {
  name: '4 h × 3 days, 10 mg/h',
  drug: 'S-ketamine',
  amountAs: 'base',
  steps: [
    {
      kind: 'infusion',
      startH: 0,
      durationH: 4,
      rate: 10,
      basis: 'patient',
      repeat: { everyH: 24, count: 3 },
    },
  ],
};
const film: Regimen = {
  name: 'Film 50 mg, once a day for 5 days',
  drug: 'S-ketamine',
  amountAs: 'base',
  steps: [{ kind: 'film', startH: 0, amount: 50, basis: 'patient', repeat: { everyH: 24, count: 5 } }],
};

export const syntheticPlans: readonly SyntheticPlan[] = [
  {
    patient: 'aspen',
    title: 'Infusion on the ward',
    diagnosis: 'CRPS-1',
    versions: [
      {
        note: 'First draft: the two regimens with trials in this diagnosis, side by side.',
        regimens: [hundredHours, tenSessions],
      },
      {
        note: 'Lower top rate added after talking about side effects with the patient.',
        regimens: [hundredHoursLower, hundredHours, tenSessions],
      },
      {
        note: 'Decided for the lower rate. To begin after the clarithromycin is finished; liver enzymes on days 1, 3 and 5.',
        regimens: [hundredHoursLower, hundredHours],
      },
    ],
  },
  {
    patient: 'birch',
    title: 'Day-care sessions',
    diagnosis: 'other',
    versions: [
      { note: 'As in the trial in spinal cord injury.', regimens: [sevenSessions] },
      {
        note: 'Three shorter sessions beside it. Carbamazepine may lower exposure: not in the curves. GGT to be explained first.',
        regimens: [threeSessions, sevenSessions],
      },
    ],
  },
  {
    patient: 'cedar',
    title: 'Single infusion',
    diagnosis: 'other',
    versions: [
      {
        note: 'To show the patient that relief is not expected to outlast the infusion. Pregnancy test first.',
        regimens: [halfHour],
      },
    ],
  },
  {
    patient: 'ginkgo',
    title: 'Film or short infusions',
    diagnosis: 'other',
    versions: [
      { note: 'For discussion with the cardiologist and the eye clinic.', regimens: [threeSessions, film] },
    ],
  },
];
