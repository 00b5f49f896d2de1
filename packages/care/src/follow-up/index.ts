export { addDays, dateIn, daysBetween } from './days.ts';
export * from './finding.ts';
export * from './result.ts';
export {
  type DueState,
  dueStates,
  type FollowUpDue,
  followUpDue,
  instrumentsOf,
  isFollowUpItem,
  lastEnd,
  lastSession,
  missingOf,
} from './schedule.ts';
