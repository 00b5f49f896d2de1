import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/**
 * The version that a change was made from, out of the header If-Match: "3" with or without the quotation marks.
 * @param least 0 where the first version is made from none
 * @throws Problem 428 when the header is missing, 400 when it holds something else
 */
export function versionFromIfMatch(request: FastifyRequest, least: 0 | 1 = 1): number {
  const header = request.headers['if-match'];
  if (header === undefined) {
    throw new Problem(
      428,
      'version-missing',
      'Say in the header If-Match which version this change was made from, for example If-Match: "3".',
    );
  }
  const version = Number(/^"?(\d{1,9})"?$/.exec(header)?.[1]);
  if (!(version >= least)) {
    throw new Problem(400, 'invalid', 'The header If-Match holds no version: expected for example "3".', {
      fields: [{ path: 'if-match', expected: 'a version, for example "3"' }],
    });
  }
  return version;
}
