import { InputError } from '../error.ts';
import {
  DIMENSIONLESS,
  type Dimension,
  describeDimension,
  divide,
  multiply,
  parseUnit,
  power,
  sameDimension,
} from './units.ts';

/** Arithmetic as a tree. Positions count characters from 0 in the text it was read from. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly dimension: Dimension; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'negate'; readonly operand: Expression; readonly at: number }
  | {
      readonly kind: '+' | '-' | '*' | '/' | '^';
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'call';
      readonly name: FunctionName;
      readonly operands: readonly Expression[];
      readonly at: number;
    }
  | DelayExpression;

/** What something was, so long ago. */
export interface DelayExpression {
  readonly kind: 'delay';
  readonly of: Expression;
  readonly by: Expression;
  readonly at: number;
}

type FunctionName = 'exp' | 'ln' | 'sqrt' | 'min' | 'max';

const FUNCTIONS: Readonly<
  Record<FunctionName, { operands: number; apply: (...values: number[]) => number }>
> = {
  exp: { operands: 1, apply: Math.exp },
  ln: { operands: 1, apply: Math.log },
  sqrt: { operands: 1, apply: Math.sqrt },
  min: { operands: 2, apply: Math.min },
  max: { operands: 2, apply: Math.max },
};

interface Token {
  readonly kind: 'number' | 'name' | 'unit' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const TOKEN =
  /\s*(?:(?<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<unit>\[[^\]]*\])|(?<sign>[-+*/^(),]))/y;

/** More levels of brackets than any model has; deeper text is refused rather than overflowing the stack. */
const DEEPEST = 100;

function tokens(text: string, path: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  let end = text.length;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    const kind = (['number', 'name', 'unit', 'sign'] as const).find((each) => groups?.[each] !== undefined);
    const token = kind && groups?.[kind];
    if (kind === undefined || token === undefined) {
      const at = from + (text.slice(from).length - text.slice(from).trimStart().length);
      throw new InputError(
        path,
        `"${text}" has "${text[at]}" at character ${at + 1}, which is not arithmetic`,
      );
    }
    found.push({ kind, text: token, at: TOKEN.lastIndex - token.length });
  }
  found.push({ kind: 'end', text: 'the end', at: text.length });
  return found;
}

/**
 * Reads arithmetic: numbers (a unit may follow in brackets, `70[kg]`), names, `+ - * / ^`, brackets, `exp`, `ln`,
 * `sqrt`, `min`, `max`, `delay`. `^` binds tightest and to the right, so that `-x^2` is `-(x^2)`. Text is never run as code.
 * @param path where the text stands, for errors, which also name the character
 * @throws InputError
 */
export function parseExpression(text: string, path = ''): Expression {
  const list = tokens(text, path);
  let next = 0;
  let depth = 0;
  const peek = (): Token => list[next] as Token;
  const fail = (expected: string): never => {
    const { at, text: found } = peek();
    throw new InputError(
      path,
      `"${text}" has ${found} at character ${at + 1}, where ${expected} was expected`,
    );
  };
  const accept = (...signs: string[]): Token | undefined =>
    peek().kind === 'sign' && signs.includes(peek().text) ? list[next++] : undefined;
  const expect = (sign: string) => accept(sign) ?? fail(`"${sign}"`);

  const sum = (): Expression => {
    if (++depth > DEEPEST)
      throw new InputError(path, `the expression has more than ${DEEPEST} levels of brackets`);
    let left = product();
    for (let sign = accept('+', '-'); sign; sign = accept('+', '-')) {
      left = { kind: sign.text as '+' | '-', left, right: product(), at: sign.at };
    }
    depth--;
    return left;
  };
  const product = (): Expression => {
    let left = signed();
    for (let sign = accept('*', '/'); sign; sign = accept('*', '/')) {
      left = { kind: sign.text as '*' | '/', left, right: signed(), at: sign.at };
    }
    return left;
  };
  const signed = (): Expression => {
    if (++depth > DEEPEST)
      throw new InputError(path, `the expression has more than ${DEEPEST} levels of brackets`);
    const minus = accept('-');
    const result: Expression = minus ? { kind: 'negate', operand: signed(), at: minus.at } : powers();
    depth--;
    return result;
  };
  const powers = (): Expression => {
    const base = atom();
    const sign = accept('^');
    return sign ? { kind: '^', left: base, right: signed(), at: sign.at } : base;
  };
  const atom = (): Expression => {
    const token = peek();
    if (token.kind === 'number') {
      next++;
      const unit =
        peek().kind === 'unit' ? parseUnit((list[next++] as Token).text.slice(1, -1), path) : undefined;
      return {
        kind: 'number',
        value: Number(token.text) * (unit?.factor ?? 1),
        dimension: unit?.dimension ?? DIMENSIONLESS,
        at: token.at,
      };
    }
    if (token.kind === 'name') {
      next++;
      if (!accept('(')) return { kind: 'name', name: token.text, at: token.at };
      return call(token);
    }
    if (accept('(')) {
      const inside = sum();
      expect(')');
      return inside;
    }
    return fail('a number, a name or "("');
  };
  const call = ({ text: name, at }: Token): Expression => {
    if (name === 'delay') {
      const of = sum();
      expect(',');
      const by = sum();
      expect(')');
      return { kind: 'delay', of, by, at };
    }
    if (!Object.hasOwn(FUNCTIONS, name)) {
      throw new InputError(
        path,
        `"${text}" calls "${name}" at character ${at + 1}; known are ${Object.keys(FUNCTIONS).join(', ')}, delay`,
      );
    }
    const known = name as FunctionName;
    const operands = [sum()];
    while (accept(',')) operands.push(sum());
    expect(')');
    if (operands.length !== FUNCTIONS[known].operands) {
      throw new InputError(
        path,
        `"${text}" gives ${name} ${operands.length} value(s) at character ${at + 1}; it takes ${FUNCTIONS[known].operands}`,
      );
    }
    return { kind: 'call', name: known, operands, at };
  };

  const tree = sum();
  if (peek().kind !== 'end') fail('an operator or the end');
  return tree;
}

