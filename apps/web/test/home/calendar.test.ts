import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { calendarFile, type Reminder } from '../../src/home/calendar.ts';

const title = 'Open your clinic’s app, please; or ring: \\ '.repeat(3).trim();
const reminders: readonly Reminder[] = [
  { id: 'check', title, when: { at: '2026-11-23T20:30:15.250Z' } },
  { id: 'call-3', title, when: { on: '2026-11-26' } },
  { id: 'diary', title, when: { from: '2026-03-28', clock: '20:00', times: 3 } },
];
const file = calendarFile(reminders, '2026-11-23T20:00:00.000Z');

test('another reader of iCalendar finds each reminder, its words and its alarm (issue 6, reminders)', () => {
  const events = new ICAL.Component(ICAL.parse(file))
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component));
  expect(events.map(({ uid, summary }) => [uid, summary])).toEqual([
    ['check@ketame', title],
    ['call-3@ketame', title],
    ['diary@ketame', title],
  ]);
  expect(events.map(({ startDate }) => startDate.toString())).toEqual([
    '2026-11-23T20:30:15Z',
    '2026-11-26',
    '2026-03-28T20:00:00',
  ]);
  const triggers = events.map(({ component }) =>
    component.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger')?.toString(),
  );
  expect(triggers).toEqual(['PT0S', 'PT9H', 'PT0S']);
});

test('the diary is reminded of at the same time of day, whatever the clocks do, and so often', () => {
  const [, , diary] = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent');
  if (diary === undefined) throw new Error('There is no reminder of the diary.');
  const iterator = new ICAL.Event(diary).iterator();
  const times = Array.from({ length: 4 }, () => iterator.next()?.toString());
  expect(times).toEqual(['2026-03-28T20:00:00', '2026-03-29T20:00:00', '2026-03-30T20:00:00', undefined]);
});

test('no line is longer than 75 octets, and each ends as the standard says', () => {
  const lines = file.split('\r\n');
  expect(lines.at(-1)).toBe('');
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});
