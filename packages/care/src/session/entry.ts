import type { EventContent, SessionEvent } from './event.ts';
import type { Refusal } from './refusal.ts';

/** One entry as it stands now. */
export interface SessionEntry {
  readonly event: SessionEvent;
  /** When it happened; never later than it was recorded. */
  readonly at: string;
  /** After corrections; null when it should not be there at all. */
  readonly content: EventContent | null;
  /** What was entered about it later; the first values stay in `event`. */
  readonly corrections: readonly SessionEvent[];
  /** Recorded long after it happened. */
  readonly late: boolean;
  /** Why it moved nothing; null when it did, or had nothing to move. */
  readonly withoutEffect: Refusal | null;
}
