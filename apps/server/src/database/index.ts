export { type ClinicDatabase, type DatabaseLocation, databaseFolder, openDatabase } from './database.ts';
export { DatabaseUnavailable, errorCode, isUnavailable, StartError } from './errors.ts';
export { type ClinicScope, clinicScope, type Scope } from './scope.ts';
export type { Instant } from './tables/column.ts';
export type {
  AccountRow,
  PatientRow,
  SignatureRow,
  Tables,
  TrainingAttemptRow,
  Trx,
} from './types.ts';
