export { ageYears } from './age.ts';
export * from './alerts/index.ts';
export type {
  Bearing,
  BearingEntry,
  BearingSubject,
  EntryMatch,
  EntryRule,
  FindingState,
  RuleStatement,
  RuleStatus,
  Severity,
} from './bearing/bearing.ts';
export { bearings, entryRules } from './bearing/bearings.ts';
export { type EnzymeDrug, enzymeDrugs, type MeasuredInteraction } from './bearing/enzymes.ts';
export { bloodPressureLimits, filtrationLimit } from './bearing/findings.ts';
export { painDiagnosis } from './diagnosis.ts';
export * from './dispensing/index.ts';
export * from './follow-up/index.ts';
export * from './home/index.ts';
export * from './jurisdiction/index.ts';
export { type LatestMeasure, latestMeasure, latestMeasures, latestObservation } from './latest.ts';
export { type LiverLimit, liverLimits } from './liver-limits.ts';
export {
  childbearingAge,
  longestPregnancyWeeks,
  type PregnancyFinding,
  pregnancyFinding,
} from './pregnancy.ts';
export * from './protocol/criterion.ts';
export { homeInstructionsOf } from './protocol/home-instructions.ts';
export {
  isLooserNumber,
  isLooserStopRule,
  type RetreatmentNumber,
  retreatmentKeys,
  retreatmentNumbers,
  stopActions,
} from './protocol/own-limits.ts';
export { changedByClinic, copyProtocol, ownItem, ownProtocolProblems } from './protocol/own-protocol.ts';
export * from './protocol/protocol.ts';
export { shippedProtocols } from './protocol/shipped/index.ts';
export * from './questionnaires/index.ts';
export * from './record.ts';
export * from './retreatment/index.ts';
export * from './selection/answer.ts';
export { type ConsentText, consentFor } from './selection/consent.ts';
export { evaluate, type SelectionInput } from './selection/evaluate.ts';
export { type RecordReading, readRecord } from './selection/from-record.ts';
export { budapestGrade, neuropathicGrade } from './selection/grades.ts';
export * from './selection/guidance.ts';
export { overrideProblem, shortestReason } from './selection/overrides.ts';
export * from './selection/questions.ts';
export * from './selection/result.ts';
export { type TestCase, testCases } from './selection/test-cases.ts';
export { analgesicOf, analgesics, countTherapies, refractory, type Therapy } from './selection/therapies.ts';
export * from './session/index.ts';
export * from './training/index.ts';
export * from './watching/index.ts';
