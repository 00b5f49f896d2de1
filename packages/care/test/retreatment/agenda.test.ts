import { describe, expect, test } from 'vitest';
import {
  type AgendaInput,
  type CareFinding,
  coursesOf,
  cumulativeExposure,
  type FollowUpContent,
  type FollowUpResult,
  type Protocol,
  retreatmentAgenda,
  sessionOf,
  shippedProtocols,
  type TreatedSession,
  treatedSession,
} from '../../src/index.ts';
import { at, infusing, planOf } from '../session/synthetic.ts';

const protocol = shippedProtocols.find(({ id }) => id === 'inpatient-100-h') as Protocol;
const day = (count: number) =>
  new Date(Date.parse('2026-03-02T12:00:00Z') + count * 86_400_000).toISOString();

const session = (id: string, from: number, more: Partial<TreatedSession> = {}): TreatedSession => ({
  id,
  protocol: { id: protocol.id, version: 1, title: protocol.title },
  session: 1,
  of: 1,
  drug: 'S-ketamine',
  amountAs: 'base',
  startedAt: day(from - 4),
  endedAt: day(from),
  givenMg: 1400,
  ...more,
});
const result = (on: number, content: FollowUpContent): FollowUpResult => ({
  id: `${content.kind} ${on}`,
  version: 1,
  at: day(on),
  content,
  savedBy: 'Synthetic nurse',
  savedAt: day(on),
  struck: null,
});
const pain = (on: number, mean: number) =>
  result(on, { kind: 'pain', period: 'week', mean, reliefPercent: null });
const normal = (['ALT', 'AST', 'ALP', 'GGT'] as const).map((measure) => ({
  measure,
  value: 20,
  unit: 'U/L',
  upperLimit: 40,
}));
const questionnaire = (instrument: string) =>
  result(28, { kind: 'questionnaire', instrument, version: 1, answers: {}, scores: { total: 0 } });
/** All that must have been looked at. */
const looked = [
  result(28, { kind: 'laboratory', values: normal }),
  questionnaire('ketame-urine'),
  questionnaire('ketame-contact'),
  result(28, { kind: 'misuse review', signs: [] }),
];
const liver = (until: string | null): CareFinding => ({
  rule: {
    id: 'liver',
    version: 1,
    system: 'liver',
    outcome: 'stop',
    title: 'Liver injury',
    whatToDo: 'synthetic',
    change: 'synthetic',
    source: 'synthetic',
    status: 'ours',
  },
  reason: 'ALT is 3.2 times its upper limit.',
  inputs: [],
  until,
  nextTestOn: null,
});
const input = (more: Partial<AgendaInput> = {}): AgendaInput => ({
  protocol,
  sessions: [session('one', 0)],
  results: [...looked, pain(14, 3), pain(42, 4), pain(49, 7)],
  verdict: { outcome: 'clear', findings: [], notKnown: [] },
  due: [],
  goals: {
    baselinePain: 8,
    threshold: '30 %',
    harmsThatCount: [],
    harmWeight: 1,
    swing: null,
  },
  index: null,
  now: day(50),
  timeZone: 'Europe/Amsterdam',
  ...more,
});

describe('the window (issue 5: own course and the literature, 4 to 6 weeks)', () => {
  const windowOf = (more: Partial<AgendaInput>) => retreatmentAgenda(input(more))?.window;

  test('is that of the literature while nothing is known of the patient', () => {
    expect(windowOf({ results: [] })).toMatchObject({
      basis: 'literature',
      from: '2026-03-30',
      until: '2026-04-13',
      state: 'after',
    });
  });

  test('is the patient’s own where relief was seen to wane', () => {
    expect(windowOf({})).toMatchObject({
      basis: 'own course',
      own: { kind: 'waned', lastWith: 42, firstWithout: 49 },
      from: '2026-04-13',
      state: 'in',
    });
  });

  test('never opens before the earliest day, however early relief wanes', () => {
    expect(windowOf({ results: [pain(7, 3), pain(14, 8)] })).toMatchObject({
      basis: 'own course',
      from: '2026-03-30',
      notBefore: { on: '2026-03-30' },
    });
  });

  test('has no end while relief is there, and is none where it never came', () => {
    expect(windowOf({ results: [pain(28, 2)] })).toMatchObject({ from: '2026-03-30', until: null });
    expect(windowOf({ results: [pain(28, 7)] })).toMatchObject({ from: null, until: null, state: null });
  });
});

describe('what must be true first (issue 5)', () => {
  test('the liver rule outranks the window', () => {
    const agenda = retreatmentAgenda(
      input({ verdict: { outcome: 'stop', findings: [liver('2026-06-01')], notKnown: [] } }),
    );
    expect(agenda?.window.state).toBe('in');
    expect(agenda).toMatchObject({ answer: 'not now', from: '2026-06-01' });
    expect(agenda?.text).toContain('The rule of the liver outranks the window.');
    expect(agenda?.checks[0]).toMatchObject({
      id: 'liver',
      outcome: 'not met',
      reason: 'ALT is 3.2 times its upper limit.',
    });
  });

  test('what nobody looked at since the course ended is missing, never met', () => {
    const agenda = retreatmentAgenda(input({ results: [] }));
    const missing = agenda?.checks.filter(({ outcome }) => outcome === 'missing').map(({ id }) => id);
    expect(missing).toEqual(['liver', 'bladder', 'mind', 'misuse', 'benefit']);
    expect(agenda?.answer).toBe('something is missing');
  });

  test('a seventh course within 12 months is refused', () => {
    const six = [0, 1, 2, 3, 4, 5].map((index) => session(`s${index}`, -30 * index));
    expect(retreatmentAgenda(input({ sessions: six.slice(1) }))?.answer).toBe('something is missing');
    expect(retreatmentAgenda(input({ sessions: six }))).toMatchObject({
      answer: 'not now',
      text: '6 in the last 12 months.',
    });
  });

  test('there is no agenda before the first course', () => {
    expect(retreatmentAgenda(input({ sessions: [] }))).toBeNull();
  });
});

describe('cumulative exposure (issue 5)', () => {
  test('is the drug that was given by the charted rates, over life and 12 months, by drug', () => {
    const given = treatedSession(
      'one',
      sessionOf(infusing(planOf('outpatient-10-days')).add(240, { kind: 'end' }).events),
    );
    // 0.1 mg/kg/h in 80 kg for 4 h.
    expect(given?.givenMg).toBeCloseTo(32, 10);
    expect(given).toMatchObject({ startedAt: at(0), endedAt: at(240), drug: 'racemic ketamine' });
    const sessions = [session('old', -400), session('new', 0), session('later', 30)];
    expect(cumulativeExposure([...sessions, given as TreatedSession], day(31))).toMatchObject([
      {
        drug: 'S-ketamine',
        lifetime: { givenMg: 4200, sessions: 3, courses: 3 },
        year: { givenMg: 2800, sessions: 2, courses: 2 },
      },
      { drug: 'racemic ketamine', lifetime: { sessions: 1 } },
    ]);
  });

  test('a course is its sessions in their numbers; a number that does not go on begins another', () => {
    const ten = [1, 2, 3, 1, 2].map((number, index) =>
      session(`s${index}`, index, { session: number, of: 3 }),
    );
    expect(coursesOf(ten).map(({ sessions }) => sessions.length)).toEqual([3, 2]);
    expect(coursesOf([...ten].reverse())).toEqual(coursesOf(ten));
  });
});
