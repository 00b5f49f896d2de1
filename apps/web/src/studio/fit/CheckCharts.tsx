import type { FitCheck } from '@ketame/ketamine';
import type { VisualCheck } from '@ketame/pharmacometrics';
import { numberText } from '../../parts/format.ts';
import { bandCorners, Chart, type ChartAxis, corners, MeasuredMark } from '../plots/Chart.tsx';
import classes from '../plots/chart.module.css';
import { roundTop } from '../plots/panels.ts';
import { moment } from '../state/words.ts';
import own from './fit.module.css';

/** The pictures that a modeller looks at before believing a fit. */
export function CheckCharts({ check, onPaper }: { readonly check: FitCheck; readonly onPaper: boolean }) {
  if (check.points.length === 0) return null;
  const title = 'How good is this fit?';
  return onPaper ? (
    <section>
      <h3 className={own.heading}>{title}</h3>
      <Checks check={check} />
    </section>
  ) : (
    <details className={own.check}>
      <summary>{title}</summary>
      <Checks check={check} />
    </details>
  );
}

function Checks({ check: { points, visual } }: { readonly check: FitCheck }) {
  return (
    <>
      <p className={own.words}>
        Where the model is true, marks lie about the line, and residuals between −2 and 2 in 19 of 20. Values
        below the limit have none. In a visual check the unbroken line is the middle of what was measured in a
        stretch of time, the band where it lies in 95 of 100 simulated courses. One patient’s points cannot
        show that a model is right, only that it is not.
      </p>
      <div className={own.charts}>
        <ObservedAgainstPredicted points={points} />
        <Residuals
          title="Conditional weighted residuals"
          points={points.map(({ timeH, conditional }) => ({ timeH, value: conditional }))}
        />
        <Residuals
          title="npde, against 1,000 simulated people or more"
          points={points.map(({ timeH, npde }) => ({ timeH, value: npde }))}
        />
        {visual.flatMap(({ plain, corrected }) =>
          [plain, corrected].map((each) => (
            <VisualCheckChart
              key={`${each.output}, ${each.predictionCorrected ? 'corrected' : 'plain'}`}
              check={each}
            />
          )),
        )}
      </div>
    </>
  );
}

function ObservedAgainstPredicted({ points }: Pick<FitCheck, 'points'>) {
  const to = roundTop(
    Math.max(...points.flatMap(({ observed, population, individual }) => [observed, population, individual])),
  );
  const axis = (title: string): ChartAxis => ({ from: 0, to, title });
  const words = points
    .map(
      ({ observed, individual, population }) =>
        `${numberText(observed)} observed, ${numberText(individual)} and ${numberText(population)} predicted`,
    )
    .join('; ');
  return (
    <Chart
      title="Observed against predicted"
      words={`For the patient and for the population, ng/mL: ${words}.`}
      x={axis('predicted, ng/mL; open: population')}
      y={axis('observed, ng/mL')}
    >
      {({ x, y }) => (
        <>
          <line x1={x(0)} y1={y(0)} x2={x(to)} y2={y(to)} className={classes.level} />
          {points.map(({ analyte, timeH, observed, isBelowLimit, population, individual }) => (
            <g key={`${analyte} ${timeH} ${observed}`}>
              <circle cx={x(population)} cy={y(observed)} r={3.5} className={classes.open} />
              <MeasuredMark x={x(individual)} y={y(observed)} isBelowLimit={isBelowLimit} />
            </g>
          ))}
        </>
      )}
    </Chart>
  );
}

interface ResidualsProps {
  readonly title: string;
  readonly points: readonly { readonly timeH: number; readonly value: number | null }[];
}

function Residuals({ title, points }: ResidualsProps) {
  const known = points.flatMap(({ timeH, value }) => (value === null ? [] : [{ timeH, value }]));
  const far = Math.max(3, ...known.map(({ value }) => 1.1 * Math.abs(value)));
  const lastH = Math.max(1, ...points.map(({ timeH }) => timeH));
  const words = known.map(({ timeH, value }) => `${numberText(value, 2)} at ${moment(timeH)}`).join(', ');
  return (
    <Chart
      title={title}
      words={`Standard deviations: ${words}.`}
      x={{ from: 0, to: 1.05 * lastH, title: 'hours' }}
      y={{ from: -far, to: far, title: 'standard deviations' }}
    >
      {({ x, y }) => (
        <>
          {[-2, 0, 2].map((level) => (
            <line
              key={level}
              x1={x(0)}
              x2={x(1.05 * lastH)}
              y1={y(level)}
              y2={y(level)}
              className={classes.level}
            />
          ))}
          {known.map(({ timeH, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two analytes may share a time and a value.
            <MeasuredMark key={index} x={x(timeH)} y={y(value)} isBelowLimit={false} />
          ))}
        </>
      )}
    </Chart>
  );
}

/** Of each bin the middle of what simulated people have, and where it lies in 95 of 100 of them. */
function VisualCheckChart({ check }: { readonly check: VisualCheck }) {
  const { output, predictionCorrected, bins } = check;
  // Where it is corrected a limit is no value any more.
  const points = check.points.filter(({ isBelowLimit }) => !(predictionCorrected && isBelowLimit));
  const middles = bins.flatMap(({ fromH, toH, quantiles }) => {
    const middle = quantiles.find(({ probability }) => probability === 0.5);
    return middle === undefined ? [] : [{ fromH, toH, ...middle }];
  });
  const top = roundTop(Math.max(...middles.map(({ high }) => high), ...points.map(({ value }) => value)));
  const lastH = bins.at(-1)?.toH ?? 1;
  const words = middles
    .map(
      ({ fromH, toH, observed, median, low, high }) =>
        `${moment(fromH)} to ${moment(toH)}: observed ${observed === null ? 'below the limit' : numberText(observed)}, simulated ${numberText(median)} (${numberText(low)}–${numberText(high)})`,
    )
    .join('; ');
  return (
    <Chart
      title={`Visual predictive check of ${output}${predictionCorrected ? ', prediction-corrected' : ''}`}
      words={`Median by bin, ng/mL. ${words}.`}
      x={{ from: 0, to: lastH, title: 'hours' }}
      y={{ from: 0, to: top, title: 'ng/mL' }}
    >
      {(scales) => (
        <>
          {middles.map(({ fromH, toH, low, median, high, observed }) => (
            <g key={fromH}>
              <polygon
                points={bandCorners(scales, [fromH, toH], [low, low], [high, high])}
                className={classes.population}
              />
              <polyline points={corners(scales, [fromH, toH], [median, median])} className={classes.level} />
              {observed !== null && (
                <polyline
                  points={corners(scales, [fromH, toH], [observed, observed])}
                  className={classes.line}
                />
              )}
            </g>
          ))}
          {points.map(({ timeH, value, isBelowLimit }) => (
            <MeasuredMark
              key={`${timeH} ${value}`}
              x={scales.x(timeH)}
              y={scales.y(value)}
              isBelowLimit={isBelowLimit}
            />
          ))}
        </>
      )}
    </Chart>
  );
}
