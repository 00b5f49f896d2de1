import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alertsOf,
  dueOf,
  isWithin,
  type Reading,
  regimenFromNow,
  sessionOf,
  sessionRecord,
  titrationAdvice,
} from '../../src/index.ts';
import { at, begin, type Chart, calmRow, infusing, physician, planOf, reading } from './synthetic.ts';

const plan = planOf('outpatient-10-days');
const long = planOf('inpatient-100-h');
const dueIn = (chart: Chart, minutes: number) =>
  Object.fromEntries(
    dueOf(sessionOf(chart.events), {}, at(minutes)).map(({ id, inMinutes }) => [id, inMinutes]),
  );

describe('issue 5, the session: what is due when', () => {
  test('rows of the chart are counted down by the intervals of the protocol, and go over when late', () => {
    const chart = infusing(plan).add(3, calmRow);
    expect(dueIn(chart, 10)).toMatchObject({ 'chart:blood pressure': 8, 'chart:drug high': 23, end: 230 });
    expect(dueIn(chart, 25)).toMatchObject({ 'chart:pain': -7 });
  });

  test('what a monitor sends need not be charted by hand', () => {
    const due = dueOf(sessionOf(infusing(plan).events), { 'heart rate': at(14) }, at(15));
    expect(due.find(({ id }) => id === 'chart:heart rate')?.inMinutes).toBe(14);
    expect(due.find(({ id }) => id === 'chart:pain')?.inMinutes).toBe(0);
  });

  test('a 100 h run: blood tests, the daily review, the take-over, the next syringe, weaning', () => {
    const chart = infusing(long).add(600, { kind: 'handover', text: 'calm night so far' });
    const due = dueIn(chart, 605);
    expect(due).toMatchObject({
      'laboratory:ALT': 48 * 60 - 605,
      'daily-review': 24 * 60 - 605,
      'take-over': 10,
      wean: 100 * 60 - 605,
    });
    // 100 mg at 5 mg/h per 70 kg in 80 kg, 30 minutes before it is empty.
    expect(due.syringe).toBeCloseTo((100 / ((5 * 80) / 70)) * 60 - 605 - 30, 6);
    chart.add(606, { kind: 'take-over' }, { by: physician });
    expect(dueIn(chart, 607)).not.toHaveProperty('take-over');
    expect(sessionOf(chart.events).responsible).toEqual(physician);
  });

  test('a 100 h run is handed over every shift: counted down, overdue, settled by the handover', () => {
    const chart = infusing(long);
    expect(dueIn(chart, 7 * 60)).toMatchObject({ handover: 60 });
    expect(dueIn(chart, 8.5 * 60)).toMatchObject({ handover: -30 });
    chart.add(8.5 * 60, { kind: 'handover', text: 'calm, rate unchanged' });
    expect(dueIn(chart, 8.5 * 60)).toMatchObject({ handover: 8 * 60, 'take-over': 15 });
    chart.add(8.75 * 60, { kind: 'take-over' }, { by: physician });
    expect(dueIn(chart, 9 * 60)).toMatchObject({ handover: 7.75 * 60 });
    for (let minutes = 16.75 * 60; minutes < 100 * 60; minutes += 8 * 60) {
      expect(dueIn(chart, minutes)).toMatchObject({ handover: 0 });
      chart.add(minutes, { kind: 'handover', text: 'as before' }).add(minutes, { kind: 'take-over' });
    }
    expect(chart.events.filter(({ content }) => content.kind === 'handover')).toHaveLength(12);
    chart.add(100 * 60, { kind: 'end' });
    expect(dueIn(chart, 110 * 60)).not.toHaveProperty('handover');
    expect(dueIn(infusing(plan), 200)).not.toHaveProperty('handover');
  });

  test('at night the long interval holds while nothing changes', () => {
    // The infusion begins at 09:00 in Amsterdam: 900 minutes later it is midnight.
    const chart = infusing(long).add(900, calmRow);
    expect(dueIn(chart, 900)['chart:pain']).toBe(120);
    chart.add(901, { kind: 'pause', reason: 'turned' }).add(902, { kind: 'resume' });
    expect(dueIn(chart, 902)['chart:pain']).toBe(58);
  });

  test.each([
    ['the evening before the clock goes back', '2026-10-24T20:30:00Z', true],
    ['05:30 after it went back', '2026-10-25T04:30:00Z', true],
    ['06:30 after it went back', '2026-10-25T05:30:00Z', false],
    ['05:30 after it went forward', '2026-03-29T03:30:00Z', true],
    ['06:30 after it went forward', '2026-03-29T04:30:00Z', false],
  ])('daylight saving: %s is night or not by the clock of the clinic', (_, instant, isNight) => {
    const night = { from: '22:00', to: '06:00' };
    expect(isWithin(Date.parse(instant), night, 'Europe/Amsterdam')).toBe(isNight);
  });
});

