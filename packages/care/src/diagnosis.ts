import { matchedBy, stateOf } from './bearing/match.ts';
import { painRules } from './bearing/pain.ts';
import type { Condition, RecordEntry } from './record.ts';

/**
 * The words of the diagnosis for which ketamine is considered, as the record has them: an active pain diagnosis, the
 * most specific first (the order of the pain rules); null when the record holds none.
 * @param today the clinic's date, YYYY-MM-DD
 */
export function painDiagnosis(entries: readonly RecordEntry[], today: string): string | null {
  const conditions = entries
    .filter((entry): entry is Condition => entry.kind === 'condition' && stateOf(entry, today) !== 'past')
    .sort((a, b) => (a.sourceId < b.sourceId ? -1 : 1));
  for (const rule of painRules) {
    const found = conditions.find((entry) => matchedBy(entry, rule.match) !== null);
    if (found !== undefined) return found.text;
  }
  return null;
}