/**
 * The dimension of an expression, checked on the way: only like is added to like, functions take plain numbers.
 * @param of the dimension of a name, undefined when there is no such name
 * @throws InputError naming the character
 */
export function dimensionOf(
  tree: Expression,
  of: (name: string) => Dimension | undefined,
  path = '',
): Dimension {
  const at = (problem: string): never => {
    throw new InputError(path, `${problem} (character ${tree.at + 1})`);
  };
  switch (tree.kind) {
    case 'number':
      return tree.dimension;
    case 'name':
      return of(tree.name) ?? at(`"${tree.name}" is not a parameter or covariate of this model`);
    case 'negate':
      return dimensionOf(tree.operand, of, path);
    case 'delay':
      return dimensionOf(tree.of, of, path);
    case 'call': {
      const dimensions = tree.operands.map((operand) => dimensionOf(operand, of, path));
      const first = dimensions[0] ?? DIMENSIONLESS;
      if (tree.name === 'sqrt') return power(first, 0.5);
      const wanted = tree.name === 'min' || tree.name === 'max' ? first : DIMENSIONLESS;
      for (const dimension of dimensions) {
        if (!sameDimension(dimension, wanted)) {
          at(`${tree.name} takes ${describeDimension(wanted)}, not ${describeDimension(dimension)}`);
        }
      }
      return wanted;
    }
    default: {
      const left = dimensionOf(tree.left, of, path);
      const right = dimensionOf(tree.right, of, path);
      if (tree.kind === '*') return multiply(left, right);
      if (tree.kind === '/') return divide(left, right);
      if (tree.kind === '^') {
        if (!sameDimension(right, DIMENSIONLESS))
          at(`an exponent has no unit, not ${describeDimension(right)}`);
        if (tree.right.kind === 'number') return power(left, tree.right.value);
        if (!sameDimension(left, DIMENSIONLESS)) {
          at(`only a plain number can be raised to a computed power, not ${describeDimension(left)}`);
        }
        return DIMENSIONLESS;
      }
      if (!sameDimension(left, right)) {
        at(`${describeDimension(left)} ${tree.kind} ${describeDimension(right)}: the units differ`);
      }
      return left;
    }
  }
}

/** Values of an expression, one per individual, from the values of its names in the order of their slots. */
export type Evaluate = (columns: readonly Float64Array[], count: number) => Float64Array;

const OPERATORS: Readonly<Record<'+' | '-' | '*' | '/' | '^', (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
};

/**
 * Turns a tree into a function of the values of its names, for any number of individuals at once.
 * @param slot says where the values of a name stand in the list
 */
export function compileExpression(tree: Expression, slot: (name: string) => number): Evaluate {
  switch (tree.kind) {
    case 'number': {
      const { value } = tree;
      return (_, count) => new Float64Array(count).fill(value);
    }
    case 'name': {
      const index = slot(tree.name);
      return (columns) => columns[index]!;
    }
    case 'negate': {
      const operand = compileExpression(tree.operand, slot);
      return (columns, count) => operand(columns, count).map((value) => -value);
    }
    case 'delay':
      throw new Error('names.ts refuses a delay where nothing changes with time');
    case 'call': {
      const { apply } = FUNCTIONS[tree.name];
      const operands = tree.operands.map((each) => compileExpression(each, slot));
      return (columns, count) => {
        const values = operands.map((operand) => operand(columns, count));
        return Float64Array.from({ length: count }, (_, index) =>
          apply(...values.map((each) => each[index]!)),
        );
      };
    }
    default: {
      const left = compileExpression(tree.left, slot);
      const right = compileExpression(tree.right, slot);
      const operate = OPERATORS[tree.kind];
      return (columns, count) => {
        const from = left(columns, count);
        const by = right(columns, count);
        const result = new Float64Array(count);
        for (let index = 0; index < count; index++) result[index] = operate(from[index]!, by[index]!);
        return result;
      };
    }
  }
}

/** The delays in an expression, outer ones first. */
export function delaysIn(tree: Expression): DelayExpression[] {
  switch (tree.kind) {
    case 'number':
    case 'name':
      return [];
    case 'negate':
      return delaysIn(tree.operand);
    case 'call':
      return tree.operands.flatMap(delaysIn);
    case 'delay':
      return [tree, ...delaysIn(tree.of), ...delaysIn(tree.by)];
    default:
      return [...delaysIn(tree.left), ...delaysIn(tree.right)];
  }
}
