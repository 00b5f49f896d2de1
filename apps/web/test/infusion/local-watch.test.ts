import {
  alertsOf,
  type EventContent,
  proposedLimits,
  type Reading,
  type SessionEvent,
  sessionPlanOf,
  shippedProtocols,
} from '@ketame/care';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLocalWatch } from '../../src/infusion/local-watch.ts';

const begin = Date.parse('2026-11-22T08:00:00.000Z');
const at = (minute: number): string => new Date(begin + minute * 60_000).toISOString();

const protocol = shippedProtocols.find(({ id }) => id === 'single-session');
if (protocol === undefined) throw new Error('There is no protocol of a single session.');
const plan = sessionPlanOf(protocol, {
  patientId: 'patient',
  patient: { weightKg: 80, ageYears: 50, sex: 'female', pregnant: false },
  session: 1,
  firstTreatment: true,
  plannedStart: at(0),
  timeZone: 'UTC',
  limits: { version: 1, values: proposedLimits, confirmedBy: 'somebody', confirmedAt: at(0) },
});
const baseline = { systolic: 124, diastolic: 76, heartRate: 70, oxygenSaturation: 98, respiration: 14 };
const takes = {
  benzodiazepine: false,
  hypnotic: false,
  opioid: false,
  psychostimulant: false,
  monoamineOxidaseInhibitor: false,
};
const check: EventContent = {
  kind: 'syringe-check',
  syringe: 1,
  patientId: 'patient',
  drug: plan.drug,
  amountAs: plan.amountAs,
  concentrationMgPerMl: 2,
  volumeMl: 50,
  lot: 'SYN-1',
  expires: '2099-12-31',
  rateMlPerH: 4,
  rateMgPerH: 8,
};
const contents: (readonly [string, EventContent])[] = [
  ['one', { kind: 'plan', plan }],
  [
    'one',
    { kind: 'check-in', fastedH: 8, fasted: true, escort: 'a sister', baseline, takes, reasonToGoOn: null },
  ],
  ['one', check],
  ['two', check],
  ['one', { kind: 'arm', syringe: 1 }],
  ['one', { kind: 'start' }],
  ['one', { kind: 'chart', ...baseline, oxygenSaturation: 86, pain: 6 }],
];
const events = contents.map(
  ([person, content], index): SessionEvent => ({
    id: `event ${index}`,
    sequence: index + 1,
    occurredAt: at(index),
    recordedAt: at(index),
    by: { id: person, name: person, role: 'nurse' },
    signature: 'signed',
    content,
  }),
);
const readings = Array.from(
  { length: 30 },
  (_, index): Reading => ({
    at: at(5 + index / 2),
    receivedAt: at(5 + index / 2),
    monitor: 'synthetic',
    values: { heartRate: index < 15 ? 72 : 150, oxygenSaturation: index < 10 ? 97 : 85 },
  }),
);

test('the page’s own watch, asked whenever it may be, has the alerts that the server has', () => {
  const end = at(45);
  const expected = alertsOf(events, readings, end);
  expect(expected.length).toBeGreaterThan(2);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 44 }), { maxLength: 12 }), (minutes) => {
      const watch = createLocalWatch();
      for (const minute of minutes.sort((one, other) => one - other)) {
        const known = (one: { recordedAt: string } | { receivedAt: string }) =>
          Date.parse('recordedAt' in one ? one.recordedAt : one.receivedAt) <= Date.parse(at(minute));
        watch(events.filter(known), readings.filter(known), at(minute));
      }
      expect(watch(events, readings, end)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});
