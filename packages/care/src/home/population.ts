import { addDays } from '../follow-up/days.ts';
import { ours } from '../protocol/sources.ts';
import type { DiaryState } from './diary.ts';
import { heldOf } from './fold-diary.ts';

/** The numbers of the view of all patients, each once. */
export const populationLimits = {
  /** Days of a mean of pain. */
  span: { value: 14, unit: 'd', source: ours },
  /** Rise of the mean of average pain that is a drift, of 10. */
  drift: { value: 1, unit: 'of 10', source: ours },
  /** Fall of average pain that counts as relief, as a share of the first. */
  relief: {
    value: 0.3,
    unit: '1',
    source: 'Farrar JT et al., Pain 2001;94:149-158 (moderate improvement: 30 % or 2 points)',
  },
} as const;

/** One patient of the programme, as the view of all is summed from. */
export interface HomePatientRow {
  readonly patientId: string;
  readonly enrolledOn: string;
  readonly status: 'active' | 'suspended' | 'ended';
  /** Contacts, tests and reviews past their time. */
  readonly overdue: number;
  /** Mean of average pain over the last 14 days with an entry, and over the 14 days before them; null without entries. */
  readonly painNow: number | null;
  readonly painBefore: number | null;
  /** In the first week at home, or before it. */
  readonly painFirst: number | null;
  readonly openStops: number;
  readonly dosesTaken: number;
  readonly contactsDone: number;
  readonly staffMinutes: number;
  /** Micrograms. */
  readonly dispensedUg: number;
  readonly unexplainedUg: number | null;
}

/** What the clinic pays; entered by the clinic, nothing is assumed. */
export interface HomeCosts {
  /** ISO 4217; null where the clinic has not said it. */
  readonly currency: string | null;
  readonly perMg: number;
  readonly perContactMinute: number;
}

/** The programme over all its patients. */
export interface HomePopulation {
  readonly patients: number;
  readonly active: number;
  readonly withOverdue: readonly string[];
  /** Pain higher than in the 14 days before by the limit of a drift, or more. */
  readonly drifting: readonly string[];
  readonly withOpenStop: readonly string[];
  /** Average pain at least so much lower than first, of those for whom both are known. */
  readonly relieved: { readonly patients: number; readonly of: number };
  readonly dosesTaken: number;
  readonly contactsDone: number;
  readonly staffMinutes: number;
  readonly dispensedUg: number;
  /** Missing over all patients; too much with one does not make up for what is missing with another. */
  readonly unexplainedUg: number;
  /** Patients without a count, whose unexplained part is not known. */
  readonly notCounted: number;
  readonly currency: string | null;
  /** In units of the currency; null without costs of the clinic. */
  readonly cost: number | null;
  readonly costPerRelieved: number | null;
}

/** The pain of a view of all patients: means of the average pain that the diary gives for its days, 0 to 10. */
export function homePain(
  diary: DiaryState,
  firstDay: string,
  today: string,
): Pick<HomePatientRow, 'painNow' | 'painBefore' | 'painFirst'> {
  const days = heldOf(diary, 'day').map(({ statement }) => statement);
  const mean = (from: string, to: string): number | null => {
    const values = days
      .filter(({ date }) => date >= from && date <= to)
      .flatMap(({ painAverage }) => painAverage ?? []);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const span = populationLimits.span.value;
  return {
    painNow: mean(addDays(today, 1 - span), today),
    painBefore: mean(addDays(today, 1 - 2 * span), addDays(today, -span)),
    painFirst: mean(addDays(firstDay, -7), addDays(firstDay, 6)),
  };
}

/**
 * Who is overdue, who is drifting, and what the programme costs and yields: sums over its patients.
 * @param costs null where the clinic has entered none
 */
export function homePopulation(rows: readonly HomePatientRow[], costs: HomeCosts | null): HomePopulation {
  const sum = (of: (row: HomePatientRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const ids = (when: (row: HomePatientRow) => boolean) => rows.filter(when).map(({ patientId }) => patientId);
  const withPain = rows.flatMap(({ painFirst, painNow }) =>
    painFirst === null || painNow === null || painFirst === 0 ? [] : [{ painFirst, painNow }],
  );
  const relieved = withPain.filter(
    ({ painFirst, painNow }) => painFirst - painNow >= populationLimits.relief.value * painFirst,
  ).length;
  const dispensedUg = sum((row) => row.dispensedUg);
  const staffMinutes = sum((row) => row.staffMinutes);
  const cost =
    costs === null ? null : (dispensedUg / 1000) * costs.perMg + staffMinutes * costs.perContactMinute;
  return {
    patients: rows.length,
    active: rows.filter(({ status }) => status === 'active').length,
    withOverdue: ids(({ overdue }) => overdue > 0),
    drifting: ids(
      ({ painNow, painBefore }) =>
        painNow !== null && painBefore !== null && painNow - painBefore >= populationLimits.drift.value,
    ),
    withOpenStop: ids(({ openStops }) => openStops > 0),
    relieved: { patients: relieved, of: withPain.length },
    dosesTaken: sum((row) => row.dosesTaken),
    contactsDone: sum((row) => row.contactsDone),
    staffMinutes,
    dispensedUg,
    unexplainedUg: sum((row) => Math.max(0, row.unexplainedUg ?? 0)),
    notCounted: rows.filter(({ unexplainedUg }) => unexplainedUg === null).length,
    currency: costs?.currency ?? null,
    cost,
    costPerRelieved: cost === null || relieved === 0 ? null : cost / relieved,
  };
}
