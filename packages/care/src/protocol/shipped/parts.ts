import type { Basis } from '../criterion.ts';
import type { ChartedEvery, Discharge, ProtocolNumber } from '../protocol.ts';
import { anzca2021, esketamineLabel, ours } from '../sources.ts';

/** What the shipped protocols have in common. */

const own: Basis = { source: ours, status: 'ours' };
const trial = (source: string): Basis => ({ source, status: 'trial' });

/** A number of Ketame's own, where no source was found. */
export const ownNumber = (value: number, unit: string, note?: string): ProtocolNumber => ({
  value,
  unit,
  ...own,
  ...(note !== undefined && { note }),
});
/** A number that a trial's paper prints. */
export const trialNumber = (value: number, unit: string, source: string, note?: string): ProtocolNumber => ({
  value,
  unit,
  ...trial(source),
  ...(note !== undefined && { note }),
});

const infusionItems = [
  'heart rate',
  'blood pressure',
  'oxygen saturation',
  'respiration',
  'sedation',
  'pain',
] as const;
const mindItems = ['drug high', 'internal perception', 'external perception', 'nausea'] as const;

/**
 * What is charted in the infusion and after it. No trial prints its intervals in what was read: they are Ketame's own.
 * @param bodyMin minutes between entries of body and pain
 * @param mindMin minutes between ratings of perception and nausea
 * @param night minutes between entries at night for both, null where there is no night
 */
export function chartedEvery(
  bodyMin: number,
  mindMin: number,
  night: { readonly bodyMin: number; readonly mindMin: number } | null,
): ChartedEvery[] {
  return [
    ...infusionItems.map((item) => ({
      item,
      phase: 'infusion' as const,
      everyMin: bodyMin,
      atNightEveryMin: night?.bodyMin ?? null,
      ...own,
    })),
    ...mindItems.map((item) => ({
      item,
      phase: 'infusion' as const,
      everyMin: mindMin,
      atNightEveryMin: night?.mindMin ?? null,
      ...own,
    })),
    ...[...infusionItems, ...mindItems].map((item) => ({
      item,
      phase: 'recovery' as const,
      everyMin: 30,
      atNightEveryMin: null,
      ...own,
    })),
  ];
}

const dischargeCriteria: Discharge['criteria'] = [
  {
    id: 'blood-pressure',
    text: 'Systolic blood pressure no higher than 140 mmHg, or back at the value before the infusion.',
    limit: { item: 'blood pressure', worse: 'above', value: 140, unit: 'mm[Hg]' },
    source: `${esketamineLabel}; as a limit of discharge: ${ours}`,
    status: 'ours',
  },
  {
    id: 'oxygen',
    text: 'Oxygen saturation of 94 % or more in room air, or as before the infusion.',
    limit: { item: 'oxygen saturation', worse: 'below', value: 94, unit: '%' },
    ...own,
  },
  {
    id: 'sedation',
    text: 'Fully awake: MOAA/S 5, or RASS 0.',
    limit: { item: 'sedation', worse: 'below', value: 5, unit: 'MOAA/S' },
    source: `${esketamineLabel} (sedation resolved); the scale: ${ours}`,
    status: 'label',
  },
  {
    id: 'drug-high',
    text: 'Drug high rated 2 of 10 or less.',
    limit: { item: 'drug high', worse: 'above', value: 2, unit: '{score}' },
    source: `${esketamineLabel} (dissociation resolved); the limit: ${ours}`,
    status: 'ours',
  },
  {
    id: 'internal-perception',
    text: 'Internal perception rated 2 of 10 or less.',
    limit: { item: 'internal perception', worse: 'above', value: 2, unit: '{score}' },
    source: `${esketamineLabel} (dissociation resolved); the limit: ${ours}`,
    status: 'ours',
  },
  {
    id: 'external-perception',
    text: 'External perception rated 2 of 10 or less.',
    limit: { item: 'external perception', worse: 'above', value: 2, unit: '{score}' },
    source: `${esketamineLabel} (dissociation resolved); the limit: ${ours}`,
    status: 'ours',
  },
  {
    id: 'nausea',
    text: 'Nausea rated 3 of 10 or less, and drinks.',
    limit: { item: 'nausea', worse: 'above', value: 3, unit: '{score}' },
    ...own,
  },
  { id: 'walks', text: 'Walks as before the infusion.', ...own },
  {
    id: 'escort',
    text: 'An adult takes the patient home.',
    source: `${esketamineLabel}; ${ours}`,
    status: 'ours',
  },
  {
    id: 'instructions',
    text: 'Instructions were given: no driving until the day after a night of sleep; whom to call.',
    source: esketamineLabel,
    status: 'label',
  },
];

/** Two hours and until all is over: the label of nasal esketamine, by analogy. */
export const outpatientDischarge: Discharge = {
  observationMin: {
    value: 120,
    unit: 'min',
    source: esketamineLabel,
    status: 'label',
    note: 'By analogy; not a label for pain.',
  },
  criteria: dischargeCriteria,
};

/** Four hours after the end of a course in hospital. */
export const inpatientDischarge: Discharge = {
  observationMin: { value: 240, unit: 'min', source: anzca2021, status: 'guideline' },
  criteria: dischargeCriteria,
};
