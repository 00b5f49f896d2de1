import type {
  HomeEvent,
  SilenceStep,
  TrainedAudience,
  TrainingLanguage,
  TrainingModuleId,
} from '@ketame/care';
import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json, OfClinic } from './column.ts';

/** The home programme and its training. */

export interface HomeProgrammeTable extends OfClinic {
  patient_id: string;
  version: number;
  status: 'active' | 'suspended' | 'ended';
  valid_until: Instant;
  set_by: string;
  set_at: Instant;
  /** These five are null for those who were supplied before there were programmes. */
  programme_id: Generated<string | null>;
  time_zone: Generated<string | null>;
  sitter_name: Generated<string | null>;
  /** YYYY-MM-DD */
  first_day: Generated<string | null>;
  /** Of the programme; the database supplies no other. */
  drug: Generated<'ketamine' | 'S-ketamine' | null>;
}

export interface PatientAccountTable extends OfClinic {
  account_id: string;
  patient_id: string;
  made_by: string;
  made_at: Instant;
}

export interface OwnHomeProgrammeTable extends OfClinic {
  id: string;
  content: Json;
  saved_by: string;
  saved_at: Instant;
}

export interface HomeEventTable extends OfClinic {
  patient_id: string;
  id: string;
  /** The database numbers them in the order in which they came. */
  sequence: Generated<number>;
  author: HomeEvent['author'];
  device: string;
  at: Instant;
  zone: string;
  received_at: Instant;
  content: Json;
  entered_by: string;
  printed_name: string | null;
}

export interface HomeRecordTable extends OfClinic {
  patient_id: string;
  id: string;
  kind: 'fact' | 'contact' | 'count';
  at: Instant;
  content: Json;
  recorded_by: string;
  recorded_at: Instant;
}

export interface HomeSilenceTable extends OfClinic {
  patient_id: string;
  dose_id: string;
  minute: number;
  escalated_to: SilenceStep['to'];
  due_at: Instant;
  raised_at: Instant;
}

export interface TrainingAttemptTable extends OfClinic {
  id: string;
  audience: TrainedAudience;
  patient_id: string | null;
  account_id: string | null;
  trainee_name: string;
  module: TrainingModuleId;
  module_version: number;
  language: TrainingLanguage;
  seed: number;
  drawn: Json;
  begun_by: string;
  begun_at: Instant;
  answers: ColumnType<unknown, string | null, string | null>;
  right_answers: number | null;
  passed: boolean | null;
  finished_at: Instant | null;
}

export interface TrainingIncidentTable extends OfClinic {
  id: string;
  patient_id: string | null;
  modules: Json;
  what: string;
  at: Instant;
  entered_by: string;
}
