import { bloodPressureLimits } from '../../bearing/findings.ts';
import type { Basis } from '../../protocol/criterion.ts';
import type { ProtocolNumber } from '../../protocol/protocol.ts';
import { ownNumber } from '../../protocol/shipped/parts.ts';
import { esketamineLabel, ours } from '../../protocol/sources.ts';
import type { ContactDensity, HomeProgramme } from '../programme.ts';
import { cfr1311 } from '../sources.ts';

/** What the shipped programmes have in common. */

export const byUs: Basis = { source: ours, status: 'ours' };

/** A number of the label of esketamine nasal spray. */
export const labelNumber = (value: number, unit: string, note?: string): ProtocolNumber => ({
  value,
  unit,
  source: esketamineLabel,
  status: 'label',
  ...(note === undefined ? {} : { note }),
});

export const doseLimits: HomeProgramme['limits'] = {
  systolicAtMost: labelNumber(bloodPressureLimits.systolic.value, 'mm[Hg]'),
  diastolicAtMost: labelNumber(bloodPressureLimits.diastolic.value, 'mm[Hg]'),
  systolicStopFrom: ownNumber(180, 'mm[Hg]'),
  diastolicStopFrom: ownNumber(110, 'mm[Hg]'),
  answerFreshMin: ownNumber(60, 'min'),
  substancesFreeH: ownNumber(12, 'h'),
  metHoldsMin: ownNumber(10, 'min'),
  clockErrorMin: { value: 5, unit: 'min', source: `${cfr1311}; ${ours}`, status: 'ours' },
  offlineDays: ownNumber(7, 'd'),
};

export const silence: HomeProgramme['silence'] = {
  ...byUs,
  steps: [
    { afterMin: 5, to: 'patient' },
    { afterMin: 10, to: 'sitter' },
    { afterMin: 15, to: 'nurse' },
    { afterMin: 30, to: 'physician' },
  ],
  givenUpAfterMin: 720,
};

const contact = (
  kind: ContactDensity['kind'],
  fromDay: number,
  toDay: number | null,
  everyDays: number,
  withinDays: number,
): ContactDensity => ({ kind, fromDay, toDay, everyDays, withinDays, ...byUs });

/** Close at first: every day, every third, every week, every second week; seen every four weeks. */
export const contacts: readonly ContactDensity[] = [
  contact('call', 1, 3, 1, 0),
  contact('call', 6, 12, 3, 1),
  contact('call', 21, 49, 14, 2),
  contact('call', 70, null, 14, 3),
  contact('video', 14, 42, 14, 2),
  contact('video', 63, null, 28, 3),
  contact('visit', 28, null, 28, 7),
];

export const training: HomeProgramme['training'] = [
  {
    audience: 'patient',
    modules: [
      'what-it-does',
      'never-combine',
      'driving',
      'storage-and-children',
      'contraception',
      'naloxone',
      'bladder-and-liver',
      'misuse',
      'whom-to-call',
    ],
  },
  { audience: 'sitter', modules: ['being-the-sitter', 'naloxone', 'whom-to-call'] },
  { audience: 'physician', modules: ['physician-home'] },
  { audience: 'nurse', modules: ['nurse-home'] },
  { audience: 'pharmacist', modules: ['pharmacist-home'] },
];

/** One to one: each hazard that the FDA named has its own question in the diary, its own alert and its own stop. */
export const hazards: HomeProgramme['hazards'] = [
  {
    hazard: 'no-monitoring',
    training: 'being-the-sitter',
    diary: 'after-dose',
    alert: 'check-unanswered',
    stop: 'unwatched-doses',
  },
  {
    hazard: 'sedation',
    training: 'driving',
    diary: 'after-dose.awake',
    alert: 'drowsy-after-dose',
    stop: 'could-not-be-woken',
  },
  {
    hazard: 'dissociation',
    training: 'what-it-does',
    diary: 'day.sideEffects',
    alert: 'felt-unreal',
    stop: 'saw-or-heard-things',
  },
  {
    hazard: 'respiratory-depression',
    training: 'never-combine',
    diary: 'after-dose.breathing',
    alert: 'sedating-substance',
    stop: 'breathing-troubled',
  },
  {
    hazard: 'blood-pressure',
    training: 'being-the-sitter',
    diary: 'after-dose.systolic',
    alert: 'pressure-above-limit',
    stop: 'pressure-dangerous',
  },
  {
    hazard: 'psychiatric-events',
    training: 'whom-to-call',
    diary: 'day.mood',
    alert: 'low-mood',
    stop: 'suicidal-thoughts',
  },
  { hazard: 'misuse', training: 'misuse', diary: 'dose', alert: 'dose-outside-plan', stop: 'more-than-plan' },
  {
    hazard: 'bladder',
    training: 'bladder-and-liver',
    diary: 'day.urine',
    alert: 'urine-symptom',
    stop: 'blood-in-urine',
  },
  {
    hazard: 'not-told',
    training: 'what-it-does',
    diary: 'week.knowsWhenToStop',
    alert: 'unsure-of-the-risks',
    stop: 'training-not-valid',
  },
];
