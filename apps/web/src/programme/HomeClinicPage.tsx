import { type HomeClinic, homeClinicSchema } from '@ketame/contract';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { check, type FieldErrors, fieldsOf, numberOrNull } from '../parts/form.ts';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { administrators, useAllowed } from '../session.ts';
import { homeClinicQuery, saveHomeClinic, useHomeChange } from './api.ts';
import { HomePlaces } from './HomePlaces.tsx';

/** Whom a patient at home calls, and what the programme costs. */
export function HomeClinicPage() {
  const { data, error, refetch } = useQuery({ ...homeClinicQuery, refetchOnWindowFocus: false });
  return (
    <Page
      title="Numbers for home"
      lead="Whom a patient at home calls: they stand on the patient’s phone, without network too. And what the clinic pays, for the view of all patients."
      actions={<HomePlaces />}
      narrow
    >
      {error !== null && <ErrorNotice title="The numbers cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the numbers" />}
      {data !== undefined && <ClinicForm stored={data} />}
    </Page>
  );
}

function ClinicForm({ stored }: { readonly stored: HomeClinic }) {
  const mayChange = useAllowed(administrators);
  const [draft, setDraft] = useState({
    ...stored,
    currency: stored.costs?.currency ?? '',
    perMg: String(stored.costs?.perMg ?? ''),
    perContactMinute: String(stored.costs?.perContactMinute ?? ''),
  });
  const [wrong, setWrong] = useState<FieldErrors>({});
  const saving = useHomeChange(saveHomeClinic);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { currency, perMg, perContactMinute, phone, emergencyNumber, crisisLine, messagesRead } = draft;
    const costs = {
      currency: currency.trim() || null,
      perMg: numberOrNull(perMg),
      perContactMinute: numberOrNull(perContactMinute),
    };
    const checked = check(homeClinicSchema, {
      phone,
      emergencyNumber,
      crisisLine,
      messagesRead,
      costs: Object.values(costs).every((value) => value === null) ? null : costs,
    });
    setWrong(checked.wrong ?? {});
    if (checked.value !== null) saving.mutate(checked.value);
  };
  const field = (name: keyof Omit<typeof draft, 'costs'>, label: string, path: string = name) => (
    <TextInput
      label={label}
      value={draft[name]}
      onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
      error={wrong[path] ?? fieldsOf(saving.error)[path]}
      readOnly={!mayChange}
    />
  );
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      {!mayChange && <p>An administrator changes them.</p>}
      {field('emergencyNumber', 'Emergency number')}
      {field('phone', 'Telephone of the clinic')}
      {field('crisisLine', 'Crisis line for thoughts of suicide')}
      {field('messagesRead', 'When messages are read')}
      <div className={form.row}>
        {field('currency', 'Currency, as EUR', 'costs.currency')}
        {field('perMg', 'Cost of a mg', 'costs.perMg')}
        {field('perContactMinute', 'Cost of a minute of contact', 'costs.perContactMinute')}
      </div>
      {saving.isError && <ErrorNotice title="Not saved" error={saving.error} />}
      {saving.isSuccess && <Notice kind="done" title="The numbers are saved" />}
      {mayChange && (
        <div className={form.buttons}>
          <Button type="submit" loading={saving.isPending}>
            Save the numbers
          </Button>
        </div>
      )}
    </form>
  );
}
