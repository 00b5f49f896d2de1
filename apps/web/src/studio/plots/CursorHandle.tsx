import { useRef } from 'react';
import { type AxisMap, pixelOf } from '../state/axis-window.ts';
import { moment } from '../state/words.ts';
import { Handle } from './Handle.tsx';
import classes from './plots.module.css';

/** The time of the cursor, to be moved by hand or key; out of view it waits at the edge. */
export function CursorHandle({
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
      value={bounded(cursorH)}
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
