import { type EventContent, reportCodes } from '@ketame/care';
import { type EntryContent, entryContentSchema } from '@ketame/contract';
import { check, type FieldErrors, numberOrNull } from '../parts/form.ts';
import { chartFields } from './words.ts';

/** One field of an entry as a form asks for it. */
export interface EntryField {
  readonly name: string;
  readonly label: string;
  readonly as: 'text' | 'number' | 'choice' | 'yes';
  readonly choices?: readonly string[];
  /** An empty field is null, or absent in a row of the chart. */
  readonly optional?: boolean;
}

export type ObservedKind = Exclude<
  Extract<EntryContent, { kind: 'correction' }>['replacement'],
  null
>['kind'];

const text: EntryField = { name: 'text', label: 'What', as: 'text' };

/** What can be entered beside the steps, and what is asked for. */
export const entryForms: Partial<Record<ObservedKind, readonly EntryField[]>> = {
  'drug-given': [
    { name: 'drug', label: 'Drug', as: 'text' },
    { name: 'amount', label: 'Amount', as: 'number' },
    { name: 'unit', label: 'Unit', as: 'choice', choices: ['mg', 'ug', 'g', 'mL', '[iU]'] },
    { name: 'route', label: 'Route', as: 'choice', choices: ['i.v.', 'p.o.', 's.c.', 'i.m.', 'inhaled'] },
    { name: 'reason', label: 'Reason', as: 'text' },
  ],
  'adverse-event': [
    { name: 'code', label: 'Event', as: 'choice', choices: reportCodes },
    { ...text, optional: true },
    { name: 'serious', label: 'Serious', as: 'yes' },
  ],
  laboratory: [
    {
      name: 'measure',
      label: 'Measure',
      as: 'choice',
      choices: ['ALT', 'AST', 'ALP', 'GGT', 'bilirubin', 'creatinine', 'eGFR', 'INR'],
    },
    { name: 'value', label: 'Value', as: 'number' },
    { name: 'unit', label: 'Unit', as: 'text' },
    { name: 'upperLimit', label: 'Upper limit of the laboratory', as: 'number', optional: true },
  ],
  note: [text],
  deviation: [text],
  handover: [{ ...text, label: 'What the next shift must know' }],
  'take-over': [],
  'daily-review': [
    { name: 'decision', label: 'Decision', as: 'choice', choices: ['go on', 'wean', 'stop'] },
    { ...text, label: 'Findings', optional: true },
  ],
  'syringe-removed': [
    { name: 'syringe', label: 'Number of the syringe', as: 'number' },
    { name: 'volumeLeftMl', label: 'Left in it, mL', as: 'number' },
  ],
};

/** A row of the chart, as a correction asks for it. */
const chartForm: readonly EntryField[] = chartFields.map(({ name, label }) => ({
  name,
  label,
  as: 'number',
  optional: true,
}));

export const fieldsOf = (kind: string): readonly EntryField[] =>
  kind === 'chart' ? chartForm : (entryForms[kind as ObservedKind] ?? []);

/** What a person has typed, by the name of the field. */
export type Typed = Readonly<Record<string, string>>;

/** What stands in the fields for an entry; the first choices for a new one. */
export function typedOf(kind: string, content: EventContent | null): Typed {
  const values = (content ?? {}) as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    fieldsOf(kind).map(({ name, as, choices }) => {
      const value =
        name === 'sedation' ? (values.sedation as { score?: number } | undefined)?.score : values[name];
      if (as === 'yes') return [name, value === true ? 'yes' : ''];
      return [name, value === undefined || value === null ? (choices?.[0] ?? '') : String(value)];
    }),
  );
}

export type SedationScale = 'RASS' | 'MOAA/S';

/** The entry that was typed, or what is wrong with it. @param scale of the sedation in a row of the chart */
export function contentOf(kind: string, typed: Typed, scale: SedationScale = 'RASS') {
  const values: Record<string, unknown> = { kind };
  for (const { name, as, optional } of fieldsOf(kind)) {
    const value = typed[name] ?? '';
    if (as === 'yes') values[name] = value === 'yes';
    else if (as === 'number') {
      const number = numberOrNull(value);
      if (number !== null) values[name] = number;
      else if (kind !== 'chart') values[name] = optional ? null : Number.NaN;
    } else values[name] = value;
  }
  if (kind === 'adverse-event') values.resolvedAt = null;
  if ('sedation' in values) values.sedation = { scale, score: values.sedation };
  return check(entryContentSchema, values) as
    | { readonly value: EntryContent; readonly wrong: null }
    | { readonly value: null; readonly wrong: FieldErrors };
}
