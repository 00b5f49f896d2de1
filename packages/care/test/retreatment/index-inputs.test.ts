import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type EventContent,
  type FollowUpContent,
  type FollowUpResult,
  type IndexInput,
  indexOfPatient,
  inputsOfResults,
  inputsOfSession,
  type PatientGoals,
  sessionOf,
} from '../../src/index.ts';
import { at, calmRow, infusing, planOf } from '../session/synthetic.ts';

const goals: PatientGoals = {
  baselinePain: 8,
  threshold: '30 %',
  harmsThatCount: ['psychotomimetic effects'],
  harmWeight: 1,
  swing: null,
};
const over = (...rows: EventContent[]) => {
  const chart = infusing(planOf('outpatient-10-days'));
  rows.forEach((row, index) => {
    chart.add(10 + index, row);
  });
  return sessionOf(chart.add(240, { kind: 'end' }).events);
};
const result = (id: string, content: FollowUpContent): FollowUpResult => ({
  id,
  version: 1,
  at: at(20_000),
  content,
  savedBy: 'Synthetic nurse',
  savedAt: at(20_000),
  struck: null,
});

describe('what the index reads of a session (issue 4: recomputed after every session)', () => {
  test('nothing before it is over but signs and blood tests; then its harms', () => {
    const running = infusing(planOf('outpatient-10-days'));
    expect(inputsOfSession('s', sessionOf(running.events))).toEqual([]);
    expect(inputsOfSession('s', over(calmRow))).toEqual([
      { id: 's', entry: { kind: 'session', at: at(240), harms: [] } },
    ]);
    const high = inputsOfSession('s', over({ ...calmRow, internalPerception: 7, nausea: 4 }, calmRow));
    expect(high[0]?.entry).toMatchObject({ harms: ['nausea', 'psychotomimetic effects'] });
  });

  test('a drug counts as action when given in the infusion, not to prevent before it', () => {
    const midazolam = {
      kind: 'drug-given',
      drug: 'Midazolam',
      amount: 1,
      unit: 'mg',
      route: 'iv',
      reason: 'unease',
    } as const;
    expect(inputsOfSession('s', over(midazolam))[0]?.entry).toMatchObject({
      harms: ['psychotomimetic effects'],
    });
    const before = infusing(planOf('outpatient-10-days')).add(-5, midazolam).add(240, { kind: 'end' });
    expect(inputsOfSession('s', sessionOf(before.events))[0]?.entry).toMatchObject({ harms: [] });
  });

  test('a psychosis is a sign when it outlasts the infusion', () => {
    const psychosis = (resolvedAt: string | null): EventContent => ({
      kind: 'adverse-event',
      code: 'psychosis',
      text: 'synthetic',
      serious: false,
      resolvedAt,
    });
    const kinds = (session: ReturnType<typeof over>) =>
      inputsOfSession('s', session).map(({ entry }) => entry.kind);
    expect(kinds(over(psychosis(at(60))))).toEqual(['session']);
    expect(kinds(over(psychosis(null)))).toEqual(['sign', 'session']);
  });

  test('an enzyme counts as a multiple of its upper limit, and not without one', () => {
    const alt = (upperLimit: number | null): EventContent => ({
      kind: 'laboratory',
      measure: 'ALT',
      value: 120,
      unit: 'U/L',
      upperLimit,
    });
    expect(inputsOfSession('s', over(alt(40)))[0]?.entry).toMatchObject({ kind: 'laboratory', alt: 3 });
    expect(inputsOfSession('s', over(alt(null))).map(({ entry }) => entry.kind)).toEqual(['session']);
  });
});

test('of the follow-up it reads weeks of pain, enzymes and signs; what was struck out never', () => {
  const week = result('w', { kind: 'pain', period: 'week', mean: 4, reliefPercent: null });
  expect(inputsOfResults([week])).toMatchObject([{ id: 'w', entry: { kind: 'diary week', pain: 4 } }]);
  expect(inputsOfResults([{ ...week, struck: 'of another patient' }])).toEqual([]);
  const asked = result('u', {
    kind: 'questionnaire',
    instrument: 'ketame-urine',
    version: 1,
    answers: { lasting: 1 },
    scores: { total: 3 },
  });
  expect(inputsOfResults([week, asked])).toMatchObject([{ entry: { pain: 4, urinarySymptoms: true } }]);
  expect(inputsOfResults([week])).toMatchObject([{ entry: { urinarySymptoms: null } }]);
  const day = result('d', { kind: 'pain', period: 'day', mean: 4, reliefPercent: null });
  expect(inputsOfResults([day])).toEqual([]);
  const warned = result('m', { kind: 'misuse review', signs: ['early refill'] });
  expect(inputsOfResults([warned])).toEqual([]);
});

const entries: fc.Arbitrary<IndexInput['entry']> = fc
  .record({ minute: fc.integer({ min: 0, max: 100_000 }), which: fc.nat(2), value: fc.nat(10) })
  .map(({ minute, which, value }): IndexInput['entry'] => {
    const when = { at: at(minute) };
    if (which === 0) return { kind: 'session', ...when, harms: value > 5 ? ['psychotomimetic effects'] : [] };
    if (which === 1) return { kind: 'diary week', ...when, pain: value, urinarySymptoms: value > 7 };
    const none = { ast: null, alkalinePhosphatase: null, gammaGt: null, bilirubin: null };
    return { kind: 'laboratory', ...when, alt: value / 2, ...none };
  });
const histories = fc
  .array(entries, { maxLength: 30 })
  .map((all) => all.map((entry, index): IndexInput => ({ id: `input-${index}`, entry })));

describe('the index of a patient (issue 4: its history can be replayed)', () => {
  const index = (inputs: readonly IndexInput[]) => indexOfPatient(goals, inputs);

  test('does not depend on the order in which its inputs arrive', () => {
    fc.assert(
      fc.property(
        histories.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(index(shuffled)).toEqual(index(all));
        },
      ),
    );
  });

  test('is the same when it is computed again from what was stored, as JSON', () => {
    fc.assert(
      fc.property(histories, (all) => {
        const stored = JSON.parse(JSON.stringify({ goals, all, result: index(all) }));
        expect(JSON.parse(JSON.stringify(indexOfPatient(stored.goals, stored.all)))).toEqual(stored.result);
      }),
    );
  });
});
