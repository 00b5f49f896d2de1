import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Alert,
  alertsOf,
  type EventContent,
  refusalByAlerts,
  refusalOf,
  type SessionEvent,
  type SessionState,
  sessionOf,
  sessionStates,
  sessionWith,
} from '../../src/index.ts';
import {
  armed,
  at,
  Chart,
  calmRow,
  checkIn,
  infusing,
  nurse,
  physician,
  planOf,
  syringe,
} from './synthetic.ts';

const plan = planOf('outpatient-10-days');
const rate = plan.rates[0]?.mgPerH ?? 0;

const refusedAs = (chart: Chart, minutes: number, content: EventContent, more: Partial<SessionEvent> = {}) =>
  refusalOf(sessionOf(chart.events), chart.make(minutes, content, more))?.code ?? null;

describe('issue 5, the session: no step can be skipped', () => {
  /** The steps as the issue draws them, in the words of this test alone. */
  const edges: readonly (readonly [string, SessionState, SessionState])[] = [
    ['check-in', 'planned', 'checked in'],
    ['arm', 'checked in', 'armed'],
    ['start', 'armed', 'infusing'],
    ['wean', 'infusing', 'infusing'],
    ['end', 'infusing', 'recovering'],
    ['discharge', 'recovering', 'discharged'],
  ];
  const steps: Record<string, EventContent> = {
    'check-in': checkIn,
    'first check': syringe(plan),
    'second check': syringe(plan),
    arm: { kind: 'arm', syringe: 1 },
    start: { kind: 'start' },
    wean: { kind: 'wean' },
    pause: { kind: 'pause', reason: 'asked' },
    resume: { kind: 'resume' },
    end: { kind: 'end' },
    abort: { kind: 'abort', reason: 'asked' },
    chart: calmRow,
    discharge: {
      kind: 'discharge',
      readyAt: at(0),
      instructionsGiven: true,
      escortPresent: true,
      confirmed: [],
      override: 'the patient insists',
    },
  };

  /** The state that a step leads to, or null where it must be refused. */
  interface Model {
    state: SessionState;
    held: SessionState | null;
    checks: number;
    hasStarted: boolean;
  }
  const next = (model: Model, step: string): Model | null => {
    const { state, held, checks, hasStarted } = model;
    const isOver = state === 'discharged' || state === 'aborted';
    if (step === 'chart') return model;
    if (step === 'abort') return isOver ? model : { ...model, state: 'aborted', held: null };
    if (step === 'pause')
      return isOver || state === 'paused' ? model : { ...model, state: 'paused', held: state };
    if (step === 'resume')
      return state === 'paused' && held !== null ? { ...model, state: held, held: null } : null;
    if (step === 'first check' || step === 'second check') {
      const open = ['checked in', 'armed', 'infusing', 'paused'].includes(state);
      return open && checks === (step === 'first check' ? 0 : 1) ? { ...model, checks: checks + 1 } : null;
    }
    if (step === 'arm' && checks < 2) return null;
    if (step === 'end' && state === 'paused' && held === 'infusing')
      return { ...model, state: 'recovering', held: null };
    if (step === 'discharge' && state === 'aborted')
      return hasStarted ? { ...model, state: 'discharged' } : null;
    const edge = edges.find(([name, from]) => name === step && from === state);
    return edge === undefined
      ? null
      : { ...model, state: edge[2], hasStarted: hasStarted || step === 'start' };
  };

  test('a model of the machine agrees with it after every step, allowed or refused', () => {
    const names = Object.keys(steps);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { minLength: 5, maxLength: 40 }), (attempts) => {
        const chart = new Chart(plan);
        let model: Model = { state: 'planned', held: null, checks: 0, hasStarted: false };
        let session = sessionOf(chart.events);
        for (const [index, name] of ['check-in', 'first check', ...attempts].entries()) {
          const content = steps[name];
          if (content === undefined) throw new Error(name);
          const by = name === 'first check' ? nurse : physician;
          const event = chart.make(index, content, { by });
          const expected = next(model, name);
          expect([name, model.state, refusalOf(session, event) === null]).toEqual([
            name,
            model.state,
            expected !== null,
          ]);
          if (expected === null) continue;
          chart.events.push(event);
          model = expected;
          session = sessionWith(session, event);
          expect(session).toEqual(sessionOf(chart.events));
          expect(session.state).toBe(model.state);
        }
      }),
      { numRuns: 200 },
    );
  });

  test.each(sessionStates)('pause and abort are accepted by one person in the state "%s"', (state) => {
    const paths: Record<SessionState, string[]> = {
      planned: [],
      'checked in': ['check-in'],
      armed: ['check-in', 'first check', 'second check', 'arm'],
      infusing: ['check-in', 'first check', 'second check', 'arm', 'start'],
      paused: ['check-in', 'first check', 'second check', 'arm', 'start', 'pause'],
      recovering: ['check-in', 'first check', 'second check', 'arm', 'start', 'end'],
      discharged: ['check-in', 'first check', 'second check', 'arm', 'start', 'end', 'discharge'],
      aborted: ['check-in', 'abort'],
    };
    const chart = new Chart(plan);
    for (const [index, name] of paths[state].entries()) {
      const content = steps[name];
      if (content !== undefined)
        chart.add(index, content, { by: name === 'first check' ? nurse : physician });
    }
    expect(sessionOf(chart.events).state).toBe(state);
    for (const content of [steps.pause, steps.abort]) {
      if (content === undefined) throw new Error('missing');
      expect(refusedAs(chart, 20, content)).toBeNull();
      // A clock that is wrong stops nobody.
      expect(refusedAs(chart, 20, content, { occurredAt: at(9999) })).toBeNull();
    }
  });

  test('the state does not depend on the order in which events are given', () => {
    const { events } = infusing(plan).add(10, calmRow).add(31, { kind: 'pause', reason: 'asked' });
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(sessionOf(shuffled)).toEqual(sessionOf(events));
      }),
      { numRuns: 50 },
    );
  });

  test('entered one by one, on time or late, events make the session that they make all at once', () => {
    const pause = { kind: 'pause', reason: 'asked' } as const;
    const correction = {
      kind: 'correction',
      corrects: 'event-6',
      replacement: null,
      reason: 'slip',
    } as const;
    const contents: EventContent[] = [calmRow, pause, { kind: 'resume' }, { kind: 'end' }, correction];
    const entered = fc.record({
      content: fc.constantFrom(...contents),
      minute: fc.integer({ min: 0, max: 99 }),
    });
    fc.assert(
      fc.property(fc.array(entered, { maxLength: 12 }), (entries) => {
        const chart = infusing(plan);
        let session = sessionOf(chart.events);
        for (const [index, { content, minute }] of entries.entries()) {
          const event = chart.make(minute, content, { recordedAt: at(100 + index) });
          chart.events.push(event);
          session = sessionWith(session, event);
        }
        expect(session).toEqual(sessionOf(chart.events));
      }),
      { numRuns: 100 },
    );
  });
});

