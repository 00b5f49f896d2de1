import type { HomeReason } from '../home/worklist.ts';
import type { MisuseScore } from './misuse-score.ts';
import type { ToxicityWatch } from './toxicity.ts';

/** What watching adds to the worklist of the nurse: a reason to talk, and what the rules of toxicity found. */
export function watchReasons(misuse: MisuseScore, { verdict, findings }: ToxicityWatch): HomeReason[] {
  const reasons: HomeReason[] = findings.map(({ rule, reason, inputs }) => ({
    id: rule.id,
    urgency: rule.urgency,
    text: `${rule.title}. ${reason}`,
    since: newest(inputs) ?? misuse.on,
  }));
  for (const { rule, reason, inputs } of verdict.findings) {
    if (rule.outcome === 'watch') continue;
    reasons.push({
      id: rule.id,
      urgency: rule.outcome === 'hold' ? 'this week' : 'today',
      text: `${rule.title}. ${reason}`,
      since: newest(inputs) ?? misuse.on,
    });
  }
  const { withinDays, title } = misuse.step;
  if (withinDays !== null) {
    const seen = misuse.rules.filter(({ points }) => points > 0).map(({ rule }) => rule.title);
    reasons.push({
      id: 'misuse-score',
      urgency: 'this week',
      text: `${title}, within ${withinDays} days. Seen: ${seen.join('; ')}. It is a reason to talk, no verdict.`,
      since:
        misuse.rules
          .flatMap(({ contributions }) => contributions.map(({ on }) => on))
          .sort()
          .at(-1) ?? misuse.on,
    });
  }
  return reasons;
}

const newest = (inputs: readonly { readonly at: string }[]): string | undefined =>
  inputs
    .map(({ at }) => at)
    .sort((one, other) => Date.parse(one) - Date.parse(other))
    .at(-1);
