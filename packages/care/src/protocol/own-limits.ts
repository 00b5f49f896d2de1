import type { Protocol, ProtocolNumber, Retreatment, StopRule } from './protocol.ts';

/** A number of the retreatment. */
export type RetreatmentNumber = Exclude<keyof Retreatment, 'first'>;

/** How each is called, and which way it is stricter: the end of the window says until when one looks, and is neither. */
export const retreatmentNumbers: Readonly<
  Record<RetreatmentNumber, { readonly title: string; readonly stricter: 'more' | 'less' | null }>
> = {
  notBeforeDays: { title: 'Not before', stricter: 'more' },
  windowFromDays: { title: 'Thought of from', stricter: 'more' },
  windowToDays: { title: 'Thought of until', stricter: null },
  greatestPerYear: { title: 'Courses in a year, at most', stricter: 'less' },
  reliefPercent: { title: 'Relief of the last, at least', stricter: 'more' },
  reliefDays: { title: 'Relief for, at least', stricter: 'more' },
};

/** In the order in which they are read. */
export const retreatmentKeys = Object.keys(retreatmentNumbers) as readonly RetreatmentNumber[];

/** What is done when a rule to stop holds, the mildest first. */
export const stopActions: readonly StopRule['action'][] = ['pause', 'stop', 'stop for good'];

/** Whether a clinic's number lets through what that of the original stops. */
export function isLooserNumber(
  key: RetreatmentNumber,
  own: ProtocolNumber,
  original: ProtocolNumber,
): boolean {
  const { stricter } = retreatmentNumbers[key];
  return stricter === 'more' ? own.value < original.value : stricter === 'less' && own.value > original.value;
}

/** Whether a clinic's rule to stop may let through what that of the original stops: it is milder, or in other words. */
export function isLooserStopRule(own: StopRule, original: StopRule): boolean {
  return own.when !== original.when || stopActions.indexOf(own.action) < stopActions.indexOf(original.action);
}

/** What is wrong with when a clinic's own protocol treats again and when it stops, each in words for its author. */
export function ownLimitProblems(own: Protocol, original: Protocol): string[] {
  return [...retreatmentProblems(own.retreatment, original.retreatment), ...stopRuleProblems(own, original)];
}

function retreatmentProblems(own: Retreatment, original: Retreatment): string[] {
  const { notBeforeDays, windowFromDays, windowToDays, greatestPerYear, reliefPercent } = own;
  const unexplained = retreatmentKeys.filter(
    (key) => isLooserNumber(key, own[key], original[key]) && own[key].reason === undefined,
  );
  const changed = original.first.filter(
    ({ id, text }) => own.first.find((one) => one.id === id)?.text !== text,
  );
  return [
    ...unexplained.map((key) => {
      const { title } = retreatmentNumbers[key];
      const { value, source } = original[key];
      return `"${title}" is ${own[key].value}, where the original has ${value} (${source}): looser only with a reason.`;
    }),
    ...(windowFromDays.value > windowToDays.value || notBeforeDays.value > windowToDays.value
      ? ['The window of the next course ends before a course may begin.']
      : []),
    ...(greatestPerYear.value < 1 ? ['At least one course a year: a protocol treats.'] : []),
    ...(reliefPercent.value > 100 ? ['Relief is at most 100 %.'] : []),
    ...changed.map(({ text }) => `"${text}" must be true before the next course: it stays as it is.`),
  ];
}

function stopRuleProblems({ stopRules }: Protocol, original: Protocol): string[] {
  const kept = new Map(stopRules.map((rule) => [rule.id, rule]));
  const left = original.stopRules.filter(({ id }) => !kept.has(id));
  const unexplained = original.stopRules.filter((rule) => {
    const own = kept.get(rule.id);
    return own !== undefined && isLooserStopRule(own, rule) && own.reason === undefined;
  });
  return [
    ...(kept.size === stopRules.length ? [] : ['A rule to stop stands there twice.']),
    ...left.map(({ when }) => `"${when}" is a rule to stop: it is not left out.`),
    ...unexplained.map(
      ({ when, action, source }) =>
        `The original has "${action}: ${when}" (${source}): milder, or in other words, only with a reason.`,
    ),
  ];
}
