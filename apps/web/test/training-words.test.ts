import { trainingLanguages, trainingModuleIds } from '@ketame/care';
import { expect, test } from 'vitest';
import { modulePictures } from '../src/training/pictures.ts';
import { standingText } from '../src/training/words.ts';

test('each module has a picture of its own, told in English and in Dutch (issue 6, Training)', () => {
  const pictures = trainingModuleIds.map((id) => modulePictures[id]);
  expect(new Set(pictures.map(({ strokes }) => strokes)).size).toBe(trainingModuleIds.length);
  for (const language of trainingLanguages) {
    const told = pictures.map(({ shows }) => shows[language]);
    expect(told.filter((text) => text.trim() === '')).toEqual([]);
    expect(new Set(told).size).toBe(trainingModuleIds.length);
  }
  expect(pictures.filter(({ shows }) => shows.en === shows.nl)).toEqual([]);
});

test('how somebody stands is told in the language of the reader', () => {
  const valid = { module: 'driving', state: 'valid', until: '2027-05-02' } as const;
  expect([standingText(valid), standingText(valid, 'nl')]).toEqual([
    'valid until 2 May 2027',
    'geldig tot en met 2 mei 2027',
  ]);
  expect(standingText({ module: 'driving', state: 'not passed', until: null }, 'nl')).toBe('niet gehaald');
});
