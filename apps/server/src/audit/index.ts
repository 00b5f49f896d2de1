export { audit, type Change, type Origin } from './audit.ts';
export type { JsonValue } from './canonical.ts';
export { createPatientKey } from './patient-key.ts';
