import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterDoseChecks,
  foldDiary,
  type HomeContact,
  type HomeFacts,
  type HomeReason,
  type HomeSituation,
  homeFactKinds,
  homePain,
  homePopulation,
  homeUrgencies,
  homeWorklist,
  homeWorkRow,
  plannedContacts,
  programmeStatus,
  trainedAudiences,
} from '../../src/index.ts';
import { answers, check, day, dose, event, oral, zone } from './synthetic.ts';

const now = '2026-05-06T10:00:00.000Z';
const today = '2026-05-06';

describe('checks after a dose (issue 6, "silence escalates")', () => {
  const taken = dose(now);
  const minutes = (count: number) => new Date(Date.parse(now) + count * 60_000).toISOString();
  const states = (count: number, events = [taken]) =>
    afterDoseChecks(oral, foldDiary(events), minutes(count)).map(({ state }) => state);

  it('are due at 30 and 60 minutes; silence goes to the patient, the sitter, the nurse, the physician', () => {
    expect(states(29)).toEqual(['later', 'later']);
    expect(states(34)).toEqual(['due', 'later']);
    const asked = [35, 40, 45, 60].map((count) =>
      afterDoseChecks(oral, foldDiary([taken]), minutes(count))[0]?.escalated.map(({ to }) => to),
    );
    expect(asked).toEqual([
      ['patient'],
      ['patient', 'sitter'],
      ['patient', 'sitter', 'nurse'],
      ['patient', 'sitter', 'nurse', 'physician'],
    ]);
  });

  it('an answer ends it, a later answer ends the earlier check, and after half a day nobody is called any more', () => {
    expect(states(50, [taken, check(taken, 30)])).toEqual(['answered', 'later']);
    expect(states(70, [taken, check(taken, 60)])).toEqual(['never answered', 'answered']);
    expect(states(60 + 720)).toEqual(['never answered', 'never answered']);
    expect(afterDoseChecks(oral, foldDiary([taken]), minutes(800)).map(({ next }) => next)).toEqual([
      null,
      null,
    ]);
  });
});

const met = (
  kind: HomeContact['kind'],
  at: string,
  planned: string | null,
  outcome: HomeContact['outcome'],
) => ({
  id: `${kind} ${at}`,
  planned,
  kind,
  at,
  outcome,
  note: '',
});

describe('planned contacts (issue 6, "close at first")', () => {
  const planned = (records: HomeContact[], on: string) =>
    plannedContacts(oral, '2026-05-01', records, zone, on);
  const stateOf = (records: HomeContact[], on: string, key: string) =>
    planned(records, on).find((one) => one.key === key);

  it('are daily at first and rarer later, each with its own key', () => {
    const all = planned([], '2026-08-01');
    const inWeek = (week: number) => all.filter(({ day: of }) => of >= 7 * week && of < 7 * week + 7).length;
    expect([inWeek(0), inWeek(1)]).toEqual([4, 2]);
    expect(inWeek(0)).toBeGreaterThan(inWeek(9));
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  });

  it('are due, overdue, not kept, done, or missed once a later one was made', () => {
    expect(stateOf([], '2026-05-01', 'call-1')?.state).toBe('later');
    expect(stateOf([], '2026-05-02', 'call-1')?.state).toBe('due');
    expect(stateOf([], '2026-05-05', 'call-1')).toMatchObject({ state: 'overdue', overdueDays: 3 });
    const noShow = met('call', '2026-05-02T09:00:00Z', 'call-1', 'no-show');
    expect(stateOf([noShow], '2026-05-05', 'call-1')).toMatchObject({ state: 'no-show', overdueDays: 3 });
    const done = met('call', '2026-05-03T09:00:00Z', 'call-2', 'done');
    const other = met('call', '2026-05-02T09:00:00Z', null, 'done');
    expect(stateOf([other], '2026-05-05', 'call-1')?.state).toBe('overdue');
    expect(stateOf([noShow, done], '2026-05-05', 'call-1')?.state).toBe('missed');
    expect(stateOf([noShow, done], '2026-05-05', 'call-2')?.state).toBe('done');
  });
});

const complete: HomeFacts = {
  timeZone: zone,
  firstDay: today,
  facts: homeFactKinds.map((fact) => ({ id: fact, fact, at: '2026-05-05T10:00:00Z', note: '' })),
  training: trainedAudiences.map((audience) => ({
    audience,
    valid: true,
    until: '2027-01-01',
    reason: 'Passed.',
  })),
  followUp: (['urine symptoms', 'mood', 'misuse', 'liver enzymes', 'creatinine'] as const).map((item) => ({
    item,
    at: '2026-05-05T10:00:00Z',
  })),
  countedAt: [],
  contacts: [],
  diary: foldDiary([]),
  stops: [],
};

