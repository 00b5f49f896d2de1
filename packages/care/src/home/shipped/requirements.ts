import type { Basis } from '../../protocol/criterion.ts';
import { anzca2021, fda2023, ours } from '../../protocol/sources.ts';
import type { MetBy, Requirement, RequirementArea } from '../programme.ts';
import { spravatoRems } from '../sources.ts';
import { byUs } from './parts.ts';

const rems: Basis = { source: `${spravatoRems}; by analogy: ${ours}`, status: 'ours' };
const alerted: Basis = { source: `${fda2023}; the rule: ${ours}`, status: 'ours' };
const consented: Basis = { source: `${anzca2021}; ${ours}`, status: 'ours' };

const requirement = (
  id: string,
  area: RequirementArea,
  [text, unlocks]: readonly [string, string],
  metBy: MetBy,
  basis: Basis,
  beforeSupply: Requirement['beforeSupply'] = true,
): Requirement => ({ id, area, text, unlocks, metBy, beforeSupply, ...basis });

const shown = false;

/** What the two programmes of ours ask, in the order in which it is met. */
export const ourRequirements: readonly Requirement[] = [
  requirement(
    'setting-checked',
    'setting',
    [
      'The clinic answers checks and calls on every day on which a dose may be taken.',
      'Confirm who answers, and until when.',
    ],
    { by: 'fact', fact: 'setting-checked', validDays: 365 },
    rems,
  ),
  requirement(
    'nurse-trained',
    'setting',
    ['The nurses who follow the patient are trained.', 'Pass the module for nurses.'],
    { by: 'training', audience: 'nurse' },
    alerted,
  ),
  requirement(
    'prescriber-named',
    'prescriber',
    ['One physician prescribes and is named to the patient.', 'Name the physician.'],
    { by: 'fact', fact: 'prescriber-named', validDays: null },
    rems,
  ),
  requirement(
    'physician-trained',
    'prescriber',
    ['The physician is trained.', 'Pass the module for physicians.'],
    { by: 'training', audience: 'physician' },
    alerted,
  ),
  requirement(
    'pharmacy-checked',
    'pharmacy',
    [
      'The pharmacy supplies packs of single doses and keeps the register.',
      'Confirm with the pharmacy that it does.',
    ],
    { by: 'fact', fact: 'pharmacy-checked', validDays: 365 },
    rems,
  ),
  requirement(
    'pharmacist-trained',
    'pharmacy',
    ['The pharmacist is trained.', 'Pass the module for pharmacists.'],
    { by: 'training', audience: 'pharmacist' },
    alerted,
  ),
  requirement(
    'consent',
    'patient',
    ['The patient has consented in writing.', 'Discuss benefit, harm and what is shared; sign.'],
    { by: 'fact', fact: 'consent', validDays: 365 },
    consented,
  ),
  requirement(
    'patient-trained',
    'patient',
    ['The patient is trained.', 'Pass every module for patients.'],
    { by: 'training', audience: 'patient' },
    alerted,
  ),
  requirement(
    'sitter-named',
    'patient',
    ['An adult stays with the patient after each dose.', 'Name the person, who agrees.'],
    { by: 'fact', fact: 'sitter-named', validDays: null },
    alerted,
  ),
  requirement(
    'sitter-trained',
    'patient',
    ['The person who stays is trained.', 'Pass the modules for the person who stays.'],
    { by: 'training', audience: 'sitter' },
    alerted,
  ),
  requirement(
    'locked-storage',
    'patient',
    ['The supply is locked away, out of reach of children.', 'See the place, by visit or video.'],
    { by: 'fact', fact: 'locked-storage', validDays: 183 },
    byUs,
  ),
  requirement(
    'blood-pressure-device',
    'patient',
    ['A blood pressure device is at home and was compared.', 'Compare it with one of the clinic.'],
    { by: 'fact', fact: 'blood-pressure-device', validDays: 365 },
    alerted,
  ),
  requirement(
    'emergency-plan',
    'patient',
    ['Patient and sitter know whom to call, by day and by night.', 'Write the numbers down together.'],
    { by: 'fact', fact: 'emergency-plan', validDays: 365 },
    alerted,
  ),
  requirement(
    'other-prescribers-checked',
    'patient',
    [
      'Nobody else prescribes ketamine, and what others prescribe is known.',
      'Look it up where the country has a place for it, and ask.',
    ],
    { by: 'fact', fact: 'other-prescribers-checked', validDays: 31 },
    byUs,
  ),
  requirement(
    'first-dose-supervised',
    'first dose',
    [
      'The first dose of this programme was taken in the clinic, watched until it was over.',
      'Give the test dose in the clinic, and chart it.',
    ],
    { by: 'fact', fact: 'first-dose-supervised', validDays: null },
    rems,
  ),
  requirement(
    'dose-conditions',
    'each dose',
    [
      'At the last dose all conditions of the plan were met.',
      'Go through the last dose with the patient; the next one shows it.',
    ],
    { by: 'each-dose', check: 'conditions' },
    byUs,
    shown,
  ),
  requirement(
    'checks-answered',
    'each dose',
    ['The checks after the last dose were answered.', 'Answer them, even late; call where nobody does.'],
    { by: 'each-dose', check: 'after-dose' },
    alerted,
    shown,
  ),
  requirement(
    'diary-kept',
    'each week',
    ['The diary is kept.', 'Enter a day; ask what keeps the patient from it.'],
    { by: 'diary', entry: 'day', validDays: 3 },
    byUs,
    shown,
  ),
  requirement(
    'week-scored',
    'each week',
    ['The scores of the week are entered.', 'Enter the week.'],
    { by: 'diary', entry: 'week', validDays: 10 },
    byUs,
    shown,
  ),
  requirement(
    'contacts-kept',
    'each week',
    ['No planned contact is overdue.', 'Make the contact.'],
    { by: 'contacts' },
    byUs,
  ),
  requirement(
    'counted',
    'each month',
    ['What is in hand has been counted.', 'Count it together, by visit or video.'],
    { by: 'count', validDays: 31 },
    byUs,
  ),
  requirement(
    'monthly-review',
    'each month',
    ['A physician has weighed benefit against harm.', 'Review it with the patient.'],
    { by: 'fact', fact: 'monthly-review', validDays: 31 },
    byUs,
  ),
  requirement(
    'urine-symptoms',
    'each month',
    ['The bladder questionnaire is recent.', 'Ask it.'],
    { by: 'follow-up', item: 'urine symptoms', validDays: 31 },
    alerted,
  ),
  requirement(
    'mood',
    'each month',
    ['Mood and suicidal thoughts have been asked.', 'Ask the questionnaire of mood.'],
    { by: 'follow-up', item: 'mood', validDays: 31 },
    alerted,
  ),
  requirement(
    'misuse-review',
    'each month',
    ['Signs of misuse have been looked for.', 'Review them with the patient.'],
    { by: 'follow-up', item: 'misuse', validDays: 31 },
    alerted,
  ),
  requirement(
    'liver-enzymes',
    'each month',
    ['Liver enzymes are no older than three months.', 'Take a blood sample.'],
    { by: 'follow-up', item: 'liver enzymes', validDays: 92 },
    byUs,
  ),
  requirement(
    'creatinine',
    'each month',
    ['Creatinine is no older than three months.', 'Take a blood sample.'],
    { by: 'follow-up', item: 'creatinine', validDays: 92 },
    byUs,
  ),
  requirement(
    'no-stop',
    'stop',
    ['No stop is open.', 'Do what the stop asks; then lift it with a reason.'],
    { by: 'no-stop' },
    alerted,
  ),
];
