import type { PlanContent } from '@ketame/contract';
import { courseFigure, type Figure } from '@ketame/figures';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { Section } from '../parts/Page.tsx';
import classes from './PlanCurves.module.css';
import { planFigures } from './plan-figures.ts';

/** Width of the printed figure, px: A4 without its margins. */
const paperWidth = 690;
/** A figure is not drawn narrower; the page then scrolls beneath it. */
const leastWidth = 320;

interface PlanCurvesProps {
  readonly content: PlanContent;
  /** Beside the title: when the curves were computed. */
  readonly note: string;
}

/** The curves of a plan: one drawing for the screen in its colours and width, another for paper. */
export function PlanCurves({ content, note }: PlanCurvesProps) {
  const scheme = useComputedColorScheme('light');
  const { ref, width } = useElementSize();
  const drawn = Math.max(leastWidth, Math.min(1200, Math.floor(width) - 2));
  const onScreen = useMemo(
    () => (width === 0 ? null : planFigures(content, drawn, scheme)),
    [content, drawn, scheme, width],
  );
  const onPaper = useMemo(() => planFigures(content, paperWidth, 'print'), [content]);
  return (
    <Section title="Predicted course" note={note}>
      <div ref={ref} className={classes.screen}>
        <FigureImage figure={onScreen?.weeks ?? null} />
        <FigureImage figure={onScreen?.treatment ?? null} />
      </div>
      <div className={classes.paper}>
        <FigureImage figure={onPaper.weeks} />
        <FigureImage figure={onPaper.treatment} />
      </div>
    </Section>
  );
}

function FigureImage({ figure }: { readonly figure: Figure | null }) {
  const source = useMemo(
    () =>
      figure === null ? null : `data:image/svg+xml;charset=utf-8,${encodeURIComponent(courseFigure(figure))}`,
    [figure],
  );
  if (figure === null || source === null) return null;
  return <img src={source} alt={figure.description} className={classes.figure} />;
}
