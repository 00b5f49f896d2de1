import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  type DiaryEntry,
  type FollowUpContent,
  type HomeStatement,
  type HomeUse,
  homeUseOf,
  type MisuseRuleId,
  misuseCourse,
  misuseRuleIds,
  misuseRules,
  misuseScore,
  misuseSteps,
  takenDose,
  talkFrom,
} from '../../src/index.ts';
import { result } from '../follow-up/subject.ts';
import { amount, dose, regularDoses, useOf } from './use.ts';

const none = { ketamine: 'not found', norketamine: 'not found' } as const;
const first = '2026-03-02';
const last = '2026-12-31';
const noted = (...days: string[]) => days.map((on) => ({ on, text: 'Synthetic.' }));

/** The rules that have seen as much as they ask for by the end of the year. */
const speaking = (known: Partial<HomeUse>): MisuseRuleId[] =>
  misuseScore(useOf(known), last).rules.map(({ rule }) => rule.id);

describe('misuse rules (issue 6, "Misuse")', () => {
  it('find nothing in a patient who does as planned, with every kind of thing known', () => {
    const doses = regularDoses(first, 28);
    const counts = [7, 14, 21].map((days) => ({
      on: addDays(first, days - 1),
      inHandUg: amount(first, 56 - 2 * days).amountUg,
    }));
    const use = useOf({
      doses,
      supply: {
        dispensed: [amount(first, 28), amount('2026-03-14', 28)],
        returned: [],
        destroyed: [],
        counts: [],
      },
      refills: [
        { on: first, days: 14 },
        { on: '2026-03-14', days: 14 },
      ],
      urineTests: [
        {
          at: '2026-03-20T12:00:00.000Z',
          on: '2026-03-20',
          method: 'mass spectrometry',
          ketamine: 'found',
          norketamine: 'found',
          others: [],
        },
      ],
      bladderScores: [
        { on: first, score: 2 },
        { on: '2026-03-29', score: 4 },
      ],
    });
    const all = {
      ...use,
      supply: { ...use.supply, dispensed: [amount(first, 56)], counts },
    };
    expect(misuseScore(all, last)).toEqual({
      on: last,
      score: 0,
      step: misuseSteps[0],
      rules: [],
      quietFrom: null,
      notKnown: [],
    });
    expect(misuseScore(useOf(), last).notKnown).toHaveLength(5);
  });

  it.each<[MisuseRuleId, string, Partial<HomeUse>, Partial<HomeUse>]>([
    [
      'early-refill',
      'asked for twice within 90 days with 4 of 14 days left, not with 2; a loss ends a supply',
      {
        refills: [
          { on: '2026-03-02', days: 14 },
          { on: '2026-03-12', days: 14 },
          { on: '2026-03-26', days: 14 },
        ],
      },
      {
        losses: noted('2026-03-25'),
        refills: [
          { on: '2026-03-02', days: 14 },
          { on: '2026-03-14', days: 14 },
          { on: '2026-03-26', days: 14 },
        ],
      },
    ],
    [
      'count-off',
      '3 of 28 doses off, either way, not 2',
      {
        supply: {
          ...useOf().supply,
          dispensed: [amount(first, 28)],
          counts: [{ on: first, inHandUg: 31 * 25_000 }],
        },
      },
      {
        supply: {
          ...useOf().supply,
          dispensed: [amount(first, 28)],
          counts: [{ on: first, inHandUg: 26 * 25_000 }],
        },
      },
    ],
    [
      'lost-supply',
      'twice in a year, not once',
      { losses: noted('2026-04-01', '2026-09-01') },
      { losses: noted(first) },
    ],
    [
      'dose-clustering',
      'three days in two weeks: a third dose, or doses 6 h apart, not 7.6 h',
      {
        doses: [
          ...['09:00', '17:00', '22:00'].map((clock) => dose('2026-03-02', clock)),
          ...['09:00', '15:00'].map((clock) => dose('2026-03-05', clock)),
          ...['09:00', '15:00'].map((clock) => dose('2026-03-15', clock)),
        ],
      },
      {
        doses: ['02', '05', '15'].flatMap((day) => [
          dose(`2026-03-${day}`, '09:00'),
          dose(`2026-03-${day}`, '16:36'),
        ]),
      },
    ],
    [
      'outside-window',
      'four days in two weeks before 6 h, not at 6:30',
      { doses: [2, 4, 6, 8].map((day) => dose(`2026-03-0${day}`, '05:00')) },
      { doses: [2, 4, 6, 8].map((day) => dose(`2026-03-0${day}`, '06:30')) },
    ],
    [
      'escalating-requests',
      'three in 90 days, not in 91',
      { requests: noted('2026-03-02', '2026-04-02', '2026-05-30') },
      { requests: noted('2026-03-02', '2026-04-02', '2026-05-31') },
    ],
    ['other-prescriber', 'once', { otherPrescribers: noted('2026-04-02') }, { otherPrescribers: [] }],
    [
      'bladder-with-dose',
      '4 points more and 3 doses a day for 2, not with 2',
      {
        bladderScores: [
          { on: '2026-03-29', score: 1 },
          { on: '2026-04-26', score: 5 },
        ],
        doses: [
          ...regularDoses(first, 56),
          ...Array.from({ length: 28 }, (_, day) => dose(addDays('2026-03-30', day), '14:30')),
        ],
      },
      {
        bladderScores: [
          { on: '2026-03-29', score: 1 },
          { on: '2026-04-26', score: 5 },
        ],
        doses: regularDoses(first, 56),
      },
    ],
  ])('%s: %s', (rule, _, yes, no) => {
    expect(speaking(yes)).toContain(rule);
    expect(speaking(no)).not.toContain(rule);
  });

  it('tells the days of an early refill so that a person can read them, where a supply lasts for parts of days', () => {
    const days = 41 / 3;
    const refills = ['2026-03-02', '2026-03-11', '2026-03-21'].map((on) => ({ on, days }));
    const [rule] = misuseScore(useOf({ refills }), last).rules;
    expect(rule?.contributions[0]?.sightings.map(({ text }) => text)).toEqual([
      'Asked 4.7 days before the end of a supply of 13.7 days.',
      'Asked 8.3 days before the end of a supply of 13.7 days.',
    ]);
  });

  it('every rule says what it weighs, what is known of it, what else it may be, and that it is ours', () => {
    for (const id of misuseRuleIds) {
      const rule = misuseRules[id];
      expect(rule).toMatchObject({ id, version: 1, status: 'ours' });
      expect(rule.evidence.length).toBeGreaterThan(40);
      expect(rule.otherReasons.length).toBeGreaterThan(0);
      expect(rule.weight).toBeLessThanOrEqual(rule.mostPoints);
      expect(rule.weight, `${id} alone asks for no more than a talk within a week`).toBeLessThan(
        misuseSteps[3].from,
      );
    }
    expect(misuseSteps.map(({ whatToDo }) => whatToDo).join(' ')).not.toMatch(/abuser|addict|confront/i);
  });

  it('the score halves with the half-life of its rule, and the course says the same as the score of a day', () => {
    const use = useOf({ otherPrescribers: noted(first) });
    const { weight, halfLifeDays } = misuseRules['other-prescriber'];
    const half = addDays(first, halfLifeDays);
    expect(misuseScore(use, first).score).toBe(weight);
    expect(misuseScore(use, half).score).toBeCloseTo(weight / 2, 12);
    expect(misuseScore(use, addDays(first, -1)).score).toBe(0);
    const course = misuseCourse(use, addDays(first, -7), half);
    for (const { on, score } of course) expect(score).toBeCloseTo(misuseScore(use, on).score, 12);
    expect(course.at(-1)?.on).toBe(half);
  });

  it('says when it falls silent: below a reason to talk on that day, not on the day before', () => {
    const use = useOf({ otherPrescribers: noted(first), losses: noted('2026-03-01', first) });
    const { quietFrom, step } = misuseScore(use, first);
    expect(step.id).toBe('talk-soon');
    expect(misuseScore(use, quietFrom ?? '').score).toBeLessThan(talkFrom);
    expect(misuseScore(use, addDays(quietFrom ?? '', -1)).score).toBeGreaterThanOrEqual(talkFrom);
  });

  it('what a conversation explained counts no more and stays to be seen; what comes after counts', () => {
    const talk = { on: '2026-04-03', text: 'Surgery abroad.', explained: ['other-prescriber'] as const };
    const use = useOf({ otherPrescribers: noted('2026-04-02', '2026-05-01'), conversations: [talk] });
    const [rule] = misuseScore(use, '2026-04-03').rules;
    expect(rule).toMatchObject({ points: 0, contributions: [{ explained: talk, points: 0 }] });
    expect(misuseScore(use, '2026-05-01').score).toBe(misuseRules['other-prescriber'].weight);
  });

  it('never falls by a further sign, never passes what its rules give at most, whatever the order of the rows', () => {
    const day = fc.integer({ min: 0, max: 300 }).map((days) => addDays(first, days));
    fc.assert(
      fc.property(
        fc.array(day, { maxLength: 12 }),
        fc.array(day, { maxLength: 12 }),
        day,
        (lost, asked, more) => {
          const score = (losses: string[]) =>
            misuseScore(useOf({ losses: noted(...losses), requests: noted(...asked) }), last);
          const before = score(lost);
          expect(score([...lost].reverse())).toEqual(before);
          const most = misuseRules['lost-supply'].mostPoints + misuseRules['escalating-requests'].mostPoints;
          expect(before.score).toBeLessThanOrEqual(most);
          expect(before.score).toBeCloseTo(
            before.rules.reduce((sum, { points }) => sum + points, 0),
            12,
          );
          const single = misuseScore(useOf({ otherPrescribers: noted(...lost) }), last).score;
          expect(
            misuseScore(useOf({ otherPrescribers: noted(...lost, more) }), last).score,
          ).toBeGreaterThanOrEqual(single);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads diary and results by the patient’s own clock, also where the clocks change, and leaves away what was struck out', () => {
    expect(takenDose('2026-03-29T00:30:00.000Z', 'Europe/Amsterdam', 1)).toMatchObject({
      on: '2026-03-29',
      hour: 1.5,
    });
    expect(takenDose('2026-03-29T01:30:00.000Z', 'Europe/Amsterdam', 1)).toMatchObject({
      on: '2026-03-29',
      hour: 3.5,
    });
    expect(takenDose('2026-03-30T03:30:00.000Z', 'America/New_York', 1)).toMatchObject({
      on: '2026-03-29',
      hour: 23.5,
    });
    const entry = (at: string, told: HomeStatement, now: HomeStatement | null = told): DiaryEntry => ({
      id: at,
      kind: told.kind,
      author: 'patient',
      at,
      zone: 'Europe/Amsterdam',
      now,
      versions: [],
    });
    const taken: HomeStatement = { kind: 'dose', packCode: null, doseUg: 25_000 };
    const gone = (how: 'lost' | 'spilled'): HomeStatement => ({
      kind: 'gone',
      how,
      packCode: 'A',
      amountUg: 50_000,
    });
    const entries = [
      entry('2026-03-02T23:30:00.000Z', taken),
      entry('2026-03-02T10:00:00.000Z', taken, null),
      entry('2026-03-03T10:00:00.000Z', gone('lost')),
      entry('2026-03-03T11:00:00.000Z', gone('spilled')),
    ];
    const noted = (on: string, content: FollowUpContent, struck: string | null = null) => ({
      ...result(on, content),
      struck,
    });
    const results = [
      noted('2026-03-05', { kind: 'use at home', learnt: 'asked for more', text: 'Twice as much.' }),
      noted(
        '2026-03-06',
        { kind: 'use at home', learnt: 'another prescriber', text: 'A clinic.' },
        'Wrong patient.',
      ),
      noted('2026-03-07', { kind: 'misuse conversation', explained: ['count-off'], text: 'A journey.' }),
      noted('2026-03-08', { ...none, kind: 'drug test', method: 'immunoassay', others: [] }),
    ];
    const use = homeUseOf({
      plans: [],
      refills: [],
      supply: { dispensed: [], returned: [], counts: [] },
      diary: entries,
      results,
      timeZone: 'UTC',
    });
    expect(use.doses.map(({ on, hour }) => [on, hour])).toEqual([['2026-03-03', 0.5]]);
    expect(use.losses).toEqual([{ on: '2026-03-03', text: '50 mg reported as lost.' }]);
    expect(use.supply.destroyed.map(({ amountUg }) => amountUg)).toEqual([50_000, 50_000]);
    expect(use.requests).toEqual([{ on: '2026-03-05', text: 'Twice as much.' }]);
    expect(use.otherPrescribers).toEqual([]);
    expect(use.conversations).toEqual([{ on: '2026-03-07', explained: ['count-off'], text: 'A journey.' }]);
    expect(use.urineTests).toMatchObject([
      { on: '2026-03-08', method: 'immunoassay', ketamine: 'not found' },
    ]);
  });
});
