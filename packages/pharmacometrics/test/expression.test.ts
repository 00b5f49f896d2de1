import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, dimensionOf, parseExpression } from '../src/model/expression.ts';
import { parseUnit } from '../src/model/units.ts';

const numberOf = (text: string, names: Record<string, number> = {}): number => {
  const list = Object.keys(names);
  const compiled = compileExpression(parseExpression(text), (name) => list.indexOf(name));
  return compiled(
    Object.values(names).map((value) => Float64Array.of(value)),
    1,
  )[0]!;
};
const units: Record<string, string> = { CL: 'L/h', V: 'L', weight: 'kg', MTT: 'min', F: '1' };
const unitOf = (text: string) =>
  dimensionOf(parseExpression(text), (name) => (units[name] ? parseUnit(units[name]).dimension : undefined));

describe('expressions', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['8 / 4 / 2', 1],
    ['10 - 4 - 3', 3],
    ['1.5e2 + .5', 150.5],
    ['exp(0) + ln(1) + sqrt(16)', 5],
    ['min(3, 4) * max(3, 4)', 12],
    ['60[min]', 1],
    ['1[g] / 1[mg]', 1000],
  ])('%s is %d', (text, value) => {
    expect(numberOf(text)).toBe(value);
  });

  it('reads the names of a model', () => {
    expect(numberOf('CL * (weight / 70) ^ 0.75', { CL: 2, weight: 70 })).toBe(2);
  });

  it('writes and reads back the sums and products that JavaScript itself computes', () => {
    const { tree } = fc.letrec<{ tree: { text: string; value: number } }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.nat(1000).map((value) => ({ text: `${value}`, value })),
        fc.tuple(tie('tree'), tie('tree'), fc.constantFrom('+', '-', '*')).map(([left, right, sign]) => ({
          text: `(${left.text}) ${sign} (${right.text})`,
          value:
            sign === '+'
              ? left.value + right.value
              : sign === '-'
                ? left.value - right.value
                : left.value * right.value,
        })),
      ),
    }));
    fc.assert(
      fc.property(tree, ({ text, value }) => {
        expect(numberOf(text)).toBe(value);
      }),
    );
  });

  it.each([
    ['1 +', /the end at character 4/],
    ['CL / / V', /\/ at character 6/],
    ['(1 + 2', /"\)" was expected/],
    ['CL; alert(1)', /";" at character 3/],
    ['CL.constructor', /"\." at character 3/],
    ['sin(1)', /calls "sin" at character 1/],
    ['min(1)', /takes 2/],
    ['', /a number, a name or "\("/],
    ['2 CL', /CL at character 3/],
    ['1[furlong]', /"furlong" that is not known/],
    [`${'('.repeat(5000)}1`, /levels of brackets/],
    [`${'-'.repeat(5000)}1`, /levels of brackets/],
  ])('refuses %j', (text, message) => {
    expect(() => parseExpression(text, 'flows[0].rate')).toThrow(message);
    expect(() => parseExpression(text, 'flows[0].rate')).toThrow(/^flows\[0\]\.rate: /);
  });

  it('checks units', () => {
    expect(unitOf('CL / V')).toEqual(parseUnit('1/h').dimension);
    expect(unitOf('2 / MTT')).toEqual(parseUnit('1/min').dimension);
    expect(unitOf('CL * (weight / 70[kg]) ^ 0.75')).toEqual(parseUnit('L/h').dimension);
    expect(unitOf('sqrt(V * V)')).toEqual(parseUnit('L').dimension);
    expect(() => unitOf('CL + V')).toThrow(/L\/h \+ L: the units differ \(character 4\)/);
    expect(() => unitOf('exp(V)')).toThrow(/exp takes 1, not L/);
    expect(() => unitOf('CL * (weight / 70) ^ F')).toThrow(/raised to a computed power/);
    expect(() => unitOf('2 ^ V')).toThrow(/an exponent has no unit, not L/);
    expect(() => unitOf('CL / W')).toThrow(/"W" is not a parameter/);
  });
});

describe('units', () => {
  it.each([
    ['L/min', 60],
    ['1/min', 60],
    ['d', 24],
    ['ng/mL', 1e-3],
    ['mL/min', 0.06],
    ['mg.h/L', 1],
    ['%', 0.01],
  ])('%s is %d in h, mg and L', (text, factor) => {
    expect(parseUnit(text).factor).toBeCloseTo(factor, 15);
  });

  it('names the part that it does not know', () => {
    expect(() => parseUnit('L/hour', 'parameters.CL.unit')).toThrow(
      /^parameters\.CL\.unit: the unit "L\/hour" has a part "hour"/,
    );
    expect(() => parseUnit('constructor')).toThrow(/not known/);
  });
});
