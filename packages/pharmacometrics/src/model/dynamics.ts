import { InputError } from '../error.ts';
import { type CompiledModel, compileModel } from './compile.ts';
import {
  type DelayExpression,
  delaysIn,
  dimensionOf,
  type Expression,
  parseExpression,
} from './expression.ts';
import type { LinearModel, Output } from './linear-model.ts';
import type { ExpressionOutput, Model } from './model.ts';
import type { Computed } from './names.ts';
import {
  AMOUNT,
  CONCENTRATION,
  DIMENSIONLESS,
  type Dimension,
  describeDimension,
  divide,
  PER_TIME,
  parseUnit,
  sameDimension,
  TIME,
} from './units.ts';

/** Something that changes with time and may stand in an expression. */
export type Quantity =
  /** A compartment, effect site or slow state by its place in `states` of the linear part, or a turnover after those. */
  { readonly kind: 'state'; readonly state: number } | { readonly kind: 'output'; readonly output: string };

export interface CompiledTurnover {
  readonly name: string;
  /** Engine's units in one of its own. */
  readonly factor: number;
  readonly initial: Computed;
  readonly production: Expression;
  readonly loss: Expression;
}

/** What a model has beyond the linear engine, read and checked for units; no numbers yet. */
export interface Dynamics {
  /** The model without what is not linear: flows that depend on what changes have the rate 0 there. */
  readonly linear: LinearModel;
  readonly compiled: CompiledModel;
  readonly flows: readonly {
    readonly path: string;
    readonly from: number;
    readonly to: number;
    readonly rate: Expression;
  }[];
  readonly turnovers: readonly CompiledTurnover[];
  readonly expressionOutputs: ReadonlyMap<
    string,
    { readonly tree: Expression; readonly toUnit: number; readonly unit: string }
  >;
  /** How long each delay is. */
  readonly delays: ReadonlyMap<DelayExpression, Computed>;
  /** Whether the linear part is all there is, so that the model may be solved exactly. */
  readonly isLinear: boolean;
  /** Whether time itself is a state: something depends on how long ago something else was. */
  readonly hasClock: boolean;
  /** What a name stands for that is no parameter or covariate. */
  readonly quantity: (name: string) => Quantity | undefined;
}

const NO_FLOW = '0[1/h]';

const read = new WeakMap<Model, Dynamics>();

/**
 * Reads a model, once per model value.
 * @throws InputError naming the place in the model
 */
export function readDynamics(model: Model): Dynamics {
  const known = read.get(model);
  if (known) return known;
  const made = readModel(model);
  read.set(model, made);
  return made;
}

function namesIn(tree: Expression): string[] {
  switch (tree.kind) {
    case 'number':
      return [];
    case 'name':
      return [tree.name];
    case 'negate':
      return namesIn(tree.operand);
    case 'call':
      return tree.operands.flatMap(namesIn);
    case 'delay':
      return namesIn(tree.of);
    default:
      return [...namesIn(tree.left), ...namesIn(tree.right)];
  }
}

const isExpression = (output: Output | ExpressionOutput): output is ExpressionOutput =>
  'expression' in output;

