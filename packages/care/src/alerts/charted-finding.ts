import { lastCharted } from '../session/charted.ts';
import type { SessionEntry } from '../session/entry.ts';
import type { AlertInput } from './alert.ts';
import type { LimitValues } from './limits.ts';
import type { AlertCondition } from './rule.ts';

type ChartedCondition = Extract<AlertCondition, { kind: 'rating' | 'sedation' | 'agitation' }>;

/** What holds of the newest ratings and of the newest score of sedation; null when nothing does. */
export function chartedFinding(
  condition: ChartedCondition,
  entries: readonly SessionEntry[],
  limits: LimitValues,
): readonly AlertInput[] | null {
  if (condition.kind === 'rating') {
    const limit = limits[condition.limit];
    const high = condition.items.flatMap((item) => {
      const last = lastCharted(entries, item);
      const value = last?.values[0];
      if (last === undefined || value === undefined || value < limit) return [];
      return [{ text: `${item} ${value} of 10, limit ${limit}`, at: last.at }];
    });
    return high.length > 0 ? high : null;
  }
  const last = lastCharted(entries, 'sedation');
  const sedation = last?.row.sedation;
  if (last === undefined || sedation === undefined) return null;
  const { scale, score } = sedation;
  const holds =
    condition.kind === 'agitation'
      ? scale === 'RASS' && score >= condition.rassAtLeast
      : score <= (scale === 'RASS' ? condition.rassAtMost : condition.moaasAtMost);
  return holds ? [{ text: `${scale} ${score}`, at: last.at }] : null;
}
