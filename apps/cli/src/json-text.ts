import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { UserError } from './user-error.ts';

/**
 * Reads JSON.
 * @param name what to call the text in an error, such as its file
 * @throws UserError with line and column of what is not JSON.
 */
export function readJson(text: string, name: string): unknown {
  const unmarked = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(unmarked);
  } catch {
    throw new UserError(`${name} is not JSON: ${firstError(unmarked)}`);
  }
}

function firstError(text: string): string {
  if (text.trim() === '') return 'it is empty.';
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (!first) return 'it cannot be read.';
  const before = text.slice(0, first.offset).split('\n');
  const problem = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${problem}.`;
}
