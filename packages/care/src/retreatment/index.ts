export * from './agenda.ts';
export type { RetreatmentCheck } from './checks.ts';
export { coursesOf, type TreatedSession, type TreatmentCourse, treatedSession } from './course.ts';
export { cumulativeExposure, type Exposure, type ExposureSum } from './exposure.ts';
export type { PatientGoals, SwingAnswers } from './goals.ts';
export { heldBy, type SettlingDecision } from './held.ts';
export {
  harmLimits,
  type IndexInput,
  indexOfPatient,
  inputsOfResults,
  inputsOfSession,
  laboratoryEntry,
  sortedInputs,
} from './index-inputs.ts';
export {
  type OwnCourse,
  ownCourse,
  type ReliefPoint,
  type RetreatmentWindow,
  reliefAfter,
  retreatmentWindow,
} from './window.ts';
