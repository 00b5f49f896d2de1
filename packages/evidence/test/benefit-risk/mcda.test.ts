import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acceptability,
  type Criterion,
  optionValues,
  swingWeights,
  type TreatmentOption,
  tornado,
  turningWeight,
  valueTree,
} from '../../src/index.ts';

const unit = (id: string): Criterion => ({
  id,
  name: id,
  branch: 'pain',
  measure: id,
  unit: '1',
  worst: 0,
  best: 1,
  swing: id,
});
const tree = [unit('x'), unit('y')];
const option = (id: string, ...values: number[]): TreatmentOption => ({
  id,
  name: id,
  measurements: Object.fromEntries(
    values.map((value, index) => [['x', 'y', 'z'][index], { kind: 'exact', value }]),
  ),
});
const uncertain = (id: string, mean: number, standardError: number): TreatmentOption => ({
  id,
  name: id,
  measurements: { x: { kind: 'normal', mean, standardError } },
});

describe('the value tree (issue 4)', () => {
  test('holds every criterion of the issue once, each with a scale', () => {
    expect(valueTree.map(({ id }) => id)).toEqual([
      ...['pain-intensity', 'relief-days', 'function', 'mood', 'sleep', 'psychotomimetic', 'nausea'],
      ...['blood-pressure', 'liver', 'bladder', 'cognition', 'misuse', 'burden', 'cost'],
    ]);
    for (const { worst, best } of valueTree) expect(worst).not.toBe(best);
  });
});

describe('multi-criteria decision analysis (issue 4)', () => {
  test('swing weights are the points over their sum', () => {
    expect(swingWeights(tree, { x: 100, y: 25 })).toEqual({ x: 0.8, y: 0.2 });
    expect(() => swingWeights(tree, { x: 90, y: 20 })).toThrow(/^points: .*100 points/);
    expect(() => swingWeights(tree, { x: 100 })).toThrow(/^points\.y: /);
  });

  test('the total value is the weighted sum, by hand; falling scales turn round', () => {
    const [pain, days] = valueTree as [Criterion, Criterion];
    const measured: TreatmentOption = {
      id: 'a',
      name: 'a',
      measurements: {
        [pain.id]: { kind: 'exact', value: 4 },
        [days.id]: { kind: 'exact', value: 21 },
      },
    };
    const [found] = optionValues([pain, days], [measured], { [pain.id]: 0.75, [days.id]: 0.25 });
    expect(found?.total).toBeCloseTo(0.75 * 0.6 + 0.25 * 0.25, 12);
  });

  test('at the turning weight the two options are worth the same', () => {
    const a = option('a', 0.9, 0.2);
    const b = option('b', 0.4, 0.6);
    // 0.5 w = 0.4 (1 - w)
    expect(turningWeight(tree, a, b, { x: 0.3, y: 0.7 }, 'x')).toBeCloseTo(4 / 9, 12);
    const three = [...tree, unit('z')];
    const share = fc.integer({ min: 0, max: 10 }).map((n) => n / 10);
    fc.assert(
      fc.property(fc.array(share, { minLength: 6, maxLength: 6 }), ([p, q, r, s, t, u]) => {
        const first = option('a', p!, q!, r!);
        const second = option('b', s!, t!, u!);
        const weights = { x: 0.2, y: 0.5, z: 0.3 };
        const w = turningWeight(three, first, second, weights, 'y');
        if (w === null) return;
        const rescaled = { x: (0.2 * (1 - w)) / 0.5, y: w, z: (0.3 * (1 - w)) / 0.5 };
        const [one, other] = optionValues(three, [first, second], rescaled);
        expect(one!.total).toBeCloseTo(other!.total, 10);
      }),
    );
    expect(turningWeight(tree, option('a', 1, 1), option('b', 0, 0.5), { x: 0.5, y: 0.5 }, 'x')).toBeNull();
  });

  test('tornado: the widest bar first, each by its own interval', () => {
    const a: TreatmentOption = {
      id: 'a',
      name: 'a',
      measurements: {
        x: { kind: 'normal', mean: 0.5, standardError: 0.05 },
        y: { kind: 'counted', events: 3, n: 12 },
      },
    };
    const { advantage, bars } = tornado(tree, a, option('b', 0.4, 0.5), { x: 0.5, y: 0.5 });
    expect(advantage).toBeCloseTo(0.5 * 0.1 - 0.5 * 0.25, 12);
    expect(bars.map(({ criterion }) => criterion)).toEqual(['y', 'x']);
    const x = bars.find(({ criterion }) => criterion === 'x');
    expect(x?.high).toBeCloseTo(advantage + 0.5 * 0.05 * 1.959963984540054, 12);
  });

  test('a measure that is missing or off its scale is refused by name', () => {
    expect(() => optionValues(tree, [option('a', 0.5)], { x: 0.5, y: 0.5 })).toThrow(/^a\.y: /);
    expect(() => optionValues(tree, [option('a', 0.5, 1.2)], { x: 0.5, y: 0.5 })).toThrow(/^a\.y: .*0 to 1/);
    expect(() => optionValues(tree, [option('a', 0.5, 1)], { x: 0.5, y: 0.6 })).toThrow(
      /^weights: a sum of 1/,
    );
  });
});

