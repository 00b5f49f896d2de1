import { numberText } from '../../parts/format.ts';
import type { Choice } from './FrontPlot.tsx';
import classes from './search.module.css';

/** Why a proposal is one; of a published regimen its numbers. */
export function Reasons({ choice }: { readonly choice: Choice }) {
  const { days, regimen, extrapolates } = choice;
  const whole = (value: number) => numberText(Math.round(value));
  return (
    <div aria-live="polite">
      <p className={classes.words}>
        <strong>{regimen.name}</strong>
        {regimen.research === true && ' (research: no plan takes it)'}. {whole(days.expected)} days of relief,
        in 9 of 10 people {whole(days.low)} to {whole(days.high)}.
      </p>
      {'explanation' in choice && (
        <p className={classes.words}>
          {choice.explanation} Better on balance in {whole(100 * choice.chanceBetter)} % of people.
          {choice.winsOnlyAtPoint && ' Better in the typical person only: not sure in 9 of 10.'}
        </p>
      )}
      {extrapolates.length > 0 && (
        <ul className={classes.list}>
          {extrapolates.map((reason) => (
            <li key={reason}>Extrapolates. {reason}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
