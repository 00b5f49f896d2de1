import { Problem } from '../http/problem.ts';

/** Why a file is not taken as a record, and the HTTP status of the answer. */
const statuses = {
  'too-large': 413,
  'broken-gzip': 400,
  'not-text': 400,
  'not-json': 400,
  'not-a-bundle': 422,
  'wrong-version': 422,
  'no-patient': 422,
  'several-patients': 422,
  'identity-incomplete': 422,
} as const;

/** The file is refused as a whole, and nothing of it is kept. The message is for the person who brought it. */
export class RecordRefused extends Problem {
  override name = 'RecordRefused';

  constructor(code: keyof typeof statuses, message: string) {
    super(statuses[code], code, message);
  }
}
