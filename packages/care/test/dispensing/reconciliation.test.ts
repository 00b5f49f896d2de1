import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountBalances, accountKinds, balanceChange, reconcile, replay } from '../../src/index.ts';

const dose = 25_000;
const amount = (on: string, doses: number, pack: string | null = null) => ({
  on,
  amountUg: doses * dose,
  pack,
});

describe('three-way reconciliation (issue 6, "Watching")', () => {
  it('a week in which all is told has nothing unexplained; one dose too few is one dose', () => {
    const record = {
      dispensed: [amount('2026-03-02', 14)],
      taken: [amount('2026-03-03', 5), amount('2026-03-10', 4)],
      returned: [amount('2026-03-11', 1)],
      destroyed: [amount('2026-03-11', 1)],
      counts: [
        { on: '2026-03-08', inHandUg: 9 * dose },
        { on: '2026-03-15', inHandUg: 2 * dose },
      ],
    };
    const { weeks, unexplainedUg, trendUgPerWeek } = reconcile(record, '2026-03-20');
    expect(weeks.map((week) => week.unexplainedUg)).toEqual([0, dose, null]);
    expect(weeks[1]?.unexplainedShare).toBeCloseTo(1 / 14, 12);
    expect([unexplainedUg, trendUgPerWeek]).toEqual([dose, dose]);
  });

  it('follows each pack, and sees one that is accounted for twice', () => {
    const record = {
      dispensed: ['A', 'B', 'C'].map((pack) => amount('2026-03-02', 1, pack)),
      taken: [amount('2026-03-03', 1, 'A'), amount('2026-03-04', 1, 'B')],
      returned: [amount('2026-03-05', 1, 'B')],
      destroyed: [],
      counts: [],
    };
    expect(reconcile(record, '2026-03-05').packs.map(({ pack, openUg }) => [pack, openUg])).toEqual([
      ['A', 0],
      ['B', -dose],
      ['C', dose],
    ]);
  });

  it('finds what is hidden, whatever the diary: the unexplained part is what was lost', () => {
    const days = fc.array(fc.record({ taken: fc.nat(4), lost: fc.nat(1), counted: fc.boolean() }), {
      minLength: 1,
      maxLength: 27,
    });
    fc.assert(
      fc.property(days, (history) => {
        let inHand = 200;
        let lost = 0;
        let lostAtCount: number | null = null;
        const taken = [];
        const counts = [];
        for (const [index, day] of history.entries()) {
          const on = `2026-03-${String(index + 2).padStart(2, '0')}`;
          inHand -= day.taken + day.lost;
          lost += day.lost;
          taken.push(amount(on, day.taken));
          if (day.counted) {
            counts.push({ on, inHandUg: inHand * dose });
            lostAtCount = lost * dose;
          }
        }
        const record = { dispensed: [amount('2026-03-02', 200)], taken, counts, returned: [], destroyed: [] };
        expect(reconcile(record, '2026-03-28').unexplainedUg).toBe(lostAtCount);
      }),
    );
  });
});

describe('double entry', () => {
  const movement = fc.record({
    from: fc.constantFrom(...accountKinds),
    to: fc.constantFrom(...accountKinds),
    amountUg: fc.integer({ min: 1, max: 1_000_000_000 }),
  });

  it('accounts sum to nothing, and the balance is the sum of the entries', () => {
    fc.assert(
      fc.property(fc.array(movement), (entries) => {
        const balances = accountBalances(entries);
        expect([...balances.values()].reduce((sum, ug) => sum + ug, 0)).toBe(0);
        expect(replay(entries).at(-1) ?? 0).toBe(
          (balances.get('stock') ?? 0) + (balances.get('prepared') ?? 0),
        );
      }),
    );
  });

  it('an entry and its reversal net to nothing', () => {
    fc.assert(
      fc.property(movement, (entry) => {
        const reversal = { ...entry, from: entry.to, to: entry.from };
        expect(balanceChange(entry) + balanceChange(reversal)).toBe(0);
      }),
    );
  });
});
