import type { Band, SiteFit } from '@ketame/ketamine';
import { numberText } from '../../parts/format.ts';
import { moment } from '../state/words.ts';

/** What arterial samples of the drug told: it alone may stand in the arterial plasma panel. ng/mL. */
export interface Learnt {
  readonly timesH: Float64Array;
  /** Of this patient; null where the fit may not be believed. */
  readonly patient: Band | null;
  readonly points: SiteFit['residuals'];
}

/** The greatest value that is drawn, ng/mL. */
export const greatestLearnt = ({ patient, points }: Learnt): number =>
  Math.max(...(patient?.high ?? []), ...points.map(({ observed }) => observed));

/** "Measured: 215 at 2 h, below 10 at day 3.", for those who do not see the marks. */
export const learntInWords = ({ points }: Learnt): string =>
  `Measured: ${points
    .map(
      ({ timeH, observed, isBelowLimit }) =>
        `${isBelowLimit ? 'below ' : ''}${numberText(observed)} at ${moment(timeH)}`,
    )
    .join(', ')}.`;
