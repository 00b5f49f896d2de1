import { expect, test } from 'vitest';
import { en } from '../../src/home/words/en.ts';
import { lineOf } from '../../src/home/words/entry.ts';
import { doseText, timeText } from '../../src/home/words/format.ts';
import { nl } from '../../src/home/words/nl.ts';
import { fill } from '../../src/home/words/words.ts';

/** "today.route.oral" -> its text. */
function texts(words: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...texts(value, `${path}${key}.`)],
    ),
  );
}
const places = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('every text is there in English and in Dutch, with the same places to fill in', () => {
  const [english, dutch] = [texts(en), texts(nl)];
  expect([...dutch.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, text] of english) {
    expect(places(dutch.get(key)), key).toEqual(places(text));
    expect(text.trim(), key).not.toBe('');
    expect(dutch.get(key)?.trim(), key).not.toBe('');
  }
});

test('only numbers are the same in both languages', () => {
  const dutch = texts(nl);
  const same = [...texts(en)].filter(([key, text]) => dutch.get(key) === text).map(([key]) => key);
  expect(same).toEqual(['reason.supply-in-hand', 'today.medicine', 'before.alcohol', 'messages.planned']);
});

test('nothing tells the patient to take a dose', () => {
  const english = [...texts(en).values()].filter((text) => /\btake (it|your|the|a) /i.test(`${text} `));
  const dutch = [...texts(nl).values()].filter((text) => /\bneem (hem|uw|de|het) /i.test(`${text} `));
  expect([...english, ...dutch]).toEqual([]);
  expect(en.headline['not met']).toBe('The conditions of your plan are not met yet');
});

test('a place without a value is an error, not a hole in the sentence', () => {
  expect(fill('{hours} hours', { hours: 6 })).toBe('6 hours');
  expect(() => fill('{hours} hours', {})).toThrow('hours');
});

test('doses keep every digit, and times are those of the patient’s home', () => {
  expect([doseText('en', 12_500), doseText('nl', 12_500), doseText('en', 125)]).toEqual([
    '12.5 mg',
    '12,5 mg',
    '0.125 mg',
  ]);
  // The clocks of the Netherlands went back on 25 October 2026.
  const now = '2026-10-25T20:00:00Z';
  expect(timeText('en', '2026-10-25T00:30:00Z', 'Europe/Amsterdam', now)).toBe('02:30');
  expect(timeText('en', '2026-10-25T01:30:00Z', 'Europe/Amsterdam', now)).toBe('02:30');
  expect(timeText('en', '2026-10-24T18:10:00Z', 'Europe/Amsterdam', now)).toContain('24');
});

test('the two forms of a week, and two diaries of a day, are told apart in the list of what was entered', () => {
  const week = { kind: 'week', date: '2026-11-23', knowsWhenToStop: null, instrumentVersion: 1 } as const;
  const lines = ['ketame-function', 'ketame-urine'].map((instrument) =>
    lineOf({ ...week, instrument, answers: {}, scores: {} }, nl, 'nl'),
  );
  expect(lines).toEqual([
    'Pijn in het dagelijks leven, week tot maandag 23 november',
    'Blaas, week tot maandag 23 november',
  ]);
  const day = { kind: 'day', date: '2026-11-23', painWorst: null, reliefPercent: null, sleep: null } as const;
  const rest = { mood: null, hindered: null, sideEffects: null, urine: null } as const;
  expect(lineOf({ ...day, ...rest, painAverage: 6 }, en, 'en')).toBe(
    'Diary of Monday 23 November, pain 6 of 10',
  );
});