describe('status of the programme (issue 6, "met / not met / due, with what unlocks it")', () => {
  const status = (change: Partial<HomeFacts> = {}, at = now) =>
    programmeStatus(oral, { ...complete, ...change }, at);
  const stateOf = (id: string, change: Partial<HomeFacts> = {}, at = now) =>
    status(change, at).requirements.find(({ requirement }) => requirement.id === id);

  it('a supply may go home when all before it is met', () => {
    expect(status()).toMatchObject({ mayBeSupplied: true, holds: [] });
  });

  it('no supply without valid training of each who needs it, nor without a supervised first dose', () => {
    for (const audience of trainedAudiences) {
      const training = complete.training.filter((one) => one.audience !== audience);
      expect(status({ training }).mayBeSupplied).toBe(false);
      const ended = complete.training.map((one) =>
        one.audience === audience ? { ...one, until: '2026-05-05' } : one,
      );
      expect(status({ training: ended }).mayBeSupplied).toBe(false);
    }
    const facts = complete.facts.filter(({ fact }) => fact !== 'first-dose-supervised');
    const held = status({ facts });
    expect(held.mayBeSupplied).toBe(false);
    expect(held.holds.join()).toContain('Give the test dose in the clinic');
  });

  it('every requirement before a supply holds it when its fact is not there', () => {
    const nothing = { ...complete, facts: [], training: [], followUp: [], firstDay: '2026-01-01' };
    const stops = [{ stop: 'by-the-clinic' as const, entries: [], since: now, reason: 'wait' }];
    const found = programmeStatus(oral, { ...nothing, stops }, now).requirements;
    for (const { requirement, state } of found.filter((one) => one.requirement.beforeSupply))
      expect([requirement.id, state]).toEqual([requirement.id, 'not met']);
  });

  it('is due a week before it runs out, met on its last day, and not met on the day after', () => {
    const at = (date: string) => stateOf('monthly-review', {}, `${date}T10:00:00Z`)?.state;
    expect(['2026-05-28', '2026-05-29', '2026-06-05', '2026-06-06'].map(at)).toEqual([
      'met',
      'due',
      'due',
      'not met',
    ]);
  });

  it('what is asked at home is due at first, and then must be there', () => {
    expect(stateOf('diary-kept')?.state).toBe('due');
    expect(stateOf('diary-kept', { firstDay: '2026-05-02' })?.state).toBe('not met');
    const diary = foldDiary([day('2026-05-04')]);
    expect(stateOf('diary-kept', { firstDay: '2026-05-02', diary })?.state).toBe('due');
  });

  it('judges the last dose by the conditions as they were when it was taken', () => {
    const taken = dose('2026-05-06T08:00:00Z');
    const right = [...answers(taken.at), taken, check(taken, 30), check(taken, 60)];
    expect(stateOf('dose-conditions', { diary: foldDiary(right) })?.state).toBe('met');
    expect(stateOf('checks-answered', { diary: foldDiary(right) })?.state).toBe('met');
    const alone = foldDiary([taken]);
    expect(stateOf('dose-conditions', { diary: alone })?.reason).toContain(
      'blood pressure, sitter, substances',
    );
    expect(stateOf('checks-answered', { diary: alone })?.state).toBe('not met');
  });
});

