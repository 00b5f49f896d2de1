import type { Generated } from 'kysely';
import type { Instant, Json, OfClinic } from './column.ts';

/** Patients, their records and plans. */

export interface PatientTable extends OfClinic {
  id: string;
  version: number;
  family_name: string;
  given_name: string;
  /** YYYY-MM-DD */
  birth_date: string;
  sex: 'female' | 'male';
  pregnancy: 'pregnant' | 'possible' | 'not possible' | 'unknown';
  restricted: Generated<boolean>;
  created_at: Instant;
  updated_at: Instant;
}

export interface PatientSourceTable extends OfClinic {
  system: string;
  id: string;
  patient_id: string;
}

export interface PatientKeyTable extends OfClinic {
  patient_id: string;
  key: Uint8Array;
}

export interface RecordEntryTable extends OfClinic {
  patient_id: string;
  kind: 'condition' | 'medication' | 'allergy' | 'observation';
  source_id: string;
  content: Json;
}

export interface PlanTable extends OfClinic {
  id: string;
  patient_id: string;
  version: number;
}

export interface PlanVersionTable extends OfClinic {
  plan_id: string;
  version: number;
  title: string;
  content: Json;
  ketame_version: string;
  saved_by: string;
  saved_at: Instant;
}
