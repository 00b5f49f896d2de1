import type { SolverOptions } from '../solve/course.ts';

/**
 * One line of a NONMEM data set, in the engine's units (h, mg), for one individual.
 * (Beal, Sheiner, Boeckmann and Bauer, NONMEM Users Guides, part VI: PREDPP.)
 */
export interface DataRecord {
  /** Hours; never falling from record to record. */
  readonly time: number;
  /** 0 observation, 1 dose, 2 other (a change of covariates), 3 reset, 4 reset and dose. */
  readonly evid: 0 | 1 | 2 | 3 | 4;
  /** The model's input that a dose goes by. */
  readonly cmt?: string;
  /** mg. */
  readonly amt?: number;
  /** mg/h; 0 at once, -1 the model's rate, -2 the model's duration. */
  readonly rate?: number;
  /** Hours over which the amount enters, in place of a rate; bioavailability then changes the rate. */
  readonly dur?: number;
  /** Hours from dose to dose. */
  readonly ii?: number;
  /** Further doses, `ii` apart. */
  readonly addl?: number;
  /** 1: the steady state of such doses instead of what is in the body; 2: on top of it. */
  readonly ss?: 0 | 1 | 2;
  /** Values at the time of the record, each in the unit that the model states; `interpolation` says what holds between. */
  readonly covariates?: Readonly<Record<string, number>>;
  /** Parameters given instead of computed; a dose keeps those of its own record. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Which occasion this is, a whole number from 0, for what varies from one to the next; 0 when absent. */
  readonly occasion?: number;
}

/**
 * What a covariate is between two records:
 * - next value back: that of the later record (NONMEM's rule)
 * - last value forward: that of the earlier record
 * - linear: on the straight line from one to the other
 */
export type Interpolation = 'next value back' | 'last value forward' | 'linear';

/** How records are simulated. */
export interface RecordOptions {
  /**
   * Of covariates, and of parameters and occasions, which are never on a line between two values: with `linear` these
   * follow `next value back`, as everything does when this is absent.
   */
  readonly interpolation?: Interpolation;
  /** By covariate, for those that follow another rule than the rest. */
  readonly interpolationOf?: Readonly<Record<string, Interpolation>>;
  /** Linear models are solved exactly and all others by adaptive steps when absent. */
  readonly solver?: SolverOptions;
}
