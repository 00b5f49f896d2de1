import { describe, expect, it } from 'vitest';
import { columns, ranked } from '../../src/studio/results/columns.ts';
import { summariesOf } from '../../src/studio/state/courses.ts';
import { startState } from '../../src/studio/state/start-state.ts';

const rows = summariesOf(startState.regimens, startState.patient);
const letters = (order: Parameters<typeof ranked>[1]) =>
  ranked(rows, order)
    .map(({ index }) => 'ABCD'[index])
    .join('');

describe('the table', () => {
  it('the 100 h regimen gives 39 days of at least 30 % relief in a responder, and 67 against 23 % beside it (issue 2)', () => {
    const summary = rows[0]?.summary;
    expect(Math.round(summary?.daysAtLeast30.typical ?? 0)).toBe(39);
    expect(summary?.daysAtLeast30.basis.kind).toBe('fitted');
    expect(summary?.chanceToRespond?.drug.typical).toBe(0.67);
    expect(summary?.chanceToRespond?.placebo.typical).toBe(0.23);
  });

  it('racemate and short infusions are extrapolated, without a published chance to respond', () => {
    for (const { summary } of rows.slice(1)) {
      expect(summary.daysAtLeast30.basis.kind).toBe('extrapolated');
      expect(summary.daysAtLeast30.basis.reasons.length).toBeGreaterThan(0);
      expect(summary.chanceToRespond).toBeNull();
    }
  });

  it('stands as drawn until an order is asked for', () => {
    expect(letters(null)).toBe('ABC');
    expect(letters('peak')).toBe('CBA');
  });

  it('keeps an extrapolated regimen out of the order by days, though it would come first', () => {
    const [first, second] = rows;
    if (first === undefined || second === undefined) throw new Error('Too few rows.');
    const longer = {
      ...second,
      summary: { ...second.summary, daysAtLeast30: { ...second.summary.daysAtLeast30, typical: 80 } },
    };
    expect(ranked([longer, first], 'days').map(({ index }) => index)).toEqual([0, 1]);
  });

  it('never orders by the chance to respond, and no column multiplies the two answers', () => {
    expect(columns.find(({ id }) => id === 'chance')?.orderBy).toBeNull();
  });
});
