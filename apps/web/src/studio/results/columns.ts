import { type CourseSummary, hartvig1995, reliefThatCounts } from '@ketame/ketamine';
import type { Summarised } from '../state/courses.ts';

export type ColumnId = 'total' | 'peak' | 'above' | 'area' | 'days' | 'chance';

export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  /** What the column says, in plain words, with its source. */
  readonly help: string;
  /** What it is put in order by; null where an order would mislead. */
  readonly orderBy: ((summary: CourseSummary) => number) | null;
}

const level = `${hartvig1995.threshold.value} ng/mL`;
const relief = `${reliefThatCounts.value * 100} %`;

export const columns: readonly Column[] = [
  {
    id: 'total',
    title: 'Total dose',
    help: 'All that is given, in mg of the drug as ordered. A milligram of S-ketamine and one of the racemate are not the same thing.',
    orderBy: (summary) => summary.totalMg,
  },
  {
    id: 'peak',
    title: 'Peak, arterial',
    help: 'Highest ketamine concentration in arterial plasma in a typical person (Simons 2022), and when; for the racemate both enantiomers together. Venous concentrations are lower, after a short infusion by about half.',
    orderBy: (summary) => summary.peakNgPerMl,
  },
  {
    id: 'above',
    title: `Above ${level}`,
    help: `Hours with arterial S-ketamine above ${level}, where memory and perception were consistently affected in five volunteers (Hartvig 1995).`,
    orderBy: (summary) => summary.hoursAboveThreshold,
  },
  {
    id: 'area',
    title: 'AUC, ng·h/mL',
    help: 'Area under the arterial ketamine curve over the twelve weeks: exposure as a whole.',
    orderBy: (summary) => summary.aucNgHPerMl,
  },
  {
    id: 'days',
    title: `Days ≥ ${relief}, responder`,
    help: `Days of the twelve weeks with at least ${relief} of the baseline pain relieved, in a patient who responds (Dahan 2011, 100 h of S-ketamine in CRPS-1). It says nothing about how likely that is. The 90 % interval is that of potency and half-life. For any other drug, length or disease it is an extrapolation and takes no part in the order.`,
    orderBy: (summary) => summary.daysAtLeast30.typical,
  },
  {
    id: 'chance',
    title: 'Chance to respond',
    help: 'Share of patients who responded, beside the share on placebo (Dahan 2011; 90 % intervals). It is not multiplied with the days: they are two answers.',
    orderBy: null,
  },
];

/**
 * The regimens in descending order of a column. By days of relief only those that the model was fitted to take part;
 * the others follow, as they were rows.
 */
export function ranked(rows: readonly Summarised[], order: ColumnId | null): readonly Summarised[] {
  const orderBy = columns.find(({ id }) => id === order)?.orderBy ?? null;
  if (orderBy === null) return rows;
  const takesPart = ({ summary }: Summarised) =>
    order !== 'days' || summary.daysAtLeast30.basis.kind === 'fitted';
  const inOrder = rows.filter(takesPart).sort((a, b) => orderBy(b.summary) - orderBy(a.summary));
  return [...inOrder, ...rows.filter((one) => !takesPart(one))];
}
