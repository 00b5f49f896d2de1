import { trainingModuleIds } from '@ketame/care';
import { newTrainingIncidentSchema } from '@ketame/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { check, type FieldErrors } from '../parts/form.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { addIncident } from './api.ts';
import { useModuleTitles } from './use-module-titles.ts';

/** Enters what happened; the module named counts only when it is passed again. */
export function IncidentForm({ patientId }: { readonly patientId: string }) {
  const queries = useQueryClient();
  const titleOf = useModuleTitles('en');
  const [draft, setDraft] = useState({ module: 'driving', what: '' });
  const [wrong, setWrong] = useState<FieldErrors>({});
  const adding = useMutation({
    mutationFn: addIncident,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['training'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { module, what } = draft;
    const sent = { id: crypto.randomUUID(), patientId, modules: [module], what };
    const checked = check(newTrainingIncidentSchema, sent);
    setWrong(checked.wrong ?? {});
    if (checked.value !== null) adding.mutate(checked.value);
  };
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <div className={form.row}>
        <NativeSelect
          label="Module to be repeated"
          value={draft.module}
          data={trainingModuleIds.map((id) => ({ value: id, label: titleOf(id) }))}
          onChange={({ currentTarget: { value } }) => setDraft({ ...draft, module: value })}
        />
        <TextInput
          label="What happened"
          value={draft.what}
          onChange={({ currentTarget: { value } }) => setDraft({ ...draft, what: value })}
          error={wrong.what}
        />
      </div>
      {adding.isError && <ErrorNotice title="Not entered" error={adding.error} />}
      <div className={form.buttons}>
        <Button type="submit" size="xs" loading={adding.isPending}>
          Enter the incident
        </Button>
      </div>
    </form>
  );
}
