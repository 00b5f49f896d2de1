import type { ImportResult, LeftOut, Measure, PatientDetail, RecordEntry } from '@ketame/contract';
import { counted, dateText, unitText, valueText } from '../parts/format.ts';

export type LatestMeasure = PatientDetail['latest'][number];

/** The name of a measure in words. */
export const measureNames: Readonly<Record<Measure, string>> = {
  weight: 'Weight',
  height: 'Height',
  systolic: 'Systolic blood pressure',
  diastolic: 'Diastolic blood pressure',
  heartRate: 'Heart rate',
  creatinine: 'Creatinine',
  eGFR: 'eGFR',
  ALT: 'ALT',
  AST: 'AST',
  ALP: 'ALP',
  GGT: 'GGT',
  bilirubin: 'Bilirubin',
};

export const kinds = [
  { kind: 'condition', title: 'Conditions' },
  { kind: 'medication', title: 'Medication' },
  { kind: 'allergy', title: 'Allergies' },
] as const;

export type EntryOf<K extends RecordEntry['kind']> = Extract<RecordEntry, { kind: K }>;

export const entriesOf = <K extends RecordEntry['kind']>(
  entries: readonly RecordEntry[],
  kind: K,
): EntryOf<K>[] => entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);

/** What stands under an entry's name: since when, until when, how much. */
export function entryNote(entry: RecordEntry): string {
  switch (entry.kind) {
    case 'condition':
      return [period(entry.onset, entry.ended), statusText(entry.status)].filter(Boolean).join(', ');
    case 'medication':
      return [entry.dosage, period(entry.started, entry.ended), statusText(entry.status)]
        .filter(Boolean)
        .join(', ');
    case 'allergy':
      return [entry.reaction, statusText(entry.status)].filter(Boolean).join(', ');
    case 'observation':
      return `${valueText(entry.value)} ${unitText(entry.unit)}, ${dateText(entry.at)}`;
  }
}

const statusText = (status: 'active' | 'inactive' | 'unknown'): string =>
  ({ active: '', inactive: 'inactive', unknown: 'status not recorded' })[status];

function period(from: string | null, until: string | null): string {
  if (from !== null && until !== null) return `${dateText(from)} to ${dateText(until)}`;
  if (from !== null) return `since ${dateText(from)}`;
  return until === null ? '' : `until ${dateText(until)}`;
}

/** A range as a laboratory prints it: "10–50", "≤ 50", "≥ 60". */
export function rangeText(range: { low: number | null; high: number | null; text?: string | null }): string {
  const { low, high } = range;
  if (low !== null && high !== null) return `${valueText(low)}–${valueText(high)}`;
  if (high !== null) return `≤ ${valueText(high)}`;
  if (low !== null) return `≥ ${valueText(low)}`;
  return range.text ?? '';
}

/** What an import does to the entries of a patient, in words. */
export function changesText({ added, changed, removed, unchanged }: ImportResult['changes']): string {
  const parts = [counted(added, 'new entry', 'new entries'), `${changed} changed`];
  if (removed > 0) parts.push(`${removed} removed because the record says that they were entered in error`);
  return [...parts, `${unchanged} as they were`].join(', ');
}

/** How many entries of the file were not taken. */
export const leftOutCount = (leftOut: readonly LeftOut[]): number =>
  leftOut.reduce((sum, { count }) => sum + count, 0);

/** The id of an entry's element on the page. */
export const entryElementId = (sourceId: string): string => `entry-${sourceId}`;

/** Goes to an entry on the page, also where it lies in a folded part, and marks it for a moment. */
export function showEntry(sourceId: string): void {
  const element = document.getElementById(entryElementId(sourceId));
  if (element === null) return;
  const folded = element.closest('details');
  if (folded !== null) folded.open = true;
  element.scrollIntoView({ block: 'center' });
  element.focus({ preventScroll: true });
}
