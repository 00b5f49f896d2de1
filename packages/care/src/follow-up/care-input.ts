import type { ProtocolNumber } from '../protocol/protocol.ts';
import type { DatedLaboratoryValue, FollowUpResult, GivenSession } from './result.ts';

/** All that the verdict depends on. */
export interface CareInput {
  readonly results: readonly FollowUpResult[];
  readonly sessions: readonly GivenSession[];
  /** Blood tests of the imported record and of the selection; the last one before the first session is what later values are compared with. */
  readonly recorded: readonly DatedLaboratoryValue[];
  /** Of the protocol of the last session: days before which no further course begins; null without one. */
  readonly notBefore: ProtocolNumber | null;
  /** ISO 8601. */
  readonly now: string;
  /** IANA zone of the clinic. */
  readonly timeZone: string;
}
