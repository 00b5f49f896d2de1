import { ownNumber, trialNumber } from '../../protocol/shipped/parts.ts';
import type { HomeProgramme } from '../programme.ts';
import { chong2006, rolan2014 } from '../sources.ts';
import { byUs, contacts, doseLimits, hazards, silence, training } from './parts.ts';
import { ourRequirements } from './requirements.ts';

export const sublingualProgramme: HomeProgramme = {
  id: 'ketame-sublingual',
  version: 1,
  title: 'Sublingual ketamine at home (ours)',
  summary:
    'Small doses under the tongue for neuropathic pain that nothing else has helped, by our own rules. Only single doses of 25 mg were studied; how often it is given here is ours. It ends where it does not help.',
  origin: 'ours',
  takenAt: 'home',
  drug: 'racemic ketamine',
  form: 'sublingual tablet of 5 mg',
  route: 'sublingual',
  doseUg: ownNumber(10_000, 'ug', 'Less than half of the single dose that was studied'),
  greatestDoseUg: trialNumber(
    25_000,
    'ug',
    `${rolan2014}; ${chong2006}`,
    'Single doses in pharmacokinetic studies',
  ),
  maxDosesPerDay: ownNumber(2, '/d'),
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
