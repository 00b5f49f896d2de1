import erfc from '@stdlib/math-base-special-erfc';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawsOf, nameCode, randomSource } from '../../src/random/draws.ts';
import { exp, log } from '../../src/random/elementary.ts';
import { normalQuantile } from '../../src/random/normal-quantile.ts';
import { philox } from '../../src/random/philox.ts';
import { goldenBits, sampleBits } from './golden.ts';

describe('Philox4x32-10 (issue 3, Populations)', () => {
  test.each([
    ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ])('gives the known answer of Random123 (tests/kat_vectors) for counter %s', (counter, key, answer) => {
    const read = (text: string) => text.split(' ').map((word) => Number.parseInt(word, 16));
    const words = Uint32Array.from(read(counter));
    const [low, high] = read(key) as [number, number];
    philox(words, low, high);
    expect([...words]).toEqual(read(answer));
  });
});

/** Distance in units of the last place of the expected value. */
const unitsApart = (value: number, expected: number) => {
  const unit = Math.max(2 ** (Math.floor(Math.log2(Math.abs(expected))) - 52), Number.MIN_VALUE);
  return value === expected ? 0 : Math.abs(value - expected) / unit;
};

describe('elementary functions of our own', () => {
  test('the exponential agrees with that of the language to two units in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: -745, max: 709.7, noNaN: true }), (x) => {
        expect(unitsApart(exp(x), Math.exp(x))).toBeLessThanOrEqual(2);
      }),
      { numRuns: 3000 },
    );
  });

  test('the logarithm agrees with that of the language to two units in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        expect(unitsApart(log(x), Math.log(x))).toBeLessThanOrEqual(2);
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.double({ min: 0.25, max: 4, noNaN: true }), (x) => {
        expect(unitsApart(log(x), Math.log(x))).toBeLessThanOrEqual(2);
      }),
      { numRuns: 3000 },
    );
  });

  test('at the ends they are what they are by definition', () => {
    expect([exp(0), exp(-800), exp(800), exp(Number.NaN)]).toEqual([
      1,
      0,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
    expect([exp(Number.POSITIVE_INFINITY), exp(Number.NEGATIVE_INFINITY)]).toEqual([
      Number.POSITIVE_INFINITY,
      0,
    ]);
    expect([log(1), log(0), log(-1), log(Number.POSITIVE_INFINITY)]).toEqual([
      0,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ]);
  });
});

describe('the normal quantile (AS 241)', () => {
  test.each([
    // The checks printed with the algorithm (Wichura 1988).
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798409],
  ])('of %f is %f', (probability, expected) => {
    expect(Math.abs(normalQuantile(probability) / expected - 1)).toBeLessThan(1e-15);
  });

  test('gives the probability back through the error function', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 0.5, noNaN: true }), (probability) => {
        const back = erfc(-normalQuantile(probability) / Math.SQRT2) / 2;
        // Far out in the tail the error of a quantile z grows by z^2 in the probability.
        expect(Math.abs(back / probability - 1)).toBeLessThan(1e-12);
      }),
    );
  });
});

describe('draws', () => {
  const place = fc.record({
    subject: fc.nat(1e6),
    occasion: fc.nat(1000),
    attempt: fc.nat(10),
  });

  test('do not depend on the order in which they are asked for', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(place, { minLength: 2, maxLength: 20 }), (seed, places) => {
        const source = randomSource(seed);
        const forwards = places.map(drawsOf(source, 'weight').normal);
        const backwards = [...places].reverse().map(drawsOf(source, 'weight').normal).reverse();
        expect(backwards).toEqual(forwards);
      }),
    );
  });

  test('are uniform and normal: mean, variance, tails and neighbours of 200 000 numbers', () => {
    const count = 200_000;
    const draws = drawsOf(randomSource(1), 'test');
    let sum = 0;
    let squares = 0;
    let beyond = 0;
    let product = 0;
    let before = 0;
    const steps = new Float64Array(20);
    for (let subject = 0; subject < count; subject++) {
      const z = draws.normal({ subject });
      sum += z;
      squares += z * z;
      product += z * before;
      before = z;
      if (Math.abs(z) > 1.959963984540054) beyond++;
      steps[Math.floor(draws.uniform({ subject, occasion: 1 }) * 20)]! += 1;
    }
    const standardError = 1 / Math.sqrt(count);
    expect(Math.abs(sum / count)).toBeLessThan(4 * standardError);
    expect(Math.abs(squares / count - 1)).toBeLessThan(4 * Math.SQRT2 * standardError);
    expect(Math.abs(product / count)).toBeLessThan(4 * standardError);
    expect(Math.abs(beyond / count - 0.05)).toBeLessThan(4 * Math.sqrt(0.05 * 0.95) * standardError);
    const expected = count / 20;
    const chiSquare = steps.reduce((total, seen) => total + (seen - expected) ** 2 / expected, 0);
    // The 99.9 % point with 19 degrees of freedom.
    expect(chiSquare).toBeLessThan(43.82);
  });

  test('of different names, seeds and occasions are unrelated', () => {
    const of = (seed: number, name: string, occasion: number) => {
      const draws = drawsOf(randomSource(seed), name);
      return Array.from({ length: 20_000 }, (_, subject) => draws.normal({ subject, occasion }));
    };
    const first = of(1, 'a', 0);
    for (const other of [of(2, 'a', 0), of(2 ** 32 + 1, 'a', 0), of(1, 'b', 0), of(1, 'a', 1)]) {
      const correlation = first.reduce((sum, z, index) => sum + z * other[index]!, 0) / first.length;
      expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(first.length));
    }
  });

  test('names have the code of FNV-1a', () => {
    // Test values of the authors of FNV.
    expect(nameCode('')).toBe(0x811c9dc5);
    expect(nameCode('a')).toBe(0xe40c292c);
    expect(nameCode('foobar')).toBe(0xbf9cf968);
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 53])('refuse the seed %f', (seed) => {
    expect(() => randomSource(seed)).toThrow(/^seed: a whole number/);
  });
});

test('the same bits everywhere: in Node as kept here, and in the browser test against the same list', () => {
  expect(sampleBits()).toEqual(goldenBits);
});
