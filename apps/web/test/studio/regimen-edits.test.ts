import { publishedRegimens, type Regimen } from '@ketame/ketamine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  followerOf,
  unitOf,
  withEndAt,
  withNewStep,
  withoutStep,
  withRate,
  withStartAt,
} from '../../src/studio/state/regimen-edits.ts';

function published(id: string): Regimen {
  const found = publishedRegimens.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no "${id}".`);
  return found.regimen;
}
const titrated = published('sigtermans-2009');
const infusionAt = (regimen: Regimen, index: number) => {
  const step = regimen.steps[index];
  if (step?.kind !== 'infusion') throw new Error('Not an infusion.');
  return step;
};
const endOf = (regimen: Regimen, index: number) =>
  infusionAt(regimen, index).startH + infusionAt(regimen, index).durationH;

describe('a regimen from a publication that is changed', () => {
  it('says what it was changed from, and no longer that it is it', () => {
    const changed = withRate(titrated, 0, 6);
    expect(changed.published).toBeUndefined();
    expect(changed.changedFrom).toBe('sigtermans-2009');
    expect(withRate(changed, 0, 7).changedFrom).toBe('sigtermans-2009');
  });

  it('is the same one when nothing changed', () => {
    expect(withRate(titrated, 0, 5)).toBe(titrated);
    expect(withEndAt(titrated, 0, 8.01)).toBe(titrated);
    expect(withStartAt(titrated, 0, 0.02)).toBe(titrated);
    expect(withoutStep(titrated, 9)).toBe(titrated);
  });
});

describe('infusions that follow each other', () => {
  it('share one boundary: moving it leaves no gap, no overlap, and the end of both where it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 }),
        fc.double({ min: -50, max: 150, noNaN: true }),
        (index, hours) => {
          const moved = withEndAt(titrated, index, hours);
          expect(infusionAt(moved, index + 1).startH).toBeCloseTo(endOf(moved, index), 9);
          expect(endOf(moved, index + 1)).toBeCloseTo(endOf(titrated, index + 1), 9);
          expect(infusionAt(moved, index).durationH).toBeGreaterThan(0);
          expect(infusionAt(moved, index + 1).durationH).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('are known by it', () => {
    expect([0, 1, 2, 3].map((index) => followerOf(titrated, index))).toEqual([1, 2, 3, -1]);
    expect(followerOf(published('schwartzman-2009'), 0)).toBe(-1);
  });

  it('the last end moves alone, and a start keeps the end', () => {
    expect(endOf(withEndAt(titrated, 3, 110), 3)).toBe(110);
    const later = withStartAt(titrated, 0, 2);
    expect(infusionAt(later, 0).startH).toBe(2);
    expect(endOf(later, 0)).toBe(8);
  });
});

describe('new steps', () => {
  it('begin after the last dose, repeats included', () => {
    const added = withNewStep(published('amr-2010'), 'bolus');
    expect(added.steps.at(-1)).toMatchObject({ kind: 'bolus', startH: 6 * 24 + 5 });
  });

  it('repeated sessions are 4 h daily, ten times (issue 2, section 4)', () => {
    const added = withNewStep({ ...titrated, steps: [] }, 'sessions');
    expect(added.steps[0]).toMatchObject({ startH: 0, durationH: 4, repeat: { everyH: 24, count: 10 } });
  });
});

it('writes units as a prescription does', () => {
  expect(unitOf('infusion', '70 kg')).toBe('mg/h/70 kg');
  expect(unitOf('infusion', 'kg')).toBe('mg/kg/h');
  expect(unitOf('bolus', 'patient')).toBe('mg');
});
