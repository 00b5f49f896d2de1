/** How soon somebody must look; from soonest. */
export const homeUrgencies = ['now', 'today', 'this week', 'none'] as const;
export type HomeUrgency = (typeof homeUrgencies)[number];

/** Why a patient stands where it does. */
export interface HomeReason {
  /** Id of the alert, stop, contact, check or requirement. */
  readonly id: string;
  readonly urgency: HomeUrgency;
  /** One sentence, with the values. */
  readonly text: string;
  /** ISO 8601 instant, or a day. */
  readonly since: string;
}

/** A patient on the list. */
export interface HomeWorkRow {
  readonly patientId: string;
  /** Of the gravest reason. */
  readonly urgency: HomeUrgency;
  /** The gravest first, then the longest waiting. */
  readonly reasons: readonly HomeReason[];
}
