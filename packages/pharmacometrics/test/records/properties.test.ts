import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DataRecord, type Model, simulateRecords } from '../../src/index.ts';
import { threeCompartments, typicalThree } from '../models.ts';
import { saturable } from '../ode/models.ts';

/** Both with all that was given in view: what is inside and what has been broken down. */
const linear: Model = {
  ...threeCompartments(typicalThree),
  compartments: [...threeCompartments(typicalThree).compartments, 'gone'],
  flows: threeCompartments(typicalThree).flows.map((flow) => ({ to: 'gone', ...flow })),
  inputs: {
    iv: [{ into: 'central', bioavailability: '1' }],
    oral: [{ into: 'depot', bioavailability: 'F', lag: 'LAG' }],
  },
};
const models: readonly (readonly [string, Model])[] = [
  ['linear', linear],
  [
    'not linear',
    { ...saturable, inputs: { ...saturable.inputs, oral: [{ into: 'central', lag: '0.25[h]' }] } },
  ],
].map(([name, model]) => {
  const all = { expression: (model as Model).compartments.join(' + '), unit: 'mg' };
  return [name as string, { ...(model as Model), outputs: { ...(model as Model).outputs, all } }] as const;
});

const tenths = (min: number, max: number) =>
  fc.integer({ min: min * 10, max: max * 10 }).map((each) => each / 10);
const repeats = fc.record({ ii: tenths(1, 24), addl: fc.nat(4) });
const doseRecord: fc.Arbitrary<DataRecord> = fc
  .record({
    time: tenths(0, 40),
    cmt: fc.constantFrom('iv', 'oral'),
    amt: fc.integer({ min: 1, max: 200 }),
    how: fc.oneof(fc.constant({}), fc.record({ rate: tenths(1, 40) }), fc.record({ dur: tenths(1, 20) })),
    repeats: fc.option(repeats, { nil: {} }),
  })
  .map(({ how, repeats: more, ...each }) => ({ evid: 1, ...each, ...how, ...more }));
const doses = fc.array(doseRecord, { minLength: 1, maxLength: 4 });
const observations = Array.from({ length: 30 }, (_, index): DataRecord => ({ time: 4 * index, evid: 0 }));
const few = { numRuns: 20 };

/** Outputs so long after the times of `observations`, whatever the doses. */
const run = (model: Model, given: readonly DataRecord[], shiftH = 0, afterH = 0) => {
  const observed = observations.map((each) => ({ ...each, time: each.time + afterH }));
  const records = [...given, ...observed]
    .map((each) => ({ ...each, time: each.time + shiftH }))
    // Doses before observations at the same time, and else as they stand.
    .sort((left, right) => left.time - right.time || right.evid - left.evid);
  const names = Object.keys(model.outputs);
  const values = simulateRecords(model, records, names);
  const isWanted = (_: number, index: number) => records[index]!.evid === 0;
  return Object.fromEntries(names.map((name) => [name, values[name]!.filter(isWanted)]));
};
const same = (
  found: Readonly<Record<string, Float64Array>>,
  wanted: Readonly<Record<string, Float64Array>>,
  within = 1e-8,
) => {
  for (const [name, values] of Object.entries(wanted)) {
    const peak = values.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    values.forEach((value, index) => {
      const difference = Math.abs(found[name]![index]! - value);
      expect(difference, `${name} at place ${index}`).toBeLessThanOrEqual(within * peak);
    });
  }
};

describe.each(models)('whatever the records of a model that is %s', (_, model) => {
  it('additional doses are doses that are written out', () => {
    fc.assert(
      fc.property(doses, (given) => {
        const written = given.flatMap(({ ii = 0, addl = 0, ...dose }) =>
          Array.from({ length: addl + 1 }, (__, index) => ({ ...dose, time: dose.time + index * ii })),
        );
        same(run(model, written), run(model, given));
      }),
      few,
    );
  });
  it('an infusion split in two changes nothing', () => {
    fc.assert(
      fc.property(
        tenths(0, 40),
        tenths(1, 20),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (time, dur, share) => {
          const dose: DataRecord = { time, evid: 1, cmt: 'iv', amt: 100, dur };
          const parts: DataRecord[] = [
            { ...dose, amt: 100 * share, dur: dur * share },
            { ...dose, time: time + dur * share, amt: 100 * (1 - share), dur: dur * (1 - share) },
          ];
          same(run(model, parts), run(model, [dose]));
        },
      ),
      few,
    );
  });
  it('everything later is the same later', () => {
    fc.assert(
      fc.property(doses, fc.integer({ min: -100, max: 1000 }), (given, shiftH) => {
        // At a time that no sum of tenths rounds to, so that a dose stays on its side of an observation.
        same(run(model, given, shiftH, 1 / 64), run(model, given, 0, 1 / 64));
      }),
      few,
    );
  });
  it('the order of records at the same time changes nothing', () => {
    fc.assert(
      fc.property(doses, (given) => {
        const atOnce = given.map((each) => ({ ...each, time: 8 }));
        same(run(model, atOnce.toReversed()), run(model, atOnce), 1e-10);
      }),
      few,
    );
  });
  it('a record of the same covariates in between changes nothing', () => {
    fc.assert(
      fc.property(doses, fc.array(tenths(0, 100), { maxLength: 5 }), (given, times) => {
        const others = times.map((time): DataRecord => ({ time, evid: 2 }));
        same(run(model, [...given, ...others]), run(model, given));
      }),
      few,
    );
  });
  it('mass: all that has entered is there', () => {
    fc.assert(
      fc.property(doses, (given) => {
        const share = (cmt: string) => (cmt === 'oral' ? (model.parameters.F?.value ?? 1) : 1);
        const late: DataRecord = { time: 1000, evid: 0 };
        const total = given.reduce(
          (sum, { amt = 0, addl = 0, cmt = '' }) => sum + amt * (addl + 1) * share(cmt),
          0,
        );
        const inOrder = given.toSorted((left, right) => left.time - right.time);
        const all = simulateRecords(model, [...inOrder, late], ['all']).all!.at(-1)!;
        expect(Math.abs(all / total - 1)).toBeLessThan(1e-9);
      }),
      few,
    );
  });
});

describe('whatever the records of a linear model', () => {
  it('superposition: doses together are the sum of each alone', () => {
    fc.assert(
      fc.property(doses, (given) => {
        const alone = given.map((dose) => run(linear, [dose]));
        const sum = Object.fromEntries(
          Object.entries(alone[0]!).map(([name, values]) => [
            name,
            values.map((_, index) => alone.reduce((total, each) => total + each[name]![index]!, 0)),
          ]),
        );
        same(run(linear, given), sum, 1e-11);
      }),
      few,
    );
  });
  it('three times the doses, three times the course', () => {
    fc.assert(
      fc.property(doses, (given) => {
        const thrice = given.map((each) => ({
          ...each,
          amt: 3 * each.amt!,
          ...(each.rate && { rate: 3 * each.rate }),
        }));
        const once = run(linear, given);
        const wanted = Object.entries(once).map(([name, values]) => [name, values.map((each) => 3 * each)]);
        same(run(linear, thrice), Object.fromEntries(wanted), 1e-11);
      }),
      few,
    );
  });
});
