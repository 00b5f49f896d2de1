import type { Factor, Meaning, Role } from '@ketame/contract';
import type { Generated } from 'kysely';
import type { Instant, Json, OfClinic } from './column.ts';

/** The clinic itself: settings, laboratory, audit, signatures, emergency access. */

export interface ClinicTable {
  id: string;
  name: string;
  time_zone: string;
  second_factor_required: Generated<boolean>;
  created_at: Generated<Instant>;
}

export interface SettingTable extends OfClinic {
  key: string;
  value: Json;
}

export interface LaboratoryProfileTable extends OfClinic {
  name: string;
}

export interface LaboratoryRangeTable extends OfClinic {
  position: number;
  measure: string;
  sex: 'female' | 'male' | 'any';
  low: number | null;
  high: number | null;
  unit: string;
}

export interface AuditEntryTable extends OfClinic {
  sequence: number;
  at: Instant;
  /** Id of an account, or a word for what is not one: "nobody", "command", "server". */
  actor: string;
  action: string;
  subject: string;
  subject_id: string | null;
  request_id: string;
  /** With a patient, `before_content` and `after_content` are sealed under that patient's key. */
  patient_id: string | null;
  before_content: string | null;
  after_content: string | null;
  previous_hash: string;
  hash: string;
  transaction_id: Generated<string>;
}

export interface SignatureTable extends OfClinic {
  id: string;
  subject: string;
  subject_id: string;
  subject_version: number;
  patient_id: string | null;
  meaning: Meaning;
  content_hash: string;
  signed_by: string;
  printed_name: string;
  role: Role;
  factor: Factor;
  signed_at: Instant;
}

export interface BreakGlassTable extends OfClinic {
  id: string;
  patient_id: string;
  account_id: string;
  reason: string;
  opened_at: Instant;
  closes_at: Instant;
  reviewed_by: string | null;
  reviewed_at: Instant | null;
  verdict: 'justified' | 'not justified' | null;
  note: string | null;
}
