import type { Basis } from '../protocol/criterion.ts';

/** One question of an instrument of our own, answered by one of its choices. */
export interface InstrumentItem {
  readonly id: string;
  readonly text: string;
  readonly choices: readonly { readonly value: number; readonly label: string }[];
  /** An answer from here on opens a pathway, whatever the total. */
  readonly alarm?: ItemAlarm;
}

/** An answer that is entered from the form beside its scores. */
export interface SingleItem extends Omit<InstrumentItem, 'choices'> {
  readonly least: number;
  readonly greatest: number;
  /** It is a summand of the total. */
  readonly inTotal: boolean;
}

export interface ItemAlarm {
  readonly from: number;
  readonly pathway: 'suicide';
}

/** A number that an instrument yields, with its range; `of` names the items that it is made of. */
export interface Score {
  readonly id: string;
  readonly title: string;
  readonly least: number;
  readonly greatest: number;
  /** Halves and decimals are possible. */
  readonly fractions?: true;
  readonly of?: { readonly items: readonly string[]; readonly by: 'sum' | 'mean' };
}

/** From this value on the word holds. Where published cut-offs differ by sex, each sex has its own. */
export interface CutOff extends Basis {
  readonly score: string;
  readonly worse: 'above' | 'below';
  /** At this value and further on in the worse direction. */
  readonly from: number;
  readonly word: string;
  readonly sex?: 'female' | 'male';
  /** Known from its use, not read in its source: check it before you rely on it. */
  readonly toBeChecked?: true;
}

/**
 * A questionnaire: data. Where its words may not be shipped it has no items: it is filled in on its own form, and the
 * total and the subscores are entered from there.
 */
export interface Instrument {
  readonly id: string;
  /** Goes up when an item or a score changes. */
  readonly version: number;
  readonly title: string;
  /** What it asks about. */
  readonly about: string;
  readonly licence: string;
  /** Made by us and validated by nobody. */
  readonly own: boolean;
  /** Empty where only scores are entered. */
  readonly items: readonly InstrumentItem[];
  /** Single answers that are entered from the form beside the scores. */
  readonly singleItems: readonly SingleItem[];
  /** The first is the total. */
  readonly scores: readonly [Score, ...Score[]];
  readonly cutOffs: readonly CutOff[];
  /** A change of the total that counts, in its points. */
  readonly importantChange: (Basis & { readonly value: number; readonly toBeChecked?: true }) | null;
}
