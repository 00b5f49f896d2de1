export { type ChartedValue, charted, lastCharted } from './charted.ts';
export { alertItem, type DischargeItem, type DischargeWord, dischargeItems } from './discharge.ts';
export { type DueItem, dueOf } from './due.ts';
export type { SessionEntry } from './entry.ts';
export * from './event.ts';
export { checkedSyringe, nextRate, refusalByAlerts } from './gates.ts';
export { intervalOf, isWithin } from './intervals.ts';
export { type PlannedRate, type SessionPlan, sessionPlanOf } from './plan.ts';
export { programmeRefusal } from './programme.ts';
export {
  isOnInfusion,
  isOpen,
  isWatched,
  type OneCheck,
  type RateChange,
  type SessionState,
  sessionStates,
} from './progress.ts';
export { type Course, type Pressure, type SessionRecord, sessionRecord } from './record.ts';
export { type FormWords, recordForm, yesNo } from './record-form.ts';
export { type Refusal, refusal } from './refusal.ts';
export {
  clockToleranceMinutes,
  givenMg,
  lateAfterMinutes,
  refusalOf,
  type Session,
  sessionOf,
  sessionWith,
} from './session.ts';
export { type SyringeUse, syringeUse } from './syringe-use.ts';
export {
  painForStepUp,
  regimenFromNow,
  stepUpBlockers,
  type TitrationAdvice,
  type TitrationChoice,
  titrationAdvice,
} from './titration.ts';
export {
  observationLimits,
  type Reading,
  type VitalMeasure,
  vitalMeasures,
  vitalValue,
} from './vitals.ts';
