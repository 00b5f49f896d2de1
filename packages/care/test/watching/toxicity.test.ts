import { describe, expect, it } from 'vitest';
import {
  addDays,
  careVerdict,
  type DiaryEntry,
  type FollowUpResult,
  type HomeStatement,
  misuseScore,
  type ToxicityInput,
  toxicityRules,
  toxicityWatch,
  watchReasons,
} from '../../src/index.ts';
import { blood, result } from '../follow-up/subject.ts';
import { useOf } from './use.ts';

const today = '2026-03-20';

function entry(on: string, now: HomeStatement, clock = '08:00'): DiaryEntry {
  const at = `${on}T${clock}:00.000Z`;
  return {
    id: `${on} ${now.kind} ${clock}`,
    kind: now.kind,
    author: 'patient',
    at,
    zone: 'UTC',
    now,
    versions: [],
  };
}

type Day = Extract<HomeStatement, { kind: 'day' }>;
const day = (date: string, told: Partial<Day>): DiaryEntry =>
  entry(date, {
    kind: 'day',
    date,
    painAverage: null,
    painWorst: null,
    reliefPercent: null,
    sleep: null,
    mood: null,
    hindered: null,
    sideEffects: [],
    urine: [],
    ...told,
  });
/** The same on so many days up to and with today. */
const days = (count: number, told: Partial<Day>) =>
  Array.from({ length: count }, (_, index) => day(addDays(today, -index), told));
const pressure = (systolic: number, diastolic: number) =>
  [0, 1, 2, 3].map((index) => entry(addDays(today, -index), { kind: 'blood-pressure', systolic, diastolic }));
const scored = (on: string, instrument: string, total: number, answers = {}): FollowUpResult =>
  result(on, { kind: 'questionnaire', instrument, version: 1, answers, scores: { total } });

const inputOf = (known: Partial<ToxicityInput> = {}): ToxicityInput => ({
  results: [],
  sessions: [],
  recorded: [],
  notBefore: null,
  now: `${today}T18:00:00.000Z`,
  timeZone: 'UTC',
  diary: [],
  ...known,
});
const found = (known: Partial<ToxicityInput>) =>
  toxicityWatch(inputOf(known)).findings.map(({ rule }) => rule.id);

const visible = result('2026-03-10', { kind: 'urine test', blood: 'visible', infection: 'excluded' });
const kidneys = (on: string, finding: 'normal' | 'widened kidneys') =>
  result(on, { kind: 'ultrasound', of: 'kidneys and bladder', findings: [finding] });
const bile = (on: string, finding: 'normal' | 'widened bile duct') =>
  result(on, { kind: 'ultrasound', of: 'liver and bile ducts', findings: [finding] });
const cholestatic = blood('2026-03-12', { ALT: 0.8, AST: 0.8, ALP: 1.4, GGT: 2.2 });

