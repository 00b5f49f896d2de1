import { describe, expect, test } from 'vitest';
import { ageYears, latestMeasure, latestMeasures, painDiagnosis } from '../src/index.ts';
import { condition, observation } from './subject.ts';

const profile = {
  name: 'Lab',
  ranges: [
    { measure: 'ALT', sex: 'any', low: null, high: 45, unit: 'U/L' },
    { measure: 'ALT', sex: 'female', low: 7, high: 35, unit: 'U/L' },
    { measure: 'creatinine', sex: 'any', low: 60, high: 110, unit: 'umol/L' },
  ],
} as const;

describe('issue 2, section 3: the latest of each measure', () => {
  test('by instant and not by text: zones and mere dates are compared as times', () => {
    const later = observation('weight', 71, 'kg', { at: '2026-11-01T23:30:00-05:00' });
    const earlier = observation('weight', 70, 'kg', { at: '2026-11-02T03:00:00Z' });
    expect(latestMeasure([later, earlier], 'weight', 'male', profile)?.value).toBe(71);
    expect(
      latestMeasure([observation('weight', 60, 'kg', { at: '2026-11' }), earlier], 'weight', 'male', profile)
        ?.value,
    ).toBe(70);
  });

  test('none on record is null, and missing measures are left out of the list', () => {
    expect(latestMeasure([], 'heartRate', 'male', profile)).toBeNull();
    expect(
      latestMeasures([observation('height', 170, 'cm')], 'male', profile).map((one) => one.measure),
    ).toEqual(['height']);
  });
});

describe('issue 2, section 3: reference ranges come from the result, else from the laboratory profile, never assumed', () => {
  const alt = (value: number, more = {}) =>
    latestMeasure([observation('ALT', value, 'U/L', more)], 'ALT', 'female', profile);

  test("the result's own range wins", () => {
    expect(alt(50, { range: { low: null, high: 60, text: null } })).toMatchObject({
      flag: 'normal',
      range: { high: 60, from: 'result' },
    });
  });

  test("else the profile's for the sex, before the one for any", () => {
    expect(alt(40)).toMatchObject({ flag: 'high', range: { low: 7, high: 35, from: 'laboratory profile' } });
    expect(alt(5)).toMatchObject({ flag: 'low' });
    expect(latestMeasure([observation('ALT', 40, 'U/L')], 'ALT', 'male', profile)).toMatchObject({
      flag: 'normal',
    });
  });

  test('a range in words alone is none, and a profile in another unit is not used', () => {
    expect(alt(40, { range: { low: null, high: null, text: 'see comment' } })?.range?.from).toBe(
      'laboratory profile',
    );
    expect(
      latestMeasure([observation('creatinine', 1.1, 'mg/dL')], 'creatinine', 'male', profile),
    ).toMatchObject({ range: null, flag: 'unknown' });
  });
});

describe('age', () => {
  test.each([
    ['1980-11-20', '2026-11-20', 46],
    ['1980-11-21', '2026-11-20', 45],
    ['2004-02-29', '2026-02-28', 21],
    ['2004-02-29', '2026-03-01', 22],
    ['2026-11-20', '2026-11-20', 0],
  ])('born %s is on %s %d years old', (born, today, years) => expect(ageYears(born, today)).toBe(years));

  test('a birth after today, or what is no date, is refused', () => {
    expect(() => ageYears('2026-11-21', '2026-11-20')).toThrow('lies after');
    expect(() => ageYears('1980', '2026-11-20')).toThrow('YYYY-MM-DD');
  });
});

test('the diagnosis shown is the most specific pain that is not past', () => {
  const today = '2026-11-20';
  const chronic = condition('Chronic pain');
  const crps = condition('Complex regional pain syndrome type I');
  expect(painDiagnosis([chronic, crps], today)).toBe('Complex regional pain syndrome type I');
  expect(painDiagnosis([chronic, { ...crps, status: 'inactive' }], today)).toBe('Chronic pain');
  expect(painDiagnosis([condition('Hypertension')], today)).toBeNull();
});
