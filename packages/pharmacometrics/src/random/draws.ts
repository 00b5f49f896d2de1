import { InputError } from '../error.ts';
import { normalQuantile } from './normal-quantile.ts';
import { philox } from './philox.ts';

/**
 * How the random numbers of a result were made: with it, and only with it, they can be made again. The version changes
 * whenever the same seed would give any other number.
 */
export interface RandomSource {
  readonly generator: 'Philox4x32-10';
  readonly version: '1';
  readonly seed: number;
}

/** @throws InputError when the seed is no whole number from 0 to 2^53 - 1 */
export function randomSource(seed: number): RandomSource {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new InputError('seed', `a whole number from 0 to 2^53 - 1 is needed, not ${seed}`);
  }
  return { generator: 'Philox4x32-10', version: '1', seed };
}

/** Which of the numbers under one name is wanted. */
export interface DrawPlace {
  /** Whole number from 0: the virtual patient. */
  readonly subject: number;
  /** Whole number from 0, for what is drawn anew on each occasion. */
  readonly occasion?: number;
  /** Whole number from 0, for what is drawn again until it fits. */
  readonly attempt?: number;
}

/** Random numbers under one name, each the same whenever and in whatever order it is asked for. */
export interface Draws {
  /** Above 0 and below 1, evenly: the middle of one of 2^52 equal steps. */
  readonly uniform: (place: DrawPlace) => number;
  /** Standard normal. */
  readonly normal: (place: DrawPlace) => number;
}

/** FNV-1a of the characters' codes, 32 bits (Fowler, Noll, Vo). */
export function nameCode(name: string): number {
  let code = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    code = Math.imul(code ^ name.charCodeAt(index), 0x01000193);
  }
  return code >>> 0;
}

/**
 * The numbers of one name, such as "weight" or "simons-2022 CL1": they stay as they are when other names come or go.
 * @param source of `randomSource`
 */
export function drawsOf({ seed }: RandomSource, name: string): Draws {
  const code = nameCode(name);
  const lowKey = seed >>> 0;
  const highKey = Math.floor(seed / 2 ** 32);
  const words = new Uint32Array(4);
  const uniform = ({ subject, occasion = 0, attempt = 0 }: DrawPlace): number => {
    words[0] = subject;
    words[1] = code;
    words[2] = occasion;
    words[3] = attempt;
    philox(words, lowKey, highKey);
    return ((words[0]! >>> 6) * 2 ** 26 + (words[1]! >>> 6) + 0.5) * 2 ** -52;
  };
  return { uniform, normal: (place) => normalQuantile(uniform(place)) };
}
