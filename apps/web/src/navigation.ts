import type { PatientGoals } from '@ketame/care';
import type { ImportResult } from '@ketame/contract';

/**
 * For whom the studio was opened. It travels beside the address (history state), never in it: the link that a person
 * copies from the studio holds no identity.
 */
export interface PatientInStudio {
  readonly patientId: string;
  readonly name: string;
  /** The plan whose next version is being made; absent for a new plan. */
  readonly plan?: {
    readonly id: string;
    readonly version: number;
    readonly title: string;
    readonly note: string;
  };
}

/** With whom options are weighed; beside the address as well. */
export interface PatientToWeigh {
  readonly patientId: string;
  readonly name: string;
  /** Goals as they are, to which the points are added, and their version. */
  readonly goals: PatientGoals;
  readonly version: number;
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    patientInStudio?: PatientInStudio;
    patientToWeigh?: PatientToWeigh;
    /** What an import has just done, told once on the patient's page. */
    imported?: ImportResult['changes'] & { readonly created: boolean };
    /** What has just been saved, told once on the next page. */
    saved?: string;
  }
}
