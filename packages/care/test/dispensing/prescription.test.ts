import { describe, expect, it } from 'vitest';
import {
  latestValidUntil,
  prescribedUg,
  prescriptionProblem,
  registerProfile,
  registerProfiles,
} from '../../src/index.ts';

const supply = {
  doseUg: 25_000,
  doses: 28,
  intervalHours: 8,
  refills: 5,
  validFrom: '2026-03-02',
  validUntil: '2026-09-02',
};

describe('how far a prescription reaches (issue 6, "refill limits")', () => {
  // 21 CFR 1306.22: not after six months from the date of issue, at most five refills.
  it.each([
    ['2026-03-02', '2026-09-02'],
    ['2023-08-29', '2024-02-29'],
    ['2023-08-31', '2024-02-29'],
    ['2022-08-31', '2023-02-28'],
    ['2024-02-29', '2024-08-29'],
  ])('in the United States one of %s is valid until %s', (from, until) => {
    expect(latestValidUntil(from, registerProfile('united-states'))).toBe(until);
  });

  it('in the United Kingdom it is valid for 28 days, the first included, and is not repeated', () => {
    expect(latestValidUntil('2024-02-15', registerProfile('united-kingdom'))).toBe('2024-03-13');
    expect(prescriptionProblem(supply, registerProfile('united-kingdom'))).toContain('At most 0 refills');
  });

  it('refuses a sixth refill, a day too late, and an end before the start', () => {
    const profile = registerProfile('united-states');
    expect(prescriptionProblem(supply, profile)).toBeNull();
    expect(prescriptionProblem({ ...supply, refills: 6 }, profile)).toContain('21 CFR 1306.22');
    expect(prescriptionProblem({ ...supply, validUntil: '2026-09-03' }, profile)).toContain(
      'until 2026-09-02',
    );
    expect(prescriptionProblem({ ...supply, validUntil: '2026-03-01' }, profile)).toContain(
      'before the first',
    );
    expect(prescribedUg(supply)).toBe(25_000 * 28 * 6);
  });

  it.each(registerProfiles)('$title: every rule has a source, and destruction two people', (profile) => {
    const { id: _id, title: _title, ...rules } = profile;
    for (const rule of Object.values(rules)) expect(rule.source).not.toBe('');
    expect(profile.twoPeople.value).toContain('destruction');
  });
});
