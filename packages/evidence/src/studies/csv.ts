import Papa from 'papaparse';
import { z } from 'zod';
import { type PublishedMetaAnalysis, publishedMetaAnalysisSchema } from './published-meta-analyses.ts';
import {
  type AdverseEvent,
  adverseEventSchema,
  type ObservationalStudy,
  observationalStudySchema,
  outcomeSchema,
  type Protocol,
  protocolSchema,
  type Trial,
  trialSchema,
  trialWithOutcomesSchema,
} from './study.ts';

/** A cell of a list holds its items with this between them; no item contains it. */
const LIST_SEPARATOR = '; ';

/** Thrown when a CSV of studies is wrong: says the line, the column, and what was expected there. */
export class StudyCsvError extends Error {
  override readonly name = 'StudyCsvError';
}

type Row = Readonly<Record<string, unknown>>;

/** The column's innermost type, what may be absent or null taken off. */
const columnType = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? columnType(schema.unwrap() as z.ZodType)
    : schema;

function toCsv(shape: z.core.$ZodShape, rows: readonly Row[]): string {
  const fields = Object.keys(shape);
  const data = rows.map((row) =>
    fields.map((field) => {
      const value = row[field];
      return Array.isArray(value) ? value.join(LIST_SEPARATOR) : value;
    }),
  );
  return `${Papa.unparse({ fields, data }, { newline: '\n' })}\n`;
}

function fromCsv<T>(
  csv: string,
  shape: z.core.$ZodShape,
  schema: z.ZodType<T>,
  extra: readonly string[],
): T[] {
  const parsed = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  const first = parsed.errors[0];
  if (first) throw new StudyCsvError(`Line ${(first.row ?? 0) + 2}: ${first.message}.`);
  const known = [...Object.keys(shape), ...extra];
  const strangers = (parsed.meta.fields ?? []).filter((field) => !known.includes(field));
  if (strangers.length > 0) {
    throw new StudyCsvError(`Unknown column ${strangers.join(', ')}; expected only ${known.join(', ')}.`);
  }
  return parsed.data.map((cells, index) => {
    const row: Record<string, unknown> = {};
    for (const [field, cell] of Object.entries(cells)) {
      const type = field in shape ? columnType(shape[field] as z.ZodType) : null;
      if (type instanceof z.ZodArray) row[field] = cell === '' ? [] : cell.split(LIST_SEPARATOR);
      else if (cell === '' && shape[field] instanceof z.ZodNullable) row[field] = null;
      else if (cell === '') continue;
      // A cell that is no number stays text, so that the schema names it.
      else if (type instanceof z.ZodNumber) row[field] = Number.isNaN(Number(cell)) ? cell : Number(cell);
      else row[field] = cell;
    }
    const checked = schema.safeParse(row);
    if (checked.success) return checked.data;
    const issue = checked.error.issues[0];
    throw new StudyCsvError(`Line ${index + 2}, column ${issue?.path.join('.')}: ${issue?.message}.`);
  });
}

/** Trials in two tables: one row per trial, and one per outcome with the trial's id in `trial`. */
export interface TrialTables {
  readonly trials: string;
  readonly outcomes: string;
}

/** @returns the trials as two CSV texts (RFC 4180, header first). */
export function trialsToCsv(trials: readonly Trial[]): TrialTables {
  return {
    trials: toCsv(trialSchema.shape, trials),
    outcomes: toCsv(
      { trial: z.string(), ...outcomeSchema.shape },
      trials.flatMap((trial) => trial.outcomes.map((outcome) => ({ trial: trial.id, ...outcome }))),
    ),
  };
}

/**
 * Reads trials back from their two CSV texts.
 *
 * @throws StudyCsvError with line, column and what was expected; also for an outcome whose trial is absent
 */
export function trialsFromCsv(tables: TrialTables): Trial[] {
  const ownerSchema = z.object({ trial: z.string().min(1) });
  const owners = fromCsv(tables.outcomes, ownerSchema.shape, ownerSchema, Object.keys(outcomeSchema.shape));
  const outcomes = fromCsv(tables.outcomes, outcomeSchema.shape, outcomeSchema, ['trial']);
  const heads = fromCsv(tables.trials, trialSchema.shape, trialSchema, []);
  const ids = new Set(heads.map((head) => head.id));
  const orphan = owners.findIndex((owner) => !ids.has(owner.trial));
  if (orphan >= 0) {
    throw new StudyCsvError(`Outcomes, line ${orphan + 2}: no trial ${owners[orphan]?.trial} in the trials.`);
  }
  return heads.map((head) => {
    const trial = { ...head, outcomes: outcomes.filter((_, index) => owners[index]?.trial === head.id) };
    const checked = trialWithOutcomesSchema.safeParse(trial);
    if (!checked.success) throw new StudyCsvError(`Trial ${head.id}: expected at least one outcome.`);
    return checked.data;
  });
}

/** @returns adverse events as CSV text. */
export const adverseEventsToCsv = (rows: readonly AdverseEvent[]): string =>
  toCsv(adverseEventSchema.shape, rows);

/** @throws StudyCsvError */
export const adverseEventsFromCsv = (csv: string): AdverseEvent[] =>
  fromCsv(csv, adverseEventSchema.shape, adverseEventSchema, []);

/** @returns observational studies as CSV text. */
export const observationalStudiesToCsv = (rows: readonly ObservationalStudy[]): string =>
  toCsv(observationalStudySchema.shape, rows);

/** @throws StudyCsvError */
export const observationalStudiesFromCsv = (csv: string): ObservationalStudy[] =>
  fromCsv(csv, observationalStudySchema.shape, observationalStudySchema, []);

/** @returns protocols as CSV text. */
export const protocolsToCsv = (rows: readonly Protocol[]): string => toCsv(protocolSchema.shape, rows);

/** @throws StudyCsvError */
export const protocolsFromCsv = (csv: string): Protocol[] =>
  fromCsv(csv, protocolSchema.shape, protocolSchema, []);

/** @returns published meta-analyses as CSV text. */
export const publishedMetaAnalysesToCsv = (rows: readonly PublishedMetaAnalysis[]): string =>
  toCsv(publishedMetaAnalysisSchema.shape, rows);

/** @throws StudyCsvError */
export const publishedMetaAnalysesFromCsv = (csv: string): PublishedMetaAnalysis[] =>
  fromCsv(csv, publishedMetaAnalysisSchema.shape, publishedMetaAnalysisSchema, []);