describe('issue 5, the session: two people, and the slips that hurt', () => {
  const checkedIn = () => new Chart(plan).add(-25, checkIn);

  test.each<[string, string, Partial<ReturnType<typeof syringe>>]>([
    ['mg/kg/h taken for mg/h', 'wrong-unit', { rateMgPerH: rate / 80, rateMlPerH: rate / 160 }],
    ['the reverse', 'wrong-unit', { rateMgPerH: rate * 80, rateMlPerH: rate * 40 }],
    ['ten times the rate', 'ten-fold', { rateMgPerH: rate * 10, rateMlPerH: rate * 5 }],
    ['a tenth of the rate', 'ten-fold', { rateMgPerH: rate / 10, rateMlPerH: rate / 20 }],
    ['mL/h and mg/h that do not belong together', 'rates-differ', { rateMlPerH: rate }],
    ['above the maximum', 'above-maximum', { rateMgPerH: 27, rateMlPerH: 13.5 }],
    ['another rate than planned', 'not-as-planned', { rateMgPerH: 10, rateMlPerH: 5 }],
    ['the other drug', 'wrong-drug', { drug: 'S-ketamine' }],
    ['salt for base', 'wrong-drug', { amountAs: 'hydrochloride' }],
    ['another patient', 'wrong-patient', { patientId: 'somebody else' }],
    ['an expired lot', 'expired', { expires: '2026-11-22' }],
  ])('%s is refused with its own words', (_, code, wrong) => {
    expect(refusedAs(checkedIn(), -20, { ...syringe(plan), ...wrong })).toBe(code);
  });

  test.each([
    ['Pacific/Auckland', '2026-11-23T13:00:00.000Z', 'expired'],
    ['America/Los_Angeles', '2026-11-24T02:00:00.000Z', null],
    ['Europe/Amsterdam', '2026-11-23T22:59:00.000Z', null],
    ['Europe/Amsterdam', '2026-11-23T23:01:00.000Z', 'expired'],
  ])('the last day of a lot is that of the clinic: %s at %s', (timeZone, occurredAt, code) => {
    const there = new Chart({ ...plan, timeZone }).add(-25, checkIn);
    const check = syringe(plan, { expires: '2026-11-23' });
    expect(refusedAs(there, 0, check, { occurredAt, recordedAt: occurredAt })).toBe(code);
  });

  test('the same person twice, a check without signature, and checks that differ are refused', () => {
    const chart = checkedIn().add(-20, syringe(plan));
    expect(refusedAs(chart, -19, syringe(plan))).toBe('same-person');
    expect(refusedAs(chart, -19, syringe(plan), { by: physician, signature: null })).toBe('not-signed');
    expect(refusedAs(chart, -19, syringe(plan, { volumeMl: 20 }), { by: physician })).toBe('checks-differ');
    expect(refusedAs(chart, -19, { kind: 'arm', syringe: 1 })).toBe('not-checked-by-two');
  });

  test('without limits that the clinic confirmed no session is armed', () => {
    const chart = new Chart({ ...plan, limits: null })
      .add(-25, checkIn)
      .add(-20, syringe(plan))
      .add(-19, syringe(plan), { by: physician });
    expect(refusedAs(chart, -15, { kind: 'arm', syringe: 1 })).toBe('limits-not-confirmed');
  });

  test('a change of syringe is checked by two again, at the rate that runs', () => {
    const up = plan.rates[1]?.mgPerH ?? 0;
    const chart = infusing(plan).add(40, {
      kind: 'rate',
      rateMgPerH: up,
      rateMlPerH: up / 2,
      reason: 'pain',
    });
    expect(refusedAs(chart, 50, { kind: 'change-syringe', syringe: 2 })).toBe('not-checked-by-two');
    expect(refusedAs(chart, 50, syringe(plan, { syringe: 2 }))).toBe('not-as-planned');
    const next = syringe(plan, { syringe: 2, rateMgPerH: up });
    chart.add(50, next).add(51, next, { by: physician }).add(52, { kind: 'change-syringe', syringe: 2 });
    expect(sessionOf(chart.events).loaded?.syringe).toBe(2);
  });

  test('the rate climbs one step at a time, not before its hour, and may always be lower', () => {
    const [, second, third] = plan.rates.map(({ mgPerH }) => mgPerH);
    if (second === undefined || third === undefined) throw new Error('The protocol has three rates.');
    const set = (mgPerH: number) =>
      ({ kind: 'rate', rateMgPerH: mgPerH, rateMlPerH: mgPerH / 2, reason: 'pain' }) as const;
    const chart = infusing(plan);
    expect(refusedAs(chart, 10, set(second))).toBe('step-too-early');
    expect(refusedAs(chart, 40, set(third))).toBe('step-too-large');
    expect(refusedAs(chart, 40, set(second))).toBeNull();
    expect(refusedAs(chart, 10, set(rate * 0.6))).toBeNull();
    expect(refusedAs(chart, 10, set(rate / 10))).toBe('ten-fold');
  });
});

