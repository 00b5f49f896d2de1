import { NumberField } from '../editor/NumberField.tsx';
import { type Asked, PEAK_CHANCE } from './asked.ts';
import classes from './search.module.css';

interface LimitsProps {
  readonly asked: Asked;
  readonly onAsked: (change: Partial<Asked>) => void;
}

type Limit =
  | 'mostTotalMg'
  | 'mostMgPerH'
  | 'mostMgPerKgPerH'
  | 'peakNgPerMl'
  | 'drugHighPercent'
  | 'lastCourseDaysAgo'
  | 'leastDaysBetween';

/** What no proposal may exceed; a field that is left empty limits nothing. */
export function Limits({ asked, onAsked }: LimitsProps) {
  const limit = (name: Limit, label: string, unit: string, min: number, max: number) => (
    <NumberField
      label={label}
      unit={unit}
      value={asked[name]}
      min={min}
      max={max}
      onEmpty={() => onAsked({ [name]: null })}
      onValue={(value) => onAsked({ [name]: value })}
    />
  );
  return (
    <details>
      <summary className={classes.words}>Limits</summary>
      <div className={classes.fields}>
        {limit('mostTotalMg', 'At most in all', 'mg', 1, 10_000)}
        {limit('mostMgPerH', 'Rate at most', 'mg/h', 0.1, 1000)}
        {limit('mostMgPerKgPerH', 'Rate by weight', 'mg/kg/h', 0.01, 20)}
        {limit('peakNgPerMl', 'Peak at most', 'ng/mL', 1, 10_000)}
        {limit('drugHighPercent', 'With a drug high', '% at most', 0, 100)}
        {limit('lastCourseDaysAgo', 'Last course ended', 'days ago', 0, 3650)}
        {asked.lastCourseDaysAgo !== null &&
          limit('leastDaysBetween', 'Days between courses', 'at least', 0, 365)}
      </div>
      <p className={`${classes.words} ${classes.soft}`}>
        The peak, arterial, holds in all but {100 * PEAK_CHANCE} % of people (ours). How long to wait between
        courses, for the liver’s sake, stands in the protocol.
      </p>
    </details>
  );
}
