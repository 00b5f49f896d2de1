import type { z } from 'zod';
import { UserError } from './user-error.ts';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong in a value that a schema refused, one line per field: its path, what was expected there and what was
 * found: `doses.0.amountMg: expected a number above 0, found -20`.
 */
function fieldErrors(error: z.ZodError, value: unknown): string[] {
  return error.issues.flatMap((issue) => linesOf(issue, issue.path, value));
}

/**
 * The error for whoever wrote a file that a schema refused.
 * @param name what to call the file
 */
export function wrongFields(name: string, error: z.ZodError, value: unknown): UserError {
  const lines = fieldErrors(error, value);
  const count = lines.length === 1 ? 'a wrong field' : `${lines.length} wrong fields`;
  return new UserError(`${name} has ${count}:\n  ${lines.join('\n  ')}`);
}

function linesOf(issue: Issue, path: readonly PropertyKey[], value: unknown): string[] {
  if (issue.code === 'invalid_union') {
    const branch = nearestBranch(issue.errors);
    if (branch) return branch.flatMap((inner) => linesOf(inner, [...path, ...inner.path], value));
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => `${written([...path, key])}: there is no such field here; check its spelling`,
    );
  const found = valueAt(value, path);
  const expected = expectation(issue);
  if (found === undefined) return [`${written(path)}: missing; expected ${expected}`];
  return [`${written(path)}: expected ${expected}, found ${shown(found)}`];
}

/** Of the forms that a value may have, the one that it was meant to have: right kind of value, fewest issues. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches
    .filter((issues) => !issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0))
    .toSorted((a, b) => a.length - b.length)[0];
}

const kinds: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text in quotes',
  boolean: 'true or false',
  array: 'a list [...]',
  object: 'an object {...}',
  record: 'an object {...}',
};

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((one) => JSON.stringify(one)).join(', ')}`;
    case 'too_small':
      return limit(issue.origin, issue.inclusive === false ? 'above' : 'at least', issue.minimum);
    case 'too_big':
      return limit(issue.origin, issue.inclusive === false ? 'below' : 'at most', issue.maximum);
    default:
      return issue.message;
  }
}

function limit(origin: string, word: string, bound: number | bigint): string {
  if (origin === 'array') return `a list of ${word} ${bound}`;
  if (origin === 'string') return `text of ${word} ${bound} characters`;
  return `a number ${word} ${bound}`.replace('number at', 'number of at');
}

function written(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the whole' : path.map(String).join('.');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