describe('issue 5, the session: late entries and corrections', () => {
  test('a pause that was entered offline stands at its own time, marked late', () => {
    const chart = infusing(plan)
      .add(20, calmRow)
      .add(25, { kind: 'pause', reason: 'no network' }, { recordedAt: at(60) });
    const session = sessionOf(chart.events);
    expect(session.rates.at(-1)).toEqual({ at: at(25), mgPerH: 0 });
    expect(session.entries.at(-1)?.late).toBe(true);
  });

  test('what was entered after an abort that arrives late has no effect and says why', () => {
    const chart = infusing(plan)
      .add(30, { kind: 'end' })
      .add(10, { kind: 'abort', reason: 'chest pain' }, { recordedAt: at(40) });
    const session = sessionOf(chart.events);
    expect(session.state).toBe('aborted');
    const end = session.entries.find(({ event }) => event.content.kind === 'end');
    expect(end?.withoutEffect?.code).toBe('not-infusing');
  });

  test('a late step that would undo another is refused; a late observation never is', () => {
    const chart = infusing(plan).add(30, { kind: 'end' });
    expect(refusedAs(chart, 20, { kind: 'end' }, { recordedAt: at(45) })).toBe('contradicts');
    expect(refusedAs(chart, 20, calmRow, { recordedAt: at(45) })).toBeNull();
  });

  test('a correction changes what counts and keeps the first value', () => {
    const chart = infusing(plan).add(20, { ...calmRow, pain: 8 });
    const wrong = chart.events.at(-1);
    chart.add(22, {
      kind: 'correction',
      corrects: wrong?.id ?? '',
      replacement: { ...calmRow, pain: 3 },
      reason: 'read from the wrong line',
    });
    const entry = sessionOf(chart.events).entries.find(({ event }) => event.id === wrong?.id);
    expect(entry?.content).toMatchObject({ pain: 3 });
    expect(entry?.event.content).toMatchObject({ pain: 8 });
    expect(
      refusedAs(chart, 23, {
        kind: 'correction',
        corrects: 'event-1',
        replacement: null,
        reason: 'to plan it again',
      }),
    ).toBe('not-correctable');
  });
});

