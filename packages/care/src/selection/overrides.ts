import type { CriterionResult, Override } from './result.ts';

/** Shortest reason of an override, characters. Ours. */
export const shortestReason = 20;

/**
 * Why a criterion cannot be set aside, in words for the physician; null when it can.
 * @param earlier the first signature that this one joins; null for the first
 */
export function overrideProblem(
  result: CriterionResult,
  why: string,
  earlier: Override | null,
): string | null {
  if (result.criterion.hard === true)
    return `"${result.criterion.title}" is a hard criterion: nobody can set it aside.`;
  if (earlier !== null && earlier.of !== result.reason)
    return 'What was to be set aside has changed since the first signature: begin again.';
  if (result.outcome !== 'not met')
    return `"${result.criterion.title}" does not refuse, so that there is nothing to set aside.`;
  if (why.trim().length < shortestReason)
    return `Give a reason of at least ${shortestReason} characters: it stands in the record.`;
  return null;
}

/** Whether an override holds for what a criterion says now. */
export function overrideHolds(override: Override, result: Omit<CriterionResult, 'override'>): boolean {
  return (
    override.criterion === result.criterion.id &&
    override.of === result.reason &&
    result.outcome === 'not met' &&
    result.criterion.hard !== true &&
    override.second !== null &&
    override.second.account !== override.by.account
  );
}
