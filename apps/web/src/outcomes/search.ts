import { outcomeDays } from '@ketame/contract';

export interface OutcomesSearch {
  /** Looked back on; a year unless told. */
  readonly days?: number;
}

/** What the address of the dashboard holds. */
export function outcomesSearch({ days }: Record<string, unknown>): OutcomesSearch {
  return outcomeDays.some((known) => known === days) ? { days: Number(days) } : {};
}

export const daysText = (days: number): string =>
  ({ 90: 'last 90 days', 365: 'last 12 months', 3650: 'all' })[days] ?? `last ${days} days`;
