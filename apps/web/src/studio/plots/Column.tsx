import type { Patient, Regimen } from '@ketame/ketamine';
import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, type ReactNode, useCallback, useDeferredValue, useMemo, useRef } from 'react';
import { type AxisMap, type AxisWindow, hoursAt, pixelOf, WEEKS } from '../state/axis-window.ts';
import type { Drawn } from '../state/courses.ts';
import { letterOf, moment } from '../state/words.ts';
import type { PlotColours } from './colours.ts';
import { drawLanes, drawPicture } from './draw.ts';
import { Handle } from './Handle.tsx';
import { HEADROOM, Plot } from './Plot.tsx';
import { type Panel, panels, reading, type Shown } from './panels.ts';
import classes from './plots.module.css';
import { RateHandles } from './RateHandles.tsx';
import { WindowBrush } from './WindowBrush.tsx';
import { panelInWords } from './words.ts';

export interface ColumnProps {
  readonly count: 'hours' | 'weeks';
  /** True where the columns stand below each other: then each labels its own values. */
  readonly stacked: boolean;
  readonly drawn: readonly Drawn[];
  readonly selected: number;
  readonly patient: Patient;
  readonly shown: Shown;
  readonly tops: Readonly<Record<Panel['id'], number>>;
  readonly window: AxisWindow;
  readonly cursorH: number;
  readonly colours: PlotColours;
  readonly onWindow: (window: AxisWindow) => void;
  readonly onCursor: (hours: number) => void;
  readonly onRegimen: (regimen: Regimen, gesture: string) => void;
  /** In the row of the titles, by panel: over the weeks, or below the title where the columns are stacked. */
  readonly beside: Partial<Record<Panel['id'], ReactNode>>;
}

/** Room for the labels of the values, px. */
const LABELS = 44;
/** Room below the rates for the handles of starts and ends, px. */
const TRACK = 22;
/** Room beside the plots, px: half of the last week's label on the right. */
const MARGIN = { hours: 20, weeks: 26 };

/** All panels over one time axis: the hours of the window, or the twelve weeks. */
export function Column(props: ColumnProps) {
  const { count, stacked, cursorH, onCursor } = props;
  const { ref, width } = useElementSize();
  const labelled = count === 'hours' || stacked;
  const left = labelled ? LABELS : 6;
  const window = count === 'hours' ? props.window : WEEKS;
  const axis: AxisMap = { left, width: Math.max(1, width - left - MARGIN[count]), window };

  const point = (event: PointerEvent<HTMLElement>) => {
    // Over the plots alone: not on the way to a button or handle in their titles.
    if (event.target instanceof Element && event.target.closest('figcaption, [role="slider"]')) return;
    const pixel = event.clientX - event.currentTarget.getBoundingClientRect().left;
    if (pixel < left || pixel > left + axis.width) return;
    onCursor(hoursAt(axis, pixel));
  };
  // On a phone the concentrations of hours would be hairs at the scale of weeks.
  const shownPanels =
    stacked && count === 'weeks' ? panels.filter(({ id }) => id === 'rate' || id === 'slowRelief') : panels;
  const cursorLeft = pixelOf(axis, cursorH);
  const cursorSeen = cursorH >= window.fromH && cursorH <= window.toH;

  return (
    <section
      ref={ref}
      className={classes.column}
      aria-label={count === 'hours' ? 'Hours and days' : 'Twelve weeks'}
      onPointerDown={point}
      onPointerMove={point}
    >
      {width > 0 &&
        shownPanels.map((panel) => (
          <PanelFigure key={panel.id} {...props} panel={panel} axis={axis} width={width} left={left} />
        ))}
      {width > 0 && cursorSeen && <div className={classes.cursor} style={{ left: cursorLeft }} />}
      {width > 0 && count === 'hours' && <CursorHandle axis={axis} cursorH={cursorH} onCursor={onCursor} />}
      {count === 'weeks' && width > 0 && (
        <WindowBrush axis={axis} window={props.window} onChange={props.onWindow} />
      )}
    </section>
  );
}

