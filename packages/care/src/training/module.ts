import type { TrainingModuleId } from '../home/programme.ts';
import type { Basis } from '../protocol/criterion.ts';

export const trainingLanguages = ['en', 'nl'] as const;
export type TrainingLanguage = (typeof trainingLanguages)[number];

/** The same words in every language of the training. */
export type InEachLanguage = Readonly<Record<TrainingLanguage, string>>;

/** One thing to know, in a few short sentences, with what it rests on. */
export interface TrainingPoint extends Basis {
  /** Stable within its module. */
  readonly id: string;
  readonly text: InEachLanguage;
}

/** A question of the pool. Its answers are shuffled before anybody sees them. */
export interface TrainingQuestion {
  /** Stable within its module. */
  readonly id: string;
  /** The point that answers it, which is read again after a wrong answer. */
  readonly about: string;
  readonly text: InEachLanguage;
  readonly right: InEachLanguage;
  readonly wrong: readonly [InEachLanguage, InEachLanguage];
}

/** One short module: read in a few minutes, then tested. */
export interface TrainingModule {
  readonly id: TrainingModuleId;
  /** Goes up when points or questions change; tests that were passed before stay passed until they run out. */
  readonly version: number;
  readonly title: InEachLanguage;
  readonly points: readonly TrainingPoint[];
  readonly questions: readonly TrainingQuestion[];
}

/** The same in English and Dutch. */
export const say = (en: string, nl: string): InEachLanguage => ({ en, nl });

/**
 * How a module is tested, ours: so many questions of the pool, each of which must be right, as often as it takes (what
 * is not yet understood is told again and asked again, as in teach-back, AHRQ Health Literacy Universal Precautions
 * Toolkit). Somebody who guesses passes one module in 27.
 */
export const trainingTest = { drawn: 3, passMark: 3 } as const;

/** Ours: days for which a passed test counts. A patient's year ends with the yearly renewal of the consent. */
export const trainingValidDays = {
  patient: 365,
  sitter: 365,
  physician: 730,
  nurse: 730,
  pharmacist: 730,
} as const;
