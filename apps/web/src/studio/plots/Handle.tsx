import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { forgetRedraws, markInput } from './measure.ts';
import classes from './plots.module.css';

export interface HandleProps {
  readonly label: string;
  /** The value in words, with its unit. */
  readonly text: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly orientation: 'horizontal' | 'vertical';
  readonly className: string | undefined;
  readonly left: number;
  /** Absent where the style sheet places it. */
  readonly top?: number;
  readonly width?: number;
  readonly colour?: string;
  /** How far below its middle the mark stands, px. */
  readonly markDown?: number;
  /** Pixels moved since the press, right and up positive; `gesture` is the same during one drag. */
  readonly onDrag: (right: number, up: number, gesture: string) => void;
  /** An arrow key, with shift a big one; `gesture` is the same while the handle keeps the focus. */
  readonly onStep: (direction: 1 | -1, big: boolean, gesture: string) => void;
}

const STEPS: Readonly<Record<string, 1 | -1>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
};

let gestures = 0;

/** Something to take hold of in a plot: by pointer, touch or arrow keys (shift: bigger steps). */
export function Handle(props: HandleProps) {
  const press = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const gesture = useRef('');
  const begin = () => {
    gestures += 1;
    gesture.current = `handle-${gestures}`;
  };

  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    press.current = { x: event.clientX, y: event.clientY };
    begin();
    forgetRedraws();
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (press.current === null) return;
    event.stopPropagation();
    markInput();
    props.onDrag(event.clientX - press.current.x, press.current.y - event.clientY, gesture.current);
  };
  const up = () => {
    press.current = null;
    // Keys pressed after a drag are a gesture of their own.
    begin();
  };
  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    const direction =
      STEPS[event.key] ?? (event.key === 'PageUp' ? 1 : event.key === 'PageDown' ? -1 : undefined);
    if (direction === undefined) return;
    event.preventDefault();
    markInput();
    props.onStep(direction, event.shiftKey || event.key.startsWith('Page'), gesture.current);
  };

  return (
    <div
      role="slider"
      tabIndex={0}
      className={`${classes.handle} ${props.className ?? ''}`}
      style={
        {
          left: props.left,
          top: props.top,
          width: props.width,
          color: props.colour,
          '--mark-down': `${props.markDown ?? 0}px`,
          '--share': (props.value - props.min) / (props.max - props.min),
        } as CSSProperties
      }
      aria-label={props.label}
      aria-orientation={props.orientation}
      aria-valuemin={props.min}
      aria-valuemax={props.max}
      aria-valuenow={props.value}
      aria-valuetext={props.text}
      onFocus={begin}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={key}
    >
      <span className={classes.tag} aria-hidden="true">
        {props.text}
      </span>
    </div>
  );
}
