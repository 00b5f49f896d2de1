import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountScale,
  durationScale,
  nudge,
  rateScale,
  type Scale,
  snap,
  startScale,
} from '../../src/studio/state/snapping.ts';

const scales: readonly (readonly [string, Scale])[] = [
  ['start', startScale()],
  ['duration', durationScale()],
  ['rate', rateScale(false)],
  ['rate per kg', rateScale(true)],
  ['amount', amountScale(false)],
  ['amount per kg', amountScale(true)],
];

describe.each(scales)('steps of a handle: %s', (_, scale) => {
  const value = fc.double({ min: -10, max: 2 * scale.max, noNaN: true });

  it('snapping stays in the range and is settled', () => {
    fc.assert(
      fc.property(value, (wanted) => {
        const snapped = snap(wanted, scale);
        expect(snapped).toBeGreaterThanOrEqual(scale.min - 1e-6);
        expect(snapped).toBeLessThanOrEqual(scale.max);
        expect(snap(snapped, scale)).toBeCloseTo(snapped, 9);
      }),
    );
  });

  it('an arrow key always moves, up for up and down for down, unless at the end', () => {
    fc.assert(
      fc.property(fc.double({ min: scale.min, max: scale.max, noNaN: true }), fc.boolean(), (from, big) => {
        const up = nudge(from, 1, big, scale);
        const down = nudge(from, -1, big, scale);
        if (from < scale.max - 1e-6) expect(up).toBeGreaterThan(from);
        if (from > scale.min + 1e-6) expect(down).toBeLessThan(from);
        expect(up).toBeLessThanOrEqual(scale.max);
        expect(down).toBeGreaterThanOrEqual(scale.min);
      }),
    );
  });
});

describe('sensible steps', () => {
  it('rates move in halves below 10 mg/h and in ones above; hours in quarters', () => {
    expect(snap(7.3, rateScale(false))).toBe(7.5);
    expect(snap(20.4, rateScale(false))).toBe(20);
    expect(snap(0.347, rateScale(true))).toBe(0.35);
    expect(snap(4.1, startScale())).toBe(4);
    expect(nudge(20, 1, true, rateScale(false))).toBe(30);
  });

  it('leave no dust of binary arithmetic', () => {
    expect(nudge(0.29, 1, false, rateScale(true))).toBe(0.3);
  });
});
