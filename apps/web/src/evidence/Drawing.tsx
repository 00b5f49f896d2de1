import type { Theme } from '@ketame/figures';
import { Button, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { ErrorNotice } from '../parts/Notice.tsx';
import { downloadPng, downloadText, svgAddress } from './download.ts';
import classes from './evidence.module.css';

/** Width of a figure for print, px: two columns of a journal. */
const paperWidth = 690;

interface DrawingProps {
  /** What the figure shows, for those who hear it. */
  readonly description: string;
  /** Name of the downloaded files, without ending. */
  readonly name: string;
  /** The narrowest that it is drawn, px; it scrolls within itself on a smaller screen. */
  readonly least: number;
  readonly draw: (width: number, theme: Theme) => string;
}

/** A figure in the colours and width of the screen, to be taken along as SVG or PNG on white. */
export function Drawing({ description, name, least, draw }: DrawingProps) {
  const scheme = useComputedColorScheme('light');
  const { ref, width } = useElementSize();
  const [error, setError] = useState<unknown>(null);
  const drawn = Math.max(least, Math.min(820, Math.floor(width)));
  const source = useMemo(
    () => (width === 0 ? null : svgAddress(draw(drawn, scheme))),
    [draw, drawn, scheme, width],
  );
  const forPaper = () => draw(Math.max(least, paperWidth), 'print');
  return (
    <figure className={classes.figure}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section ref={ref} className={classes.drawing} aria-label="Figure" tabIndex={0}>
        {source !== null && <img src={source} alt={description} width={drawn} />}
      </section>
      <div className={classes.take}>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => downloadText(forPaper(), `${name}.svg`, 'image/svg+xml')}
        >
          SVG
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => downloadPng(forPaper(), `${name}.png`).catch(setError)}
        >
          PNG
        </Button>
      </div>
      {error !== null && <ErrorNotice title="The figure could not be drawn as PNG" error={error} />}
    </figure>
  );
}
