import { type FollowedMeasure, followedMeasures, followedUnits, type LaboratoryValue } from '@ketame/care';
import { NativeSelect } from '@mantine/core';
import { unitText } from '../parts/format.ts';
import type { Draft, FieldsProps } from './fields.ts';
import classes from './follow-up.module.css';
import { NumberInput } from './NumberInput.tsx';

/** One row of the form; without a value it is not entered. */
type Row = Omit<LaboratoryValue, 'value'> & { readonly value: number | null };

const rowOf = (measure: FollowedMeasure): Row => ({
  measure,
  value: null,
  unit: followedUnits[measure][0],
  upperLimit: null,
});

export const laboratoryDraft = (): Draft => ({ kind: 'laboratory', values: followedMeasures.map(rowOf) });

/** One blood sample: value, unit and upper limit of each measure, as the laboratory prints them. */
export function LaboratoryFields({ draft, wrong, set }: FieldsProps) {
  const given = draft.values as readonly Row[];
  const rows = followedMeasures.map(
    (measure) => given.find((row) => row.measure === measure) ?? rowOf(measure),
  );
  const change = (measure: FollowedMeasure, changed: Partial<Row>) =>
    set({ values: rows.map((row) => (row.measure === measure ? { ...row, ...changed } : row)) });
  const entered = rows.filter(({ value }) => value !== null);
  return (
    <fieldset className={classes.samples}>
      <legend>As the laboratory prints them. Leave empty what was not measured.</legend>
      {wrong.values !== undefined && <p role="alert">At least one value is needed.</p>}
      <div className={`${classes.sample} ${classes.soft}`} aria-hidden="true">
        <span />
        <span>Value</span>
        <span>Unit</span>
        <span>Upper limit</span>
      </div>
      {rows.map(({ measure, value, unit, upperLimit }) => {
        const path = `values.${entered.findIndex((row) => row.measure === measure)}`;
        const units: readonly string[] = followedUnits[measure];
        return (
          <div key={measure} className={classes.sample}>
            <span>{measure}</span>
            <NumberInput
              label={measure}
              labelHidden
              value={value}
              error={value === null ? undefined : wrong[`${path}.value`]}
              onChange={(next) => change(measure, { value: next })}
            />
            {units.length === 1 ? (
              <span className={classes.soft}>{measure === 'INR' ? '' : unitText(unit)}</span>
            ) : (
              <NativeSelect
                aria-label={`Unit of ${measure}`}
                value={unit}
                data={units.map((one) => ({ value: one, label: unitText(one) }))}
                onChange={(event) => change(measure, { unit: event.currentTarget.value })}
              />
            )}
            <NumberInput
              label={`Upper limit of ${measure}`}
              labelHidden
              value={upperLimit}
              error={value === null ? undefined : wrong[`${path}.upperLimit`]}
              onChange={(next) => change(measure, { upperLimit: next })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
