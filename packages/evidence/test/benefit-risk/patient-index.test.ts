import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  patientIndex,
  patientIndexHistory,
  type RecordEntry,
  type TreatmentRecord,
} from '../../src/index.ts';

const start = Date.parse('2026-01-05T09:00:00Z');
const day = (count: number) => new Date(start + count * 24 * 3600 * 1000).toISOString();
const session = (at: number, ...harms: Extract<RecordEntry, { kind: 'session' }>['harms']): RecordEntry => ({
  kind: 'session',
  at: day(at),
  harms,
});
const week = (at: number, pain: number, urinarySymptoms: boolean | null = false): RecordEntry => ({
  kind: 'diary week',
  at: day(at),
  pain,
  urinarySymptoms,
});
const laboratory = (at: number, alt: number, bilirubin = 1): RecordEntry => ({
  kind: 'laboratory',
  at: day(at),
  alt,
  ast: null,
  alkalinePhosphatase: null,
  gammaGt: null,
  bilirubin,
});
/** A synthetic record; nobody real. */
const record = (...entries: RecordEntry[]): TreatmentRecord => ({
  baselinePain: 8,
  threshold: '30 %',
  harmsThatCount: ['psychotomimetic effects'],
  harmWeight: 1,
  entries,
});
const weeks = (...pains: number[]) => pains.map((pain, index) => week(7 * (index + 1), pain));

