export type { CareInput } from './care-input.ts';
export { careLimits } from './care-limits.ts';
export { careRules } from './care-rules.ts';
export { addDays, addMonths, dateIn, dateText, daysBetween, instantText, noonIn } from './days.ts';
export * from './finding.ts';
export { type InjuryPattern, rValue } from './liver.ts';
export * from './result.ts';
export { laboratoryBefore } from './samples.ts';
export {
  type DueState,
  dueStates,
  type FollowUpDue,
  followUpDue,
  instrumentsOf,
  lastEnd,
  lastSession,
  missingOf,
} from './schedule.ts';
export { type Trend, trendsOf } from './trends.ts';
export { asksForWork, careVerdict } from './verdict.ts';
