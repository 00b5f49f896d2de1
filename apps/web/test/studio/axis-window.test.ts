import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AxisWindow,
  contained,
  hoursAt,
  NARROWEST_H,
  pixelOf,
  resized,
  shifted,
  WEEKS,
  windowOfTreatment,
  zoomed,
} from '../../src/studio/state/axis-window.ts';

const hours = fc.double({ min: -3000, max: 5000, noNaN: true });
const window = fc
  .tuple(hours, hours)
  .map(([a, b]) => contained({ fromH: Math.min(a, b), toH: Math.max(a, b) }));

const expectInside = ({ fromH, toH }: AxisWindow) => {
  expect(fromH).toBeGreaterThanOrEqual(WEEKS.fromH);
  expect(toH).toBeLessThanOrEqual(WEEKS.toH + 1e-9);
  expect(toH - fromH).toBeGreaterThanOrEqual(NARROWEST_H - 1e-9);
};

describe('the window of the hours view', () => {
  it('stays inside the twelve weeks, however it is moved, resized or zoomed', () => {
    fc.assert(
      fc.property(window, hours, fc.double({ min: 0.01, max: 100, noNaN: true }), (before, by, factor) => {
        expectInside(before);
        expectInside(shifted(before, by));
        expectInside(resized(before, 'from', by));
        expectInside(resized(before, 'to', by));
        expectInside(zoomed(before, factor));
      }),
    );
  });

  it('keeps its width when moved, and its other edge when resized', () => {
    fc.assert(
      fc.property(window, hours, (before, by) => {
        const moved = shifted(before, by);
        expect(moved.toH - moved.fromH).toBeCloseTo(before.toH - before.fromH, 6);
        expect(resized(before, 'from', by).toH).toBe(before.toH);
        expect(resized(before, 'to', by).fromH).toBe(before.fromH);
      }),
    );
  });

  it('zooms about the cursor', () => {
    const closer = zoomed({ fromH: 0, toH: 100 }, 0.5, 80);
    expect(closer).toEqual({ fromH: 40, toH: 90 });
  });

  it('covers a treatment and what follows it', () => {
    expect(windowOfTreatment(0.5).toH).toBe(6);
    expect(windowOfTreatment(100).toH).toBe(132);
    expect(windowOfTreatment(9 * 24 + 4).toH).toBeGreaterThan(9 * 24 + 4);
    expect(windowOfTreatment(5000).toH).toBe(WEEKS.toH);
  });
});

it('hours and pixels map back and forth', () => {
  fc.assert(
    fc.property(window, fc.double({ min: 0, max: 1, noNaN: true }), (shown, share) => {
      const axis = { left: 44, width: 500, window: shown };
      const at = shown.fromH + share * (shown.toH - shown.fromH);
      expect(hoursAt(axis, pixelOf(axis, at))).toBeCloseTo(at, 6);
    }),
  );
});
