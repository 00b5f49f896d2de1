import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { careVerdict, type FollowUpResult } from '../../src/index.ts';
import { blood, on, result, urine } from './subject.ts';

const rulesOf = (...results: readonly FollowUpResult[]) =>
  careVerdict(on('2026-03-02', results)).findings.map(({ rule }) => rule.id);

const strip = (
  date: string,
  bloodSeen: 'none' | 'on the strip' | 'visible',
  infection: 'found' | 'excluded',
) => result(date, { kind: 'urine test', blood: bloodSeen, infection });
const sterile = strip('2026-01-25', 'none', 'excluded');

// The stop rules are those of issue 5 and of docs/follow-up.md; their limits are ours.
describe('rules of bladder and kidney', () => {
  it.each([
    ['said to last', [urine('2026-01-20', { urgency: 1, lasting: 2 }), sterile], 'bladder-sterile-symptoms'],
    [
      'more than 14 days between two forms',
      [
        urine('2026-01-15', { burning: 1, lasting: 1 }),
        sterile,
        urine('2026-01-30', { urgency: 1, lasting: 1 }),
      ],
      'bladder-sterile-symptoms',
    ],
    ['the urine not tested', [urine('2026-01-20', { urgency: 1, lasting: 2 })], 'bladder-symptoms-untested'],
    ['visible blood', [strip('2026-01-20', 'visible', 'found')], 'bladder-visible-blood'],
    ['blood on the strip', [strip('2026-01-20', 'on the strip', 'excluded')], 'bladder-blood-on-strip'],
    [
      'four points more',
      [urine('2026-01-01', {}), urine('2026-01-20', { frequency: 2, night: 2 })],
      'bladder-symptoms-rise',
    ],
    [
      'eGFR lower by 26 %',
      [blood('2026-01-01', { eGFR: 100 }), blood('2026-01-20', { eGFR: 74 })],
      'kidney-filtration',
    ],
  ])('%s', (_title, results, rule) => {
    expect(rulesOf(...results)).toEqual([rule]);
  });

  it.each([
    [
      'symptoms of 14 days',
      [urine('2026-01-15', { urgency: 1 }), sterile, urine('2026-01-29', { urgency: 1 })],
    ],
    [
      'a break between',
      [
        urine('2026-01-12', { urgency: 1 }),
        urine('2026-01-20', {}),
        urine('2026-01-30', { urgency: 1 }),
        sterile,
      ],
    ],
    [
      'blood that is gone',
      [strip('2026-01-20', 'on the strip', 'found'), strip('2026-01-27', 'none', 'excluded')],
    ],
    ['three points more', [urine('2026-01-01', {}), urine('2026-01-20', { frequency: 2, night: 1 })]],
    ['eGFR lower by 25 %', [blood('2026-01-01', { eGFR: 100 }), blood('2026-01-20', { eGFR: 75 })]],
  ])('does not hold: %s', (_title, results) => {
    expect(rulesOf(...results)).toEqual([]);
  });
});

describe('rules of mind and misuse', () => {
  const phq9 = (date: string, item9: number) =>
    result(date, {
      kind: 'questionnaire',
      instrument: 'phq-9',
      version: 1,
      answers: { item9 },
      scores: { total: 8 },
    });

  it('any answer above 0 to item 9 opens the suicide pathway, a later 0 closes it', () => {
    expect(rulesOf(phq9('2026-01-20', 1))).toEqual(['mind-suicide-pathway']);
    expect(rulesOf(phq9('2026-01-20', 1), phq9('2026-01-21', 0))).toEqual([]);
  });

  it('psychosis and suicidal thoughts stop for good, over or not; flashbacks hold until they are over', () => {
    const sign = (which: 'psychosis' | 'flashbacks that trouble', resolvedOn: string | null) =>
      result('2026-01-20', { kind: 'sign', sign: which, text: '', resolvedOn });
    expect(careVerdict(on('2026-03-02', [sign('psychosis', '2026-01-22')])).outcome).toBe('stop for good');
    expect(rulesOf(sign('flashbacks that trouble', null))).toEqual(['mind-flashbacks']);
    expect(rulesOf(sign('flashbacks that trouble', '2026-02-01'))).toEqual([]);
  });

  it('signs of misuse stop until a later review finds none', () => {
    const found = result('2026-01-20', { kind: 'misuse review', signs: ['early refill'] });
    expect(rulesOf(found)).toEqual(['misuse']);
    expect(rulesOf(found, result('2026-02-20', { kind: 'misuse review', signs: [] }))).toEqual([]);
  });
});

describe('the verdict', () => {
  const some = [
    blood('2026-01-19', { ALT: 3.5, ALP: 0.8 }),
    blood('2026-02-02', { ALT: 1.2, AST: 0.4, ALP: 0.6, GGT: 0.9 }),
    urine('2026-01-01', {}),
    urine('2026-01-20', { urgency: 2, burning: 2, lasting: 2 }),
    sterile,
    result('2026-01-20', { kind: 'misuse review', signs: ['lost prescription'] }),
  ];

  it('does not depend on the order in which results are read', () => {
    const expected = careVerdict(on('2026-03-02', some));
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: some.length }), (shuffled) => {
        expect(careVerdict(on('2026-03-02', shuffled))).toEqual(expected);
      }),
    );
  });

  it('leaves out what is struck out, and nothing else (property)', () => {
    fc.assert(
      fc.property(fc.subarray(some), (kept) => {
        const struck = some.map((one) => (kept.includes(one) ? one : { ...one, struck: 'another patient' }));
        expect(careVerdict(on('2026-03-02', struck))).toEqual(careVerdict(on('2026-03-02', kept)));
      }),
    );
  });

  it('names for every finding its inputs, its source and what would change it', () => {
    const { findings } = careVerdict(on('2026-03-02', some));
    expect(findings.map(({ rule }) => rule.outcome)).toEqual(['stop for good', 'stop', 'stop', 'hold']);
    for (const { rule, inputs, reason } of findings) {
      expect([reason, rule.source, rule.change, rule.whatToDo].every((text) => text.length > 0)).toBe(true);
      expect(inputs.length).toBeGreaterThan(0);
    }
  });
});
