import {
  isLooserNumber,
  isLooserStopRule,
  ownItem,
  type Protocol,
  type ProtocolNumber,
  type RetreatmentNumber,
  type StopRule,
} from '@ketame/care';

/**
 * A draft with another limit of when it is treated again, and of when one stops. `stored` is what it was made from: it
 * says what each item was before. A reason stays only where the item is looser than in the shipped `original`.
 */

/** A number of the retreatment, or the reason for it. */
export function withRetreatmentNumber(
  draft: Protocol,
  stored: Protocol,
  original: Protocol,
  key: RetreatmentNumber,
  change: Partial<Pick<ProtocolNumber, 'value' | 'reason'>>,
): Protocol {
  const { reason, ...next } = { ...draft.retreatment[key], ...change };
  const isLooser = isLooserNumber(key, next, original.retreatment[key]);
  const explained = isLooser && reason !== undefined ? { ...next, reason } : next;
  const number = ownItem(explained, stored.retreatment[key], ({ value, unit }) =>
    unit === '1' ? String(value) : `${value} ${unit}`,
  );
  return { ...draft, retreatment: { ...draft.retreatment, [key]: number } };
}

/** A rule to stop: its words, what is done, the reason for it. */
export function withStopRule(
  draft: Protocol,
  stored: Protocol,
  original: Protocol,
  now: StopRule,
  change: Partial<Pick<StopRule, 'when' | 'action' | 'reason'>>,
): Protocol {
  const { reason, ...next } = { ...now, ...change };
  const shipped = original.stopRules.find(({ id }) => id === now.id);
  const isLooser = shipped !== undefined && isLooserStopRule(next, shipped);
  const explained = isLooser && reason !== undefined ? { ...next, reason } : next;
  const was = stored.stopRules.find(({ id }) => id === now.id);
  const rule = ownItem(explained, was, ({ action, when }) => `"${action}: ${when}"`);
  return { ...draft, stopRules: draft.stopRules.map((one) => (one.id === now.id ? rule : one)) };
}

/** With a rule of the clinic's own. @param id of the new rule @param when in words */
export function withNewStopRule(draft: Protocol, id: string, when: string): Protocol {
  const rule = { id, when, action: 'stop', source: 'This clinic', status: 'ours' } as const;
  return { ...draft, stopRules: [...draft.stopRules, rule] };
}
