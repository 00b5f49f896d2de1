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
  /** Hours from dose to dose. */
  readonly ii?: number;
  /** Further doses, `ii` apart. */
  readonly addl?: number;
  /** 1: the steady state of such doses instead of what is in the body; 2: on top of it. */
  readonly ss?: 0 | 1 | 2;
  /** Values that hold from the record before up to this one (NONMEM's rule: next value back). */
  readonly covariates?: Readonly<Record<string, number>>;
  /** Parameters given instead of computed, likewise; a dose keeps those of its own record. */
  readonly parameters?: Readonly<Record<string, number>>;
}
