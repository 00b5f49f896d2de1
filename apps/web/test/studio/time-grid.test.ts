import {
  drawingTimes,
  lastDoseEndH,
  occurrences,
  predictCurves,
  publishedRegimens,
  type Regimen,
} from '@ketame/ketamine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/studio/plots/panels.ts';
import { WEEKS } from '../../src/studio/state/axis-window.ts';
import { regimen } from './arbitrary.ts';

const patient = { weightKg: 70, ageYears: 30, sex: 'male' } as const;

describe('the times that curves are drawn through', () => {
  it('ascend strictly, span the twelve weeks, and hold every start and end', () => {
    fc.assert(
      fc.property(regimen, (one: Regimen) => {
        const times = drawingTimes(one);
        expect(times[0]).toBe(0);
        expect(times.at(-1)).toBe(WEEKS.toH);
        expect(times.every((time, i) => i === 0 || time > (times[i - 1] as number))).toBe(true);
        const held = new Set(times);
        for (const step of one.steps) {
          for (const start of occurrences(step).filter((time) => time < WEEKS.toH)) {
            expect(held).toContain(start);
            const end = step.kind === 'infusion' ? start + step.durationH : start;
            if (end < WEEKS.toH) expect(held).toContain(end);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each(publishedRegimens.map(({ id, regimen: one }) => [id, one] as const))(
    'are close enough that a straight line between them is the curve, %s',
    (_, one) => {
      const coarse = predictCurves(one, patient, drawingTimes(one));
      const times = Float64Array.from({ length: 4000 }, (__, i) => (i * WEEKS.toH) / 4000);
      const exact = predictCurves(one, patient, times);
      if (coarse.refused !== null || exact.refused !== null) throw new Error('Refused.');
      for (const pick of ['effectSite', 'ketamine', 'slow'] as const) {
        const of = ({ course }: Extract<typeof exact, { refused: null }>) =>
          pick === 'effectSite'
            ? course.effectSite
            : pick === 'ketamine'
              ? course.plasma.ketamine
              : course.slowRelief.typical;
        const greatest = Math.max(...of(coarse));
        const worst = times.reduce((most, time, i) => {
          const drawn = valueAt(coarse.course.timesH, of(coarse), time, false);
          return Math.max(most, Math.abs(drawn - (of(exact)[i] as number)));
        }, 0);
        // One percent of the panel's height is about a pixel.
        expect(worst).toBeLessThan(0.01 * greatest);
      }
    },
  );

  it('ends with the last dose', () => {
    const ends = publishedRegimens.map(({ id, regimen: one }) => [id, lastDoseEndH(one)]);
    expect(Object.fromEntries(ends)).toEqual({
      'sigtermans-2009': 100,
      'schwartzman-2009': 9 * 24 + 4,
      'amr-2010': 6 * 24 + 5,
      'noppers-2011-fibromyalgia': 0.5,
    });
  });
});
