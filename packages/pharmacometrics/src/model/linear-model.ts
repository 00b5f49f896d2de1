/** A number as its source prints it. Models may add what they like: symbol, source row, status. */
export interface Parameter {
  readonly value: number;
  /** As printed: `L/min`, `1/min`, `min`, `d`, `1`. */
  readonly unit: string;
}

/**
 * Drug moving at `rate` times the amount in `from` (an expression, 1/time). Without `to` it leaves the body.
 */
export interface Flow {
  readonly from: string;
  readonly to?: string;
  readonly rate: string;
}

/** One part of what a dose by a route becomes. A route may feed several compartments. */
export interface InputTarget {
  readonly into: string;
  /** Fraction of the dose that enters here; 1 when absent. The fractions of a route need not add up to 1. */
  readonly bioavailability?: string;
  /** Delay before anything enters, a time; none when absent. */
  readonly lag?: string;
  /** The dose enters at a constant rate over this time (zero-order absorption); at once when absent. */
  readonly duration?: string;
  /**
   * The dose enters with absorption times of this mean, a time, and this variance over the squared mean, a plain number: an
   * inverse Gaussian density, which makes a model one for the adaptive solvers.
   */
  readonly inverseGaussian?: { readonly mean: string; readonly relativeDispersion: string };
  /** For data records alone: the rate, an amount per time, that a record asks for with RATE -1. */
  readonly modelledRate?: string;
  /** For data records alone: the duration that a record asks for with RATE -2. */
  readonly modelledDuration?: string;
}

/** A linear effect site: dCe/dt = rate (C - Ce) with C an output that is a concentration. It takes no mass. */
export interface EffectSite {
  readonly of: string;
  readonly rate: string;
}

/**
 * A slow state R from 0 to 1: dR/dt = rate (C / (C + halfMaximum) - R) with C an output that is a concentration.
 * It takes no mass, and is linear in itself.
 */
export interface SlowState {
  readonly of: string;
  readonly rate: string;
  readonly halfMaximum: string;
}

/** An amount in a compartment; a concentration when divided by a `volume`. */
export interface CompartmentOutput {
  readonly compartment: string;
  readonly volume?: string;
  /** A plain factor, such as a ratio of molar masses. */
  readonly times?: string;
  readonly unit: string;
}

/** The concentration at an effect site. */
export interface EffectSiteOutput {
  readonly effectSite: string;
  readonly times?: string;
  readonly unit: string;
}

/** A slow state, a share from 0 to 1. */
export interface SlowStateOutput {
  readonly slowState: string;
  readonly unit: '1' | '%';
}

/** The sum of other outputs, such as both enantiomers. */
export interface SumOutput {
  readonly sumOf: readonly string[];
  readonly unit: string;
}

export type Output = CompartmentOutput | EffectSiteOutput | SlowStateOutput | SumOutput;

/** A parameter of the individual: an expression of parameters, covariates and those above it in the list. */
export interface IndividualParameter {
  readonly expression: string;
  readonly unit: string;
}

/**
 * A linear compartment model as data. Amounts are of the drug as given (metabolites in its equivalents), so that
 * mass is conserved; `times` of an output turns equivalents into the metabolite's own mass.
 * Expressions use the names of parameters, covariates and individual parameters, and are checked for units.
 */
export interface LinearModel<P extends Parameter = Parameter> {
  readonly name: string;
  readonly covariates?: Readonly<Record<string, { readonly unit: string }>>;
  readonly parameters: Readonly<Record<string, P>>;
  readonly individual?: Readonly<Record<string, IndividualParameter>>;
  readonly compartments: readonly string[];
  readonly flows: readonly Flow[];
  /** By route. */
  readonly inputs: Readonly<Record<string, readonly InputTarget[]>>;
  readonly effectSites?: Readonly<Record<string, EffectSite>>;
  readonly slowStates?: Readonly<Record<string, SlowState>>;
  readonly outputs: Readonly<Record<string, Output>>;
}
