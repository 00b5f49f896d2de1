import type { SessionEntry } from '@ketame/care';
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { memo, useMemo, useState } from 'react';
import { numberText } from '../../parts/format.ts';
import { usePlotColours } from '../../studio/plots/colours.ts';
import { clockText } from '../clinic-time.ts';
import type { Charting } from '../use-session.ts';
import { type contentText, kindNames } from '../words.ts';
import classes from './chart.module.css';
import { drawPanel } from './draw.ts';
import { type ChartPanel, panelsOf, type Shape } from './panels.ts';
import { TimePlot } from './TimePlot.tsx';

const spans = ['1 h', '4 h', '12 h', 'Whole'] as const;
type Span = (typeof spans)[number];
const hours: Readonly<Record<Exclude<Span, 'Whole'>, number>> = { '1 h': 1, '4 h': 4, '12 h': 12 };
/** The chart is drawn anew when something has changed, and so often, ms. */
const everyMs = 15_000;
/** Room left of the time axis for the labels of values, px; see TimePlot. */
const left = 40;

/** One time axis for everything: rate, prediction, vital signs, ratings, events and drugs. */
export const SessionChart = memo(function SessionChart({
  session,
  readings,
  now,
  timeZone,
}: {
  readonly session: Charting['session'];
  readonly readings: Charting['infusion']['readings'];
  readonly now: string;
  readonly timeZone: string;
}) {
  const [span, setSpan] = useState<Span>('Whole');
  const { ref, width } = useElementSize();
  const colours = usePlotColours();
  const monitors = useMemo(
    () => [...new Set(readings.map(({ monitor }) => monitor))].join(', ') || 'monitor',
    [readings],
  );
  const panels = useMemo(() => panelsOf(session, readings, now), [session, readings, now]);
  const { from, to } = windowOf(session, span, now);
  const events = session.entries.filter(isEvent);
  const lines = events
    .filter(({ event: { content } }) => content.kind !== 'drug-given')
    .map(({ at }) => Date.parse(at) / 1000);
  const nowAt = Date.parse(now) / 1000;
  return (
    <section aria-label="Chart" className={classes.chart}>
      <div className={classes.head}>
        <SegmentedControl
          size="xs"
          aria-label="Hours shown"
          data={[...spans]}
          value={span}
          onChange={(next) => setSpan(next as Span)}
        />
        <span className={classes.key}>
          filled mark: charted · fine line: {monitors} · line and band: predicted
        </span>
      </div>
      <div ref={ref}>
        {width > 0 &&
          panels.map((panel, index) => (
            <figure key={panel.id} className={classes.panel} aria-label={inWords(panel, now, timeZone)}>
              <figcaption className={classes.caption}>
                <strong>{panel.title}</strong> <span className={classes.unit}>{panel.unit}</span>
                {panel.measured.length > 1 && (
                  <span className={classes.unit}>
                    {panel.measured.map(({ label, shape }) => `${signs[shape]} ${label}`).join(' · ')}
                  </span>
                )}
              </figcaption>
              <TimePlot
                width={width}
                height={panel.height}
                from={from}
                to={to}
                low={panel.low}
                high={panel.high}
                timeLabelled={index === panels.length - 1}
                timeZone={timeZone}
                colours={colours}
                draw={(plot) => drawPanel(plot, panel, lines, nowAt, colours)}
              />
            </figure>
          ))}
        {width > 0 && (
          <Events
            events={events.filter(({ at }) => Date.parse(at) / 1000 >= from && Date.parse(at) / 1000 <= to)}
            place={(at) => left + ((Date.parse(at) / 1000 - from) / (to - from)) * (width - left - 10)}
            width={width}
          />
        )}
      </div>
    </section>
  );
});

/** The instant at which the chart is drawn: the same for a while, so that it is not drawn every second. */
export function chartInstant({ entries }: Charting['session'], now: string): string {
  const newest = Date.parse(entries.at(-1)?.at ?? now);
  return new Date(Math.max(newest, Math.floor(Date.parse(now) / everyMs) * everyMs)).toISOString();
}

