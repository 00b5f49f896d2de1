import type { RandomEffects, VariedParameter } from '../cohort/random-effects.ts';
import type { LinearModel, Output, Parameter } from './linear-model.ts';

/**
 * A quantity X that is made and lost without taking part in mass: dX/dt = production - loss X. Both may depend on any
 * amount, concentration or turnover: indirect response, tolerance, an enzyme that is inhibited or induced.
 */
export interface Turnover {
  readonly unit: string;
  /** X before anything is given; an expression of parameters and covariates in X's unit. */
  readonly initial: string;
  /** In X's unit per time. */
  readonly production: string;
  /** The share lost per time. */
  readonly loss: string;
}

/** What follows from the states without delay, such as an effect: an expression of any names of the model. */
export interface ExpressionOutput {
  readonly expression: string;
  readonly unit: string;
}

/**
 * How measurements scatter about an output, standard deviations:
 * - additive: `additive`, in the unit of the output
 * - proportional: `proportional` times the value
 * - combined: the square root of the sum of both squares (NONMEM's usual one, combined2 in Monolix and nlmixr2)
 * - combined1: the sum of both (combined1 in Monolix and nlmixr2)
 * - log: `log` on the logarithm
 * Each names a parameter of the model or is a number with its unit, as any expression.
 */
export type ResidualError = (
  | { readonly kind: 'additive'; readonly additive: string }
  | { readonly kind: 'proportional'; readonly proportional: string }
  | {
      readonly kind: 'combined' | 'combined1';
      readonly additive: string;
      readonly proportional: string;
    }
  | { readonly kind: 'log'; readonly log: string }
) & {
  /** Values below this, in the unit of the output, are not told apart from none. */
  readonly limitOfQuantification?: number;
};

/** The random effects of a model; the typical values are those of its parameters. */
export interface ModelRandomEffects extends Omit<RandomEffects, 'name' | 'parameters'> {
  readonly parameters: Readonly<Record<string, Omit<VariedParameter, 'typical'>>>;
}

/**
 * Any compartment model as data: a linear one, and what makes it more. The rate of a flow may also name what changes
 * with time: compartments (their amounts), effect sites, slow states, turnovers, and outputs that are not expressions.
 */
export interface Model<P extends Parameter = Parameter> extends Omit<LinearModel<P>, 'outputs'> {
  readonly turnovers?: Readonly<Record<string, Turnover>>;
  readonly outputs: Readonly<Record<string, Output | ExpressionOutput>>;
  readonly randomEffects?: ModelRandomEffects;
  /** By output. */
  readonly residualErrors?: Readonly<Record<string, ResidualError>>;
}
