import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CareFinding, careRules, courseDecisions, heldBy } from '../../src/index.ts';

const found = (rule: CareFinding['rule'], reason: string): CareFinding => ({
  rule,
  reason,
  inputs: [],
  until: null,
  nextTestOn: null,
});
const injury = found(careRules.injury, 'ALT reached 5 times its upper limit.');
const worse = { ...injury, reason: 'ALT reached 6 times its upper limit.' };
const goOn = (...findings: CareFinding[]) => ({ decision: 'go on', agenda: { findings } }) as const;

describe('issue 5, the liver rule outranks the retreatment window: what keeps a patient from treatment', () => {
  test('a finding holds until a decision was signed in sight of it, for the same reason', () => {
    expect(heldBy({ findings: [] }, null)).toBeNull();
    expect(heldBy({ findings: [found(careRules.raised, 'a little')] }, null)).toBeNull();
    expect(heldBy({ findings: [injury] }, null)).toBe(injury);
    expect(heldBy({ findings: [injury] }, goOn(injury))).toBeNull();
    expect(heldBy({ findings: [worse] }, goOn(injury))).toBe(worse);
    expect(heldBy({ findings: [injury] }, { ...goOn(injury), decision: 'stop' })).toBe(injury);
    const flashbacks = found(careRules.flashbacks, 'Flashbacks');
    expect(heldBy({ findings: [injury, flashbacks] }, goOn(injury))).toBe(flashbacks);
  });

  test('no decision settles what stops for good, whatever stands beside it', () => {
    const all = Object.values(careRules).map((rule) => found(rule, rule.title));
    fc.assert(
      fc.property(
        fc.subarray(all, { minLength: 1 }),
        fc.constantFrom(...courseDecisions),
        (findings, decision) => {
          const held = heldBy({ findings }, { decision, agenda: { findings } });
          const forGood = findings.some(({ rule }) => rule.outcome === 'stop for good');
          const holds = findings.some(({ rule }) => rule.outcome !== 'watch');
          expect(held !== null).toBe(decision === 'stop' ? holds : forGood);
        },
      ),
    );
  });
});
