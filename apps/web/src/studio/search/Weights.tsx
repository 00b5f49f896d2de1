import { NumberField } from '../editor/NumberField.tsx';
import type { Asked } from './asked.ts';
import classes from './search.module.css';

interface WeightsProps {
  readonly asked: Asked;
  readonly onAsked: (change: Partial<Asked>) => void;
}

/** What each harm weighs, which is the patient's to say. */
export function Weights({ asked, onAsked: set }: WeightsProps) {
  const hasDoses = asked.routes !== 'by vein';
  const weight = (label: string, name: 'infusionDay' | 'doseDay' | 'dayWithDrugHigh' | 'per100Mg') => (
    <NumberField
      label={label}
      unit="days"
      value={asked[name]}
      min={0}
      max={100}
      onEmpty={() => set({ [name]: null })}
      onValue={(value) => set({ [name]: value })}
    />
  );
  return (
    <>
      <p className={classes.words}>
        How many days of relief would the patient give for not having one more of each? (0 if it does not
        matter)
      </p>
      <div className={classes.fields}>
        {weight('Day with an infusion', 'infusionDay')}
        {hasDoses &&
          weight(
            asked.routes === 'by mouth too' ? 'Day with doses by mouth' : 'Day with other doses',
            'doseDay',
          )}
        {weight('Day with a drug high', 'dayWithDrugHigh')}
        {weight('100 mg of ketamine', 'per100Mg')}
      </div>
    </>
  );
}