describe('issue 5, recovery and discharge', () => {
  const word = {
    kind: 'discharge',
    readyAt: at(200),
    instructionsGiven: true,
    escortPresent: true,
    confirmed: ['walks'],
    override: null,
  } as const;
  const awake = { ...calmRow, sedation: { scale: 'MOAA/S', score: 5 }, drugHigh: 0 } as const;
  const recovering = () => infusing(plan).add(60, { kind: 'end' });

  test('two hours, vital signs, perception, escort and instructions: each holds the door', () => {
    expect(refusedAs(recovering().add(100, awake), 120, word)).toBe('not-ready');
    expect(refusedAs(recovering(), 190, word)).toBe('not-ready');
    expect(refusedAs(recovering().add(170, { ...awake, externalPerception: 5 }), 190, word)).toBe(
      'not-ready',
    );
    expect(refusedAs(recovering().add(170, { ...awake, systolic: 150 }), 190, word)).toBe('not-ready');
    const ready = recovering().add(170, awake);
    expect(refusedAs(ready, 190, { ...word, escortPresent: false })).toBe('not-ready');
    expect(refusedAs(ready, 190, { ...word, instructionsGiven: false })).toBe('not-ready');
    expect(refusedAs(ready, 190, { ...word, confirmed: [] })).toBe('not-ready');
    expect(refusedAs(ready, 190, word)).toBeNull();
  });

  test('an override is a physician with reason and signature', () => {
    const leaves = { ...word, override: 'leaves against advice' };
    expect(refusedAs(recovering(), 80, leaves)).toBe('override-not-signed');
    expect(refusedAs(recovering(), 80, leaves, { by: physician, signature: null })).toBe(
      'override-not-signed',
    );
    expect(refusedAs(recovering(), 80, leaves, { by: physician })).toBeNull();
  });

  test('an open alert about the patient holds the door; a monitor that was taken off does not', () => {
    const held = (
      alerts: readonly Alert[],
      more: Partial<SessionEvent> = {},
      override: string | null = null,
    ) => {
      const leaves = recovering()
        .add(170, awake)
        .make(190, { ...word, override }, more);
      return refusalByAlerts(alerts, leaves)?.code ?? null;
    };
    const seen = (row: EventContent, ...later: EventContent[]) => {
      const chart = recovering().add(100, row);
      for (const [index, content] of later.entries()) chart.add(170 + index, content);
      return alertsOf(chart.events, [], at(180));
    };
    const pressed = { ...awake, diastolic: 115 };
    const answer = (alert: string) => ({ kind: 'acknowledge', alert, reason: 'seen' }) as const;
    const psychosis = {
      kind: 'adverse-event',
      code: 'psychosis',
      text: '',
      serious: true,
      resolvedAt: null,
    } as const;
    const measured = (alerts: readonly Alert[]) => alerts.filter(({ rule }) => rule.system !== 'no data');
    const high = seen(pressed, answer('diastolic above/1'));
    expect(measured(high).map(({ open, acknowledged }) => [open, acknowledged !== null])).toEqual([
      [true, true],
    ]);
    expect(held(high)).toBe('not-ready');
    expect(held(seen(pressed, awake))).toBe('not-ready');
    expect(held(seen(pressed, awake, answer('diastolic above/1')))).toBeNull();
    expect(held(seen(psychosis, awake))).toBe('not-ready');
    expect(held(seen(psychosis, awake, answer('mind reported/1')))).toBeNull();
    const silent = alertsOf(recovering().add(100, awake).events, [], at(180));
    expect(silent.filter(({ open }) => open).map(({ rule }) => rule.system)).toContain('no data');
    expect(held(silent)).toBeNull();
    expect(held(high, { signature: null }, 'leaves against advice')).toBe('override-not-signed');
    expect(held(high, { by: physician }, 'leaves against advice')).toBeNull();
  });

  test('what is charted late undoes no discharge', () => {
    const chart = recovering()
      .add(170, awake)
      .add(190, word)
      .add(180, { ...awake, systolic: 180 }, { recordedAt: at(240) });
    expect(sessionOf(chart.events).state).toBe('discharged');
  });

  test('an aborted session in which drug ran is observed and discharged too', () => {
    const chart = armed(plan).add(0, { kind: 'start' }).add(5, { kind: 'abort', reason: 'asked' });
    expect(refusedAs(chart, 30, word)).toBe('not-ready');
    expect(refusedAs(chart.add(120, awake), 130, word)).toBeNull();
  });
});
