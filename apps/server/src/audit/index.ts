export { audit, type Change, type Origin } from './audit.ts';
export { canonicalJson } from './canonical.ts';
export { createPatientKey } from './patient-key.ts';
export { verifyAudit } from './verify.ts';
