import { type PublishedMetaAnalysis, publishedMetaAnalyses } from '@ketame/evidence';
import { forestFigure, type Theme } from '@ketame/figures';
import { useCallback } from 'react';
import { Drawing } from './Drawing.tsx';

const ofPain = publishedMetaAnalyses.filter(({ scale }) => scale !== 'risk ratio');

/** Points of 100 as points of 10, so that both stand on one axis. */
const points = ({ scale }: PublishedMetaAnalysis) => (scale === 'points of 100' ? 0.1 : 1);

const description = `Published meta-analyses of pain under ketamine against control, in points of 10: ${ofPain
  .map((one) => `${one.name} ${one.time} ${(one.estimate * points(one)).toFixed(2)}`)
  .join('; ')}.`;

/** Published pools side by side; they overlap in trials and are never pooled again. */
export function PublishedPools() {
  const draw = useCallback(
    (width: number, theme: Theme) =>
      forestFigure({
        title: 'Pain under ketamine against control, published meta-analyses',
        description,
        axis: 'Difference in points of 10 (below 0: less pain under ketamine)',
        scale: 'difference',
        rows: ofPain.map((one) => ({
          label: `${one.name.replace(/ meta-analysis| \(.*\)/g, '')}, ${one.time}`,
          effect: {
            estimate: one.estimate * points(one),
            lower: one.lower * points(one),
            upper: one.upper * points(one),
          },
          weight: null,
        })),
        pooled: null,
        prediction: null,
        notes: [
          'Side by side, not pooled: they share trials. Cochrane measured on 0 to 100, drawn here as points of 10.',
        ],
        width,
        theme,
      }),
    [],
  );
  return <Drawing description={description} name="published-meta-analyses" least={560} draw={draw} />;
}
