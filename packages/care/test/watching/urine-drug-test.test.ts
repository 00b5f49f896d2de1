import { describe, expect, it } from 'vitest';
import { readUrineTest, type UrineDrugTest, urineTestFacts } from '../../src/index.ts';
import { dose } from './use.ts';

const test = (known: Partial<UrineDrugTest> = {}): UrineDrugTest => ({
  at: '2026-03-20T12:00:00.000Z',
  on: '2026-03-20',
  method: 'mass spectrometry',
  ketamine: 'found',
  norketamine: 'found',
  others: [],
  ...known,
});
const none = { ketamine: 'not found', norketamine: 'not found' } as const;

describe('urine tests for drugs (issue 6, "urine tests that don\'t fit")', () => {
  it.each<[string, UrineDrugTest, string[], string]>([
    ['found while it is taken', test(), ['2026-03-20 09:00'], 'fits'],
    [
      'found 80 days after the last dose, as after long use (de Jong 2020)',
      test(),
      ['2025-12-30 09:00'],
      'fits',
    ],
    ['found 100 days after it', test(), ['2025-12-10 09:00'], 'does not fit'],
    ['found without any dose told', test(), [], 'does not fit'],
    ['not found, with a dose told 10 h before', test(none), ['2026-03-20 02:00'], 'does not fit'],
    ['not found, with a dose 2 h before: it need not be there yet', test(none), ['2026-03-20 10:00'], 'fits'],
    ['not found, with the last dose two days before', test(none), ['2026-03-18 12:00'], 'fits'],
    [
      'norketamine alone, as late after a dose',
      test({ ketamine: 'not found' }),
      ['2026-03-15 09:00'],
      'fits',
    ],
    [
      'ketamine without norketamine',
      test({ norketamine: 'not found' }),
      ['2026-03-20 09:00'],
      'does not fit',
    ],
    ['another drug', test({ others: ['cocaine'] }), ['2026-03-20 09:00'], 'does not fit'],
    [
      'an immunoassay, whatever it says',
      test({ ...none, method: 'immunoassay' }),
      ['2026-03-20 02:00'],
      'nothing',
    ],
  ])('%s', (_, urine, doses, answer) => {
    const told = doses.map((at) => dose(at.slice(0, 10), at.slice(11)));
    expect(readUrineTest(urine, told).answer).toBe(answer);
  });

  it('what the tests cannot tell is said with its source', () => {
    expect(urineTestFacts.every(({ text, source }) => text !== '' && source !== '')).toBe(true);
    expect(urineTestFacts.map(({ text }) => text).join(' ')).toMatch(/Quetiapine.*22 to 96 days/s);
  });
});