const signs: Readonly<Record<Shape, string>> = {
  circle: '●',
  square: '■',
  triangle: '▲',
  diamond: '◆',
  cross: '✕',
};

const shownKinds = new Set([
  'start',
  'rate',
  'pause',
  'resume',
  'end',
  'abort',
  'change-syringe',
  'wean',
  'drug-given',
  'adverse-event',
]);

const isEvent = ({ event, content, withoutEffect }: SessionEntry): boolean =>
  content !== null && withoutEffect === null && shownKinds.has(event.content.kind);

function windowOf(
  { startedAt, plan, endedAt, state }: Charting['session'],
  span: Span,
  now: string,
): { from: number; to: number } {
  const at = Date.parse(now) / 1000;
  const start = Date.parse(startedAt ?? plan.plannedStart) / 1000;
  if (span !== 'Whole') return { from: at - hours[span] * 3600 * 0.85, to: at + hours[span] * 3600 * 0.15 };
  const isOver = state === 'discharged' || state === 'aborted';
  const planned = start + plan.hours * 3600;
  const end = isOver ? Date.parse(endedAt ?? now) / 1000 + 1800 : Math.max(planned, at + 1800);
  return { from: Math.min(start, at) - 900, to: end };
}

/** Events and drugs under the axis, in rows where they would run over each other. */
function Events({
  events,
  place,
  width,
}: {
  readonly events: readonly SessionEntry[];
  readonly place: (at: string) => number;
  readonly width: number;
}) {
  const ends: number[] = [];
  const placed = events.map((entry) => {
    const content = entry.content ?? entry.event.content;
    const words = wordsOf(content);
    const x = Math.min(place(entry.at), width - 90);
    const free = ends.findIndex((end) => end < x);
    const row = free === -1 ? ends.length : free;
    ends[row] = x + words.length * 6.4 + 14;
    return { id: entry.event.id, words, x, row };
  });
  return (
    <ol
      className={classes.events}
      style={{ height: `${1.3 * Math.max(1, ends.length)}rem` }}
      aria-label="Events"
    >
      {placed.map(({ id, words, x, row }) => (
        <li key={id} style={{ left: x, top: `${row * 1.3}rem` }}>
          {words}
        </li>
      ))}
    </ol>
  );
}

function wordsOf(content: Parameters<typeof contentText>[0]): string {
  if (content.kind === 'rate') return `${numberText(content.rateMgPerH)} mg/h`;
  if (content.kind === 'drug-given') return `${content.drug} ${content.amount} ${content.unit}`;
  if (content.kind === 'adverse-event') return content.code;
  if (content.kind === 'pause' || content.kind === 'abort')
    return `${kindNames[content.kind]}: ${content.reason}`.slice(0, 32);
  return kindNames[content.kind].replace('Infusion ', '');
}

/** A panel for those who do not see it: its newest values. */
function inWords(panel: ChartPanel, now: string, timeZone: string): string {
  const clock = (at: number) => clockText(new Date(at * 1000).toISOString(), now, timeZone);
  const newest = [
    ...panel.steps.slice(-1).map(({ value }) => `now ${numberText(value)}`),
    ...panel.spans.slice(-1).map(({ at, from, to }) => `${to}/${from} at ${clock(at)}`),
    ...panel.measured.flatMap(({ label, charted, sent }) => {
      const last = [charted.at(-1), sent.findLast((point) => point !== null)]
        .filter((point) => point !== undefined && point !== null)
        .sort((one, other) => other.at - one.at)[0];
      return last === undefined ? [] : [`${label} ${numberText(last.value)} at ${clock(last.at)}`];
    }),
  ];
  return `${panel.title}, ${panel.unit}: ${newest.length === 0 ? 'nothing measured' : newest.join('; ')}.`;
}
