import { type LaboratoryProfile, laboratoryProfileSchema, measures } from '@ketame/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { check, type FieldErrors, fieldsOf, numberOrNull } from '../parts/form.ts';
import { Empty, ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { measureNames } from '../patients/entries.ts';
import { getLaboratoryProfile, saveLaboratoryProfile } from './api.ts';
import classes from './LaboratoryPage.module.css';

type Range = LaboratoryProfile['ranges'][number];
/** A range while it is typed; `key` tells rows apart when one is removed. */
interface RangeDraft {
  readonly key: number;
  readonly measure: Range['measure'];
  readonly sex: Range['sex'];
  readonly low: string;
  readonly high: string;
  readonly unit: string;
}

/** The clinic laboratory's own reference ranges, used where a result brings none. */
export function LaboratoryPage() {
  const { data, error, refetch } = useQuery({
    queryKey: ['laboratory profile'],
    queryFn: getLaboratoryProfile,
    refetchOnWindowFocus: false,
  });
  return (
    <Page
      title="Laboratory"
      lead="Reference ranges of the laboratory that the clinic uses. They stand in where a result brings no range of its own; without either, a value is shown without judgement."
    >
      {error !== null && <ErrorNotice title="The ranges cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the ranges" />}
      {data !== undefined && <ProfileForm stored={data} />}
    </Page>
  );
}

function ProfileForm({ stored }: { readonly stored: LaboratoryProfile }) {
  const [name, setName] = useState(stored.name);
  const [ranges, setRanges] = useState<readonly RangeDraft[]>(() =>
    stored.ranges.map((range, key) => ({
      ...range,
      key,
      low: String(range.low ?? ''),
      high: String(range.high ?? ''),
    })),
  );
  const [wrong, setWrong] = useState<FieldErrors>({});
  const saving = useMutation({
    mutationFn: saveLaboratoryProfile,
    onError: (error) => setWrong(fieldsOf(error)),
  });
  const change = (key: number, changed: Partial<RangeDraft>) =>
    setRanges(ranges.map((range) => (range.key === key ? { ...range, ...changed } : range)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = check(laboratoryProfileSchema, {
      name,
      ranges: ranges.map(({ key: _, ...range }) => ({
        ...range,
        low: numberOrNull(range.low),
        high: numberOrNull(range.high),
      })),
    });
    setWrong(checked.wrong ?? {});
    if (checked.value !== null) saving.mutate(checked.value);
  };
  const add = () =>
    setRanges([
      ...ranges,
      {
        key: Math.max(-1, ...ranges.map(({ key }) => key)) + 1,
        measure: 'ALT',
        sex: 'any',
        low: '',
        high: '',
        unit: 'U/L',
      },
    ]);

  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <TextInput
        label="Name of the laboratory"
        className={classes.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={wrong.name}
      />
      {ranges.length === 0 ? (
        <Empty title="No ranges yet" />
      ) : (
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col">Sex</th>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Unit (UCUM)</th>
              <th scope="col">Remove</th>
            </tr>
          </thead>
          <tbody>
            {ranges.map(({ key, measure, sex, low, high, unit }, index) => {
              const of = `of ${measureNames[measure]}, row ${index + 1}`;
              const error = (field: string) => wrong[`ranges.${index}.${field}`];
              return (
                <tr key={key}>
                  <td>
                    <NativeSelect
                      aria-label={`Measure, row ${index + 1}`}
                      data={measures.map((value) => ({ value, label: measureNames[value] }))}
                      value={measure}
                      onChange={(event) =>
                        change(key, { measure: event.currentTarget.value as Range['measure'] })
                      }
                    />
                  </td>
                  <td>
                    <NativeSelect
                      aria-label={`Sex ${of}`}
                      data={['any', 'female', 'male']}
                      value={sex}
                      onChange={(event) => change(key, { sex: event.currentTarget.value as Range['sex'] })}
                    />
                  </td>
                  <td>
                    <TextInput
                      aria-label={`Lower limit ${of}`}
                      inputMode="decimal"
                      w="6rem"
                      value={low}
                      onChange={(event) => change(key, { low: event.currentTarget.value })}
                      error={error('low')}
                    />
                  </td>
                  <td>
                    <TextInput
                      aria-label={`Upper limit ${of}`}
                      inputMode="decimal"
                      w="6rem"
                      value={high}
                      onChange={(event) => change(key, { high: event.currentTarget.value })}
                      error={error('high')}
                    />
                  </td>
                  <td>
                    <TextInput
                      aria-label={`Unit ${of}`}
                      w="9rem"
                      value={unit}
                      onChange={(event) => change(key, { unit: event.currentTarget.value })}
                      error={error('unit')}
                    />
                  </td>
                  <td>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Remove the range ${of}`}
                      onClick={() => setRanges(ranges.filter((range) => range.key !== key))}
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
      {saving.isError && (
        <ErrorNotice title="Not saved. What you typed is still here." error={saving.error} />
      )}
      {saving.isSuccess && <Notice kind="done" title="The ranges are saved" />}
      <div className={form.buttons}>
        <Button type="submit" loading={saving.isPending}>
          Save the ranges
        </Button>
        <Button variant="default" onClick={add}>
          Add a range
        </Button>
      </div>
    </form>
  );
}
