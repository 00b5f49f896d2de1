import { ownNumber, trialNumber } from '../../protocol/shipped/parts.ts';
import { palliativeFormulary } from '../../protocol/sources.ts';
import type { HomeProgramme } from '../programme.ts';
import { cvrcek2008, haines1999 } from '../sources.ts';
import { byUs, contacts, doseLimits, hazards, silence, training } from './parts.ts';
import { ourRequirements } from './requirements.ts';

export const oralProgramme: HomeProgramme = {
  id: 'ketame-oral',
  version: 1,
  title: 'Oral ketamine at home (ours)',
  summary:
    'Small oral doses for neuropathic pain that nothing else has helped, by our own rules: no guideline asks for it and several advise against it. Trials of oral ketamine found relief in few patients or none. It ends where it does not help.',
  origin: 'ours',
  takenAt: 'home',
  drug: 'racemic ketamine',
  form: 'capsule of 10 mg',
  route: 'oral',
  doseUg: {
    value: 10_000,
    unit: 'ug',
    source: palliativeFormulary,
    status: 'guideline',
    note: '10 mg three times a day to begin with, raised by 10 mg; a formulary of palliative care',
  },
  greatestDoseUg: trialNumber(30_000, 'ug', cvrcek2008),
  maxDosesPerDay: {
    value: 3,
    unit: '/d',
    source: palliativeFormulary,
    status: 'guideline',
    note: `With the greatest dose 90 mg a day, within what was given in ${haines1999}`,
  },
  minHoursBetween: ownNumber(6, 'h'),
  window: { fromHour: 8, toHour: 22, ...byUs },
  limits: doseLimits,
  checksAfterDose: { minutes: [30, 60], ...byUs },
  silence,
  contacts,
  training,
  hazards,
  requirements: ourRequirements,
};