function readModel(model: Model): Dynamics {
  const { turnovers: turnoversGiven = {}, randomEffects: _, residualErrors: __, ...rest } = model;
  const linearOutputs = Object.fromEntries(
    Object.entries(model.outputs).flatMap(([name, output]) => (isExpression(output) ? [] : [[name, output]])),
  );
  const isFixed = (name: string) =>
    [model.parameters, model.covariates, model.individual].some(
      (group) => group !== undefined && Object.hasOwn(group, name),
    );
  const rates = model.flows.map(({ rate }, index) => parseExpression(rate, `flows[${index}].rate`));
  const isChanging = rates.map((tree) => namesIn(tree).some((name) => !isFixed(name)));
  const linear: LinearModel = {
    ...rest,
    flows: model.flows.map((flow, index) => (isChanging[index] ? { ...flow, rate: NO_FLOW } : flow)),
    outputs: linearOutputs,
  };
  const compiled = compileModel(linear);
  const { names, states, outputs } = compiled;

  const turnoverNames = Object.keys(turnoversGiven);
  const turnoverUnits = Object.entries(turnoversGiven).map(([name, { unit }]) =>
    parseUnit(unit, `turnovers.${name}.unit`),
  );
  turnoverNames.forEach((name) => {
    if (names.slots.has(name) || states.names.includes(name)) {
      throw new InputError(`turnovers.${name}`, `the name "${name}" is used twice`);
    }
  });
  /** Every meaning of a name that changes with time, with its dimension. */
  const meanings = (name: string): { quantity: Quantity; dimension: Dimension; what: string }[] => {
    const found: { quantity: Quantity; dimension: Dimension; what: string }[] = [];
    const place = states.names.indexOf(name);
    if (place >= 0 && place !== states.left) {
      const kinds = [
        { before: model.compartments.length, dimension: AMOUNT, what: 'a compartment' },
        { before: states.left, dimension: CONCENTRATION, what: 'an effect site' },
        { before: states.names.length, dimension: DIMENSIONLESS, what: 'a slow state' },
      ];
      const { dimension, what } = kinds.find(({ before }) => place < before)!;
      found.push({ quantity: { kind: 'state', state: place }, dimension, what });
    }
    const turnover = turnoverNames.indexOf(name);
    if (turnover >= 0) {
      const state = states.names.length + turnover;
      const { dimension } = turnoverUnits[turnover]!;
      found.push({ quantity: { kind: 'state', state }, dimension, what: 'a turnover' });
    }
    const output = outputs.get(name);
    const [term, ...otherTerms] = output?.terms ?? [];
    const isTheState =
      term?.state === place && otherTerms.length === 0 && !term.volume && term.times.length === 0;
    if (output && !isTheState) {
      found.push({
        quantity: { kind: 'output', output: name },
        dimension: output.dimension,
        what: 'an output',
      });
    }
    return found;
  };
  const quantity = (name: string) => (names.slots.has(name) ? undefined : meanings(name)[0]?.quantity);

  const dimension = (name: string, path: string): Dimension => {
    const fixed = names.covariateUnits.get(name) ?? names.parameterUnits.get(name);
    if (fixed) return fixed.dimension;
    const found = meanings(name);
    if (found.length === 0) {
      throw new InputError(
        path,
        `"${name}" is no parameter, covariate, compartment, effect site, slow state, turnover or plain output of this model`,
      );
    }
    if (found.length > 1) {
      const both = found.map(({ what }) => what).join(' and ');
      throw new InputError(path, `"${name}" is ${both}; give one of them another name`);
    }
    return found[0]!.dimension;
  };
  const delays = new Map<DelayExpression, Computed>();
  const expression = (text: string, wanted: Dimension, path: string): Expression => {
    const tree = parseExpression(text, path);
    for (const delay of delaysIn(tree)) {
      delays.set(delay, names.computedOf(delay.by, text, TIME, path));
      if (delaysIn(delay.of).length === 0 && !path.startsWith('outputs.')) continue;
      throw new InputError(
        path,
        `"${text}" has a delay within another, or in an output; neither is computed`,
      );
    }
    const is = dimensionOf(tree, (name) => dimension(name, path), path);
    if (!sameDimension(is, wanted)) {
      throw new InputError(
        path,
        `"${text}" is in ${describeDimension(is)}, where ${describeDimension(wanted)} is needed`,
      );
    }
    return tree;
  };

  const flows = model.flows.flatMap(({ rate }, index) => {
    if (!isChanging[index]) return [];
    const { from, to } = compiled.flows[index]!;
    const path = `flows[${index}].rate`;
    return [{ path, from, to, rate: expression(rate, PER_TIME, path) }];
  });
  const turnovers = Object.entries(turnoversGiven).map(([name, { initial, production, loss }], index) => {
    const path = `turnovers.${name}`;
    const unit = turnoverUnits[index]!;
    return {
      name,
      factor: unit.factor,
      initial: names.computed(initial, unit.dimension, `${path}.initial`),
      production: expression(production, divide(unit.dimension, TIME), `${path}.production`),
      loss: expression(loss, PER_TIME, `${path}.loss`),
    };
  });
  const expressionOutputs = new Map(
    Object.entries(model.outputs).flatMap(([name, output]) => {
      if (!isExpression(output)) return [];
      const path = `outputs.${name}`;
      const unit = parseUnit(output.unit, `${path}.unit`);
      const tree = expression(output.expression, unit.dimension, `${path}.expression`);
      return [[name, { tree, toUnit: 1 / unit.factor, unit: output.unit }] as const];
    }),
  );
  const absorbs = Object.values(model.inputs).some((targets) =>
    targets.some(({ inverseGaussian }) => inverseGaussian !== undefined),
  );
  const hasClock = absorbs || delays.size > 0;
  const isLinear = flows.length === 0 && turnovers.length === 0 && !hasClock;
  return { linear, compiled, flows, turnovers, expressionOutputs, isLinear, hasClock, delays, quantity };
}
