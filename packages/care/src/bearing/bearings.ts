import type { Bearing, BearingEntry, BearingSubject, EntryRule, FindingState, Severity } from './bearing.ts';
import { bodyRules } from './body.ts';
import { enzymeRules } from './enzymes.ts';
import { identityFindings, measuredFindings } from './findings.ts';
import { dateOf, matchedBy, stateOf } from './match.ts';
import { allergyRules, medicationRules } from './medication.ts';
import { mindRules } from './mind.ts';
import { painRules } from './pain.ts';

/** Every rule that reads conditions, medication and allergies. */
export const entryRules: readonly EntryRule[] = [
  ...painRules,
  ...bodyRules,
  ...mindRules,
  ...allergyRules,
  ...medicationRules,
  ...enzymeRules,
];

/**
 * What bears on ketamine in a patient's record: each finding with the entries it came from, what it means, and where
 * that is from. The order of the entries does not matter; gravest findings come first, active ones before past ones.
 * @throws {RangeError} when the birth date lies after today
 */
export function bearings(subject: BearingSubject): Bearing[] {
  const found = [
    ...identityFindings(subject),
    ...measuredFindings(subject),
    ...entryRules.flatMap((rule) => apply(rule, subject) ?? []),
  ];
  return found
    .map((one, position) => ({ one, position }))
    .sort(
      (a, b) =>
        severityOrder[a.one.severity] - severityOrder[b.one.severity] ||
        stateOrder[a.one.state] - stateOrder[b.one.state] ||
        a.position - b.position,
    )
    .map(({ one }) => one);
}

const severityOrder: Record<Severity, number> = { exclusion: 0, caution: 1, interaction: 2, information: 3 };
const stateOrder: Record<FindingState, number> = { active: 0, unknown: 1, past: 2 };

function apply(rule: EntryRule, subject: BearingSubject): Bearing | null {
  const from: BearingEntry[] = [];
  for (const entry of subject.entries) {
    if (entry.kind !== rule.applies) continue;
    const by = matchedBy(entry, rule.match);
    if (by === null) continue;
    from.push({
      kind: entry.kind,
      sourceId: entry.sourceId,
      text: entry.text,
      date: dateOf(entry),
      state: stateOf(entry, subject.today),
      matchedBy: by,
    });
  }
  if (from.length === 0) return null;
  from.sort(
    (a, b) =>
      stateOrder[a.state] - stateOrder[b.state] ||
      compare(b.date ?? '', a.date ?? '') ||
      compare(a.sourceId, b.sourceId) ||
      compare(a.text, b.text),
  );
  const state = from[0]?.state ?? 'unknown';
  const severity = state === 'past' ? rule.past : rule.severity;
  if (severity === null) return null;
  const { id, version, title, meaning, source, status } = rule;
  return { rule: id, version, title, severity, state, meaning, source, status, from };
}

/** By code unit, so that the order is the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