/** The time of the cursor, to be moved by hand or key; out of view it waits at the edge. */
function CursorHandle({
  axis,
  cursorH,
  onCursor,
}: {
  readonly axis: AxisMap;
  readonly cursorH: number;
  readonly onCursor: (hours: number) => void;
}) {
  const origin = useRef({ gesture: '', hours: 0 });
  const { fromH, toH } = axis.window;
  const bounded = (hours: number) => Math.min(toH, Math.max(fromH, hours));
  const widthH = toH - fromH;
  return (
    <Handle
      label="Cursor"
      text={moment(cursorH)}
      value={cursorH}
      min={fromH}
      max={toH}
      orientation="horizontal"
      className={classes.cursorHandle}
      left={pixelOf(axis, bounded(cursorH))}
      onDrag={(right, _, gesture) => {
        if (origin.current.gesture !== gesture) origin.current = { gesture, hours: cursorH };
        onCursor(bounded(origin.current.hours + (right / axis.width) * widthH));
      }}
      onStep={(direction, big) => onCursor(bounded(cursorH + (direction * widthH) / (big ? 10 : 100)))}
    />
  );
}

function PanelFigure(
  props: ColumnProps & {
    readonly panel: Panel;
    readonly axis: AxisMap;
    readonly width: number;
    readonly left: number;
  },
) {
  const { panel, axis, width, left, count, stacked, drawn, selected, shown, colours, tops } = props;
  const lanes = panel.id === 'rate' && count === 'weeks';
  const draw = useCallback(
    (plot: uPlot) => {
      const marksNamed = stacked || count === 'weeks';
      const picture = { panel, drawn, selected, shown, colours, marksNamed };
      if (lanes) drawLanes(plot, picture);
      else drawPicture(plot, picture);
    },
    [panel, lanes, count, stacked, drawn, selected, shown, colours],
  );
  const top = tops[panel.id];
  // Read out, and so not at every pixel of a drag.
  const said = useDeferredValue(drawn);
  const words = useMemo(() => panelInWords(panel, said, axis.window), [panel, said, axis.window]);
  const chosen = drawn.find(({ index }) => index === selected);
  const scaled = panel.height - HEADROOM;
  const titled = count === 'hours' || stacked;
  return (
    <figure className={classes.panel} aria-label={words}>
      <figcaption className={classes.caption}>
        {titled && (
          <>
            <span className={classes.title}>{lanes ? 'When each runs' : panel.title}</span>
            {!lanes && (
              <span className={classes.unit}>
                {panel.unit} · {panel.source}
              </span>
            )}
            {stacked && !lanes && chosen !== undefined && (
              <AtCursor panel={panel} drawn={chosen} cursorH={props.cursorH} />
            )}
          </>
        )}
        {(stacked ? count === 'hours' : count === 'weeks') && props.beside[panel.id]}
      </figcaption>
      <div className={classes.frame}>
        <Plot
          width={width}
          height={panel.height}
          left={left}
          right={MARGIN[count]}
          window={axis.window}
          count={count}
          top={top}
          track={panel.id === 'rate' ? TRACK : 0}
          timeLabelled={panel.id === 'rate' || panel.id === 'slowRelief'}
          valuesLabelled={titled && !lanes}
          colours={colours}
          draw={draw}
        />
        {panel.id === 'rate' && count === 'hours' && chosen !== undefined && (
          <RateHandles
            regimen={chosen.regimen}
            patient={props.patient}
            axis={axis}
            pixelOfRate={(rate) => HEADROOM + scaled * (1 - rate / top)}
            pixelsPerMgPerH={scaled / top}
            colour={colours.series[selected]}
            onChange={props.onRegimen}
          />
        )}
      </div>
    </figure>
  );
}

/** The value at the cursor beside the title: where the plots are stacked, the list of readings is far away. */
function AtCursor({
  panel,
  drawn,
  cursorH,
}: {
  readonly panel: Panel;
  readonly drawn: Drawn;
  readonly cursorH: number;
}) {
  const { course } = drawn;
  return (
    <span className={classes.atCursor} aria-hidden="true">
      {letterOf(drawn.index)} {reading(panel, panel.lineOf(course), course.timesH, cursorH)}
    </span>
  );
}
