import type { RuleStatus } from '../bearing/bearing.ts';
import type { ChartedItem } from '../protocol/protocol.ts';
import type { ReportCode } from '../session/event.ts';
import type { VitalMeasure } from '../session/vitals.ts';
import type { LimitId } from './limits.ts';

/** How soon somebody must come; as in IEC 60601-1-8. */
export type Priority = 'high' | 'medium' | 'low';

export type AlertSystem =
  | 'mind and consciousness'
  | 'heart and circulation'
  | 'breathing'
  | 'liver'
  | 'kidney and bladder'
  | 'misuse'
  | 'no data';

/** What a rule looks for. Every limit that is ours and set by the clinic is named, never written here. */
export type AlertCondition =
  /** A vital sign beyond a limit; from a monitor in so many readings one after the other, from a person in one. */
  | {
      readonly kind: 'vital';
      readonly measure: VitalMeasure;
      readonly worse: 'above' | 'below';
      readonly limit: LimitId;
      readonly readings: number;
    }
  | { readonly kind: 'rating'; readonly items: readonly ChartedItem[]; readonly limit: LimitId }
  /** Scores of the two sedation scales. */
  | { readonly kind: 'sedation'; readonly rassAtMost: number; readonly moaasAtMost: number }
  | { readonly kind: 'agitation'; readonly rassAtLeast: number }
  | { readonly kind: 'report'; readonly codes: readonly ReportCode[] }
  /** An injury of the liver, Hy's law, or enzymes with disturbed clotting, by `liverLimits`. */
  | { readonly kind: 'liver injury' | "Hy's law" | 'clotting disturbed' }
  /** A laboratory value that came without an upper limit. */
  | { readonly kind: 'unjudged' }
  /** eGFR lower than before treatment, or than the first that is known, by this share. */
  | { readonly kind: 'filtration falls'; readonly share: number }
  /** What is left in a syringe differs from what the rates leave in it, by this share of what was in it. */
  | { readonly kind: 'volume missing'; readonly share: number }
  /** Not charted, and not sent by a monitor, for longer than the interval of the protocol and this grace. */
  | { readonly kind: 'not charted'; readonly items: readonly ChartedItem[]; readonly graceMinutes: number }
  /** A monitor that sent this measure sends it no more. */
  | { readonly kind: 'no signal'; readonly measure: VitalMeasure }
  | { readonly kind: 'laboratory overdue'; readonly graceHours: number };

/** A rule of the watch: data. It latches: once raised it stays until somebody has acknowledged it with a reason. */
export interface AlertRule {
  readonly id: string;
  /** Goes up when what the rule finds or says changes. */
  readonly version: number;
  readonly system: AlertSystem;
  /** Rules of one cause raise one alert, at the highest priority among them. */
  readonly cause: string;
  readonly priority: Priority;
  readonly title: string;
  readonly condition: AlertCondition;
  readonly whatToDo: string;
  readonly source: string;
  readonly status: RuleStatus;
}

/** A rule, its fields in the order of its file. */
export function rule(
  id: string,
  system: AlertSystem,
  priority: Priority,
  cause: string,
  title: string,
  condition: AlertCondition,
  whatToDo: string,
  source: string,
  status: AlertRule['status'] = 'ours',
  version = 1,
): AlertRule {
  return { id, version, system, cause, priority, title, condition, whatToDo, source, status };
}

/** Minutes after which an unanswered alert goes further, and to whom. Ours. */
export const escalation: Readonly<
  Record<Priority, readonly { readonly afterMinutes: number; readonly to: string }[]>
> = {
  high: [
    { afterMinutes: 1, to: 'everybody on the board' },
    { afterMinutes: 3, to: 'the physician in charge' },
  ],
  medium: [
    { afterMinutes: 5, to: 'everybody on the board' },
    { afterMinutes: 15, to: 'the physician in charge' },
  ],
  low: [{ afterMinutes: 30, to: 'everybody on the board' }],
};

/** The sound of a session is held for at most so long, seconds, and comes back by itself. Ours, after IEC 60601-1-8. */
export const longestAudioPauseSeconds = 120;