describe('issue 5, the session: titration advice', () => {
  /** Charted in time; the second rate is allowed from minute 30. */
  const diligent = () => infusing(plan).add(12, calmRow).add(24, calmRow);
  const predict = () => ({
    refused: [{ code: 'pregnant' as const, message: 'not for this patient', source: '' }],
  });
  const advice = (chart: Chart, minutes: number) => {
    const session = sessionOf(chart.events);
    const now = at(minutes);
    const alerts = alertsOf(chart.events, [], now);
    return titrationAdvice(session, alerts, dueOf(session, {}, now), now, predict);
  };
  const offered = (chart: Chart, minutes: number, choice: string) =>
    advice(chart, minutes).choices.find((one) => one.choice === choice)?.notOffered.length === 0;

  test('a step up is advised while pain is high and nothing speaks against it', () => {
    const chart = diligent().add(35, calmRow);
    expect(advice(chart, 36).choices.find(({ advised }) => advised)).toMatchObject({ choice: 'step up' });
    expect(
      advice(diligent().add(35, { ...calmRow, pain: 2 }), 36).choices.find((one) => one.advised),
    ).toMatchObject({ choice: 'hold' });
  });

  test('no step up with an open alert, a missing or overdue rating, or before its time', () => {
    expect(offered(diligent().add(35, { ...calmRow, drugHigh: 8 }), 36, 'step up')).toBe(false);
    expect(offered(diligent(), 42, 'step up')).toBe(false);
    expect(offered(diligent(), 25, 'step up')).toBe(false);
  });

  test('an alert of high priority means stop, of medium a step down; stop is always offered', () => {
    const advised = (systolic: number) =>
      advice(diligent().add(35, { ...calmRow, systolic }), 36).choices.find((one) => one.advised)?.choice;
    expect(advised(190)).toBe('stop');
    expect(offered(infusing(plan), 10, 'stop')).toBe(true);
  });

  test('a monitor that falls silent holds the rate, and never softens what a measured value advises', () => {
    const second = plan.rates[1]?.mgPerH ?? 0;
    const advised = (oxygenSaturation: number, readings: readonly Reading[]) => {
      const { events } = diligent()
        .add(30, { kind: 'rate', rateMgPerH: second, rateMlPerH: second / 2, reason: 'pain 6' })
        .add(35, { ...calmRow, oxygenSaturation });
      const [session, now] = [sessionOf(events), at(50)];
      const alerts = alertsOf(events, readings, now);
      const { choices } = titrationAdvice(session, alerts, dueOf(session, {}, now), now, predict);
      return choices.find((one) => one.advised)?.choice;
    };
    const silent = [reading(40 * 60, { heartRate: 72, oxygenSaturation: 97, respiration: 14 })];
    expect(advised(97, silent)).toBe('hold');
    expect(advised(92, [])).toBe('step down');
    expect(advised(92, silent)).toBe('step down');
  });

  test('what is given to protect relaxes nothing: alerts and advice are those without it (issue 3, The drug, complete)', () => {
    const protective = fc.record({
      drug: fc.constantFrom('midazolam', 'lorazepam', 'clonidine', 'dexmedetomidine'),
      amount: fc.double({ min: 0.1, max: 10, noNaN: true }),
      minute: fc.integer({ min: 1, max: 34 }),
    });
    const row = fc.record({
      systolic: fc.integer({ min: 120, max: 200 }),
      oxygenSaturation: fc.integer({ min: 85, max: 99 }),
      drugHigh: fc.integer({ min: 0, max: 10 }),
      externalPerception: fc.integer({ min: 0, max: 10 }),
    });
    const seen = (values: object, given: readonly { drug: string; amount: number; minute: number }[]) => {
      const chart = infusing(plan);
      const drugs = given.map(({ minute, ...drug }) => ({
        minute,
        content: { kind: 'drug-given', ...drug, unit: 'mg', route: 'i.v.', reason: 'unease' } as const,
      }));
      const rows = [12, 24].map((minute) => ({ minute, content: calmRow }));
      for (const { minute, content } of [...rows, ...drugs].sort((one, other) => one.minute - other.minute))
        chart.add(minute, content);
      chart.add(35, { ...calmRow, ...values });
      const raised = alertsOf(chart.events, [], at(36)).map(({ cause, rule, raisedAt }) => [
        cause,
        rule.id,
        raisedAt,
      ]);
      return { raised, choices: advice(chart, 36).choices };
    };
    fc.assert(
      fc.property(row, fc.array(protective, { minLength: 1, maxLength: 4 }), (values, given) => {
        expect(seen(values, given)).toEqual(seen(values, []));
      }),
      { numRuns: 60 },
    );
  });

  test('the course that is predicted from is what was given, pauses included, and what is chosen', () => {
    const rate = plan.rates[0]?.mgPerH ?? 0;
    const chart = infusing(plan).add(30, { kind: 'pause', reason: 'asked' }).add(45, { kind: 'resume' });
    const { steps } = regimenFromNow(sessionOf(chart.events), 16, at(60));
    expect(steps).toEqual([
      { kind: 'infusion', basis: 'patient', startH: 0, durationH: 0.5, rate },
      { kind: 'infusion', basis: 'patient', startH: 0.75, durationH: 0.25, rate },
      { kind: 'infusion', basis: 'patient', startH: 1, durationH: 1, rate: 16 },
    ]);
  });
});

