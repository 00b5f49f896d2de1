/** Why a file is not taken as a record, and with which HTTP status it is answered. */
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
export type RefusalCode = keyof typeof statuses;

/** The file is refused as a whole, and nothing of it is kept. The message is for the person who brought it. */
export class RecordRefused extends Error {
  override name = 'RecordRefused';
  readonly code: RefusalCode;
  readonly statusCode: number;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
    this.statusCode = statuses[code];
  }
}