describe('the index of a patient over time (issue 4)', () => {
  test('its unit is the week: benefit and harm counted by hand, with Wilson’s interval', () => {
    const { utility } = patientIndex(
      record(session(0, 'psychotomimetic effects', 'nausea'), ...weeks(4, 5, 6, 7)),
    );
    // 8 -> 5.6 is 30 %: weeks 1 and 2; the session falls in week 1.
    expect(utility).toMatchObject({
      benefit: { value: 0.5 },
      harm: { value: 0.25 },
      difference: { value: 0.25 },
      joint: { states: { benefitWithoutHarm: 0.25, benefitWithHarm: 0.25, neither: 0.5 } },
    });
    expect(utility?.benefit.lower).toBeCloseTo(0.15, 2);
    expect(utility?.benefit.upper).toBeCloseTo(0.85, 2);
  });

  test('go on: benefit every week, harm in one', () => {
    const found = patientIndex(
      record(session(0, 'psychotomimetic effects'), laboratory(3, 0.8), ...weeks(3, 3, 3, 3, 4, 4)),
    );
    expect(found.advice).toBe('go on');
    expect(found.reasons.map(({ id }) => id)).toEqual(['benefit-outweighs']);
    expect(found.gaps).toEqual([]);
    expect(found.choices.map(({ choice }) => choice)).toEqual(['go on', 'change', 'stop']);
  });

  test('change: benefit, but a patient who weighs harm heavily has harm every week', () => {
    const sessions = [0, 8, 15, 22].map((at) => session(at, 'psychotomimetic effects'));
    const entries = [...sessions, ...[7, 14, 21, 28].map((at) => week(at, 4))].toSorted((a, b) =>
      a.at.localeCompare(b.at),
    );
    expect(patientIndex({ ...record(...entries), harmWeight: 3 }).advice).toBe('change');
    // The same weeks for whom these effects do not count.
    expect(patientIndex({ ...record(...entries), harmsThatCount: [] }).advice).toBe('go on');
  });

  test('stop: eight weeks without benefit', () => {
    const found = patientIndex(record(session(0), ...weeks(8, 7, 8, 7, 7, 8, 8, 7)));
    expect(found.advice).toBe('stop');
    expect(found.reasons[0]?.id).toBe('no-benefit');
    expect(found.gaps).toContain('Liver enzymes were not measured.');
  });

  test.each<[string, RecordEntry[]]>([
    ['liver-enzymes', [laboratory(43, 3)]],
    ['liver-injury', [laboratory(43, 3.5, 2.5)]],
    ['bladder', [week(49, 3, true), week(56, 3, true), week(63, 3, true)]],
    ['haematuria', [{ kind: 'sign', at: day(43), sign: 'visible blood in urine' }]],
    ['mind', [{ kind: 'sign', at: day(43), sign: 'psychosis or suicidality' }]],
    ['misuse', [{ kind: 'sign', at: day(43), sign: 'misuse' }]],
  ])('safety comes before benefit: %s stops a treatment that helps', (id, more) => {
    const helped = record(session(0), laboratory(3, 0.8), ...weeks(2, 2, 2, 2, 2, 2));
    expect(patientIndex(helped).advice).toBe('go on');
    const found = patientIndex({ ...helped, entries: [...helped.entries, ...more] });
    expect(found.advice).toBe('stop');
    expect(found.reasons[0]).toMatchObject({ id, decides: true });
  });

  test('just below its limit a safety rule is silent', () => {
    const found = patientIndex(
      record(session(0), laboratory(3, 2.99, 5), week(7, 8, true), week(14, 8, true), week(21, 8, null)),
    );
    expect(found.reasons.filter(({ decides }) => decides)).toEqual([]);
  });

  test('an enzyme that has fallen below three times its limit stops treatment until it is normal', () => {
    const reasons = (...alts: number[]) =>
      patientIndex(record(session(0), ...alts.map((alt, index) => laboratory(5 + index, alt)))).reasons.map(
        ({ id }) => id,
      );
    expect(reasons(3.7, 2.2)).toContain('liver-enzymes');
    expect(reasons(3.7, 2.2, 1)).not.toContain('liver-enzymes');
    expect(reasons(3.7, 1, 3.1, 1.2)).toContain('liver-enzymes');
    expect(reasons(2.9)).not.toContain('liver-enzymes');
  });

  test('what was not measured or asked later does not silence a safety rule', () => {
    const notMeasured: RecordEntry = { ...(laboratory(20, 0) as object), alt: null } as RecordEntry;
    const liver = patientIndex(record(session(0), laboratory(10, 4), notMeasured));
    expect(liver.reasons.map(({ id }) => id)).toContain('liver-enzymes');
    const symptoms = [7, 14, 21].map((at) => week(at, 4, true));
    const bladder = patientIndex(record(session(0), ...symptoms, week(28, 4, null)));
    expect(bladder.reasons.map(({ id }) => id)).toContain('bladder');
    const recovered = patientIndex(record(session(0), laboratory(10, 4), laboratory(40, 1)));
    expect(recovered.reasons).toEqual([]);
  });

  test('without a week after a session nothing is advised and the gap is named', () => {
    const found = patientIndex(record(week(-7, 8), session(0)));
    expect(found).toMatchObject({ utility: null, advice: 'undecided' });
    expect(found.gaps).toContain('No week of the diary follows a session yet.');
    expect(found.choices.map(({ choice }) => choice)).toEqual(['stop']);
  });

  test('the history can be replayed: each index is that of the entries until then, whatever came later', () => {
    const entry = fc.oneof(
      fc.constantFrom<RecordEntry>(session(0), session(0, 'nausea'), session(0, 'psychotomimetic effects')),
      fc.integer({ min: 0, max: 10 }).map((pain) => week(0, pain, pain > 8)),
      fc.integer({ min: 0, max: 4 }).map((alt) => laboratory(0, alt)),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 15 }), (entries) => {
        const whole = record(...entries.map((one, index) => ({ ...one, at: day(3 * index) })));
        const history = patientIndexHistory(whole);
        history.forEach(({ index }, last) => {
          const until = { ...whole, entries: whole.entries.slice(0, last + 1) };
          expect(index).toEqual(patientIndex(until));
          expect(patientIndexHistory(until)).toEqual(history.slice(0, last + 1));
        });
      }),
      { numRuns: 40 },
    );
  });

  test('entries out of order or off their scale are refused by name', () => {
    expect(() => patientIndex(record(session(1), session(0)))).toThrow(/^entries\[1\]\.at: entries in order/);
    expect(() => patientIndex(record(week(1, 11)))).toThrow(/^entries\[0\]\.pain: /);
    expect(() => patientIndex({ ...record(), baselinePain: 0 })).toThrow(/^baselinePain: /);
  });
});
