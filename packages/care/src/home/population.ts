/** One patient of the programme, as the view of all is summed from. */
export interface HomePatientRow {
  readonly patientId: string;
  readonly enrolledOn: string;
  readonly status: 'active' | 'suspended' | 'ended';
  /** Contacts, tests and reviews past their time. */
  readonly overdue: number;
  /** Mean of average pain over the last 14 days with an entry, and over the 14 days before them; null without entries. */
  readonly painNow: number | null;
  readonly painBefore: number | null;
  /** In the first week at home, or before it. */
  readonly painFirst: number | null;
  readonly openStops: number;
  readonly dosesTaken: number;
  readonly contactsDone: number;
  readonly staffMinutes: number;
  /** Micrograms. */
  readonly dispensedUg: number;
  readonly unexplainedUg: number | null;
}

/** What the clinic pays, in its own currency; entered by the clinic, nothing is assumed. */
export interface HomeCosts {
  readonly perMg: number;
  readonly perContactMinute: number;
}

/** The programme over all its patients. */
export interface HomePopulation {
  readonly patients: number;
  readonly active: number;
  readonly withOverdue: readonly string[];
  /** Pain higher than in the 14 days before by the limit of a drift, or more. */
  readonly drifting: readonly string[];
  readonly withOpenStop: readonly string[];
  /** Average pain at least so much lower than first, of those for whom both are known. */
  readonly relieved: { readonly patients: number; readonly of: number };
  readonly dosesTaken: number;
  readonly contactsDone: number;
  readonly staffMinutes: number;
  readonly dispensedUg: number;
  readonly unexplainedUg: number;
  /** Patients without a count, whose unexplained part is not known. */
  readonly notCounted: number;
  /** Null without costs of the clinic. */
  readonly cost: number | null;
  readonly costPerRelieved: number | null;
}
