import { describe, expect, it } from 'vitest';
import { homeEventSchema, newHomeEventSchema, newOwnHomeProgrammeSchema } from '../src/index.ts';

const id = '33333333-3333-4333-8333-333333333333';
const sent = (content: unknown, change: object = {}) => ({
  id,
  device: id,
  author: 'patient',
  at: '2026-05-06T10:00:00.000Z',
  zone: 'Europe/Amsterdam',
  content,
  ...change,
});
const afterDose = {
  kind: 'after-dose',
  doseId: id,
  minute: 30,
  awake: 'awake',
  breathing: 'normal',
  systolic: null,
  diastolic: null,
  sitter: true,
};
const stop = { kind: 'stop', reason: 'a blood test first' };
const corrected = (statement: unknown) => ({
  kind: 'correction',
  corrects: [id],
  replacement: { at: '2026-05-06T09:00:00.000Z', statement },
  reason: 'the wrong time',
});

describe('what a patient sends', () => {
  it.each([
    ['a check without a pressure', afterDose],
    ['a correction', corrected(afterDose)],
    [
      'a day with nothing answered',
      {
        kind: 'day',
        date: '2026-05-06',
        painAverage: null,
        painWorst: null,
        reliefPercent: null,
        sleep: null,
        mood: null,
        hindered: null,
        sideEffects: null,
        urine: null,
      },
    ],
  ])('is taken as it is: %s', (_what, content) => {
    expect(newHomeEventSchema.parse(sent(content))).toEqual(sent(content));
  });

  it.each<[string, object, (string | number)[]]>([
    ['half a pressure', sent({ ...afterDose, systolic: 120 }), ['content', 'systolic']],
    [
      'a pressure upside down',
      sent({ kind: 'blood-pressure', systolic: 80, diastolic: 120 }),
      ['content', 'systolic'],
    ],
    ['a part of a microgram', sent({ kind: 'dose', packCode: null, doseUg: 0.5 }), ['content', 'doseUg']],
    ['a zone that is none', sent(afterDose, { zone: 'Europe/Nowhere' }), ['zone']],
    ['a local time without its offset', sent(afterDose, { at: '2026-05-06T10:00:00' }), ['at']],
    ['somebody else as author', sent(afterDose, { author: 'clinic' }), ['author']],
  ])('is refused with the path of the field: %s', (_what, event, path) => {
    const found = newHomeEventSchema.safeParse(event);
    expect(found.error?.issues.map((issue) => issue.path)).toContainEqual(path);
  });

  it.each([
    ['a stop', stop],
    ['the lifting of a stop', { kind: 'stop-lifted', stop: 'more-than-plan', entries: [id], reason: 'fine' }],
    ['a correction that turns an entry into a stop', corrected(stop)],
  ])('is never what the clinic alone enters: %s', (_what, content) => {
    expect(newHomeEventSchema.safeParse(sent(content)).success).toBe(false);
    expect(homeEventSchema.safeParse(sent(content, { author: 'clinic' })).success).toBe(true);
  });
});

it("a clinic's own programme changes dose, number, distance and hours, and nothing else", () => {
  const own = (change: object) =>
    newOwnHomeProgrammeSchema.safeParse({ id, copyOf: 'ketame-oral', title: 'Ours', change }).success;
  expect(own({ doseUg: 20_000, window: { fromHour: 9, toHour: 21 } })).toBe(true);
  expect(own({ hazards: [] })).toBe(false);
  expect(own({ requirements: [] })).toBe(false);
});
