import { type Dynamics, readDynamics } from '../model/dynamics.ts';
import { evaluateParameters } from '../model/individual.ts';
import type { Model } from '../model/model.ts';
import type { Computed } from '../model/names.ts';
import type { OutputTerm } from '../model/outputs.ts';
import { createTape, type Program, type Tape } from '../model/tape.ts';

/** What a data record is given by, as nodes. */
export interface WrittenTarget {
  readonly bioavailability: number;
  readonly lag: number;
  readonly modelledRate?: number;
  readonly modelledDuration?: number;
  readonly mean?: number;
  readonly relativeDispersion?: number;
}

/**
 * A whole model on one tape whose inputs are the states and, behind them, some parameters, so that everything can be
 * differentiated by both. Numbers are in the engine's units; fields hold nodes of the program.
 */
export interface WrittenModel {
  readonly program: Program;
  /** Of the parameters, as they are. */
  readonly values: Float64Array;
  /** The derivative of each state, without what doses bring. */
  readonly derivatives: readonly number[];
  readonly initial: readonly number[];
  /** By route; of its one target. */
  readonly inputs: ReadonlyMap<string, WrittenTarget>;
  /** In the output's own unit. */
  readonly outputs: ReadonlyMap<string, number>;
}

type Values = Readonly<Record<string, number>>;

/**
 * @param parameters names of parameters or individual parameters of the model
 * @param size how many states there are
 */
export function writeModel(
  model: Model,
  covariates: Values,
  overrides: Values,
  parameters: readonly string[],
  size: number,
): WrittenModel {
  const dynamics = readDynamics(model);
  const { compiled } = dynamics;
  const columns = (values: Values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Float64Array.of(value)]));
  const slots = evaluateParameters(compiled, 1, columns(covariates), columns(overrides));
  const numberOf = (name: string) => slots[compiled.names.slots.get(name)!]![0]!;
  const tape = createTape(size + parameters.length);
  const individual = new Map(compiled.names.individual.map((each) => [each.name, each]));
  const zero = tape.constant(0);
  const one = tape.constant(1);
  const add = (left: number, right: number) => (left === zero ? right : tape.operation('+', left, right));
  const sumOf = (nodes: readonly number[]) => nodes.reduce(add, zero);

  const term = ({ state, volume, times }: OutputTerm): number => {
    const product = times.reduce(
      (left, factor) => tape.operation('*', left, fixed(factor)),
      tape.input(state, true),
    );
    return volume ? tape.operation('/', product, fixed(volume)) : product;
  };
  const name = (text: string): number => {
    const sought = parameters.indexOf(text);
    if (sought >= 0) return tape.input(size + sought, false);
    const computed = Object.hasOwn(overrides, text) ? undefined : individual.get(text);
    if (computed) return fixed(computed);
    const quantity = dynamics.quantity(text);
    if (quantity === undefined) return tape.constant(numberOf(text));
    if (quantity.kind === 'state') return tape.input(quantity.state, isAmount(dynamics, quantity.state));
    return sumOf(compiled.outputs.get(quantity.output)!.terms.map(term));
  };
  const fixed = ({ tree }: Computed): number => tape.expression(tree, name);

  const derivatives = writeDerivatives(dynamics, tape, { size, name, fixed, term, sumOf });
  const firstTurnover = compiled.states.names.length;
  const initial = Array.from({ length: size }, (_, state) => {
    const turnover = dynamics.turnovers[state - firstTurnover];
    return turnover ? fixed(turnover.initial) : zero;
  });
  const optional = (computed: Computed | undefined) => computed && fixed(computed);
  const inputs = new Map(
    [...compiled.inputs].map(([route, [target]]) => {
      const { bioavailability, lag, inverseGaussian, modelledRate, modelledDuration } = target!;
      return [
        route,
        {
          bioavailability: optional(bioavailability) ?? one,
          lag: optional(lag) ?? zero,
          modelledRate: optional(modelledRate),
          modelledDuration: optional(modelledDuration),
          mean: optional(inverseGaussian?.mean),
          relativeDispersion: optional(inverseGaussian?.relativeDispersion),
        },
      ];
    }),
  );
  const inUnit = (node: number, toUnit: number) => tape.operation('*', node, tape.constant(toUnit));
  const outputs = new Map(
    Object.keys(model.outputs).map((output) => {
      const expression = dynamics.expressionOutputs.get(output);
      if (expression) return [output, inUnit(tape.expression(expression.tree, name), expression.toUnit)];
      const { terms, toUnit } = compiled.outputs.get(output)!;
      return [output, inUnit(sumOf(terms.map(term)), toUnit)];
    }),
  );
  const values = Float64Array.from(parameters, numberOf);
  return { program: tape.finish(), values, derivatives, initial, inputs, outputs };
}

/** What is neither a turnover nor the time is an amount of something, or a share. */
const isAmount = ({ compiled }: Dynamics, state: number) => state < compiled.states.names.length;

interface Nodes {
  readonly size: number;
  readonly name: (text: string) => number;
  readonly fixed: (computed: Computed) => number;
  readonly term: (term: OutputTerm) => number;
  readonly sumOf: (nodes: readonly number[]) => number;
}

function writeDerivatives(
  { compiled, flows, turnovers, hasClock }: Dynamics,
  tape: Tape,
  { size, name, fixed, term, sumOf }: Nodes,
): number[] {
  const { operation } = tape;
  const state = (index: number) => tape.input(index, false);
  const gains = Array.from({ length: size }, (): number[] => []);
  const move = (from: number, to: number, rate: number) => {
    const flow = operation('*', rate, state(from));
    gains[from]!.push(operation('negate', flow));
    gains[to]!.push(flow);
  };
  // Those that depend on what changes stand there with a rate of 0.
  for (const { from, to, rate } of compiled.flows) move(from, to, fixed(rate));
  for (const { from, to, rate } of flows) move(from, to, tape.expression(rate, name));
  for (const { state: site, rate, drive } of compiled.effectSites) {
    const gap = operation('-', sumOf(drive.map(term)), state(site));
    gains[site]!.push(operation('*', fixed(rate), gap));
  }
  compiled.slowStates.forEach(({ rate, halfMaximum, drive }, index) => {
    const slow = compiled.states.left + 1 + index;
    const concentration = sumOf(drive.map(term));
    const share = operation('/', concentration, operation('+', concentration, fixed(halfMaximum)));
    gains[slow]!.push(operation('*', fixed(rate), operation('-', share, state(slow))));
  });
  turnovers.forEach(({ production, loss }, index) => {
    const turnover = compiled.states.names.length + index;
    const lost = operation('*', tape.expression(loss, name), state(turnover));
    gains[turnover]!.push(operation('-', tape.expression(production, name), lost));
  });
  if (hasClock) gains[size - 1]!.push(tape.constant(1));
  return gains.map(sumOf);
}
