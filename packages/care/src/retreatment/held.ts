import type { CareFinding, CareVerdict } from '../follow-up/finding.ts';
import type { CourseDecision, RetreatmentAgenda } from './agenda.ts';

/** A physician's signed decision on the next course, as far as it can settle what a rule of care found. */
export interface SettlingDecision {
  readonly decision: CourseDecision;
  readonly agenda: Pick<RetreatmentAgenda, 'findings'>;
}

/**
 * The gravest finding that keeps a patient from the next treatment; null when none does. A decision to go on or to
 * change settles what stood on its agenda for the same reason: another value is another reason, and asks again. What
 * stops for good nobody settles; a result that was wrong is struck out.
 * @param decision the newest that is signed; null where there is none
 */
export function heldBy(
  { findings }: Pick<CareVerdict, 'findings'>,
  decision: SettlingDecision | null,
): CareFinding | null {
  const settled = (finding: CareFinding): boolean =>
    finding.rule.outcome !== 'stop for good' &&
    decision !== null &&
    decision.decision !== 'stop' &&
    decision.agenda.findings.some(
      (seen) => seen.rule.id === finding.rule.id && seen.reason === finding.reason,
    );
  return findings.find((finding) => finding.rule.outcome !== 'watch' && !settled(finding)) ?? null;
}
