import { InputError } from '../error.ts';
import {
  compileExpression,
  delaysIn,
  dimensionOf,
  type Evaluate,
  type Expression,
  parseExpression,
} from './expression.ts';
import type { LinearModel } from './linear-model.ts';
import { type Dimension, describeDimension, parseUnit, sameDimension, type Unit } from './units.ts';

/** A number of the model in the engine's units (h, mg, L), with its place for errors. */
export interface Computed {
  readonly path: string;
  readonly tree: Expression;
  readonly evaluate: Evaluate;
}

/** The names that expressions of a model may use: covariates, parameters, individual parameters. */
export interface Names {
  /** Where the values of a name stand. */
  readonly slots: ReadonlyMap<string, number>;
  readonly covariateUnits: ReadonlyMap<string, Unit>;
  /** Those of individual parameters too. */
  readonly parameterUnits: ReadonlyMap<string, Unit>;
  readonly individual: readonly (Computed & { readonly slot: number; readonly name: string })[];
  /** Reads an expression that must have a dimension. @throws InputError */
  readonly computed: (text: string, wanted: Dimension, path: string) => Computed;
  /** The same of one that is read already. */
  readonly computedOf: (tree: Expression, text: string, wanted: Dimension, path: string) => Computed;
  /** The same where an expression may be missing. */
  readonly optional: (text: string | undefined, wanted: Dimension, path: string) => Computed | undefined;
}

/** Reads the names of a model. @throws InputError naming the place */
export function readNames(model: LinearModel): Names {
  const slots = new Map<string, number>();
  const dimensions = new Map<string, Dimension>();
  const declare = (name: string, unit: Unit, path: string): Unit => {
    if (slots.has(name)) throw new InputError(path, `the name "${name}" is used twice`);
    slots.set(name, slots.size);
    dimensions.set(name, unit.dimension);
    return unit;
  };
  const computed = (text: string, wanted: Dimension, path: string): Computed =>
    computedOf(parseExpression(text, path), text, wanted, path);
  const computedOf = (tree: Expression, text: string, wanted: Dimension, path: string): Computed => {
    if (delaysIn(tree).length > 0) {
      throw new InputError(
        path,
        `"${text}" has a delay; one may stand in the rate of a flow that depends on what changes, and in production and loss`,
      );
    }
    const dimension = dimensionOf(tree, (name) => dimensions.get(name), path);
    if (!sameDimension(dimension, wanted)) {
      throw new InputError(
        path,
        `"${text}" is in ${describeDimension(dimension)}, where ${describeDimension(wanted)} is needed`,
      );
    }
    return { path, tree, evaluate: compileExpression(tree, (name) => slots.get(name)!) };
  };
  const declareAll = (group: string, list: Readonly<Record<string, { readonly unit: string }>>) =>
    new Map(
      Object.entries(list).map(([name, { unit }]) => {
        const path = `${group}.${name}`;
        return [name, declare(name, parseUnit(unit, `${path}.unit`), path)];
      }),
    );
  const covariateUnits = declareAll('covariates', model.covariates ?? {});
  const parameterUnits = declareAll('parameters', model.parameters);
  const individual = Object.entries(model.individual ?? {}).map(([name, { expression, unit }]) => {
    const path = `individual.${name}`;
    const parsed = parseUnit(unit, `${path}.unit`);
    // Read before its name is declared: it may use those above it, not itself.
    const value = computed(expression, parsed.dimension, path);
    parameterUnits.set(name, declare(name, parsed, path));
    return { ...value, name, slot: slots.get(name)! };
  });
  return {
    slots,
    covariateUnits,
    parameterUnits,
    individual,
    computed,
    computedOf,
    optional: (text, wanted, path) => (text === undefined ? undefined : computed(text, wanted, path)),
  };
}
