import type { ChartedItem } from '../protocol/protocol.ts';
import type { SessionEntry } from './entry.ts';
import type { EventContent } from './event.ts';

type Chart = Extract<EventContent, { kind: 'chart' }>;

/** What a row of the chart says of one item: one number, for blood pressure systolic and diastolic; none when it is silent. */
const read: Readonly<Record<ChartedItem, (row: Chart) => readonly (number | undefined)[]>> = {
  'heart rate': ({ heartRate }) => [heartRate],
  'blood pressure': ({ systolic, diastolic }) => [systolic, diastolic],
  'oxygen saturation': ({ oxygenSaturation }) => [oxygenSaturation],
  respiration: ({ respiration }) => [respiration],
  sedation: ({ sedation }) => [sedation?.score],
  pain: ({ pain }) => [pain],
  'drug high': ({ drugHigh }) => [drugHigh],
  'internal perception': ({ internalPerception }) => [internalPerception],
  'external perception': ({ externalPerception }) => [externalPerception],
  nausea: ({ nausea }) => [nausea],
};

export interface ChartedValue {
  readonly at: string;
  readonly values: readonly number[];
  readonly row: Chart;
}

/** The charted values of one item as they stand after corrections, in the order of time. */
export function charted(entries: readonly SessionEntry[], item: ChartedItem): ChartedValue[] {
  return entries.flatMap((entry) => chartedIn(entry, item) ?? []);
}

/** The last of them; undefined when there is none. */
export function lastCharted(entries: readonly SessionEntry[], item: ChartedItem): ChartedValue | undefined {
  const entry = entries.findLast((one) => chartedIn(one, item) !== undefined);
  return entry && chartedIn(entry, item);
}

function chartedIn({ at, content }: SessionEntry, item: ChartedItem): ChartedValue | undefined {
  if (content?.kind !== 'chart') return undefined;
  const values = read[item](content).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : { at, values, row: content };
}
