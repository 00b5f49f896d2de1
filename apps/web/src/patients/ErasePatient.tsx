import type { PatientDetail } from '@ketame/contract';
import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { fullName } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { erasePatient } from './api.ts';

/** Erasure of a patient, which cannot be undone: the family name must be typed. */
export function ErasePatient({ patient }: { readonly patient: PatientDetail }) {
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const erasing = useMutation({
    mutationFn: () => erasePatient(patient.id),
    onSuccess: async () => {
      queries.removeQueries({ queryKey: ['patient', patient.id] });
      await queries.invalidateQueries({ queryKey: ['patients'] });
      await navigate({ to: '/patients' });
    },
  });
  const { familyName } = patient.identity;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === familyName) erasing.mutate();
  };

  return (
    <>
      <Button variant="default" c="var(--alarm)" onClick={() => setAsking(true)}>
        Erase
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={`Erase ${fullName(patient.identity)}?`}
        closeButtonProps={{ 'aria-label': 'Close without erasing' }}
        centered
      >
        <form onSubmit={submit} className={form.form}>
          <p>
            The record and all plans are removed, and the key to what the audit holds of this patient is
            destroyed. The audit stays whole and says that an erasure took place.{' '}
            <strong>This cannot be undone.</strong>
          </p>
          <TextInput
            label={`Type the family name, ${familyName}, to confirm`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          {erasing.isError && <ErrorNotice title="Not erased" error={erasing.error} />}
          <div className={form.buttons}>
            <Button
              type="submit"
              color="alarm"
              disabled={typed.trim() !== familyName}
              loading={erasing.isPending}
            >
              Erase for good
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              Keep the patient
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
