import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { breakGlass, listRestrictedPatients } from '../access.ts';
import form from '../parts/form.module.css';
import { dateText } from '../parts/format.ts';
import { Empty, ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';

/** The way of a nurse or pharmacist to a restricted patient when it cannot wait. */
export function EmergencyPage() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ['restricted'], queryFn: listRestrictedPatients });
  const [draft, setDraft] = useState({ patientId: '', reason: '' });
  const opening = useMutation({
    mutationFn: () => breakGlass(draft.patientId, draft.reason),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['patients'] });
      await navigate({ to: '/patients/$patientId', params: { patientId: draft.patientId } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    opening.mutate();
  };
  return (
    <Page
      title="Emergency access"
      lead="Opens the record of a restricted patient to you for an hour, for reading. An administrator is told, and reviews the reason."
      narrow
    >
      {error !== null && <ErrorNotice title="This cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the restricted patients" />}
      {data?.length === 0 && <Empty title="No patient is restricted: all are among the patients" />}
      {data !== undefined && data.length > 0 && (
        <form className={form.form} onSubmit={submit}>
          <NativeSelect
            label="Patient"
            required
            withAsterisk={false}
            value={draft.patientId}
            onChange={(event) => setDraft({ ...draft, patientId: event.currentTarget.value })}
            data={[
              { value: '', label: 'Choose the patient' },
              ...data.map((patient) => ({
                value: patient.id,
                label: `${patient.familyName}, ${patient.givenName}, born ${dateText(patient.birthDate)}`,
              })),
            ]}
          />
          <Textarea
            label="Reason"
            description="In a sentence; it is kept with your name"
            minLength={10}
            maxLength={1000}
            autosize
            minRows={2}
            required
            withAsterisk={false}
            value={draft.reason}
            onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
          />
          {opening.isError && <ErrorNotice title="Not opened" error={opening.error} />}
          <div className={form.buttons}>
            <Button type="submit" loading={opening.isPending}>
              Open the record for an hour
            </Button>
          </div>
        </form>
      )}
    </Page>
  );
}
