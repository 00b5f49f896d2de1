import type { TrialArm, TrialDesign } from '@ketame/evidence';
import { type Drug, publishedRegimens, type Regimen } from '@ketame/ketamine';
import { parseNumber } from '../../parts/parse-number.ts';

/** An infusion of one's own: so many hours on so many days in a row. */
export interface OwnInfusion {
  readonly drug: Drug;
  readonly mgPerH: number;
  readonly hours: number;
  readonly days: number;
}

/** What a person can choose for an arm; the rest are ids of published regimens. */
export const regimenChoices = [
  { value: 'placebo', label: 'Placebo' },
  ...publishedRegimens.map(({ id, title }) => ({ value: id, label: title })),
  { value: 'own', label: 'An infusion of your own' },
];

export const regimenChoiceOf = ({ regimen }: TrialArm): string =>
  regimen === null ? 'placebo' : typeof regimen === 'string' ? regimen : 'own';

const firstInfusion: OwnInfusion = { drug: 'S-ketamine', mgPerH: 20, hours: 24, days: 4 };

/** The regimen that a choice stands for. */
export function regimenOfChoice(choice: string): string | Regimen | null {
  if (choice === 'placebo') return null;
  return choice === 'own' ? regimenOfInfusion(firstInfusion) : choice;
}

export const regimenOfInfusion = ({ drug, mgPerH, hours, days }: OwnInfusion): Regimen => ({
  name: `${mgPerH} mg/h for ${hours} h on ${days} days, ${drug}`,
  drug,
  amountAs: 'base',
  steps: [
    {
      kind: 'infusion',
      startH: 0,
      durationH: hours,
      rate: mgPerH,
      basis: 'patient',
      repeat: { everyH: 24, count: days },
    },
  ],
});

/** The infusion behind a regimen that was made by `regimenOfInfusion`; null for any other. */
export function infusionOf({ regimen }: TrialArm): OwnInfusion | null {
  if (regimen === null || typeof regimen === 'string') return null;
  const [step] = regimen.steps;
  if (step?.kind !== 'infusion') return null;
  return {
    drug: regimen.drug,
    mgPerH: step.rate,
    hours: step.durationH,
    days: step.repeat?.count ?? 1,
  };
}

/** Days from a list as typed; null where it is none, or does not rise. */
export function daysOf(text: string): readonly number[] | null {
  const days = text
    .split(/[\s;,]+/)
    .filter((part) => part !== '')
    .map(parseNumber);
  const rising = days.every((day, i) => day > (days[i - 1] ?? 0) && day <= 364);
  return days.length > 0 && days.length <= 26 && rising ? days : null;
}

/** A further arm like the first that gets a drug, under a name that is free. */
export function withArm(design: TrialDesign): TrialDesign {
  const like = design.arms.find(({ name }) => name !== design.control) ?? design.arms[0];
  if (!like) return design;
  const names = design.arms.map(({ name }) => name);
  let number = 2;
  while (names.includes(`${like.name} ${number}`)) number += 1;
  return { ...design, arms: [...design.arms, { ...like, name: `${like.name} ${number}` }] };
}

/** Whether every number of a design is one: a field that holds none makes NaN. */
export const isWhole = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).every(isWhole) : !Number.isNaN(value);
