import { clockToleranceMinutes } from '@ketame/care';
import type { Origin } from '../audit/index.ts';
import { Problem } from './problem.ts';

/**
 * What is entered has happened.
 * @param at ISO 8601 instant
 * @param path of the field that holds it
 * @throws Problem 400 when it is further ahead of the server's clock than two clocks differ
 */
export function requireNotAhead(at: string, origin: Origin, path: string): void {
  if (Date.parse(at) <= Date.parse(origin.at) + clockToleranceMinutes * 60_000) return;
  throw new Problem(400, 'in-the-future', `This is said to be of ${at}, which is still to come.`, {
    fields: [{ path, expected: `no later than ${origin.at}` }],
  });
}
