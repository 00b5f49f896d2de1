import { type Effect, type Method, mixedFunnelTest, trimAndFill } from '@ketame/evidence';
import { forestFigure, funnelFigure, type Theme } from '@ketame/figures';
import { Button } from '@mantine/core';
import { useCallback } from 'react';
import { Drawing } from '../Drawing.tsx';
import { downloadText } from '../download.ts';
import classes from '../evidence.module.css';

interface PooledFiguresProps {
  readonly title: string;
  /** What was pooled and what came out, in words. */
  readonly description: string;
  readonly axis: string;
  readonly ratio: boolean;
  /** In order; null where a study says nothing of the measure. */
  readonly effects: readonly (Effect | null)[];
  readonly labels: readonly string[];
  /** Percent, in order; null where studies are not weighted one by one. */
  readonly weights: readonly number[] | null;
  readonly pooled: {
    readonly label: string;
    readonly estimate: number;
    readonly lower: number;
    readonly upper: number;
  } | null;
  readonly prediction: { readonly lower: number; readonly upper: number } | null;
  readonly method: Method;
  readonly notes: readonly string[];
  /** Start of the names of the files. */
  readonly name: string;
}

/** Effects as a table that "Your own table" and `ketame meta --measure GEN` read. */
function effectsCsv({ effects, labels, weights }: PooledFiguresProps): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = effects.map((effect, i) =>
    [quoted(labels[i] ?? ''), effect?.yi ?? '', effect?.vi ?? '', weights?.[i] ?? ''].join(','),
  );
  return `study,yi,vi,weight\n${rows.join('\n')}\n`;
}

/** Forest and funnel plot of what was pooled, and its numbers, to be taken along. */
export function PooledFigures(props: PooledFiguresProps) {
  const { title, description, axis, ratio, effects, labels, weights, pooled, prediction, notes, name } =
    props;
  const scale = ratio ? 'logarithm' : 'difference';
  const forest = useCallback(
    (width: number, theme: Theme) =>
      forestFigure({
        title,
        description,
        axis,
        scale,
        rows: effects.map((effect, i) => {
          const half = effect === null ? 0 : 1.96 * Math.sqrt(effect.vi);
          return {
            label: labels[i] ?? '',
            effect: effect && { estimate: effect.yi, lower: effect.yi - half, upper: effect.yi + half },
            weight: weights?.[i] ?? null,
          };
        }),
        pooled,
        prediction,
        notes,
        width,
        theme,
      }),
    [title, description, axis, scale, effects, labels, weights, pooled, prediction, notes],
  );
  const known = effects.filter((effect) => effect !== null).length;
  return (
    <>
      <Drawing description={description} name={`${name}-forest`} least={560} draw={forest} />
      {pooled !== null && known > 2 && <FunnelDrawing {...props} pooled={pooled.estimate} />}
      <p className={classes.count}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => downloadText(effectsCsv(props), `${name}.csv`, 'text/csv')}
        >
          Effects as CSV
        </Button>
      </p>
    </>
  );
}

function FunnelDrawing({
  axis,
  ratio,
  effects,
  labels,
  method,
  name,
  pooled,
}: Omit<PooledFiguresProps, 'pooled'> & { readonly pooled: number }) {
  const draw = useCallback(
    (width: number, theme: Theme) => {
      const given = effects.flatMap((effect, i) =>
        effect === null ? [] : [{ effect, label: labels[i] ?? effect.study }],
      );
      const plain = given.map(({ effect }) => effect);
      const alike = new Set(plain.map(({ vi }) => vi)).size === 1;
      const slanted = alike || plain.length < 4 ? null : mixedFunnelTest(plain, method);
      const { filled } = trimAndFill(plain, { method, ...(alike && { side: 'left' as const }) });
      const point = (effect: Effect, label: string, isFilled: boolean) => ({
        label,
        estimate: effect.yi,
        se: Math.sqrt(effect.vi),
        filled: isFilled,
      });
      return funnelFigure({
        title: 'Funnel plot',
        description: `Effects of ${plain.length} studies against their standard errors.`,
        axis,
        scale: ratio ? 'logarithm' : 'difference',
        points: [
          ...given.map(({ effect, label }) => point(effect, label, false)),
          ...filled.map((effect) => point(effect, effect.study, true)),
        ],
        pooled,
        regression: slanted && { limit: slanted.limit.estimate, slope: slanted.slope },
        notes: [
          'Dashed: 95 % about the pooled effect without heterogeneity. Asymmetry can come from missing studies, and from much else.',
          ...(slanted ? ['Orange: regression on the standard error.'] : []),
          ...(filled.length > 0 ? ['Open: put in by trim and fill; no such study exists.'] : []),
        ],
        width,
        theme,
      });
    },
    [axis, ratio, effects, labels, method, pooled],
  );
  return (
    <Drawing
      description={`Funnel plot of ${effects.length} studies`}
      name={`${name}-funnel`}
      least={320}
      draw={draw}
    />
  );
}
