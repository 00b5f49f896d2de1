export { type Alert, type AlertInput, rank } from './alert.ts';
export { type AlertWatch, alertsOf, createAlertWatch } from './alerts-of.ts';
export {
  type AlertLimit,
  alertLimits,
  type ConfirmedLimits,
  type LimitId,
  type LimitValues,
  limitFaults,
  limitIds,
  proposedLimits,
} from './limits.ts';
export {
  type AlertCondition,
  type AlertRule,
  type AlertSystem,
  escalation,
  longestAudioPauseSeconds,
  type Priority,
} from './rule.ts';
export { alertRules } from './rules.ts';
export { settlingSeconds } from './vital-watch.ts';
