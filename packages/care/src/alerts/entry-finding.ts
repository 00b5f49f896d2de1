import type { EventContent } from '../session/event.ts';
import type { Session } from '../session/session.ts';
import { syringeUse } from '../session/syringe-use.ts';
import type { AlertInput } from './alert.ts';
import { inputOf } from './laboratory.ts';
import type { AlertCondition } from './rule.ts';

/** The kinds of condition that are about one entry, and are told once for each. */
export const entryKinds: readonly AlertCondition['kind'][] = ['report', 'unjudged', 'volume missing'];

/** Judged by their own value. */
const judgedWithoutLimit: readonly string[] = ['eGFR', 'INR'];

/**
 * What a condition about single entries finds in one; null when it is none of its business.
 * @param at when the entry counts, ISO 8601
 */
export function entryFinding(
  condition: AlertCondition,
  content: EventContent,
  session: Session,
  at: string,
): readonly AlertInput[] | null {
  if (condition.kind === 'report' && content.kind === 'adverse-event') {
    return condition.codes.includes(content.code)
      ? [{ text: `${content.code}${content.text === '' ? '' : `: ${content.text}`}`, at }]
      : null;
  }
  if (
    condition.kind === 'unjudged' &&
    content.kind === 'laboratory' &&
    !judgedWithoutLimit.includes(content.measure)
  ) {
    return content.upperLimit === null ? [inputOf({ ...content, at })] : null;
  }
  if (condition.kind === 'volume missing' && content.kind === 'syringe-removed') {
    const use = syringeUse(session, content.syringe, at);
    if (use === null) return null;
    const leftMl = use.volumeMl - use.usedMl;
    const missingMl = leftMl - content.volumeLeftMl;
    return Math.abs(missingMl) > condition.share * use.volumeMl
      ? [
          {
            text: `${content.volumeLeftMl} mL left in syringe ${content.syringe}, expected ${leftMl.toFixed(1)} mL`,
            at,
          },
        ]
      : null;
  }
  return null;
}
