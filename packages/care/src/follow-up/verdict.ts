import { bladderFindings, bladderNotKnown } from './bladder.ts';
import type { CareInput } from './care-input.ts';
import { careRules } from './care-rules.ts';
import { type CareFinding, type CareVerdict, careOutcomes } from './finding.ts';
import { liverFindings, liverNotKnown } from './liver.ts';
import { mindAndMisuseFindings } from './mind-and-misuse.ts';
import { careState } from './samples.ts';

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
