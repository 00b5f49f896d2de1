/** A constant-rate infusion as ordered, repeats written out. */
export interface Infusion {
  readonly fromH: number;
  readonly toH: number;
  readonly rateMgPerH: number;
}

/** What a model gives for the times that it was asked for. */
export interface Computed {
  readonly model: {
    readonly name: string;
    /** Null for a model that the specification itself defines. */
    readonly version: string | null;
    /** One line for the foot of a figure. */
    readonly source: string;
    readonly samplingSite: string | null;
  };
  readonly outputs: readonly {
    readonly name: string;
    readonly unit: string;
    readonly values: Float64Array;
  }[];
  /** What stands beside the numbers: outside the model's population, weight far from ideal. */
  readonly notes: readonly string[];
}

/** What a simulation gives, before it is written as CSV, JSON or a figure. */
export interface SimulationResult extends Computed {
  readonly timesH: Float64Array;
  readonly infusions: readonly Infusion[];
}
