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

/** By urgency, then by how many reasons of that urgency, then by how long the gravest has waited. */
export function homeWorklist(rows: readonly HomeWorkRow[]): HomeWorkRow[] {
  const gravest = ({ reasons, urgency }: HomeWorkRow) =>
    reasons.filter((reason) => reason.urgency === urgency).length;
  return rows.toSorted(
    (one, other) =>
      rank(one.urgency) - rank(other.urgency) ||
      gravest(other) - gravest(one) ||
      since(one.reasons[0]) - since(other.reasons[0]) ||
      (one.patientId < other.patientId ? -1 : 1),
  );
}

/** The gravest first, then the longest waiting. */
export function byRisk(one: HomeReason, other: HomeReason): number {
  return rank(one.urgency) - rank(other.urgency) || since(one) - since(other) || (one.id < other.id ? -1 : 1);
}

const rank = (urgency: HomeUrgency): number => homeUrgencies.indexOf(urgency);
const since = (reason: HomeReason | undefined): number => Date.parse(reason?.since ?? '') || 0;
