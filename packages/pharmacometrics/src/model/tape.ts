import type { DelayExpression, Expression } from './expression.ts';

/** Numbers computed one after the other from inputs; the place of a number among them is its node. */
export interface Tape {
  readonly constant: (value: number) => number;
  /** An input of the tape. @param isAmount below 0, where only rounding can lead, it counts as 0 */
  readonly input: (index: number, isAmount: boolean) => number;
  readonly operation: (kind: Operation, left: number, right?: number) => number;
  /**
   * @param node the node of each name
   * @param delayed the node of each delay
   */
  readonly expression: (
    tree: Expression,
    node: (name: string) => number,
    delayed?: (delay: DelayExpression) => number,
  ) => number;
  /** The tape as it stands now, ready to run. */
  readonly finish: () => Program;
}

export interface Program {
  /** One per node, as of the last `evaluate`. */
  readonly values: Float64Array;
  readonly evaluate: (inputs: Float64Array) => void;
  /** Writes the derivatives of a node by every input, at the inputs of the last `evaluate`. */
  readonly gradient: (node: number, into: Float64Array) => void;
}

const OPERATIONS = ['+', '-', '*', '/', '^', 'negate', 'exp', 'ln', 'sqrt', 'min', 'max'] as const;
export type Operation = (typeof OPERATIONS)[number];

const CONSTANT = OPERATIONS.length;
const INPUT = CONSTANT + 1;
const AMOUNT = CONSTANT + 2;

function apply(operation: number, left: number, right: number): number {
  switch (operation) {
    case 0:
      return left + right;
    case 1:
      return left - right;
    case 2:
      return left * right;
    case 3:
      return left / right;
    case 4:
      return left ** right;
    case 5:
      return -left;
    case 6:
      return Math.exp(left);
    case 7:
      return Math.log(left);
    case 8:
      return Math.sqrt(left);
    case 9:
      return Math.min(left, right);
    default:
      return Math.max(left, right);
  }
}

/** The derivative of an operation by its left operand. */
function byLeft(operation: number, left: number, right: number, value: number): number {
  switch (operation) {
    case 0:
    case 1:
      return 1;
    case 2:
      return right;
    case 3:
      return 1 / right;
    case 4:
      // A root is infinitely steep at 0; it is left out there, where nothing is left to change.
      return left === 0 && right < 1 ? 0 : right * left ** (right - 1);
    case 5:
      return -1;
    case 6:
      return value;
    case 7:
      return 1 / left;
    case 8:
      return value === 0 ? 0 : 0.5 / value;
    case 9:
      return left <= right ? 1 : 0;
    default:
      return left >= right ? 1 : 0;
  }
}

/** The same by the right one. */
function byRight(operation: number, left: number, right: number, value: number): number {
  switch (operation) {
    case 0:
      return 1;
    case 1:
      return -1;
    case 2:
      return left;
    case 3:
      return -value / right;
    case 4:
      return left > 0 ? value * Math.log(left) : 0;
    case 9:
      return left <= right ? 0 : 1;
    default:
      return left >= right ? 0 : 1;
  }
}

/**
 * A tape for expressions: what does not change is computed while it is written, what stands in several expressions is
 * computed once, and derivatives are exact, found by going through the tape backwards (reverse accumulation).
 */
export function createTape(inputCount: number): Tape {
  const operations: number[] = [];
  const lefts: number[] = [];
  const rights: number[] = [];
  const constants: number[] = [];
  const known = new Map<string, number>();

  const add = (operation: number, left: number, right: number, constant: number): number => {
    const key = `${operation} ${left} ${right} ${constant}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    operations.push(operation);
    lefts.push(left);
    rights.push(right);
    constants.push(constant);
    known.set(key, operations.length - 1);
    return operations.length - 1;
  };
  const constant = (value: number) => add(CONSTANT, 0, 0, value);
  const operation: Tape['operation'] = (kind, left, right = left) => {
    const code = OPERATIONS.indexOf(kind);
    return operations[left] === CONSTANT && operations[right] === CONSTANT
      ? constant(apply(code, constants[left]!, constants[right]!))
      : add(code, left, right, 0);
  };
  const expression: Tape['expression'] = (tree, node, delayed) => {
    switch (tree.kind) {
      case 'number':
        return constant(tree.value);
      case 'name':
        return node(tree.name);
      case 'negate':
        return operation('negate', expression(tree.operand, node, delayed));
      case 'call': {
        const [left = 0, right] = tree.operands.map((each) => expression(each, node, delayed));
        return operation(tree.name, left, right);
      }
      case 'delay':
        if (!delayed) throw new Error('what is written here knows no past');
        return delayed(tree);
      default:
        return operation(
          tree.kind,
          expression(tree.left, node, delayed),
          expression(tree.right, node, delayed),
        );
    }
  };
  return {
    constant,
    input: (index, isAmount) => add(isAmount ? AMOUNT : INPUT, index, index, 0),
    operation,
    expression,
    finish: () =>
      createProgram(
        inputCount,
        Uint8Array.from(operations),
        Int32Array.from(lefts),
        Int32Array.from(rights),
        Float64Array.from(constants),
      ),
  };
}

function createProgram(
  inputCount: number,
  operations: Uint8Array,
  lefts: Int32Array,
  rights: Int32Array,
  constants: Float64Array,
): Program {
  const values = constants.slice();
  const weights = new Float64Array(operations.length);
  return {
    values,
    evaluate(inputs) {
      for (let node = 0; node < operations.length; node++) {
        const operation = operations[node]!;
        if (operation === CONSTANT) continue;
        const left = lefts[node]!;
        if (operation === INPUT) values[node] = inputs[left]!;
        else if (operation === AMOUNT) values[node] = Math.max(0, inputs[left]!);
        else values[node] = apply(operation, values[left]!, values[rights[node]!]!);
      }
    },
    gradient(of, into) {
      into.fill(0, 0, inputCount);
      weights.fill(0, 0, of);
      weights[of] = 1;
      for (let node = of; node >= 0; node--) {
        const weight = weights[node]!;
        const operation = operations[node]!;
        if (weight === 0 || operation === CONSTANT) continue;
        const left = lefts[node]!;
        if (operation >= INPUT) {
          into[left] = into[left]! + weight;
          continue;
        }
        const right = rights[node]!;
        const value = values[node]!;
        const slope = byLeft(operation, values[left]!, values[right]!, value);
        weights[left] = weights[left]! + weight * slope;
        // Of one operand, `right` only repeats `left`.
        if (operation > 4 && operation < 9) continue;
        const otherSlope = byRight(operation, values[left]!, values[right]!, value);
        weights[right] = weights[right]! + weight * otherSlope;
      }
    },
  };
}
