import type { TreatmentRecord } from '@ketame/evidence';

/** What one patient calls benefit and harm, and how they weigh; a change is a new version. */
export interface PatientGoals extends Omit<TreatmentRecord, 'entries'> {
  /** What the patient said in swing weighting; null while nobody has asked. */
  readonly swing: SwingAnswers | null;
}

/** The swing that matters most has 100 points; by the id of the criterion (valueTree of @ketame/evidence). */
export interface SwingAnswers {
  readonly points: Readonly<Record<string, number>>;
  /** Whether only the order of the points counts, or the points themselves. */
  readonly counts: 'order' | 'weights';
}
