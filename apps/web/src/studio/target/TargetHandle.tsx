import { useRef } from 'react';
import { numberText } from '../../parts/format.ts';
import { Handle } from '../plots/Handle.tsx';
import plots from '../plots/plots.module.css';
import classes from './target.module.css';
import { TARGET_SCALE, type TargetLine } from './target-line.ts';

interface TargetHandleProps {
  readonly line: TargetLine;
  /** Handles of the same plot stand side by side: levels may lie closer together than fingers are wide. */
  readonly place: number;
  /** Room left of the plot and its width, px. */
  readonly left: number;
  readonly width: number;
  readonly pixelOf: (value: number) => number;
  readonly pixelsPerUnit: number;
}

/** Half of what takes the pointer, px. */
const REACH = 12;

/** From handle to handle, px. */
const APART = 36;

/** A level over the plot, to be dragged up and down: the regimen follows it. */
export function TargetHandle({ line, place, left, width, pixelOf, pixelsPerUnit }: TargetHandleProps) {
  const { label, value, min, max } = line;
  // A drag counts from where it began, so that a growing axis does not lose the hand.
  const origin = useRef<{ gesture: string; value: number; pixelsPerUnit: number } | null>(null);
  const ask = (wanted: number, gesture: string) => {
    const { step } = TARGET_SCALE;
    const snapped = Math.min(max, Math.max(min, Math.round(wanted / step) * step));
    if (snapped !== value) line.ask(snapped, gesture);
  };
  const top = pixelOf(value);
  return (
    <>
      <div className={classes.line} style={{ left, width, top }} />
      <Handle
        label={label}
        text={`${numberText(value)} ng/mL`}
        value={value}
        min={min}
        max={max}
        orientation="vertical"
        className={plots.rateHandle}
        left={left + width - REACH - APART * place}
        top={top}
        onDrag={(_, up, gesture) => {
          if (origin.current?.gesture !== gesture) origin.current = { gesture, value, pixelsPerUnit };
          ask(origin.current.value + up / origin.current.pixelsPerUnit, gesture);
        }}
        onStep={(direction, big, gesture) =>
          ask(value + direction * (big ? TARGET_SCALE.bigStep : TARGET_SCALE.step), gesture)
        }
      />
    </>
  );
}
