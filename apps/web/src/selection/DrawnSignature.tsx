import { Button } from '@mantine/core';
import { type PointerEvent, useState } from 'react';
import classes from './selection.module.css';

const width = 400;
const height = 120;

/**
 * A field to sign with finger, pen or mouse. Nobody has to: the typed name alone signs too.
 * @param path strokes as an SVG path, "" for none
 */
export function DrawnSignature({
  path,
  onChange,
}: {
  readonly path: string;
  readonly onChange: (path: string) => void;
}) {
  const [isDrawing, setIsDrawing] = useState(false);
  const point = (event: PointerEvent<SVGSVGElement>): string => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width;
    const y = ((event.clientY - box.top) / box.height) * height;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return (
    <div>
      <svg
        className={classes.drawing}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={path === '' ? 'Field to draw the signature in, empty' : 'The signature as drawn'}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setIsDrawing(true);
          onChange(`${path}M ${point(event)} `);
        }}
        onPointerMove={(event) => {
          if (isDrawing) onChange(`${path}L ${point(event)} `);
        }}
        onPointerUp={() => setIsDrawing(false)}
      >
        <path d={path} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <div>
        <Button size="compact-xs" variant="default" disabled={path === ''} onClick={() => onChange('')}>
          Draw again
        </Button>
      </div>
    </div>
  );
}

/** A stored signature. */
export function StoredDrawing({ path }: { readonly path: string }) {
  return (
    <svg
      className={classes.drawing}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="The signature as drawn"
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
