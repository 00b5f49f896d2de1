import type { Basis } from '../protocol/criterion.ts';
import type { HomeAlertId, HomeStopId } from './hazards.ts';

/** A rule over the diary, as it is shown; what it finds is a function beside it. */
export interface HomeRule<Id extends HomeAlertId | HomeStopId> extends Basis {
  readonly id: Id;
  /** Goes up when what it finds or says changes. */
  readonly version: number;
  readonly title: string;
  readonly whatToDo: string;
  /** What would change it. */
  readonly change: string;
}

/** What an alert rule found in one entry. */
export interface HomeAlert {
  readonly rule: HomeAlertId;
  /** Of the entry; for an unanswered check, of the dose. */
  readonly entry: string;
  readonly at: string;
  /** With the values, one sentence for the clinic. */
  readonly reason: string;
}

/** A stop that nobody of the clinic has lifted. */
export interface OpenStop {
  readonly stop: HomeStopId;
  /** The entries that opened it; what lifts it names them. Empty for training that is not valid. */
  readonly entries: readonly string[];
  readonly since: string;
  readonly reason: string;
}
