import type { FitCurve, SiteFit } from '@ketame/ketamine';
import { numberText } from '../../parts/format.ts';
import { bandCorners, Chart, corners, MeasuredMark } from '../plots/Chart.tsx';
import classes from '../plots/chart.module.css';
import { roundTop } from '../plots/panels.ts';
import { moment } from '../state/words.ts';

interface CourseChartProps {
  readonly site: SiteFit['site'];
  readonly curve: FitCurve;
  readonly timesH: Float64Array;
  readonly residuals: SiteFit['residuals'];
  /** When to take the next sample, h; null where that is not known. */
  readonly nextH: number | null;
}

/** What was measured, between what was expected of people like this patient and what is expected of this patient now. */
export function CourseChart({ site, curve, timesH, residuals, nextH }: CourseChartProps) {
  const { analyte, population, patient } = curve;
  const points = residuals.filter(({ output }) => output === analyte);
  const highest = Math.max(
    ...population.high,
    ...(patient?.high ?? []),
    ...points.map(({ observed }) => observed),
  );
  const lastH = timesH.at(-1) ?? 1;
  const words = [
    points
      .map(
        ({ timeH, observed, isBelowLimit }) =>
          `${isBelowLimit ? 'below ' : ''}${numberText(observed)} at ${moment(timeH)}`,
      )
      .join(', '),
    nextH === null ? '' : `Next sample at ${moment(nextH)}`,
  ].filter((part) => part !== '');
  return (
    <Chart
      title={`${analyte}, ${site}`}
      words={`Measured, ng/mL: ${words.join('. ')}.`}
      x={{ from: 0, to: lastH, title: 'hours' }}
      y={{ from: 0, to: roundTop(highest), title: 'ng/mL' }}
    >
      {(scales) => (
        <>
          <polygon
            points={bandCorners(scales, timesH, population.low, population.high)}
            className={classes.population}
          />
          {patient !== null && (
            <>
              <polygon
                points={bandCorners(scales, timesH, patient.low, patient.high)}
                className={classes.patient}
              />
              <polyline points={corners(scales, timesH, patient.typical)} className={classes.line} />
            </>
          )}
          {nextH !== null && (
            <>
              <line
                x1={scales.x(nextH)}
                x2={scales.x(nextH)}
                y1={scales.y(0)}
                y2={scales.y(roundTop(highest))}
                className={classes.next}
              />
              <text
                x={scales.x(nextH) + (nextH > lastH / 2 ? -4 : 4)}
                y={scales.y(roundTop(highest)) + 10}
                textAnchor={nextH > lastH / 2 ? 'end' : 'start'}
                className={classes.named}
              >
                next sample
              </text>
            </>
          )}
          {points.map(({ record, timeH, observed, isBelowLimit }) => (
            <MeasuredMark
              key={record}
              x={scales.x(timeH)}
              y={scales.y(observed)}
              isBelowLimit={isBelowLimit}
            />
          ))}
        </>
      )}
    </Chart>
  );
}
