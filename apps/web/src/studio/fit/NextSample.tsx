import { type LearntQuantity, learntQuantities, type NextBlood } from '@ketame/ketamine';
import { NativeSelect } from '@mantine/core';
import { numberText } from '../../parts/format.ts';
import { Chart, corners } from '../plots/Chart.tsx';
import classes from '../plots/chart.module.css';
import { moment } from '../state/words.ts';
import own from './fit.module.css';

interface NextSampleProps {
  readonly next: NextBlood;
  /** Later in this course; else in another one like it. */
  readonly isLater: boolean;
  readonly onQuantity: (quantity: LearntQuantity) => void;
}

const percent = (share: number) => `${numberText(Math.round(100 * share))} %`;

/** When one more sample tells most of what matters, and how much. */
export function NextSample({ next, isLater, onQuantity }: NextSampleProps) {
  const { best, candidates, quantity, value, deviation, site, leastNgPerMl } = next;
  const timesH = candidates.map(({ timeH }) => timeH);
  const [fromH, toH] = [timesH[0] ?? 0, timesH.at(-1) ?? 1];
  return (
    <div className={own.next}>
      <NativeSelect
        className={own.screen}
        size="xs"
        label="Where to sample next, to know better"
        data={Object.entries(learntQuantities).map(([key, label]) => ({ value: key, label }))}
        value={quantity}
        onChange={(event) => onQuantity(event.currentTarget.value as LearntQuantity)}
      />
      <p className={own.words} role="status">
        <strong>
          Ketamine in {site} blood at {moment(best.timeH)}
          {isLater ? '' : ' of another course like this one'}
        </strong>{' '}
        would take {percent(best.gain)} of the variance away: it is known within ±{' '}
        {percent(deviation / value)} now, and within ± {percent(best.deviation / value)} then (one standard
        deviation). Expected there: {numberText(best.expected)} ng/mL. Times with less than{' '}
        {numberText(leastNgPerMl)} ng/mL are left out: this laboratory has reported no less.
      </p>
      <Chart
        title="Variance that one sample takes away"
        words={`Most at ${moment(best.timeH)}: ${percent(best.gain)}.`}
        x={{ from: fromH, to: toH, title: 'hours' }}
        y={{ from: 0, to: Math.max(0.1, 1.1 * best.gain) * 100, title: '%' }}
      >
        {(scales) => (
          <>
            <polyline
              points={corners(
                scales,
                timesH,
                candidates.map(({ gain }) => 100 * gain),
              )}
              className={classes.line}
            />
            <line
              x1={scales.x(best.timeH)}
              x2={scales.x(best.timeH)}
              y1={scales.y(0)}
              y2={scales.y(100 * best.gain)}
              className={classes.next}
            />
          </>
        )}
      </Chart>
    </div>
  );
}
