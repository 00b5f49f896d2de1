export * from './after-dose.ts';
export { homeAlerts } from './alerts.ts';
export * from './contacts.ts';
export * from './diary.ts';
export { conditionsOfDose } from './dose-checks.ts';
export * from './dose-condition.ts';
export { doseConditions } from './dose-conditions.ts';
export * from './event.ts';
export { entriesOf, foldDiary, heldOf } from './fold-diary.ts';
export * from './hazards.ts';
export { instantOfHour, type LocalTime, localTime } from './local-time.ts';
export { usedLooseUg } from './loose-use.ts';
export * from './own-programme.ts';
export * from './population.ts';
export * from './programme.ts';
export * from './rules.ts';
export { shippedHomeProgrammes } from './shipped/index.ts';
export * from './status.ts';
export { liftedEntries, openStops } from './stops.ts';
export * from './work-row.ts';
export {
  type HomeReason,
  type HomeUrgency,
  type HomeWorkRow,
  homeUrgencies,
  homeWorklist,
} from './worklist.ts';
