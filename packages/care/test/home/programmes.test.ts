import { describe, expect, it } from 'vitest';
import {
  foldDiary,
  homeAlertIds,
  homeAlertRules,
  homeAlerts,
  homeHazardIds,
  homeStopIds,
  homeStopRules,
  openStops,
  ownHomeProgramme,
  ownHomeProgrammeProblems,
  programmeStatus,
  shippedHomeProgrammes,
} from '../../src/index.ts';
import { check, day, dose, event, oral, programme, zone } from './synthetic.ts';

describe.each(shippedHomeProgrammes.map((one) => [one.title, one] as const))(
  'the programme %s (issue 6, "The programme as data")',
  (_title, shipped) => {
    it('answers every hazard that the FDA named with a training item, a diary item, an alert and a stop', () => {
      expect(shipped.hazards.map(({ hazard }) => hazard).toSorted()).toEqual(homeHazardIds.toSorted());
      const taught = shipped.training.flatMap(({ modules }) => modules);
      for (const { training } of shipped.hazards) expect(taught).toContain(training);
      for (const item of ['diary', 'alert', 'stop'] as const) {
        const ids = shipped.hazards.map((one) => one[item]);
        expect(new Set(ids).size).toBe(ids.length);
      }
    });

    it('gives every requirement once, with what unlocks it and its source', () => {
      const ids = shipped.requirements.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { text, unlocks, source } of shipped.requirements)
        for (const words of [text, unlocks, source]) expect(words).not.toBe('');
    });

    it('cannot be followed into more than its greatest dose, its number or its hours', () => {
      expect(shipped.doseUg.value).toBeLessThanOrEqual(shipped.greatestDoseUg.value);
      const { fromHour, toHour } = shipped.window;
      const lastHour = fromHour + (shipped.maxDosesPerDay.value - 1) * shipped.minHoursBetween.value;
      expect(lastHour).toBeLessThan(toHour);
      expect(shipped.limits.metHoldsMin.value).toBeLessThan(shipped.limits.answerFreshMin.value);
    });
  },
);

describe('what the shipped programmes give', () => {
  it('stays within what was given to patients: 100 mg a day by mouth (Haines 1999), 25 mg under the tongue (Rolan 2014)', () => {
    expect(oral.greatestDoseUg.value * oral.maxDosesPerDay.value).toBeLessThanOrEqual(100_000);
    expect(oral.greatestDoseUg.value).toBeLessThanOrEqual(30_000);
    expect(programme('ketame-sublingual').greatestDoseUg.value).toBeLessThanOrEqual(25_000);
  });

  it('numbers without a source are labelled ours, and only those', () => {
    for (const { doseUg, greatestDoseUg, maxDosesPerDay, minHoursBetween } of shippedHomeProgrammes)
      for (const number of [doseUg, greatestDoseUg, maxDosesPerDay, minHoursBetween])
        expect(number.status === 'ours').toBe(number.source === "Ketame's own rule");
  });

  it('the spray is never supplied to take home, whatever is entered', () => {
    const facts = {
      timeZone: zone,
      firstDay: null,
      facts: (['setting-checked', 'pharmacy-checked', 'consent'] as const).map((fact) => ({
        id: fact,
        fact,
        at: '2026-05-01T10:00:00Z',
        note: '',
      })),
      training: [],
      followUp: [],
      countedAt: [],
      contacts: [],
      diary: foldDiary([]),
      stops: [],
    };
    const status = programmeStatus(programme('spravato-example'), facts, '2026-05-02T10:00:00Z');
    expect(status.requirements.filter(({ state }) => state === 'not met')).toEqual([]);
    expect(status.mayBeSupplied).toBe(false);
  });
});

describe("a clinic's own programme", () => {
  const own = (change: Parameters<typeof ownHomeProgramme>[1]['change']) =>
    ownHomeProgramme(oral, { id: 'own', title: 'Ours', change });

  it('keeps training, hazards and stops, and says what each changed number was', () => {
    const copy = own({ doseUg: 20_000, window: { fromHour: 9, toHour: 23 } });
    expect(copy.origin).toBe('clinic');
    expect(copy.copiedFrom).toEqual({ id: oral.id, version: oral.version });
    expect([copy.requirements, copy.hazards, copy.training]).toEqual([
      oral.requirements,
      oral.hazards,
      oral.training,
    ]);
    expect(copy.doseUg.source).toContain('10000 ug');
    expect(ownHomeProgrammeProblems(copy, oral)).toEqual([]);
  });

  it.each([
    [{ doseUg: 30_001 }, 'above 30 mg'],
    [{ maxDosesPerDay: 4 }, 'More doses in a day'],
    [{ minHoursBetween: 5 }, 'between doses'],
    [{ window: { fromHour: 10, toHour: 22 } }, 'do not fit'],
    [{ window: { fromHour: 22, toHour: 8 } }, 'begin before they end'],
  ])('is refused with %o', (change, words) => {
    expect(ownHomeProgrammeProblems(own(change), oral).join(' ')).toContain(words);
  });
});

