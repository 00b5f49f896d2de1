import { type ClinicSettings, clinicSettingsSchema } from '@ketame/contract';
import { Button, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { getClinicSettings, saveClinicSettings } from '../access.ts';
import form from '../parts/form.module.css';
import { check, type FieldErrors, fieldsOf } from '../parts/form.ts';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';

/** Name, time zone and rules of the clinic. */
export function ClinicPage() {
  const { data, error, refetch } = useQuery({ queryKey: ['clinic'], queryFn: getClinicSettings });
  return (
    <Page title="Clinic" lead="What holds for everybody in it." narrow>
      {error !== null && <ErrorNotice title="The clinic cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the clinic" />}
      {data !== undefined && <ClinicForm stored={data} />}
    </Page>
  );
}

function ClinicForm({ stored }: { readonly stored: ClinicSettings }) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(stored);
  const [wrong, setWrong] = useState<FieldErrors>({});
  const saving = useMutation({
    mutationFn: saveClinicSettings,
    onSuccess: async (saved) => {
      queries.setQueryData(['clinic'], saved);
      await queries.invalidateQueries({ queryKey: ['session'] });
    },
    onError: (error) => setWrong(fieldsOf(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = check(clinicSettingsSchema, draft);
    setWrong(checked.wrong ?? {});
    if (checked.value !== null) saving.mutate(checked.value);
  };
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        required
        value={draft.name}
        error={wrong.name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <TextInput
        label="Time zone"
        description="Of the IANA list, for example Europe/Amsterdam"
        required
        value={draft.timeZone}
        error={wrong.timeZone}
        onChange={(event) => setDraft({ ...draft, timeZone: event.currentTarget.value })}
      />
      <Switch
        label="Require a second factor of everybody"
        description="Who has neither passkey nor authenticator app meets only the page to set one up"
        checked={draft.secondFactorRequired}
        onChange={(event) => setDraft({ ...draft, secondFactorRequired: event.currentTarget.checked })}
      />
      {saving.isError && <ErrorNotice title="Not saved" error={saving.error} />}
      {saving.isSuccess && <Notice kind="done" title="Saved" />}
      <div className={form.buttons}>
        <Button type="submit" loading={saving.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
