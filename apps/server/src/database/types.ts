import type { Generated, Selectable, Transaction } from 'kysely';
import type * as accounts from './tables/accounts.ts';
import type * as clinic from './tables/clinic.ts';
import type { Instant } from './tables/column.ts';
import type * as home from './tables/home.ts';
import type * as records from './tables/records.ts';
import type * as register from './tables/register.ts';
import type * as treatment from './tables/treatment.ts';

interface SchemaMigrationTable {
  name: string;
  checksum: string;
  applied_at: Generated<Instant>;
}

export interface Tables {
  clinic: clinic.ClinicTable;
  setting: clinic.SettingTable;
  account: accounts.AccountTable;
  session: accounts.SessionTable;
  sign_in_limit: accounts.SignInLimitTable;
  first_administrator_token: accounts.FirstAdministratorTokenTable;
  patient: records.PatientTable;
  patient_source: records.PatientSourceTable;
  patient_key: records.PatientKeyTable;
  record_entry: records.RecordEntryTable;
  laboratory_profile: clinic.LaboratoryProfileTable;
  laboratory_range: clinic.LaboratoryRangeTable;
  plan: records.PlanTable;
  plan_version: records.PlanVersionTable;
  audit_entry: clinic.AuditEntryTable;
  passkey: accounts.PasskeyTable;
  authenticator_app: accounts.AuthenticatorAppTable;
  recovery_code: accounts.RecoveryCodeTable;
  passkey_challenge: accounts.PasskeyChallengeTable;
  step_up: accounts.StepUpTable;
  monitor: accounts.MonitorTable;
  signature: clinic.SignatureTable;
  break_glass: clinic.BreakGlassTable;
  own_protocol: treatment.OwnProtocolTable;
  selection: treatment.SelectionTable;
  selection_decision: treatment.SelectionDecisionTable;
  selection_override: treatment.SelectionOverrideTable;
  consent: treatment.ConsentTable;
  alert_limits: treatment.AlertLimitsTable;
  infusion: treatment.InfusionTable;
  infusion_event: treatment.InfusionEventTable;
  infusion_reading: treatment.InfusionReadingTable;
  infusion_alert: treatment.InfusionAlertTable;
  follow_up_result: treatment.FollowUpResultTable;
  questionnaire_draft: treatment.QuestionnaireDraftTable;
  patient_goals: treatment.PatientGoalsTable;
  benefit_risk_index: treatment.BenefitRiskIndexTable;
  course_decision: treatment.CourseDecisionTable;
  home_programme: home.HomeProgrammeTable;
  prescription: register.PrescriptionTable;
  register: register.RegisterTable;
  register_lot: register.RegisterLotTable;
  register_account: register.RegisterAccountTable;
  paper_authorisation: register.PaperAuthorisationTable;
  register_key: register.RegisterKeyTable;
  register_entry: register.RegisterEntryTable;
  dose_pack: register.DosePackTable;
  register_entry_pack: register.RegisterEntryPackTable;
  register_discrepancy: register.RegisterDiscrepancyTable;
  patient_account: home.PatientAccountTable;
  own_home_programme: home.OwnHomeProgrammeTable;
  home_event: home.HomeEventTable;
  home_record: home.HomeRecordTable;
  home_silence: home.HomeSilenceTable;
  training_attempt: home.TrainingAttemptTable;
  training_incident: home.TrainingIncidentTable;
  schema_migration: SchemaMigrationTable;
}

/** What every function that reads or writes the clinic takes first; it comes from `ClinicDatabase.transaction`. */
export type Trx = Transaction<Tables>;

export type AccountRow = Selectable<accounts.AccountTable>;

export type SignatureRow = Selectable<clinic.SignatureTable>;

export type PatientRow = Selectable<records.PatientTable>;

export type TrainingAttemptRow = Selectable<home.TrainingAttemptTable>;

export type RegisterEntryRow = Selectable<register.RegisterEntryTable>;
