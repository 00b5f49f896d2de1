import type { ProtocolNumber } from '../protocol/protocol.ts';
import { bladderFindings, bladderNotKnown } from './bladder.ts';
import { careRules } from './care-rules.ts';
import { type CareFinding, type CareVerdict, careOutcomes } from './finding.ts';
import { liverFindings, liverNotKnown } from './liver.ts';
import { mindAndMisuseFindings } from './mind-and-misuse.ts';
import type { FollowUpResult, GivenSession, LaboratoryValue } from './result.ts';
import { careState } from './samples.ts';

/** All that the verdict depends on. */
export interface CareInput {
  readonly results: readonly FollowUpResult[];
  readonly sessions: readonly GivenSession[];
  /** Blood tests of the imported record; the last one before the first session is what later values are compared with. */
  readonly recorded: readonly (LaboratoryValue & { readonly at: string })[];
  /** Of the protocol of the last session: days before which no further course begins; null without one. */
  readonly notBefore: ProtocolNumber | null;
  /** ISO 8601. */
  readonly now: string;
  /** IANA zone of the clinic. */
  readonly timeZone: string;
}

/**
 * Whether what was found after the sessions holds or stops treatment, rule by rule with inputs and source. The same
 * input gives the same verdict. A rule of the liver, the bladder, the mind or misuse outranks any window of retreatment.
 */
export function careVerdict({
  results,
  sessions,
  recorded,
  notBefore,
  now,
  timeZone,
}: CareInput): CareVerdict {
  const state = careState({ results, sessions, recorded, now, timeZone });
  const findings = [
    ...liverFindings(state, notBefore),
    ...bladderFindings(state),
    ...mindAndMisuseFindings(state),
  ].sort((one, other) => careOutcomes.indexOf(other.rule.outcome) - careOutcomes.indexOf(one.rule.outcome));
  return {
    outcome: findings[0]?.rule.outcome ?? 'clear',
    findings,
    notKnown: [...liverNotKnown(state), ...bladderNotKnown(state)],
  };
}

/** Whether a finding asks for something to be done now, beyond waiting. */
export function asksForWork({ rule, nextTestOn }: CareFinding): boolean {
  return nextTestOn !== null || (rule.outcome === 'hold' && rule.id !== careRules.interval.id);
}
