import type { z } from 'zod';
import { ApiError } from '../api.ts';
import { parseNumber } from './parse-number.ts';

/** What is wrong in a form, by the path of the field ("identity.birthDate"). */
export type FieldErrors = Readonly<Record<string, string>>;

/**
 * Checks a form against the schema that the server will use.
 * @returns the value to send, or what is wrong where
 */
export function check<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { readonly value: T; readonly wrong: null } | { readonly value: null; readonly wrong: FieldErrors } {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, wrong: null };
  return {
    value: null,
    wrong: byPath(
      parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: inWords(issue) })),
    ),
  };
}

/** The fields that the server refused; empty when the error names none. */
export function fieldsOf(error: unknown): FieldErrors {
  return error instanceof ApiError ? byPath(error.answer.fields ?? []) : {};
}

/** A number as typed, with point or comma; null for an empty field, NaN for what is no number. */
export const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : parseNumber(text));

/** The first complaint about each field stands. */
function byPath(fields: readonly { path: string; expected: string }[]): FieldErrors {
  return Object.fromEntries(fields.toReversed().map(({ path, expected }) => [path, expected]));
}

const inWords = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_type' && issue.expected === 'number' ? 'A number, for example 82.5' : issue.message;
