import type { HomeEvent, HomeStatement, HomeStatementKind } from './event.ts';

/** One way in which an entry reads; struck out when `statement` is null. */
export interface DiaryVersion {
  /** Of the event that made it: the entry itself, or a correction. */
  readonly id: string;
  readonly author: HomeEvent['author'];
  readonly device: string;
  /** When it was entered, and what it says of when it was; ISO 8601 instants. */
  readonly enteredAt: string;
  readonly at: string;
  /** IANA, of the device. */
  readonly zone: string;
  readonly statement: HomeStatement | null;
  /** Why it was corrected; null for the entry itself. */
  readonly reason: string | null;
  /** No other version replaces it. */
  readonly holds: boolean;
}

/** An entry with all its versions. With more than one that holds, they disagree, and the first by time is shown as `now`. */
export interface DiaryEntry<Statement extends HomeStatement = HomeStatement> {
  /** Of the event. */
  readonly id: string;
  readonly kind: Statement['kind'];
  readonly author: HomeEvent['author'];
  readonly at: string;
  readonly zone: string;
  /** Null when it is struck out. */
  readonly now: Statement | null;
  /** In the order of time, the entry itself first. */
  readonly versions: readonly DiaryVersion[];
}

export const diaryConflictKinds = [
  /** Versions of one entry that replace the same one. */
  'corrected-twice',
  /** Two events with one id and other content, of which the clinic has not said what holds. */
  'same-id',
  'pack-taken-twice',
  'day-entered-twice',
  'week-entered-twice',
  'check-answered-twice',
  /** A correction of something that is not there, of another kind, or of several entries at once. */
  'correction-not-applied',
] as const;
export type DiaryConflictKind = (typeof diaryConflictKinds)[number];

/** What disagrees, for somebody to settle: nothing is merged silently. */
export interface DiaryConflict {
  readonly kind: DiaryConflictKind;
  /** Of the events concerned, in order. */
  readonly ids: readonly string[];
}

/** What a diary says now: a function of the set of its events, in whatever order they came and however often. */
export interface DiaryState {
  /** In the order of time. */
  readonly entries: readonly DiaryEntry[];
  readonly conflicts: readonly DiaryConflict[];
  /** Corrections whose entry is not known (yet), or which fit none; those that the clinic has set aside among them. */
  readonly notApplied: readonly HomeEvent[];
}

/** The entry of one kind. */
export type DiaryEntryOf<Kind extends HomeStatementKind> = DiaryEntry<Extract<HomeStatement, { kind: Kind }>>;
