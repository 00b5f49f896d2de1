import { type Dynamics, readDynamics } from '../model/dynamics.ts';
import { compileExpression, type Evaluate } from '../model/expression.ts';
import { evaluateParameters } from '../model/individual.ts';
import type { LinearModel, Output } from '../model/linear-model.ts';
import type { Model } from '../model/model.ts';
import { parseUnit } from '../model/units.ts';

type Columns = Readonly<Record<string, Float64Array>>;

/**
 * The outputs of a linear model when some follow from others without delay, such as an effect from the concentration at
 * its site: the engine solves for `courses`, and the outputs wanted are computed from these.
 */
export interface MeasuredOutputs {
  readonly model: LinearModel;
  readonly courses: readonly string[];
  /**
   * @param at the values of a course, one per individual
   * @param individuals and covariates: as for a population
   * @returns a function that gives an output, one value per individual
   */
  readonly reader: (
    count: number,
    individuals: Columns,
    covariates: Columns,
  ) => (output: string, at: (course: number) => Float64Array) => Float64Array;
}

const known = new WeakMap<Model, Map<string, MeasuredOutputs>>();

/** How to measure these outputs, once per model and outputs. @param outputs names, each once */
export function measuredOutputs(model: Model, outputs: readonly string[]): MeasuredOutputs {
  const key = outputs.join('\n');
  const ofModel = known.get(model) ?? new Map<string, MeasuredOutputs>();
  known.set(model, ofModel);
  const made = ofModel.get(key) ?? make(readDynamics(model), outputs);
  ofModel.set(key, made);
  return made;
}

function make(dynamics: Dynamics, outputs: readonly string[]): MeasuredOutputs {
  const { compiled, linear, expressionOutputs, quantity } = dynamics;
  const { slots } = compiled.names;
  const added: Record<string, Output> = {};
  const courses: string[] = [];
  const factors: number[] = [];
  const course = (name: string, factor: number): number => {
    const place = courses.indexOf(name);
    if (place >= 0 && factors[place] === factor) return place;
    courses.push(name);
    factors.push(factor);
    return courses.length - 1;
  };
  /** Columns of an expression: parameters and covariates first, courses behind them. */
  const slotOf = (name: string): number => {
    const slot = slots.get(name);
    if (slot !== undefined) return slot;
    const found = quantity(name)!;
    if (found.kind === 'output') {
      return slots.size + course(found.output, parseUnit(linear.outputs[found.output]!.unit).factor);
    }
    const own = `state ${name}`;
    added[own] = stateOutput(dynamics, found.state, name);
    return slots.size + course(own, 1);
  };
  const readers = new Map(
    outputs.map((name): [string, number | { evaluate: Evaluate; toUnit: number }] => {
      const expression = expressionOutputs.get(name);
      if (!expression) return [name, course(name, 1)];
      return [name, { evaluate: compileExpression(expression.tree, slotOf), toUnit: expression.toUnit }];
    }),
  );
  const hasExpressions = [...readers.values()].some((reader) => typeof reader !== 'number');
  return {
    model: Object.keys(added).length === 0 ? linear : { ...linear, outputs: { ...linear.outputs, ...added } },
    courses,
    reader: (count, individuals, covariates) => {
      const values = hasExpressions ? evaluateParameters(compiled, count, covariates, individuals) : [];
      return (output, at) => {
        const reader = readers.get(output)!;
        if (typeof reader === 'number') return at(reader);
        const columns = [
          ...values,
          ...factors.map((factor, place) => at(place).map((value) => value * factor)),
        ];
        return reader.evaluate(columns, count).map((value) => value * reader.toUnit);
      };
    },
  };
}

/** A state of the model as an output in the engine's own unit. */
function stateOutput({ compiled }: Dynamics, state: number, name: string): Output {
  const compartments = compiled.model.compartments.length;
  if (state < compartments) return { compartment: name, unit: 'mg' };
  return state < compiled.states.left ? { effectSite: name, unit: 'mg/L' } : { slowState: name, unit: '1' };
}
