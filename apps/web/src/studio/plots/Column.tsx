import { useElementSize } from '@mantine/hooks';
import type { PointerEvent } from 'react';
import { type AxisMap, hoursAt, pixelOf, WEEKS } from '../state/axis-window.ts';
import { CursorHandle } from './CursorHandle.tsx';
import type { ColumnProps } from './column-props.ts';
import { PanelFigure } from './PanelFigure.tsx';
import { panels } from './panels.ts';
import classes from './plots.module.css';
import { WindowBrush } from './WindowBrush.tsx';

/** Room for the labels of the values, px. */
const LABELS = 44;
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
          <PanelFigure
            key={panel.id}
            {...props}
            panel={panel}
            axis={axis}
            width={width}
            left={left}
            right={MARGIN[count]}
          />
        ))}
      {width > 0 && cursorSeen && <div className={classes.cursor} style={{ left: cursorLeft }} />}
      {width > 0 && count === 'hours' && <CursorHandle axis={axis} cursorH={cursorH} onCursor={onCursor} />}
      {count === 'weeks' && width > 0 && (
        <WindowBrush axis={axis} window={props.window} onChange={props.onWindow} />
      )}
    </section>
  );
}