describe('worklist (issue 6, "ordered by risk with the reason")', () => {
  const situation = (patientId: string, change: Partial<HomeSituation> = {}): HomeSituation => ({
    patientId,
    diary: foldDiary([]),
    alerts: [],
    stops: [],
    checks: [],
    planned: [],
    contacts: [],
    status: programmeStatus(oral, complete, now),
    others: [],
    ...change,
  });
  const alert = {
    rule: 'low-mood' as const,
    entry: 'a',
    at: '2026-05-05T19:00:00Z',
    reason: 'Mood 1 of 10.',
  };
  const thoughts = {
    stop: 'suicidal-thoughts' as const,
    entries: ['b'],
    since: '2026-05-05T23:00:00Z',
    reason: 'Said so.',
  };
  const spoken = [met('call', '2026-05-06T07:00:00Z', null, 'done')];

  it('silence after a dose and a grave stop come first, then an alert, then what is due', () => {
    const taken = dose('2026-05-06T08:50:00Z');
    const rows = [
      situation('due', { planned: plannedContacts(oral, '2026-05-03', [], zone, today).slice(2) }),
      situation('quiet'),
      situation('alert', { alerts: [alert] }),
      situation('silent', { checks: afterDoseChecks(oral, foldDiary([taken]), now) }),
      situation('thoughts', { stops: [thoughts], alerts: [alert] }),
    ].map((one) => homeWorkRow(one, today));
    const listed = homeWorklist(rows);
    expect(listed.map(({ patientId, urgency }) => `${patientId}: ${urgency}`)).toEqual([
      'thoughts: now',
      'silent: now',
      'alert: today',
      'due: today',
      'quiet: none',
    ]);
    expect(listed[0]?.reasons.map(({ id }) => id)).toEqual(['suicidal-thoughts', 'low-mood']);
    expect(listed[3]?.reasons.map(({ text }) => text)).toEqual([
      'The call of 6 May 2026 is due by 6 May 2026.',
    ]);
  });

  it('a contact settles alerts and messages before it; a stop stays until it is lifted', () => {
    const asked = event('2026-05-05T12:00:00Z', { kind: 'message', text: 'May I drive?' });
    const change = { stops: [thoughts], alerts: [alert], diary: foldDiary([asked]) };
    const before = homeWorkRow(situation('one', change), today);
    expect(before.reasons.map(({ id }) => id)).toEqual(['suicidal-thoughts', 'message', 'low-mood']);
    const after = homeWorkRow(situation('one', { ...change, contacts: spoken }), today);
    expect(after.reasons.map(({ id, urgency }) => [id, urgency])).toEqual([
      ['suicidal-thoughts', 'this week'],
    ]);
  });

  it('nobody with a graver reason stands behind one with a lesser', () => {
    const reason = fc.record<HomeReason>({
      id: fc.constantFrom('a', 'b', 'c'),
      urgency: fc.constantFrom(...homeUrgencies),
      text: fc.constant('from another watch'),
      since: fc.constantFrom('2026-05-01', '2026-05-03T10:00:00Z'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(reason, { maxLength: 4 }), { maxLength: 8 }), (all) => {
        const listed = homeWorklist(
          all.map((others, index) => homeWorkRow(situation(String(index), { others }), today)),
        );
        const ranks = listed.map(({ urgency }) => homeUrgencies.indexOf(urgency));
        expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
        expect(listed.flatMap(({ reasons }) => reasons)).toHaveLength(all.flat().length);
      }),
    );
  });
});

describe('view of all patients', () => {
  const row = {
    patientId: 'a',
    enrolledOn: '2026-03-01',
    status: 'active' as const,
    overdue: 0,
    painNow: 4,
    painBefore: 4,
    painFirst: 8,
    openStops: 0,
    dosesTaken: 60,
    contactsDone: 10,
    staffMinutes: 120,
    dispensedUg: 600_000,
    unexplainedUg: 10_000,
  };
  const rows = [
    row,
    { ...row, patientId: 'b', overdue: 2, painNow: 6, painBefore: 5, painFirst: 8, unexplainedUg: -5_000 },
    {
      ...row,
      patientId: 'c',
      openStops: 1,
      painNow: null,
      unexplainedUg: null,
      status: 'suspended' as const,
    },
  ];

  it('names who is overdue, drifting or stopped, and what it costs for each who is relieved', () => {
    const found = homePopulation(rows, { currency: 'EUR', perMg: 0.1, perContactMinute: 1 });
    expect(found).toMatchObject({
      patients: 3,
      active: 2,
      withOverdue: ['b'],
      drifting: ['b'],
      withOpenStop: ['c'],
      relieved: { patients: 1, of: 2 },
      dispensedUg: 1_800_000,
      unexplainedUg: 10_000,
      notCounted: 1,
      cost: 540,
      costPerRelieved: 540,
      currency: 'EUR',
    });
    expect(homePopulation(rows, null)).toMatchObject({ cost: null, costPerRelieved: null });
  });

  it('takes pain from the days that were entered, and knows nothing where none was', () => {
    const diary = foldDiary([
      day('2026-03-02', { painAverage: 8 }),
      day('2026-03-03', { painAverage: null }),
      day('2026-04-20', { painAverage: 5 }),
      day('2026-05-01', { painAverage: 3 }),
      day('2026-05-06', { painAverage: 4 }),
    ]);
    expect(homePain(diary, '2026-03-01', today)).toEqual({ painNow: 3.5, painBefore: 5, painFirst: 8 });
    expect(homePain(foldDiary([]), '2026-03-01', today).painNow).toBeNull();
  });
});
