import { useRef } from 'react';
import { numberText } from '../../parts/format.ts';
import { Handle } from '../plots/Handle.tsx';
import plots from '../plots/plots.module.css';
import classes from './target.module.css';
import { type Met, TARGET_SCALE, type TargetState } from './use-target.ts';

interface TargetHandleProps {
  readonly met: Met;
  readonly aim: TargetState['aim'];
  /** Room left of the plot and its width, px. */
  readonly left: number;
  readonly width: number;
  readonly pixelOf: (value: number) => number;
  readonly pixelsPerUnit: number;
}

/** Half of what takes the pointer, px. */
const REACH = 12;

/** The line of the target over the plot, to be dragged up and down: the regimen follows it. */
export function TargetHandle({ met, aim, left, width, pixelOf, pixelsPerUnit }: TargetHandleProps) {
  const { asked } = met;
  // A drag counts from where it began, so that a growing axis does not lose the hand.
  const origin = useRef<{ gesture: string; value: number; pixelsPerUnit: number } | null>(null);
  const ask = (value: number, gesture: string) => {
    const { min, max, step } = TARGET_SCALE;
    const snapped = Math.min(max, Math.max(min, Math.round(value / step) * step));
    if (snapped !== asked.value) aim({ ...asked, value: snapped }, gesture);
  };
  const top = pixelOf(asked.value);
  return (
    <>
      <div className={classes.line} style={{ left, width, top }} />
      <Handle
        label={`Target of ${asked.output}`}
        text={`${numberText(asked.value)} ng/mL`}
        value={asked.value}
        min={TARGET_SCALE.min}
        max={TARGET_SCALE.max}
        orientation="vertical"
        className={plots.rateHandle}
        left={left + width - REACH}
        top={top}
        onDrag={(_, up, gesture) => {
          if (origin.current?.gesture !== gesture)
            origin.current = { gesture, value: asked.value, pixelsPerUnit };
          ask(origin.current.value + up / origin.current.pixelsPerUnit, gesture);
        }}
        onStep={(direction, big, gesture) =>
          ask(asked.value + direction * (big ? TARGET_SCALE.bigStep : TARGET_SCALE.step), gesture)
        }
      />
    </>
  );
}
