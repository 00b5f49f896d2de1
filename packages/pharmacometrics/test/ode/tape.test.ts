import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseExpression } from '../../src/model/expression.ts';
import { createTape } from '../../src/model/tape.ts';

const expressions = [
  'x + y * z - x / y',
  '-(x ^ 2.5) + y ^ -1 + (x * y) ^ z',
  'exp(-x / 3) * ln(y + 1) + sqrt(z * x)',
  'min(x, y) * max(y, z)',
  'x ^ 3 / (y ^ 3 + x ^ 3) + 2 * (3 - 1) * x',
];
const names = ['x', 'y', 'z'];

it.each(expressions)('derivatives of %s agree with central differences', (text) => {
  const tape = createTape(3);
  const node = tape.expression(parseExpression(text), (name) => tape.input(names.indexOf(name), true));
  const program = tape.finish();
  const at = (inputs: Float64Array) => {
    program.evaluate(inputs);
    return program.values[node]!;
  };
  const input = fc.double({ min: 0.2, max: 4, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(input, input, input), (point) => {
      const inputs = Float64Array.from(point);
      // Where two are equal, the lesser and the greater have a corner.
      fc.pre(Math.abs(inputs[0]! - inputs[1]!) > 1e-3 && Math.abs(inputs[1]! - inputs[2]!) > 1e-3);
      const gradient = new Float64Array(3);
      at(inputs);
      program.gradient(node, gradient);
      for (let index = 0; index < 3; index++) {
        const step = 1e-5;
        const above = at(inputs.with(index, inputs[index]! + step));
        const below = at(inputs.with(index, inputs[index]! - step));
        const wanted = (above - below) / (2 * step);
        expect(Math.abs(gradient[index]! - wanted)).toBeLessThan(
          1e-6 * (1 + Math.abs(wanted) + Math.abs(above)),
        );
      }
    }),
  );
});

it('an amount that rounding has led below 0 counts as 0, and a root has no slope there', () => {
  const tape = createTape(1);
  const node = tape.expression(parseExpression('sqrt(x) + x ^ 0.5'), () => tape.input(0, true));
  const program = tape.finish();
  program.evaluate(Float64Array.of(-1e-20));
  const gradient = new Float64Array(1);
  program.gradient(node, gradient);
  expect([program.values[node], gradient[0]]).toEqual([0, 0]);
});
