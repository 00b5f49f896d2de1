import { clopperPearson } from '../meta/distributions.ts';
import { controlledAdverseEvents } from './adverse-events/controlled.ts';
import { otherUseAdverseEvents } from './adverse-events/other-use.ts';
import { summarisedAdverseEvents } from './adverse-events/summaries.ts';
import { uncontrolledAdverseEvents } from './adverse-events/uncontrolled.ts';
import type { AdverseEvent } from './study.ts';

/** Every packaged adverse event. */
export const adverseEvents: readonly AdverseEvent[] = [
  ...controlledAdverseEvents,
  ...uncontrolledAdverseEvents,
  ...summarisedAdverseEvents,
  ...otherUseAdverseEvents,
];

export type Incidence =
  | {
      readonly kind: 'counted';
      readonly events: number;
      readonly n: number;
      readonly proportion: number;
      readonly lower: number;
      readonly upper: number;
    }
  | { readonly kind: 'summary'; readonly percent: number | null; readonly reported: string | null }
  | { readonly kind: 'notMeasured' };

/**
 * How often an adverse event was seen under ketamine.
 *
 * A count gives its proportion with the exact (Clopper-Pearson) 95 % interval. What nobody looked for
 * is `notMeasured`: there is no number to take for zero.
 */
export function ketamineIncidence(row: AdverseEvent): Incidence {
  if (row.ascertainment === 'notMeasured') return { kind: 'notMeasured' };
  const { ketamineEvents: events, ketamineN: n } = row;
  if (row.ascertainment === 'summary' || events === undefined || n === undefined) {
    return { kind: 'summary', percent: row.ketaminePercent ?? null, reported: row.reported ?? null };
  }
  return { kind: 'counted', events, n, proportion: events / n, ...clopperPearson(events, n) };
}
