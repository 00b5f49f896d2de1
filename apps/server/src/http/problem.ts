import type { ErrorAnswer } from '@ketame/contract';

/** A request that is refused for a reason that the person who made it should read. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly more: Pick<ErrorAnswer, 'fields' | 'stored'>;
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param status HTTP status, 4xx
   * @param code short and stable, for programs: "identity-differs"
   * @param message what was wrong, what was expected, what to do
   */
  constructor(
    status: number,
    code: string,
    message: string,
    more: Pick<ErrorAnswer, 'fields' | 'stored'> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
    this.headers = headers;
  }
}

/** 404 for a thing of the clinic: notFound('patient'). */
export function notFound(thing: string): Problem {
  return new Problem(
    404,
    'not-found',
    `There is no such ${thing}. It may have been erased, or the address is wrong.`,
  );
}
