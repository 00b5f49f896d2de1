import { describe, expect, it } from 'vitest';
import { careVerdict, rValue } from '../../src/index.ts';
import { blood, course, on, result, retreatment } from './subject.ts';

const rulesOf = (input: Parameters<typeof careVerdict>[0]) =>
  careVerdict(input).findings.map(({ rule }) => rule.id);

describe('R value', () => {
  // Bands as Labcorp prints them after Fontana 2010: 5.0 and more, 2.1 to 4.9, 2.0 and less.
  it.each([
    [5, 1, 'hepatocellular'],
    [4.9, 1, 'mixed'],
    [2.1, 1, 'mixed'],
    [2, 1, 'cholestatic'],
    [1, 5, 'cholestatic'],
  ] as const)('of ALT %d and ALP %d times their limits is %s', (alt, alp, pattern) => {
    expect(rValue(alt, alp)).toEqual({ r: alt / alp, pattern });
  });
});

describe('rules of the liver', () => {
  const normal = { ALT: 0.5, AST: 0.5, ALP: 0.5, GGT: 0.5 };

  it.each([
    ["Hy's law", { ALT: 3, bilirubin: 2.1, ALP: 1 }, true],
    ['bilirubin at its limit', { ALT: 3, bilirubin: 2, ALP: 1 }, false],
    ['cholestatic from the start', { ALT: 3, bilirubin: 2.1, ALP: 2 }, false],
    ['an enzyme below', { ALT: 2.9, bilirubin: 2.1, ALP: 1 }, false],
  ])("finds Hy's law or not: %s", (_title, values, isFound) => {
    expect(rulesOf(on('2026-01-20', [blood('2026-01-19', values)])).includes('liver-hys-law')).toBe(isFound);
  });

  it.each([
    ['above 8 times', [{ at: '2026-01-19', ALT: 8.1 }], true],
    ['8 times', [{ at: '2026-01-19', ALT: 8 }], false],
    [
      'above 5 for more than 2 weeks',
      [
        { at: '2026-01-12', AST: 5.1 },
        { at: '2026-01-27', AST: 6 },
      ],
      true,
    ],
    [
      'above 5 for 2 weeks',
      [
        { at: '2026-01-12', AST: 5.1 },
        { at: '2026-01-26', AST: 6 },
      ],
      false,
    ],
    [
      'below 5 in between',
      [
        { at: '2026-01-12', AST: 6 },
        { at: '2026-01-20', AST: 4 },
        { at: '2026-01-27', AST: 6 },
      ],
      false,
    ],
    ['INR above 1.5', [{ at: '2026-01-19', ALT: 3.1, INR: 1.6 }], true],
    ['INR at 1.5', [{ at: '2026-01-19', ALT: 3.1, INR: 1.5 }], false],
    ['eosinophils above 5 %', [{ at: '2026-01-19', ALT: 3.1, eosinophils: 6 }], true],
  ])('stops by the rules of FDA 2009: %s', (_title, samples, isFound) => {
    const results = samples.map(({ at, ...values }) => blood(at, values));
    expect(rulesOf(on('2026-01-28', results)).includes('liver-fda-stop')).toBe(isFound);
  });

  it('stops by symptoms beside an enzyme above 3 times', () => {
    const symptom = result('2026-01-20', { kind: 'sign', sign: 'jaundice', text: '', resolvedOn: null });
    const with3 = [blood('2026-01-19', { ALT: 3.1 }), symptom];
    expect(rulesOf(on('2026-01-28', with3))).toContain('liver-fda-stop');
  });

  // Noppers 2011 defines the injury so, and lists 3 of 6 patients; three months without ketamine are ours.
  it('after an injury holds for 3 months and until all enzymes are normal; a week between tests', () => {
    const injured = [blood('2026-01-19', { ALT: 3, ALP: 0.5 })];
    const then = careVerdict(on('2026-01-20', injured));
    expect(then).toMatchObject({
      outcome: 'stop',
      findings: [{ rule: { id: 'liver-injury' }, until: '2026-04-19', nextTestOn: '2026-01-26' }],
    });
    expect(then.findings[0]?.reason).toContain('R 6: hepatocellular');
    const healed = [...injured, blood('2026-03-02', normal)];
    expect(careVerdict(on('2026-04-18', healed)).findings[0]).toMatchObject({
      rule: { id: 'liver-injury' },
      nextTestOn: null,
    });
    expect(careVerdict(on('2026-04-19', healed))).toMatchObject({
      outcome: 'watch',
      findings: [{ rule: { id: 'liver-injury-before' } }],
    });
    expect(careVerdict(on('2026-06-01', injured)).outcome).toBe('stop');
  });

  it('takes twice a value that was raised before treatment for an injury', () => {
    const before = blood('2026-01-01', { GGT: 1.4 });
    expect(rulesOf(on('2026-01-20', [before, blood('2026-01-19', { GGT: 2.8 })]))).toEqual(['liver-injury']);
    expect(rulesOf(on('2026-01-20', [before, blood('2026-01-19', { GGT: 2.7 })]))).toEqual(['liver-raised']);
  });

  it('outranks the window of retreatment: on a day of the window it still stops (issue 5, Afterwards)', () => {
    const input = on('2026-02-14', [blood('2026-01-19', { ALT: 4 })]);
    expect(careVerdict({ ...input, notBefore: retreatment.notBeforeDays })).toMatchObject({
      outcome: 'stop',
    });
  });

  it('holds after a finished course until the day of the protocol, and not within a course', () => {
    const sessions = [course('2026-01-10T15:00:00.000Z')];
    const input = { ...on('2026-02-06', [], sessions), notBefore: retreatment.notBeforeDays };
    expect(careVerdict(input).findings).toMatchObject([
      { rule: { id: 'liver-interval', outcome: 'hold' }, until: '2026-02-07' },
    ]);
    expect(careVerdict({ ...input, now: '2026-02-07T11:00:00.000Z' }).outcome).toBe('clear');
    const within = sessions.map((session) => ({ ...session, session: 3, of: 10 }));
    expect(careVerdict({ ...input, sessions: within }).outcome).toBe('clear');
  });

  it('says what it cannot judge', () => {
    const sample = result('2026-01-19', {
      kind: 'laboratory',
      values: [{ measure: 'ALT', value: 300, unit: 'U/L', upperLimit: null }],
    });
    const { outcome, notKnown } = careVerdict(on('2026-01-20', [sample]));
    expect(outcome).toBe('clear');
    expect(notKnown).toContain('ALT came without an upper limit and cannot be judged.');
    expect(careVerdict(on('2026-01-20', [])).notKnown).toContain(
      'No liver enzyme was measured since the last session.',
    );
  });
});
