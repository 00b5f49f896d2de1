import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courseOf, type Dose, type Model } from '../../src/index.ts';
import { indirectResponse, liver, saturable } from './models.ts';

/** A saturable drug and a response to it: nothing here is linear. */
const model: Model = {
  ...saturable,
  parameters: { ...indirectResponse('', '').parameters, ...saturable.parameters },
  turnovers: {
    R: { unit: '%', initial: 'KIN / KOUT', production: 'KIN * (1 - EMAX * C / (C50 + C))', loss: 'KOUT' },
  },
  outputs: { ...saturable.outputs, response: { expression: 'R', unit: '%' } },
};

const timesH = Float64Array.from({ length: 60 }, (_, index) => index);
const run = (doses: readonly Dose[], times: ArrayLike<number> = timesH, of = model) => {
  const course = courseOf(of, { doses, timesH: times });
  if (course.failure) throw new Error(`${course.failure.reason} at ${course.failure.timeH} h`);
  return course.outputs;
};
const same = (
  found: Readonly<Record<string, Float64Array>>,
  wanted: Readonly<Record<string, Float64Array>>,
) => {
  for (const [name, values] of Object.entries(wanted)) {
    const peak = values.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    values.forEach((value, index) => {
      expect(Math.abs(found[name]![index]! - value), `${name} at place ${index}`).toBeLessThanOrEqual(
        1e-9 * peak,
      );
    });
  }
};

const amountMg = fc.integer({ min: 1, max: 400 });
const hour = fc.integer({ min: 0, max: 300 }).map((tenths) => tenths / 10);
const infusion = fc
  .record({ amountMg, timeH: hour, durationH: fc.integer({ min: 1, max: 200 }).map((tenths) => tenths / 10) })
  .map((each): Dose => ({ input: 'iv', ...each }));
const bolus = fc.record({ amountMg, timeH: hour }).map((each): Dose => ({ input: 'iv', ...each }));
const doses = fc.array(fc.oneof(infusion, bolus), { minLength: 1, maxLength: 5 });
const few = { numRuns: 15 };

describe('whatever is given, of a model that is not linear', () => {
  it('an infusion split in two changes nothing', () => {
    fc.assert(
      fc.property(infusion, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (dose, share) => {
        const firstH = dose.durationH! * share;
        const parts: Dose[] = [
          { ...dose, amountMg: dose.amountMg! * share, durationH: firstH },
          {
            ...dose,
            timeH: dose.timeH + firstH,
            amountMg: dose.amountMg! * (1 - share),
            durationH: dose.durationH! - firstH,
          },
        ];
        same(run(parts), run([dose]));
      }),
      few,
    );
  });
  it('the order in which doses are written changes nothing, to the last bit', () => {
    fc.assert(
      fc.property(doses, (given) => {
        const distinct = given.filter(
          (dose, index) => given.findIndex(({ timeH }) => timeH === dose.timeH) === index,
        );
        expect(run(distinct.toReversed())).toEqual(run(distinct));
      }),
      few,
    );
  });
  it('other times asked for in between change nothing, to the last bit', () => {
    fc.assert(
      fc.property(doses, (given) => {
        const finer = Float64Array.from({ length: 4 * timesH.length - 3 }, (_, index) => index / 4);
        const [coarse, fine] = [run(given), run(given, finer)];
        for (const [name, values] of Object.entries(coarse)) {
          expect(
            fine[name]!.filter((_, index) => index % 4 === 0),
            name,
          ).toEqual(values);
        }
      }),
      few,
    );
  });
  it('everything later by a day is the same a day later', () => {
    fc.assert(
      fc.property(doses, (given) => {
        const later = given.map((dose) => ({ ...dose, timeH: dose.timeH + 24 }));
        same(
          run(
            later,
            timesH.map((timeH) => timeH + 24),
          ),
          run(given),
        );
      }),
      few,
    );
  });
  it('nothing is lost, and nothing falls further below 0 than the tolerance leaves open', () => {
    fc.assert(
      fc.property(doses, fc.constantFrom(saturable, liver), (given, of) => {
        const outputs = {
          ...of.outputs,
          all: { expression: of.compartments.join(' + '), unit: 'mg' },
          ...Object.fromEntries(
            of.compartments.map((name) => [`in ${name}`, { expression: name, unit: 'mg' }]),
          ),
        };
        const total = given.reduce((sum, dose) => sum + dose.amountMg!, 0);
        const { all, ...each } = run(given, [0, 5, 20, 51], { ...of, outputs });
        expect(Math.abs(all![3]! / total - 1)).toBeLessThan(1e-10);
        for (const values of Object.values(each)) {
          expect(Math.min(...values)).toBeGreaterThan(-1e-12 * total);
        }
      }),
      few,
    );
  });
});
