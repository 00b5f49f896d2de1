import {
  type PatientDetail,
  type PatientForm as PatientFormValue,
  patientDetailSchema,
} from '@ketame/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../api.ts';
import { fieldsOf } from '../parts/form.ts';
import { dateText, fullName } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { changePatient, createPatient, getPatient } from './api.ts';
import { emptyDraft, PatientForm } from './PatientForm.tsx';
import { draftOf } from './patient-draft.ts';

/** A patient without a record. */
export function NewPatientPage() {
  const [id] = useState(() => crypto.randomUUID());
  const navigate = useNavigate();
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: createPatient,
    onSuccess: async (patient) => {
      queries.setQueryData(['patient', patient.id], patient);
      await queries.invalidateQueries({ queryKey: ['patients'] });
      await navigate({
        to: '/patients/$patientId',
        params: { patientId: patient.id },
        state: { saved: 'Patient saved' },
      });
    },
  });
  return (
    <Page
      title="New patient"
      lead="For a patient without an electronic record. Everything but name, date of birth and sex may stay empty; the studio needs a weight."
      narrow
    >
      <PatientForm
        id={id}
        start={emptyDraft}
        submitLabel="Save the patient"
        pending={saving.isPending}
        refused={fieldsOf(saving.error)}
        notice={
          saving.isError && (
            <ErrorNotice title="Not saved. What you typed is still here." error={saving.error} />
          )
        }
        otherButton={<LinkButton to="/patients">Do not save</LinkButton>}
        onEdit={() => saving.reset()}
        onSubmit={(form) => saving.mutate(form)}
      />
    </Page>
  );
}

/** Changes to a patient, made on the version that was read; a change by somebody else in between is shown, not overwritten. */
export function EditPatientPage() {
  const { patientId } = useParams({ from: '/writing/patients/$patientId/edit' });
  // Fetched once: what is typed must not change under the hand.
  const { data, error, refetch } = useQuery({
    queryKey: ['patient', patientId, 'to edit'],
    queryFn: () => getPatient(patientId),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (error !== null) {
    return (
      <Page title="Edit patient" narrow>
        <ErrorNotice title="The patient cannot be edited" error={error} retry={refetch} />
      </Page>
    );
  }
  if (data === undefined) {
    return (
      <Page title="Edit patient" narrow>
        <Loading what="Fetching the patient" />
      </Page>
    );
  }
  return <EditPatient read={data} />;
}

function EditPatient({ read }: { readonly read: PatientDetail }) {
  /** The version that the form starts from; after a conflict the stored one, if the person chooses it. */
  const [base, setBase] = useState(read);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: ({ form, version }: { form: PatientFormValue; version: number }) => {
      const { id, ...rest } = form;
      return changePatient(id, version, rest);
    },
    onSuccess: async (patient) => {
      queries.setQueryData(['patient', patient.id], patient);
      await queries.invalidateQueries({ queryKey: ['patients'] });
      await navigate({
        to: '/patients/$patientId',
        params: { patientId: patient.id },
        state: { saved: 'Changes saved' },
      });
    },
  });
  const stored = storedIn(saving.error);
  const notice =
    stored !== null && saving.variables !== undefined ? (
      <Conflict
        mine={saving.variables.form}
        stored={stored}
        onKeepMine={() => saving.mutate({ form: saving.variables.form, version: stored.version })}
        onTakeStored={() => {
          saving.reset();
          setBase(stored);
        }}
      />
    ) : (
      saving.isError && <ErrorNotice title="Not saved. What you typed is still here." error={saving.error} />
    );

  return (
    <Page
      title={`Edit ${fullName(base.identity)}`}
      lead="The form changes what was put in by form. What came from a record is updated by importing the record again."
      narrow
    >
      <PatientForm
        key={base.version}
        id={base.id}
        start={draftOf(base)}
        submitLabel="Save the changes"
        pending={saving.isPending}
        refused={fieldsOf(saving.error)}
        notice={notice}
        otherButton={
          <LinkButton to="/patients/$patientId" params={{ patientId: base.id }}>
            Do not save
          </LinkButton>
        }
        onEdit={() => saving.reset()}
        onSubmit={(form) => saving.mutate({ form, version: base.version })}
      />
    </Page>
  );
}

/** The stored patient that a 412 brings. */
function storedIn(error: unknown): PatientDetail | null {
  if (!(error instanceof ApiError) || error.status !== 412) return null;
  return patientDetailSchema.safeParse(error.answer.stored).data ?? null;
}

interface ConflictProps {
  readonly mine: PatientFormValue;
  readonly stored: PatientDetail;
  readonly onKeepMine: () => void;
  readonly onTakeStored: () => void;
}

/** Both versions side by side, where they differ, and the choice between them. */
function Conflict({ mine, stored, onKeepMine, onTakeStored }: ConflictProps) {
  const theirs = draftOf(stored);
  const rows = [
    ['Family name', mine.identity.familyName, theirs.familyName],
    ['Given name', mine.identity.givenName, theirs.givenName],
    ['Date of birth', dateText(mine.identity.birthDate), dateText(theirs.birthDate)],
    ['Sex', mine.identity.sex, theirs.sex],
    ['Weight, kg', mine.weightKg, theirs.measures.weightKg],
    ['Height, cm', mine.heightCm, theirs.measures.heightCm],
    ['Systolic, mmHg', mine.systolic, theirs.measures.systolic],
    ['Diastolic, mmHg', mine.diastolic, theirs.measures.diastolic],
    ['Heart rate, per min', mine.heartRate, theirs.measures.heartRate],
    ['Diagnoses', mine.diagnoses.join('; '), theirs.diagnoses.replaceAll('\n', '; ')],
    ['Medication', mine.medication.join('; '), theirs.medication.replaceAll('\n', '; ')],
    ['Allergies', mine.allergies.join('; '), theirs.allergies.replaceAll('\n', '; ')],
    ['Pregnant', mine.pregnant === null ? '' : mine.pregnant ? 'yes' : 'no', theirs.pregnant],
  ]
    .map(([name, own, other]) => ({ name: String(name), own: String(own ?? ''), other: String(other ?? '') }))
    .filter(({ own, other }) => own !== other);
  return (
    <Notice
      kind="caution"
      title="Somebody has changed this patient since you opened the form"
      actions={
        <>
          <Button size="xs" onClick={onKeepMine}>
            Save mine over it
          </Button>
          <Button size="xs" variant="default" onClick={onTakeStored}>
            Start again from the stored version
          </Button>
        </>
      }
    >
      {rows.length === 0 ? (
        <p>The fields of this form are the same in both; something else of the patient has changed.</p>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Yours</th>
              <th scope="col">Stored, version {stored.version}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, own, other }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{own || 'empty'}</td>
                <td>{other || 'empty'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Notice>
  );
}
