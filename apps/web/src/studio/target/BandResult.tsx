import { numberText } from '../../parts/format.ts';
import { bandCorners, Chart, corners } from '../plots/Chart.tsx';
import chart from '../plots/chart.module.css';
import { roundTop } from '../plots/panels.ts';
import { moment } from '../state/words.ts';
import classes from './target.module.css';
import type { MetBand } from './use-band.ts';

const percent = (share: number) => `${numberText(Math.round(100 * share))} %`;

/** How many people the rates keep within the band, beside rates for the typical one, and where the others are. */
export function BandResult({ met }: { readonly met: MetBand }) {
  const { schedule, asked } = met;
  const { shareWithin, shareByTypical, countsFromH, timesH, within, people, from, notVaried } = schedule;
  const { low, high, output, untilH } = asked;
  const top = roundTop(Math.max(high, ...people.high));
  const x = { from: 0, to: untilH, title: 'hours' };
  const least = within.reduce((a, b) => Math.min(a, b), 1);
  return (
    <>
      <p className={classes.words} role="status">
        <strong>
          Within {numberText(low)} to {numberText(high)} ng/mL: {percent(shareWithin)}
        </strong>{' '}
        of people and time from {moment(countsFromH)} on; rates for the typical patient alone would reach{' '}
        {percent(shareByTypical)}. {schedule.totalMg.toFixed(1)} mg in {schedule.totalMl.toFixed(1)} mL. In{' '}
        {from}. {notVaried.join(' ')}
      </p>
      <div className={classes.charts} data-series={1}>
        <Chart
          title={output === 'effect site' ? 'Effect site in people' : `${output} in people`}
          words={`90 % lie between ${numberText(people.low.at(-1) ?? 0)} and ${numberText(people.high.at(-1) ?? 0)} ng/mL at the end.`}
          x={x}
          y={{ from: 0, to: top, title: 'ng/mL; shaded: 90 % of people' }}
        >
          {(scales) => (
            <>
              <polygon
                points={bandCorners(scales, timesH, people.low, people.high)}
                className={chart.population}
              />
              <polyline points={corners(scales, timesH, people.typical)} className={chart.line} />
              {[low, high].map((edge) => (
                <line
                  key={edge}
                  x1={scales.x(0)}
                  x2={scales.x(untilH)}
                  y1={scales.y(edge)}
                  y2={scales.y(edge)}
                  className={chart.next}
                />
              ))}
            </>
          )}
        </Chart>
        <Chart
          title="People within the band"
          words={`At least ${percent(least)}, on average ${percent(shareWithin)}.`}
          x={x}
          y={{ from: 0, to: 100, title: '%' }}
        >
          {(scales) => (
            <polyline
              points={corners(
                scales,
                timesH,
                within.map((share) => 100 * share),
              )}
              className={chart.line}
            />
          )}
        </Chart>
      </div>
    </>
  );
}