describe('acceptability analysis (issue 4)', () => {
  const draws = 20_000;

  test('two criteria, three options: the analytic answer', () => {
    // With weight w of x: a is worth w, b 1 - w, c 0.6; so a first above 0.6, b below 0.4, c between.
    const found = acceptability(
      tree,
      [option('a', 1, 0), option('b', 0, 1), option('c', 0.6, 0.6)],
      { kind: 'nothing' },
      { draws, seed: 1 },
    );
    const expected = [
      { ranks: [0.4, 0.1, 0.5], x: 0.8 },
      { ranks: [0.4, 0.1, 0.5], x: 0.2 },
      { ranks: [0.2, 0.8, 0], x: 0.5 },
    ];
    found.options.forEach(({ ranks, centralWeights, confidence }, index) => {
      ranks.forEach((share, rank) => {
        expect(Math.abs(share - expected[index]!.ranks[rank]!)).toBeLessThan(4 * found.greatestStandardError);
      });
      expect(centralWeights?.x).toBeCloseTo(expected[index]!.x, 2);
      expect(confidence).toBe(1);
    });
  });

  test('central weights under an order are the rank-order centroid (Barron and Barrett 1996: 0.6111, 0.2778, 0.1111)', () => {
    const three = [...tree, unit('z')];
    const { options } = acceptability(
      three,
      [option('best', 1, 1, 1), option('worst', 0, 0, 0)],
      { kind: 'order', order: ['z', 'x', 'y'] },
      { draws, seed: 2 },
    );
    expect(options[0]?.ranks).toEqual([1, 0]);
    expect(options[0]?.centralWeights?.z).toBeCloseTo(0.6111, 2);
    expect(options[0]?.centralWeights?.x).toBeCloseTo(0.2778, 2);
    expect(options[0]?.centralWeights?.y).toBeCloseTo(0.1111, 2);
    expect(options[1]).toMatchObject({ ranks: [0, 1], centralWeights: null, confidence: null });
  });

  test('uncertain measurements: the chance that one normal is above the other', () => {
    const found = acceptability(
      [unit('x')],
      [uncertain('a', 0.6, 0.1), uncertain('b', 0.5, 0.1)],
      { kind: 'nothing' },
      { draws, seed: 3 },
    );
    // Normal distribution function at 0.1 / (0.1 sqrt 2).
    expect(Math.abs(found.options[0]!.ranks[0]! - 0.7602499)).toBeLessThan(4 * found.greatestStandardError);
    expect(found.options[0]!.confidence).toBeCloseTo(found.options[0]!.ranks[0]!, 12);
  });

  test('uncertain weights and measurements together: ranks, central weights, confidence as by quadrature in R', () => {
    const two = (id: string, x: [number, number], y: [number, number]): TreatmentOption => ({
      id,
      name: id,
      measurements: {
        x: { kind: 'normal', mean: x[0], standardError: x[1] },
        y: { kind: 'normal', mean: y[0], standardError: y[1] },
      },
    });
    const options = [
      two('a', [0.7, 0.1], [0.3, 0.15]),
      two('b', [0.4, 0.2], [0.6, 0.1]),
      two('c', [0.5, 0.05], [0.5, 0.05]),
    ];
    const found = acceptability(tree, options, { kind: 'nothing' }, { draws, seed: 5 });
    // R's integrate over the weight and, within it, over the density of the option times the distribution functions
    // of the other two.
    const expected = [
      { ranks: [0.408111, 0.193072, 0.398817], x: 0.712174, confidence: 0.679957 },
      { ranks: [0.410444, 0.228056, 0.3615], x: 0.333917, confidence: 0.559226 },
      { ranks: [0.181445, 0.578872, 0.239683], x: 0.398468, confidence: 0.292801 },
    ];
    const near = 4 * found.greatestStandardError;
    found.options.forEach(({ ranks, centralWeights, confidence }, index) => {
      const { ranks: exact, x, confidence: sure } = expected[index]!;
      ranks.forEach((share, rank) => {
        expect(Math.abs(share - exact[rank]!)).toBeLessThan(near);
      });
      expect(centralWeights?.x).toBeCloseTo(x, 1);
      expect(Math.abs((confidence ?? Number.NaN) - sure)).toBeLessThan(1.5 * near);
    });
  });

  test('ranks add up to 1 for every option and every rank; equals share; a seed gives the same again', () => {
    const options = [option('a', 0.3, 0.7), option('twin', 0.3, 0.7), option('c', 0.6, 0.1)];
    const run = () => acceptability(tree, options, { kind: 'nothing' }, { draws: 500, seed: 4 });
    const found = run();
    expect(run()).toEqual(found);
    for (const rank of [0, 1, 2]) {
      expect(found.options.reduce((sum, { ranks }) => sum + ranks[rank]!, 0)).toBeCloseTo(1, 12);
    }
    expect(found.options[0]?.ranks).toEqual(found.options[1]?.ranks);
    expect(found.random).toEqual({ generator: 'Philox4x32-10', version: '1', seed: 4 });
  });

  test('an order that leaves out a criterion, or a single option, is refused', () => {
    const two = [option('a', 1, 0), option('b', 0, 1)];
    const size = { draws: 10, seed: 0 };
    expect(() => acceptability(tree, two, { kind: 'order', order: ['x'] }, size)).toThrow(/^order: .*x, y/);
    expect(() => acceptability(tree, two.slice(1), { kind: 'nothing' }, size)).toThrow(/^options: /);
  });
});
