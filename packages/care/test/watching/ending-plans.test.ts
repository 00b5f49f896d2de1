import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acuteToxicitySheet,
  addDays,
  type CareInput,
  endingPlans,
  misuseScore,
  proposedEnding,
  taperSteps,
  toxicityWatch,
} from '../../src/index.ts';
import { blood } from '../follow-up/subject.ts';
import { useOf } from './use.ts';

const input: CareInput = {
  results: [],
  sessions: [],
  recorded: [],
  notBefore: null,
  now: '2026-03-20T12:00:00.000Z',
  timeZone: 'UTC',
};
const watchOf = (known: Partial<CareInput> = {}) => toxicityWatch({ ...input, ...known, diary: [] });

describe('ways of ending (issue 6, "Stop, taper and step-down plans")', () => {
  it('50 mg three times a day in tablets of 25 mg falls by a quarter a week, in whole tablets', () => {
    const steps = taperSteps(endingPlans.taper, {
      doseUg: 50_000,
      unitUg: 25_000,
      dosesPerDay: 3,
      on: '2026-03-02',
    });
    expect(steps).toEqual([
      { from: '2026-03-02', to: '2026-03-08', wantedUg: 112_500, dosesUg: [50_000, 25_000, 25_000] },
      { from: '2026-03-09', to: '2026-03-15', wantedUg: 75_000, dosesUg: [25_000, 25_000, 25_000] },
      { from: '2026-03-16', to: '2026-03-22', wantedUg: 37_500, dosesUg: [25_000] },
      { from: '2026-03-23', to: '2026-03-23', wantedUg: 0, dosesUg: [] },
    ]);
  });

  it('never gives more than is wanted nor a unit less than could be given, never rises, has no gap, ends at nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(endingPlans.taper, endingPlans['slow-taper']),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 50_000 }),
        fc.integer({ min: 1, max: 6 }),
        (plan, units, unitUg, dosesPerDay) => {
          const doseUg = units * unitUg;
          const steps = taperSteps(plan, { doseUg, unitUg, dosesPerDay, on: '2026-03-02' });
          let before = doseUg * dosesPerDay;
          steps.forEach(({ from, wantedUg, dosesUg }, index) => {
            const given = dosesUg.reduce((sum, ug) => sum + ug, 0);
            expect(given).toBeLessThanOrEqual(Math.min(wantedUg, before));
            expect(wantedUg - given).toBeLessThan(unitUg);
            expect(Math.max(0, ...dosesUg)).toBeLessThanOrEqual(doseUg);
            if (index > 0) expect(from).toBe(addDays(steps[index - 1]?.to ?? '', 1));
            before = given;
          });
          expect(before).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('refuses a dose that cannot be made of the unit, and a plan without steps of dose, naming the field', () => {
    const start = { doseUg: 30_000, unitUg: 25_000, dosesPerDay: 2, on: '2026-03-02' };
    expect(() => taperSteps(endingPlans.taper, start)).toThrow(
      /^doseUg: 30000 is not made of whole units of 25000/,
    );
    expect(() => taperSteps(endingPlans.taper, { ...start, unitUg: 0 })).toThrow(/^unitUg/);
    expect(() => taperSteps(endingPlans['stop-now'], start)).toThrow(/no steps of dose/);
  });

  it('a liver injury asks to stop at once, unexplained signs of misuse to step down, neither for nothing', () => {
    const noted = (count: number) =>
      Array.from({ length: count }, () => ({ on: '2026-03-18', text: 'Synthetic.' }));
    const misuse = misuseScore(useOf({ otherPrescribers: noted(1), losses: noted(2) }), '2026-03-18');
    const injured = watchOf({ results: [blood('2026-03-18', { ALT: 4 })] });
    expect(proposedEnding(injured, misuse)?.plan.id).toBe('stop-now');
    expect(proposedEnding(injured, null)?.reasons[0]).toContain('3 times the upper limit');
    expect(proposedEnding(watchOf(), misuse)).toEqual({
      plan: endingPlans['step-down'],
      reasons: ['Supplies lost or stolen', 'Another prescriber'],
    });
    expect(
      proposedEnding(watchOf(), misuseScore(useOf({ otherPrescribers: noted(1) }), '2026-03-18')),
    ).toBeNull();
    expect(proposedEnding(watchOf(), null)).toBeNull();
  });
});

describe('the sheet on acute toxicity (issue 6)', () => {
  it('fits a page, names a source for every line, and begins with the patient when there is one', () => {
    const general = acuteToxicitySheet(null);
    const sheet = acuteToxicitySheet({
      drug: 'racemic ketamine',
      form: 'lozenge of 25 mg',
      route: 'sublingual',
      doseUg: 25_000,
      maxDosesPerDay: 3,
      sedatives: ['oxycodone'],
      clinic: { name: 'Synthetic clinic', telephone: '000 000' },
    });
    expect(sheet.sections.slice(1)).toEqual(general.sections);
    const lines = sheet.sections.flatMap((section) => section.lines);
    expect(lines.slice(0, 3).map(({ text }) => text)).toEqual([
      'Treated at home with racemic ketamine, lozenge of 25 mg, sublingual: 25 mg of base a dose, at most 3 a day.',
      'Also takes: oxycodone.',
      'Synthetic clinic, 000 000.',
    ]);
    expect(lines.every(({ source }) => source !== '')).toBe(true);
    // A page of A4 in 9 points holds about 60 lines of 105 characters, headings and margins left out.
    const printed = lines.reduce(
      (sum, { text, source }) => sum + Math.ceil((text.length + source.length) / 105),
      0,
    );
    expect(printed).toBeLessThanOrEqual(50);
  });
});
