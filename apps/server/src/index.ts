/** What the command `ketame` needs of the server: the clinic's database, opened by itself or reached where it is open. */
export { verifyAudit } from './audit/index.ts';
export { clinicNamed } from './clinic.ts';
export { addClinic } from './clinics/clinics.ts';
export { type ControlClient, controlClient } from './control/client.ts';
export {
  type ClinicDatabase,
  type DatabaseLocation,
  openDatabase as openClinic,
  StartError,
} from './database/index.ts';
export { Problem } from './http/problem.ts';
export { importFile, previewImport } from './records/import.ts';
export { readPaper } from './register/paper.ts';
export { readCertificate } from './training/certificate.ts';
