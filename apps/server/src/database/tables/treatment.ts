import type { SessionState } from '@ketame/care';
import type { Instant, Json, OfClinic } from './column.ts';

/** From the selection to the decision on the next course. */

export interface OwnProtocolTable extends OfClinic {
  id: string;
  version: number;
  content: Json;
  saved_by: string;
  saved_at: Instant;
}

export interface SelectionTable extends OfClinic {
  id: string;
  patient_id: string;
  version: number;
  protocol: Json;
  answers: Json;
  saved_by: string;
  saved_at: Instant;
}

export interface SelectionDecisionTable extends OfClinic {
  id: string;
  selection_id: string;
  selection_version: number;
  patient_id: string;
  verdict: string;
  input: Json;
  result: Json;
  ketame_version: string;
  decided_by: string;
  decided_at: Instant;
}

export interface SelectionOverrideTable extends OfClinic {
  id: string;
  selection_id: string;
  patient_id: string;
  criterion: string;
  reason_refused: string;
  why: string;
}

export interface ConsentTable extends OfClinic {
  id: string;
  selection_id: string;
  decision_id: string;
  patient_id: string;
  content: Json;
  withdrawn_at: Instant | null;
  withdrawn_by: string | null;
  withdrawn_why: string | null;
}

export interface AlertLimitsTable extends OfClinic {
  version: number;
  values: Json;
  confirmed_by: string;
  confirmed_at: Instant;
}

export interface InfusionTable extends OfClinic {
  id: string;
  patient_id: string;
  place: string;
  planned_start: Instant;
  state: SessionState;
  present: boolean;
  open: boolean;
  events: number;
  readings: number;
}

export interface InfusionEventTable extends OfClinic {
  id: string;
  infusion_id: string;
  patient_id: string;
  sequence: number;
  occurred_at: Instant;
  recorded_at: Instant;
  recorded_by: string;
  by_name: string;
  by_role: string;
  signature_id: string | null;
  content: Json;
}

export interface InfusionReadingTable extends OfClinic {
  infusion_id: string;
  patient_id: string;
  sequence: number;
  monitor: string;
  at: Instant;
  received_at: Instant;
  values: Json;
}

export interface InfusionAlertTable extends OfClinic {
  infusion_id: string;
  patient_id: string;
  id: string;
  rule: string;
  rule_version: number;
  priority: 'high' | 'medium' | 'low';
  raised_at: Instant;
  inputs: Json;
}

export interface FollowUpResultTable extends OfClinic {
  id: string;
  patient_id: string;
  version: number;
  at: Instant;
  content: Json;
  struck: string | null;
  saved_by: string;
  saved_at: Instant;
}

export interface QuestionnaireDraftTable extends OfClinic {
  id: string;
  patient_id: string;
  instrument: string;
  instrument_version: number;
  version: number;
  answers: Json;
  saved_by: string;
  saved_at: Instant;
}

export interface PatientGoalsTable extends OfClinic {
  patient_id: string;
  version: number;
  content: Json;
  saved_by: string;
  saved_at: Instant;
}

export interface BenefitRiskIndexTable extends OfClinic {
  id: string;
  patient_id: string;
  sequence: number;
  goals_version: number;
  rules_version: string;
  inputs: Json;
  result: Json;
  computed_at: Instant;
}

export interface CourseDecisionTable extends OfClinic {
  id: string;
  patient_id: string;
  decision: 'go on' | 'change' | 'stop';
  reasons: string;
  agenda: Json;
  index_id: string | null;
  recorded_by: string;
  decided_at: Instant;
}
