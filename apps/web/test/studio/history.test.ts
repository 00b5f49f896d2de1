import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HISTORY_LIMIT, recordStep, redo, startHistory, undo } from '../../src/studio/state/history.ts';

const record = (values: readonly number[]) =>
  values.reduce((history, value) => recordStep(history, value), startHistory(-1));

describe('undo and redo', () => {
  it('undo is the inverse of a step, and redo of undo', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 50 }), fc.nat(49), (values, times) => {
        let history = record(values);
        const back = Math.min(times, values.length);
        for (let i = 0; i < back; i++) history = undo(history);
        expect(history.present).toBe([-1, ...values][values.length - back]);
        for (let i = 0; i < back; i++) history = redo(history);
        expect(history.present).toBe(values.at(-1));
      }),
    );
  });

  it('takes back a whole gesture at once, and another one alone', () => {
    let history = recordStep(startHistory(0), 1, 'drag-1');
    history = recordStep(history, 2, 'drag-1');
    history = recordStep(history, 3, 'drag-2');
    expect(undo(history).present).toBe(2);
    expect(undo(undo(history)).present).toBe(0);
  });

  it('a new step after undo forgets what was undone', () => {
    const history = recordStep(undo(record([1, 2])), 9);
    expect(redo(history).present).toBe(9);
    expect(undo(history).present).toBe(1);
  });

  it('does nothing at either end', () => {
    expect(undo(startHistory(1)).present).toBe(1);
    expect(redo(startHistory(1)).present).toBe(1);
  });

  it('keeps a limited number of steps', () => {
    const history = record(Array.from({ length: HISTORY_LIMIT + 50 }, (_, i) => i));
    expect(history.past).toHaveLength(HISTORY_LIMIT);
  });
});
