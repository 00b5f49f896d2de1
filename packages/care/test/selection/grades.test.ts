import { describe, expect, test } from 'vitest';
import { budapestGrade, countTherapies, neuropathicGrade, type Therapy } from '../../src/index.ts';

describe('Budapest criteria (Harden 2010): symptoms in 3 of 4 (research 4), signs in 2 of 4', () => {
  test.each([
    [4, 2, true, false, 'research'],
    [3, 2, true, false, 'clinical'],
    [4, 1, true, false, 'not fulfilled'],
    [2, 4, true, false, 'not fulfilled'],
    [4, 4, false, false, 'not fulfilled'],
    [4, 4, true, true, 'not fulfilled'],
  ] as const)(
    '%i symptoms, %i signs, disproportionate %s, better diagnosis %s: %s',
    (symptoms, signs, disproportionate, betterDiagnosis, grade) => {
      expect(budapestGrade({ symptoms, signs, disproportionate, betterDiagnosis })).toBe(grade);
    },
  );
});

describe('grading of neuropathic pain (Finnerup 2016)', () => {
  test.each([
    [true, true, true, 'definite'],
    [true, true, false, 'probable'],
    [true, false, true, 'possible'],
    [false, true, true, 'unlikely'],
  ] as const)('history %s, signs %s, test %s: %s', (history, signs, confirmed, grade) => {
    expect(neuropathicGrade({ history, signs, test: confirmed })).toBe(grade);
  });
});

describe('refractory by Smith 2012: three months or not tolerated, with less than 30 % relief or pain 5 and quality of life impaired', () => {
  const tried = (drug: string, more: Partial<Therapy> = {}): Therapy => ({
    drug,
    dose: null,
    weeks: 13,
    tolerated: true,
    reliefPercent: 29,
    ...more,
  });

  test.each([
    ['13 weeks with 29 % relief', tried('duloxetine'), 3, false, 1],
    ['12 weeks are too short', tried('duloxetine', { weeks: 12 }), 3, false, 0],
    ['2 weeks, not tolerated', tried('duloxetine', { weeks: 2, tolerated: false }), 3, false, 1],
    ['30 % relief is enough', tried('duloxetine', { reliefPercent: 30 }), 3, false, 0],
    [
      '30 % relief, but pain 5 and quality of life impaired',
      tried('duloxetine', { reliefPercent: 30 }),
      5,
      true,
      1,
    ],
    [
      '30 % relief and pain 5, quality of life not impaired',
      tried('duloxetine', { reliefPercent: 30 }),
      5,
      false,
      0,
    ],
  ] as const)('%s', (_, therapy, pain, impaired, drugs) => {
    expect(countTherapies([therapy], pain, impaired).drugs).toBe(drugs);
  });

  test('a drug counts once, classes are counted apart, and what is not known may still count', () => {
    const counted = countTherapies(
      [
        tried('gabapentin'),
        tried('gabapentin'),
        tried('pregabalin'),
        tried('duloxetine', { reliefPercent: null }),
      ],
      3,
      false,
    );
    expect(counted).toMatchObject({ drugs: 2, classes: 1, drugsAtMost: 3, classesAtMost: 2 });
    expect(counted.incomplete.map((one) => one.drug)).toEqual(['duloxetine']);
  });
});
