/** A typical value with a 90 % interval of the stated kind. */
export interface Interval {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

/** The same at every time of a course. */
export interface Band {
  readonly low: Float64Array;
  readonly typical: Float64Array;
  readonly high: Float64Array;
}

/**
 * How far a prediction is carried by its source: `fitted` inside what the source studied, `extrapolated` outside
 * (drawn dashed, said to be so, kept out of ranking).
 */
export interface Basis {
  readonly kind: 'fitted' | 'extrapolated';
  /** Why it is an extrapolation, one plain sentence each; empty when fitted. */
  readonly reasons: readonly string[];
}

/** What one regimen is predicted to do in one patient, at the times asked for. Concentrations ng/mL, arterial plasma (M1). */
export interface Course {
  readonly timesH: Float64Array;
  /** Infusion rate in force at each time, mg/h of the drug as ordered (right-continuous). */
  readonly rateMgPerH: Float64Array;
  readonly plasma: {
    /** Extrapolated where the absorption was measured in other people than the course in the blood. */
    readonly basis: Basis;
    /** S-ketamine, for a racemate S + R. */
    readonly ketamine: Float64Array;
    readonly sKetamine: Float64Array;
    /** Null for S-ketamine. */
    readonly rKetamine: Float64Array | null;
    readonly sNorketamine: Float64Array;
    readonly sHydroxynorketamine: Float64Array;
  };
  /** S-ketamine at the effect site, with the delay of the acute analgesic effect. */
  readonly effectSite: Float64Array;
  /** Share of the greatest acute relief, 0 to 1. The interval is that of C50 and delay. */
  readonly acuteRelief: Band;
  /** Share of the greatest drug high, 0 to 1; typical value alone where the source gives no interval. */
  readonly drugHigh: Band;
  /** M7 in a responder: share of baseline pain relieved, 0 to 1, on venous M2. The interval is that of C50 and half-life. */
  readonly slowRelief: Band & { readonly basis: Basis };
}

/** The numbers of one regimen in one patient that the table shows; exact, not read off a grid (the interval of the days is). */
export interface CourseSummary {
  /** mg as ordered, of the drug ordered. */
  readonly totalMg: number;
  /** Greatest arterial plasma ketamine, ng/mL (S + R for a racemate), and when. */
  readonly peakNgPerMl: number;
  readonly peakTimeH: number;
  /** Hours with arterial S-ketamine over 70 ng/mL (Hartvig 1995). */
  readonly hoursAboveThreshold: number;
  /** Arterial AUC of ketamine over the 12 weeks, ng h/mL. */
  readonly aucNgHPerMl: number;
  /** Days of the 12 weeks with at least 30 % slow relief IN A RESPONDER. */
  readonly daysAtLeast30: Interval & { readonly basis: Basis };
  /** Chance to respond, drug beside placebo (Dahan 2011), null where no estimate is published for such a regimen. */
  readonly chanceToRespond: { readonly drug: Interval; readonly placebo: Interval } | null;
}

/** Why the adult models do not answer for this patient; empty when they do. */
export interface Refusal {
  readonly code: 'under-18' | 'pregnant' | 'severe-liver-disease' | 'out-of-range';
  readonly message: string;
  readonly source: string;
}

/** A caution that stands beside the answer (weight far from ideal, outside the model's population). */
export interface PatientNote {
  readonly code: string;
  readonly message: string;
  readonly source: string;
}

export interface Answer {
  readonly course: Course;
  readonly summary: CourseSummary;
  readonly notes: readonly PatientNote[];
}

export type Prediction =
  | { readonly refused: readonly Refusal[] }
  | { readonly refused: null; readonly answer: Answer };
