import type {
  AccountKind,
  EntryKind,
  HomeEvent,
  RegisterProfileId,
  SessionState,
  SilenceStep,
  TrainedAudience,
  TrainingLanguage,
  TrainingModuleId,
} from '@ketame/care';
import type { Factor, Meaning, Role } from '@ketame/contract';
import type { ColumnType, Generated, Selectable, Transaction } from 'kysely';

/** ISO 8601 in UTC with milliseconds, "2026-03-01T08:00:00.000Z"; the columns are timestamptz(3). */
export type Instant = string;

/** A JSON column is written as text (`JSON.stringify`) and read as a value. */
type Json = ColumnType<unknown, string, string>;

interface ClinicTable {
  id: string;
  name: string;
  time_zone: string;
  second_factor_required: Generated<boolean>;
  created_at: Generated<Instant>;
}

/** A row of one clinic: which, the database fills in by the scope of the transaction. */
interface OfClinic {
  clinic_id: Generated<string>;
}

interface SettingTable extends OfClinic {
  key: string;
  value: Json;
}

interface AccountTable extends OfClinic {
  id: string;
  email: string;
  display_name: string;
  role: Role;
  password_hash: string;
  disabled: Generated<boolean>;
  failed_sign_ins: Generated<number>;
  locked_until: Instant | null;
  created_at: Instant;
}

interface SessionTable extends OfClinic {
  token_hash: Uint8Array;
  account_id: string;
  created_at: Instant;
  last_seen_at: Instant;
}

interface SignInLimitTable {
  key: string;
  window_start: Instant;
  attempts: number;
}

interface FirstAdministratorTokenTable extends OfClinic {
  token_hash: Uint8Array;
  created_at: Instant;
}

