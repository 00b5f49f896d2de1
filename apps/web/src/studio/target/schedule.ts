/** Apart from the page: only who aims at a target needs it. */
export { targetSchedule } from '@ketame/ketamine';