describe('issue 5, the record of a session: every field of the Spravato monitoring form', () => {
  test('a session from check-in to discharge fills it', () => {
    const chart = infusing(plan)
      .add(38, { ...calmRow, externalPerception: 6, sedation: { scale: 'MOAA/S', score: 4 } })
      .add(60, { ...calmRow, sedation: { scale: 'MOAA/S', score: 5 } })
      .add(60, { kind: 'end' })
      .add(170, { ...calmRow, sedation: { scale: 'MOAA/S', score: 5 } })
      .add(190, {
        kind: 'discharge',
        readyAt: at(120),
        instructionsGiven: true,
        escortPresent: true,
        confirmed: ['walks'],
        override: null,
      });
    const record = sessionRecord(sessionOf(chart.events));
    expect(record.open).toEqual([]);
    expect(record).toMatchObject({
      firstTreatment: false,
      lots: ['SYN-1'],
      totalMinutes: 190,
      readyAt: at(120),
      vitalsAcceptable: { before: true, discharge: true },
      bloodPressure: {
        before: { systolic: 128 },
        at40Minutes: { at: at(38) },
        beforeDischarge: { at: at(170) },
      },
      sedation: { onset: at(38), resolved: at(60), worst: 'MOAA/S 4' },
      dissociation: { onset: at(38), resolved: at(60), worst: 'perception 6 of 10' },
      respiratoryDepression: null,
      seriousAdverseEvents: [],
      takes: { opioid: true },
    });
    expect(record.givenMg).toBeCloseTo(plan.rates[0]?.mgPerH ?? 0, 6);
    expect(Date.parse(record.startedAt ?? '')).toBe(begin);
  });

  test.each([
    ['as before', 130, true],
    ['above the limit of the protocol', 152, false],
    ['not charted', undefined, null],
  ])(
    'whether vital signs were acceptable at discharge is read from them: pressure %s',
    (_, systolic, acceptable) => {
      const { systolic: _systolic, diastolic: _diastolic, ...withoutPressure } = calmRow;
      const chart = infusing(plan)
        .add(60, { kind: 'end' })
        .add(100, { ...withoutPressure, ...(systolic === undefined ? {} : { systolic, diastolic: 84 }) })
        .add(
          110,
          {
            kind: 'discharge',
            readyAt: at(110),
            instructionsGiven: true,
            escortPresent: true,
            confirmed: ['walks'],
            // Of the least observation, not of the vital signs.
            override: 'The last bus',
          },
          { by: physician },
        );
      const { vitalsAcceptable } = sessionRecord(sessionOf(chart.events));
      expect(vitalsAcceptable.discharge).toBe(acceptable);
    },
  );
});
