import { useRef } from 'react';
import {
  type AxisMap,
  type AxisWindow,
  NARROWEST_H,
  pixelOf,
  resized,
  shifted,
  WEEKS,
} from '../state/axis-window.ts';
import { duration, moment } from '../state/words.ts';
import { Handle } from './Handle.tsx';
import classes from './plots.module.css';

interface WindowBrushProps {
  readonly axis: AxisMap;
  readonly window: AxisWindow;
  readonly onChange: (window: AxisWindow) => void;
}

/** The stretch that the hours view shows, as a shade over the weeks: moved as a whole or by either edge. */
export function WindowBrush({ axis, window, onChange }: WindowBrushProps) {
  const origin = useRef<{ readonly gesture: string; readonly window: AxisWindow } | null>(null);
  const from = (gesture: string): AxisWindow => {
    if (origin.current?.gesture !== gesture) origin.current = { gesture, window };
    return origin.current.window;
  };
  const hoursPerPixel = (WEEKS.toH - WEEKS.fromH) / axis.width;
  const left = pixelOf(axis, window.fromH);
  const right = pixelOf(axis, window.toH);
  const widthH = window.toH - window.fromH;
  const inWords = `${moment(window.fromH)} to ${moment(window.toH)}`;
  const stepH = (big: boolean) => (widthH / 8) * (big ? 8 : 1);
  return (
    <>
      <div className={classes.brushShade} style={{ left, width: right - left }} />
      <Handle
        label="Window of the hours view"
        text={inWords}
        value={window.fromH}
        min={WEEKS.fromH}
        max={WEEKS.toH - widthH}
        orientation="horizontal"
        className={classes.brushBody}
        left={(left + right) / 2}
        width={right - left}
        onDrag={(moved, _, gesture) => onChange(shifted(from(gesture), moved * hoursPerPixel))}
        onStep={(direction, big) => onChange(shifted(window, direction * stepH(big)))}
      />
      {(['from', 'to'] as const).map((edge) => {
        const hours = edge === 'from' ? window.fromH : window.toH;
        return (
          <Handle
            key={edge}
            label={edge === 'from' ? 'Start of the hours view' : 'End of the hours view'}
            text={`${moment(hours)}, showing ${duration(widthH)}`}
            value={hours}
            min={edge === 'from' ? WEEKS.fromH : window.fromH + NARROWEST_H}
            max={edge === 'from' ? window.toH - NARROWEST_H : WEEKS.toH}
            orientation="horizontal"
            className={`${classes.brushEdge} ${edge === 'from' ? classes.brushFrom : classes.brushTo}`}
            left={edge === 'from' ? left : right}
            onDrag={(moved, _, gesture) => {
              const before = from(gesture);
              const was = edge === 'from' ? before.fromH : before.toH;
              onChange(resized(before, edge, was + moved * hoursPerPixel));
            }}
            onStep={(direction, big) => onChange(resized(window, edge, hours + direction * stepH(big)))}
          />
        );
      })}
    </>
  );
}
