import type { Concentration } from '../estimation/measured-models.ts';
import type { Patient } from '../patient.ts';
import type { Regimen } from '../regimen.ts';

/** A concentration and when the blood was drawn. */
export type MeasuredPoint = Concentration & {
  /** Hours from the start of the regimen. */
  readonly timeH: number;
};

/** What is known of one patient: what was given, and what was measured. */
export interface PatientData {
  readonly patient: Patient;
  /** What was really given, from 0 h on, by vein. */
  readonly regimen: Regimen;
  readonly measured: readonly MeasuredPoint[];
}