describe('toxicity at home (issue 6, "Toxicity")', () => {
  it('finds nothing where nothing is wrong, and leaves the verdict of the rules after a course as it is', () => {
    const results = [
      blood('2026-03-01', { ALT: 0.5, AST: 0.5, ALP: 0.9, GGT: 0.9 }),
      scored(today, 'ketame-urine', 2),
    ];
    const input = inputOf({ results, diary: [...days(14, {}), ...pressure(130, 80)] });
    expect(toxicityWatch(input)).toEqual({ verdict: careVerdict(input), findings: [] });
  });

  it.each<[string, Partial<ToxicityInput>, Partial<ToxicityInput>]>([
    [
      toxicityRules.bladderFrequency.id,
      { diary: days(7, { urine: ['frequency'] }) },
      { diary: days(6, { urine: ['frequency'] }) },
    ],
    [
      toxicityRules.bladderUltrasound.id,
      { results: [visible, kidneys('2026-02-20', 'normal')] },
      { results: [visible, kidneys('2026-03-12', 'normal')] },
    ],
    [
      toxicityRules.bladderUltrasound.id,
      { diary: days(1, { urine: ['blood'] }) },
      { diary: days(1, { urine: ['pain'] }) },
    ],
    [
      toxicityRules.bladderImaged.id,
      { results: [kidneys('2026-03-01', 'widened kidneys')] },
      { results: [kidneys('2026-03-01', 'widened kidneys'), kidneys('2026-03-10', 'normal')] },
    ],
    [
      toxicityRules.bileUltrasound.id,
      { results: [cholestatic] },
      { results: [blood('2026-03-12', { ALT: 1.4, AST: 1.4, ALP: 0.9, GGT: 2.2 })] },
    ],
    [
      toxicityRules.bileUltrasound.id,
      { results: [cholestatic] },
      { results: [cholestatic, bile('2026-03-14', 'normal')] },
    ],
    [
      toxicityRules.bileImaged.id,
      { results: [bile('2026-03-14', 'widened bile duct')] },
      { results: [bile('2026-03-14', 'normal')] },
    ],
    [
      toxicityRules.liverSigns.id,
      { diary: [day('2026-03-15', { sideEffects: ['yellow-skin'] })] },
      {
        diary: [day('2026-03-15', { sideEffects: ['yellow-skin'] })],
        results: [blood('2026-03-16', { ALT: 0.5 })],
      },
    ],
    [
      toxicityRules.upperGut.id,
      {
        diary: [
          ...days(3, { sideEffects: ['stomach-pain'] }),
          ...days(5, { sideEffects: ['vomiting'] }).slice(3),
        ],
      },
      { diary: days(4, { sideEffects: ['stomach-pain', 'nausea'] }) },
    ],
    [
      toxicityRules.memory.id,
      { diary: days(5, { sideEffects: ['memory'] }) },
      { diary: days(5, { sideEffects: ['dizzy'] }) },
    ],
    [
      toxicityRules.cognitionFell.id,
      { results: [scored('2026-01-10', 'moca', 28), scored(today, 'moca', 24)] },
      { results: [scored('2026-01-10', 'moca', 28), scored(today, 'moca', 25)] },
    ],
    [
      toxicityRules.moodWorse.id,
      { results: [scored('2026-01-10', 'phq-9', 6), scored(today, 'phq-9', 11)] },
      { results: [scored('2026-01-10', 'phq-9', 11), scored(today, 'phq-9', 6)] },
    ],
    [toxicityRules.pressure.id, { diary: pressure(150, 80) }, { diary: pressure(140, 90) }],
  ])('%s, and not at the edge', (rule, yes, no) => {
    expect(found(yes)).toContain(rule);
    expect(found(no)).not.toContain(rule);
  });

  it('a week’s PHQ-9 from the phone opens the suicide pathway by its item 9, and a bladder form counts as any other', () => {
    const week = (date: string, instrument: string, answers: Record<string, number>, total: number) =>
      entry(date, {
        kind: 'week',
        date,
        knowsWhenToStop: true,
        instrument,
        instrumentVersion: 1,
        answers,
        scores: { total },
      });
    const diary = [
      week('2026-03-01', 'ketame-urine', {}, 2),
      week('2026-03-15', 'ketame-urine', {}, 7),
      week('2026-03-16', 'phq-9', { item9: 1 }, 9),
    ];
    const { verdict, findings } = toxicityWatch(inputOf({ diary }));
    expect(verdict.findings.map(({ rule }) => rule.id).sort()).toEqual([
      'bladder-symptoms-rise',
      'mind-suicide-pathway',
    ]);
    expect(findings.map(({ rule }) => rule.id)).toEqual([toxicityRules.bladderUltrasound.id]);
  });

  it('goes to the worklist with its urgency; a score below a reason to talk does not', () => {
    const watch = toxicityWatch(inputOf({ results: [cholestatic, bile('2026-03-14', 'widened bile duct')] }));
    const noted = (count: number) =>
      Array.from({ length: count }, () => ({ on: '2026-03-18', text: 'Synthetic.' }));
    const quiet = watchReasons(misuseScore(useOf({ losses: noted(1) }), today), watch);
    expect(quiet.map(({ id, urgency }) => [id, urgency])).toEqual([[toxicityRules.bileImaged.id, 'today']]);
    const talk = watchReasons(misuseScore(useOf({ otherPrescribers: noted(1) }), '2026-03-18'), watch);
    expect(talk.at(-1)).toMatchObject({ id: 'misuse-score', urgency: 'this week', since: '2026-03-18' });
    expect(talk.at(-1)?.text).toContain('no verdict');
  });
});
