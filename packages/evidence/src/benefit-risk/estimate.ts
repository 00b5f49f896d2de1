import { InputError } from '@ketame/pharmacometrics';

/** A number that is never shown without its interval. */
export interface Estimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** Confidence or probability of the interval, 0 to 1. */
  readonly level: number;
}

/** People with the outcome, and all people of one group. */
export interface CountedGroup {
  readonly events: number;
  readonly n: number;
}

/** @throws InputError naming the count that is none */
export function checkCounts(path: string, { events, n }: CountedGroup): void {
  if (!Number.isInteger(n) || n < 1) {
    throw new InputError(`${path}.n`, `a whole number of people above 0 is needed, not ${n}`);
  }
  if (!Number.isInteger(events) || events < 0 || events > n) {
    throw new InputError(`${path}.events`, `a whole number from 0 to ${n} is needed, not ${events}`);
  }
}

/** @throws InputError unless the level of an interval lies above 0 and below 1 */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new InputError('level', `a number above 0 and below 1 is needed, not ${level}`);
  }
}