interface PatientTable extends OfClinic {
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

interface PatientSourceTable extends OfClinic {
  system: string;
  id: string;
  patient_id: string;
}

interface PatientKeyTable extends OfClinic {
  patient_id: string;
  key: Uint8Array;
}

interface RecordEntryTable extends OfClinic {
  patient_id: string;
  kind: 'condition' | 'medication' | 'allergy' | 'observation';
  source_id: string;
  content: Json;
}

interface LaboratoryProfileTable extends OfClinic {
  name: string;
}

interface LaboratoryRangeTable extends OfClinic {
  position: number;
  measure: string;
  sex: 'female' | 'male' | 'any';
  low: number | null;
  high: number | null;
  unit: string;
}

interface PlanTable extends OfClinic {
  id: string;
  patient_id: string;
  version: number;
}

interface PlanVersionTable extends OfClinic {
  plan_id: string;
  version: number;
  title: string;
  content: Json;
  ketame_version: string;
  saved_by: string;
  saved_at: Instant;
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

interface PasskeyTable extends OfClinic {
  /** Of the credential, base64url. */
  id: string;
  account_id: string;
  name: string;
  public_key: Uint8Array;
  counter: number;
  transports: Json;
  created_at: Instant;
  last_used_at: Instant | null;
}

interface AuthenticatorAppTable extends OfClinic {
  account_id: string;
  /** Base32. */
  secret: string;
  /** False until a first code has shown that the app has the secret. */
  confirmed: Generated<boolean>;
  /** The time step of the last code that was taken: none counts twice. */
  last_step: Generated<number>;
  created_at: Instant;
}

interface RecoveryCodeTable extends OfClinic {
  account_id: string;
  code_hash: Uint8Array;
}

interface PasskeyChallengeTable {
  challenge: string;
  created_at: Instant;
}

interface StepUpTable extends OfClinic {
  token_hash: Uint8Array;
  account_id: string;
  /** Whose session asked for it: only there it counts. */
  asked_by: string;
  factor: Factor;
  created_at: Instant;
}

interface SignatureTable extends OfClinic {
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

interface BreakGlassTable extends OfClinic {
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

interface OwnProtocolTable extends OfClinic {
  id: string;
  version: number;
  content: Json;
  saved_by: string;
  saved_at: Instant;
}

interface SelectionTable extends OfClinic {
  id: string;
  patient_id: string;
  version: number;
  protocol: Json;
  answers: Json;
  saved_by: string;
  saved_at: Instant;
}

interface SelectionDecisionTable extends OfClinic {
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

interface SelectionOverrideTable extends OfClinic {
  id: string;
  selection_id: string;
  patient_id: string;
  criterion: string;
  reason_refused: string;
  why: string;
}

interface ConsentTable extends OfClinic {
  id: string;
  selection_id: string;
  decision_id: string;
  patient_id: string;
  content: Json;
  withdrawn_at: Instant | null;
  withdrawn_by: string | null;
  withdrawn_why: string | null;
}

interface AlertLimitsTable extends OfClinic {
  version: number;
  values: Json;
  confirmed_by: string;
  confirmed_at: Instant;
}

interface InfusionTable extends OfClinic {
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

interface InfusionEventTable extends OfClinic {
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

interface InfusionReadingTable extends OfClinic {
  infusion_id: string;
  patient_id: string;
  sequence: number;
  monitor: string;
  at: Instant;
  received_at: Instant;
  values: Json;
}

interface InfusionAlertTable extends OfClinic {
  infusion_id: string;
  patient_id: string;
  id: string;
  rule: string;
  rule_version: number;
  priority: 'high' | 'medium' | 'low';
  raised_at: Instant;
  inputs: Json;
}

interface FollowUpResultTable extends OfClinic {
  id: string;
  patient_id: string;
  version: number;
  at: Instant;
  content: Json;
  struck: string | null;
  saved_by: string;
  saved_at: Instant;
}

interface QuestionnaireDraftTable extends OfClinic {
  id: string;
  patient_id: string;
  instrument: string;
  instrument_version: number;
  version: number;
  answers: Json;
  saved_by: string;
  saved_at: Instant;
}

interface PatientGoalsTable extends OfClinic {
  patient_id: string;
  version: number;
  content: Json;
  saved_by: string;
  saved_at: Instant;
}

interface BenefitRiskIndexTable extends OfClinic {
  id: string;
  patient_id: string;
  sequence: number;
  goals_version: number;
  rules_version: string;
  inputs: Json;
  result: Json;
  computed_at: Instant;
}

interface CourseDecisionTable extends OfClinic {
  id: string;
  patient_id: string;
  decision: 'go on' | 'change' | 'stop';
  reasons: string;
  agenda: Json;
  index_id: string | null;
  recorded_by: string;
  decided_at: Instant;
}

interface HomeProgrammeTable extends OfClinic {
  patient_id: string;
  version: number;
  status: 'active' | 'suspended' | 'ended';
  valid_until: Instant;
  set_by: string;
  set_at: Instant;
  /** These four are null for those who were supplied before there were programmes. */
  programme_id: Generated<string | null>;
  time_zone: Generated<string | null>;
  sitter_name: Generated<string | null>;
  /** YYYY-MM-DD */
  first_day: Generated<string | null>;
}

interface PrescriptionTable extends OfClinic {
  id: string;
  patient_id: string;
  drug: 'ketamine' | 'S-ketamine';
  form: string;
  strength_ug: number;
  dose_ug: number;
  doses: number;
  interval_hours: number;
  refills: number;
  /** YYYY-MM-DD, as are the other dates. */
  valid_from: string;
  valid_until: string;
  early_days: number;
  instructions: string;
  prescribed_by: string;
  prescribed_at: Instant;
  cancelled_at: Instant | null;
  cancelled_why: string | null;
}

interface RegisterTable extends OfClinic {
  id: string;
  site: string;
  drug: 'ketamine' | 'S-ketamine';
  form: string;
  strength_ug: number;
  profile: RegisterProfileId;
  two_people: Json;
  discrepancy_hours: number;
  last_number: Generated<number>;
  balance_ug: Generated<number>;
  opened_by: string;
  opened_at: Instant;
}

interface RegisterLotTable extends OfClinic {
  id: Generated<string>;
  register_id: string;
  lot: string;
  expiry: string;
  gtin: string | null;
}

interface RegisterAccountTable extends OfClinic {
  id: Generated<string>;
  lot_id: string;
  kind: AccountKind;
  patient_id: string | null;
  balance_ug: Generated<number>;
}

interface PaperAuthorisationTable extends OfClinic {
  id: string;
  patient_id: string;
  prescription_id: string;
  amount_ug: number;
  issued_at: Instant;
  expires_at: Instant;
  issued_by: string;
}

interface RegisterKeyTable extends OfClinic {
  private_key: string;
  public_key: Json;
  made_at: Instant;
}

interface RegisterEntryTable extends OfClinic {
  id: string;
  register_id: string;
  /** The database numbers, balances and says who must sign. */
  number: Generated<number>;
  balance_ug: Generated<number>;
  signatures_needed: Generated<number>;
  kind: EntryKind;
  lot_id: string | null;
  from_account: string | null;
  to_account: string | null;
  amount_ug: number;
  counted_ug: number | null;
  patient_id: string | null;
  prescription_id: string | null;
  corrects: string | null;
  linked_to: string | null;
  authorisation_id: string | null;
  early: boolean;
  party: string;
  identity_shown: string;
  reason: string;
  occurred_at: Instant;
  recorded_at: Instant;
  recorded_by: string;
  request_hash: string;
}

interface DosePackTable extends OfClinic {
  id: Generated<string>;
  code: string;
  lot_id: string;
  dose_ug: number;
  account_id: string;
}

interface RegisterEntryPackTable extends OfClinic {
  entry_id: string;
  pack_id: string;
}

interface RegisterDiscrepancyTable extends OfClinic {
  id: string;
  register_id: string;
  difference_ug: number;
  opened_at: Instant;
  due_at: Instant;
  closed_at: Instant | null;
  conclusion: string | null;
}

interface PatientAccountTable extends OfClinic {
  account_id: string;
  patient_id: string;
  made_by: string;
  made_at: Instant;
}

interface OwnHomeProgrammeTable extends OfClinic {
  id: string;
  content: Json;
  saved_by: string;
  saved_at: Instant;
}

interface HomeEventTable extends OfClinic {
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

interface HomeRecordTable extends OfClinic {
  patient_id: string;
  id: string;
  kind: 'fact' | 'contact' | 'count';
  at: Instant;
  content: Json;
  recorded_by: string;
  recorded_at: Instant;
}

interface HomeSilenceTable extends OfClinic {
  patient_id: string;
  dose_id: string;
  minute: number;
  escalated_to: SilenceStep['to'];
  due_at: Instant;
  raised_at: Instant;
}

interface TrainingAttemptTable extends OfClinic {
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

interface TrainingIncidentTable extends OfClinic {
  id: string;
  patient_id: string | null;
  modules: Json;
  what: string;
  at: Instant;
  entered_by: string;
}

interface SchemaMigrationTable {
  name: string;
  checksum: string;
  applied_at: Generated<Instant>;
}

export interface Tables {
  clinic: ClinicTable;
  setting: SettingTable;
  account: AccountTable;
  session: SessionTable;
  sign_in_limit: SignInLimitTable;
  first_administrator_token: FirstAdministratorTokenTable;
  patient: PatientTable;
  patient_source: PatientSourceTable;
  patient_key: PatientKeyTable;
  record_entry: RecordEntryTable;
  laboratory_profile: LaboratoryProfileTable;
  laboratory_range: LaboratoryRangeTable;
  plan: PlanTable;
  plan_version: PlanVersionTable;
  audit_entry: AuditEntryTable;
  passkey: PasskeyTable;
  authenticator_app: AuthenticatorAppTable;
  recovery_code: RecoveryCodeTable;
  passkey_challenge: PasskeyChallengeTable;
  step_up: StepUpTable;
  signature: SignatureTable;
  break_glass: BreakGlassTable;
  own_protocol: OwnProtocolTable;
  selection: SelectionTable;
  selection_decision: SelectionDecisionTable;
  selection_override: SelectionOverrideTable;
  consent: ConsentTable;
  alert_limits: AlertLimitsTable;
  infusion: InfusionTable;
  infusion_event: InfusionEventTable;
  infusion_reading: InfusionReadingTable;
  infusion_alert: InfusionAlertTable;
  follow_up_result: FollowUpResultTable;
  questionnaire_draft: QuestionnaireDraftTable;
  patient_goals: PatientGoalsTable;
  benefit_risk_index: BenefitRiskIndexTable;
  course_decision: CourseDecisionTable;
  home_programme: HomeProgrammeTable;
  prescription: PrescriptionTable;
  register: RegisterTable;
  register_lot: RegisterLotTable;
  register_account: RegisterAccountTable;
  paper_authorisation: PaperAuthorisationTable;
  register_key: RegisterKeyTable;
  register_entry: RegisterEntryTable;
  dose_pack: DosePackTable;
  register_entry_pack: RegisterEntryPackTable;
  register_discrepancy: RegisterDiscrepancyTable;
  patient_account: PatientAccountTable;
  own_home_programme: OwnHomeProgrammeTable;
  home_event: HomeEventTable;
  home_record: HomeRecordTable;
  home_silence: HomeSilenceTable;
  training_attempt: TrainingAttemptTable;
  training_incident: TrainingIncidentTable;
  schema_migration: SchemaMigrationTable;
}

/** What every function that reads or writes the clinic takes first; it comes from `ClinicDatabase.transaction`. */
export type Trx = Transaction<Tables>;

export type AccountRow = Selectable<AccountTable>;
export type SignatureRow = Selectable<SignatureTable>;
export type PatientRow = Selectable<PatientTable>;
export type TrainingAttemptRow = Selectable<TrainingAttemptTable>;
export type RegisterEntryRow = Selectable<RegisterEntryTable>;