describe('the rules over the diary', () => {
  const now = '2026-05-10T12:00:00.000Z';
  const taken = dose('2026-05-06T10:00:00Z');
  const said = (statement: Parameters<typeof event>[1]) => event('2026-05-06T11:00:00Z', statement);
  const found = {
    'check-unanswered': [taken],
    'drowsy-after-dose': [taken, check(taken, 30, { awake: 'drowsy' }), check(taken, 60)],
    'felt-unreal': [day('2026-05-06', { sideEffects: ['felt-unreal'] })],
    'sedating-substance': [said({ kind: 'substances', alcohol: false, sedatives: true, otherDrugs: false })],
    'pressure-above-limit': [said({ kind: 'blood-pressure', systolic: 150, diastolic: 85 })],
    'low-mood': [day('2026-05-06', { mood: 2 })],
    'dose-outside-plan': [dose('2026-05-06T03:00:00Z')],
    'urine-symptom': [day('2026-05-06', { urine: ['urgency'] })],
    'unsure-of-the-risks': [
      said({
        kind: 'week',
        date: '2026-05-06',
        knowsWhenToStop: false,
        instrument: 'bladder',
        instrumentVersion: 1,
        answers: {},
        scores: {},
      }),
    ],
    'warning-sign': [day('2026-05-06', { sideEffects: ['yellow-skin'] })],
    'supply-gone': [said({ kind: 'gone', how: 'lost', packCode: null, amountUg: 10_000 })],
  };
  const quiet = [
    taken,
    check(taken, 30),
    check(taken, 60, { systolic: 139, diastolic: 89 }),
    day('2026-05-06'),
    said({ kind: 'blood-pressure', systolic: 140, diastolic: 90 }),
  ];

  it.each(homeAlertIds)('alert: %s is found in what it is about, and not in a quiet diary', (id) => {
    const rules = (events: Parameters<typeof foldDiary>[0]) =>
      homeAlerts(oral, foldDiary(events), zone, now).map(({ rule }) => rule);
    expect(rules(found[id])).toContain(id);
    expect(rules(quiet)).toEqual([]);
    expect(homeAlertRules[id].id).toBe(id);
  });

  const second = dose('2026-05-07T10:00:00Z');
  const stopped = {
    'unwatched-doses': [taken, second],
    'could-not-be-woken': [taken, check(taken, 30, { awake: 'cannot-be-woken' })],
    'saw-or-heard-things': [day('2026-05-06', { sideEffects: ['saw-or-heard-things'] })],
    'breathing-troubled': [taken, check(taken, 30, { breathing: 'slow-or-hard' })],
    'pressure-dangerous': [said({ kind: 'blood-pressure', systolic: 180, diastolic: 90 })],
    'suicidal-thoughts': [said({ kind: 'suicidal-thoughts', text: null })],
    'more-than-plan': [dose('2026-05-06T10:00:00Z', null, 30_001)],
    'blood-in-urine': [day('2026-05-06', { urine: ['blood'] })],
    'training-not-valid': [],
    'asked-for-help': [said({ kind: 'help', text: 'dizzy' })],
    'by-the-clinic': [said({ kind: 'stop', reason: 'blood test first' })],
  };
  const training = [{ audience: 'sitter' as const, valid: false, until: null, reason: 'Never passed.' }];
  const stopsOf = (events: Parameters<typeof foldDiary>[0], standing: typeof training) =>
    openStops(oral, foldDiary(events), { timeZone: zone, training: standing, now });

  it.each(homeStopIds)('stop: %s is found, and only the clinic lifts what was entered', (id) => {
    expect(stopsOf(quiet, [])).toEqual([]);
    const open = stopsOf(stopped[id], id === 'training-not-valid' ? training : []);
    expect(open.map(({ stop }) => stop)).toEqual([id]);
    expect(homeStopRules[id].id).toBe(id);
    const { entries } = open[0] as (typeof open)[number];
    if (entries.length === 0) return;
    const lift = { kind: 'stop-lifted', stop: id, entries, reason: 'looked into' } as const;
    expect(stopsOf([...stopped[id], said(lift)], [])).toEqual(open);
    expect(stopsOf([...stopped[id], { ...said(lift), author: 'clinic' }], [])).toEqual([]);
  });

  it('the fourth dose of a day is one too many; one unwatched dose of five is none', () => {
    const hours = ['06', '09', '12', '15'].map((hour) => dose(`2026-05-06T${hour}:00:00Z`));
    const watched = hours.map((one) => check(one, 60));
    expect(stopsOf([...hours.slice(0, 3), ...watched], []).map(({ stop }) => stop)).toEqual([]);
    expect(stopsOf([...hours, ...watched], [])).toMatchObject([
      { stop: 'more-than-plan', entries: [hours[3]?.id] },
    ]);
    expect(stopsOf([...hours.slice(0, 3), ...watched.slice(1)], [])).toEqual([]);
  });
});
