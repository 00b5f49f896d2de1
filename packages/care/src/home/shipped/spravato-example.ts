import { ownNumber } from '../../protocol/shipped/parts.ts';
import { esketamineLabel, fda2023, ours } from '../../protocol/sources.ts';
import type { HomeProgramme, Requirement } from '../programme.ts';
import { spravatoRems } from '../sources.ts';
import { byUs, doseLimits, hazards, labelNumber, silence, training } from './parts.ts';

const rems = { source: spravatoRems, status: 'label' } as const;

const requirements: readonly Requirement[] = [
  {
    id: 'setting-certified',
    area: 'setting',
    text: 'The setting is certified: a prescriber on site while the drug is given and watched, a pulse oximeter at hand.',
    unlocks: 'Enrol the setting, and confirm who is responsible.',
    metBy: { by: 'fact', fact: 'setting-checked', validDays: null },
    beforeSupply: true,
    ...rems,
  },
  {
    id: 'pharmacy-certified',
    area: 'pharmacy',
    text: 'The pharmacy is certified and supplies certified settings alone, never a patient.',
    unlocks: 'Enrol the pharmacy.',
    metBy: { by: 'fact', fact: 'pharmacy-checked', validDays: null },
    beforeSupply: true,
    ...rems,
  },
  {
    id: 'patient-enrolled',
    area: 'patient',
    text: 'Patient and prescriber have signed the enrolment before the first dose.',
    unlocks: 'Counsel the patient; both sign.',
    metBy: { by: 'fact', fact: 'consent', validDays: null },
    beforeSupply: true,
    ...rems,
  },
  {
    id: 'watched-two-hours',
    area: 'each dose',
    text: 'Pressure, sedation and dissociation were looked at after the last dose, for two hours at least.',
    unlocks: 'Chart the checks of the last dose.',
    metBy: { by: 'each-dose', check: 'after-dose' },
    beforeSupply: false,
    source: `${esketamineLabel}; ${spravatoRems}`,
    status: 'label',
  },
  {
    id: 'no-stop',
    area: 'stop',
    text: 'No stop is open.',
    unlocks: 'Do what the stop asks; then lift it with a reason.',
    metBy: { by: 'no-stop' },
    beforeSupply: true,
    source: `${fda2023}; the rule: ${ours}`,
    status: 'ours',
  },
];

export const spravatoExample: HomeProgramme = {
  id: 'spravato-example',
  version: 1,
  title: 'Esketamine nasal spray under a REMS (an example)',
  summary:
    'How the programme of esketamine nasal spray against depression in the United States reads as data. The spray is taken in the certified setting alone and never supplied to take home. It is no programme against pain and no copy of the REMS.',
  origin: 'example',
  takenAt: 'clinic',
  drug: 'S-ketamine',
  form: 'nasal spray, device of 28 mg',
  route: 'intranasal',
  doseUg: labelNumber(56_000, 'ug'),
  greatestDoseUg: labelNumber(84_000, 'ug'),
  maxDosesPerDay: labelNumber(1, '/d'),
  minHoursBetween: ownNumber(48, 'h', 'The label gives it twice a week at first; the hours between are ours'),
  window: { fromHour: 8, toHour: 18, ...byUs },
  limits: doseLimits,
  checksAfterDose: { minutes: [40, 120], source: esketamineLabel, status: 'label' },
  silence,
  contacts: [],
  training,
  hazards,
  requirements,
};
