import { InputError } from '../error.ts';

/** Exponents of the base quantities, in the order of `BASE`. */
export type Dimension = readonly number[];

/**
 * The engine's own units: hours, milligrams of drug, litres, kilograms of body weight, micromoles of drug.
 * The body's kilogram is not the drug's milligram: `L/kg` is a volume per body weight, never 1e-6 L/mg.
 */
const BASE = ['h', 'mg', 'L', 'kg', 'umol'] as const;

export const DIMENSIONLESS: Dimension = [0, 0, 0, 0, 0];
export const TIME: Dimension = [1, 0, 0, 0, 0];
export const PER_TIME: Dimension = [-1, 0, 0, 0, 0];
export const AMOUNT: Dimension = [0, 1, 0, 0, 0];
export const AMOUNT_PER_TIME: Dimension = [-1, 1, 0, 0, 0];
export const VOLUME: Dimension = [0, 0, 1, 0, 0];
export const CONCENTRATION: Dimension = [0, 1, -1, 0, 0];

/** A unit as a dimension and the factor that turns a number in it into the engine's units. */
export interface Unit {
  readonly dimension: Dimension;
  readonly factor: number;
}

const unit = (factor: number, dimension: Dimension): Unit => ({ factor, dimension });
const SUBSTANCE: Dimension = [0, 0, 0, 0, 1];
const BODY_WEIGHT: Dimension = [0, 0, 0, 1, 0];

/** The unit symbols known, in UCUM's spelling; the year is the Julian one. */
const SYMBOLS: Readonly<Record<string, Unit>> = {
  '1': unit(1, DIMENSIONLESS),
  '%': unit(0.01, DIMENSIONLESS),
  s: unit(1 / 3600, TIME),
  min: unit(1 / 60, TIME),
  h: unit(1, TIME),
  d: unit(24, TIME),
  wk: unit(168, TIME),
  a: unit(8766, TIME),
  g: unit(1e3, AMOUNT),
  mg: unit(1, AMOUNT),
  ug: unit(1e-3, AMOUNT),
  ng: unit(1e-6, AMOUNT),
  L: unit(1, VOLUME),
  dL: unit(0.1, VOLUME),
  mL: unit(1e-3, VOLUME),
  kg: unit(1, BODY_WEIGHT),
  mol: unit(1e6, SUBSTANCE),
  mmol: unit(1e3, SUBSTANCE),
  umol: unit(1, SUBSTANCE),
  nmol: unit(1e-3, SUBSTANCE),
};

/**
 * Reads a unit such as `L/h`, `1/min`, `ng/mL`, `mg.h/L`, `L/h/kg`.
 * @param text symbols joined by `.` or `*` (times) and `/` (divides what follows it alone)
 * @param path where it stands, for the error
 * @throws InputError naming the symbol that is not known
 */
export function parseUnit(text: string, path = ''): Unit {
  let factor = 1;
  let dimension = DIMENSIONLESS;
  const parts = text.split(/([./*])/);
  for (let index = 0; index < parts.length; index += 2) {
    const symbol = parts[index] ?? '';
    const known = Object.hasOwn(SYMBOLS, symbol) ? SYMBOLS[symbol] : undefined;
    if (known === undefined) {
      throw new InputError(
        path,
        `the unit "${text}" has a part "${symbol}" that is not known; known are ${Object.keys(SYMBOLS).join(', ')}`,
      );
    }
    const divides = parts[index - 1] === '/';
    factor = divides ? factor / known.factor : factor * known.factor;
    dimension = divides ? divide(dimension, known.dimension) : multiply(dimension, known.dimension);
  }
  return { factor, dimension };
}

/** The dimension of a product. */
export function multiply(left: Dimension, right: Dimension): Dimension {
  return left.map((exponent, index) => exponent + (right[index] ?? 0));
}

/** The dimension of a quotient. */
export function divide(left: Dimension, right: Dimension): Dimension {
  return left.map((exponent, index) => exponent - (right[index] ?? 0));
}

/** The dimension of a power with a constant exponent. */
export function power(base: Dimension, exponent: number): Dimension {
  return base.map((each) => each * exponent);
}

/** Whether two dimensions are the same (to the rounding of fractional exponents). */
export function sameDimension(left: Dimension, right: Dimension): boolean {
  return left.every((exponent, index) => Math.abs(exponent - (right[index] ?? 0)) < 1e-9);
}

/** A dimension in the engine's units, for messages: `L/h`, `1/h`, `1`. */
export function describeDimension(dimension: Dimension): string {
  const written = (sign: 1 | -1) =>
    dimension.flatMap((exponent, index) => {
      const size = exponent * sign;
      return size > 0 ? [`${BASE[index]}${size === 1 ? '' : `^${Number(size.toPrecision(4))}`}`] : [];
    });
  return [written(1).join('.') || '1', ...written(-1)].join('/');
}
