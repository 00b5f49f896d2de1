import { analgesicOf, analgesics, refractory, type Therapy } from '@ketame/care';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { numberOrNull } from '../parts/form.ts';
import table from '../parts/table.module.css';
import classes from './selection.module.css';

/** A treatment while it is typed; `key` tells rows apart when one is removed. */
interface Draft {
  readonly key: number;
  readonly drug: string;
  readonly dose: string;
  readonly weeks: string;
  readonly tolerated: string;
  readonly relief: string;
}

const draftOf = (therapy: Therapy, key: number): Draft => ({
  key,
  drug: therapy.drug,
  dose: therapy.dose ?? '',
  weeks: String(therapy.weeks ?? ''),
  tolerated: therapy.tolerated === null ? '' : therapy.tolerated ? 'yes' : 'no',
  relief: String(therapy.reliefPercent ?? ''),
});

const therapyOf = (draft: Draft): Therapy => ({
  drug: draft.drug,
  dose: draft.dose.trim() === '' ? null : draft.dose.trim(),
  weeks: numberOrNull(draft.weeks),
  tolerated: draft.tolerated === '' ? null : draft.tolerated === 'yes',
  reliefPercent: numberOrNull(draft.relief),
});

const outside = (value: number | null, most: number) => value !== null && !(value >= 0 && value <= most);

/** What has been tried: drug, dose, how long, how tolerated, with how much relief. */
export function TherapiesField({
  title,
  therapies,
  disabled,
  onSave,
}: {
  readonly title: string;
  readonly therapies: readonly Therapy[];
  readonly disabled: boolean;
  readonly onSave: (therapies: Therapy[]) => void;
}) {
  const [drafts, setDrafts] = useState<readonly Draft[] | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const rows = drafts ?? therapies.map(draftOf);
  const change = (key: number, changed: Partial<Draft>) =>
    setDrafts(rows.map((row) => (row.key === key ? { ...row, ...changed } : row)));
  const add = () =>
    setDrafts([
      ...rows,
      draftOf(
        { drug: 'amitriptyline', dose: null, weeks: null, tolerated: null, reliefPercent: null },
        Math.max(-1, ...rows.map(({ key }) => key)) + 1,
      ),
    ]);
  const save = () => {
    const next = rows.map(therapyOf);
    const bad = next.find((one) => outside(one.weeks, 2600) || outside(one.reliefPercent, 100));
    if (bad !== undefined)
      return setWrong(`${bad.drug}: weeks are a number from 0, relief one from 0 to 100.`);
    setWrong(null);
    setDrafts(null);
    return onSave(next);
  };
  return (
    <fieldset className={classes.therapies} disabled={disabled}>
      <legend>{title}</legend>
      <p className={table.soft}>
        Counted are drugs taken for {refractory.weeks} weeks or not tolerated, with less than{' '}
        {refractory.reliefPercent} % relief.
      </p>
      {rows.length > 0 && (
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Drug</th>
              <th scope="col">Dose</th>
              <th scope="col">Weeks</th>
              <th scope="col">Tolerated</th>
              <th scope="col">Relief, %</th>
              <th scope="col">Remove</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const of = `of ${row.drug}, row ${index + 1}`;
              return (
                <tr key={row.key}>
                  <td>
                    <NativeSelect
                      aria-label={`Drug, row ${index + 1}`}
                      data={analgesics.map(({ id, drugClass }) => ({
                        value: id,
                        label: `${id} (${drugClass})`,
                      }))}
                      value={analgesicOf(row.drug)?.id ?? ''}
                      onChange={(event) => change(row.key, { drug: event.currentTarget.value })}
                    />
                  </td>
                  <td>
                    <TextInput
                      aria-label={`Dose ${of}`}
                      w="8rem"
                      value={row.dose}
                      onChange={(event) => change(row.key, { dose: event.currentTarget.value })}
                    />
                  </td>
                  <td>
                    <TextInput
                      aria-label={`Weeks ${of}`}
                      inputMode="decimal"
                      w="4.5rem"
                      value={row.weeks}
                      onChange={(event) => change(row.key, { weeks: event.currentTarget.value })}
                    />
                  </td>
                  <td>
                    <NativeSelect
                      aria-label={`Tolerated ${of}`}
                      data={[
                        { value: '', label: '?' },
                        { value: 'yes', label: 'Yes' },
                        { value: 'no', label: 'No' },
                      ]}
                      value={row.tolerated}
                      onChange={(event) => change(row.key, { tolerated: event.currentTarget.value })}
                    />
                  </td>
                  <td>
                    <TextInput
                      aria-label={`Relief ${of}`}
                      inputMode="decimal"
                      w="4.5rem"
                      value={row.relief}
                      onChange={(event) => change(row.key, { relief: event.currentTarget.value })}
                    />
                  </td>
                  <td>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Remove ${row.drug}, row ${index + 1}`}
                      onClick={() => setDrafts(rows.filter(({ key }) => key !== row.key))}
                    >
                      Remove
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {wrong !== null && (
        <p role="alert" className={classes.wrong}>
          {wrong}
        </p>
      )}
      <div className={classes.buttons}>
        <Button size="xs" variant="default" onClick={add}>
          Add a drug
        </Button>
        {drafts !== null && (
          <Button size="xs" onClick={save}>
            Save the list
          </Button>
        )}
      </div>
    </fieldset>
  );
}
