import type { PatientSummary } from '@ketame/contract';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ageText, counted, dateText, instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { Empty, ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { patientWriters, useAllowed, useSession } from '../session.ts';
import { listPatients } from './api.ts';
import classes from './PatientsPage.module.css';
import { RecordDrop } from './RecordDrop.tsx';
import { bringRecord } from './record-file.ts';

/** All patients of the clinic, found by name, diagnosis or birth date. */
export function PatientsPage() {
  const mayWrite = useAllowed(patientWriters);
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const { data: patients, error, refetch } = useQuery({ queryKey: ['patients'], queryFn: listPatients });

  const bring = (file: File) => {
    bringRecord(file);
    void navigate({ to: '/import' });
  };
  const found = patients?.filter((patient) => matches(patient, search));

  return (
    <Page
      title="Patients"
      lead={
        mayWrite
          ? 'Drop a record anywhere on this page to see what is in it. Nothing is saved before you say so.'
          : undefined
      }
      actions={
        mayWrite && (
          <>
            <RecordDrop onFile={bring} compact />
            <LinkButton to="/patients/new">Add by form</LinkButton>
          </>
        )
      }
    >
      {error !== null && <ErrorNotice title="The patients cannot be shown" error={error} retry={refetch} />}
      {patients === undefined && error === null && <Loading what="Fetching the patients" />}
      {patients !== undefined && patients.length === 0 && (
        <Empty title="No patients yet">
          <p>
            {mayWrite
              ? 'Drop a record here, or add a patient by form.'
              : 'A physician adds the first one from a record or by form.'}
          </p>
        </Empty>
      )}
      {patients !== undefined && found !== undefined && patients.length > 0 && (
        <>
          <div className={classes.search}>
            <TextInput
              type="search"
              aria-label="Search patients"
              placeholder="Name, diagnosis or birth date"
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            <span className={classes.count} role="status">
              {search === ''
                ? counted(patients.length, 'patient')
                : `${found.length} of ${counted(patients.length, 'patient')}`}
            </span>
          </div>
          {found.length === 0 ? (
            <Empty title={`Nobody matches “${search}”`}>
              <Button variant="default" size="xs" mt="sm" onClick={() => setSearch('')}>
                Show all
              </Button>
            </Empty>
          ) : (
            <PatientTable patients={found} />
          )}
        </>
      )}
    </Page>
  );
}

function PatientTable({ patients }: { readonly patients: readonly PatientSummary[] }) {
  const timeZone = useSession().data?.clinic.timeZone;
  return (
    <table className={`${table.table} ${table.stacking}`}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Age, sex</th>
          <th scope="col">Born</th>
          <th scope="col">Diagnosis</th>
          <th scope="col" className={table.count}>
            Plans
          </th>
          <th scope="col">Last change</th>
        </tr>
      </thead>
      <tbody>
        {patients.map(({ id, identity, ageYears, diagnosis, plans, updatedAt }) => (
          <tr key={id} className={table.linked}>
            <th scope="row">
              <Link to="/patients/$patientId" params={{ patientId: id }} className={table.rowLink}>
                {identity.familyName}, {identity.givenName}
              </Link>
            </th>
            <td>
              {ageText(ageYears)}, {identity.sex}
            </td>
            <td data-label="born">{dateText(identity.birthDate)}</td>
            <td className={table.wide}>
              {diagnosis ?? <span className={table.soft}>no pain diagnosis recorded</span>}
            </td>
            <td className={table.count} data-label="plans">
              {plans === 0 ? <span className={table.soft}>0</span> : plans}
            </td>
            <td className={table.soft} data-label="changed">
              {instantText(updatedAt, timeZone)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Every word of the search is in the name, the diagnosis or the birth date (as 1980-03-07 or 7 Mar 1980). */
function matches({ identity, diagnosis }: PatientSummary, search: string): boolean {
  const text = [
    identity.givenName,
    identity.familyName,
    diagnosis ?? '',
    identity.birthDate,
    dateText(identity.birthDate),
  ]
    .join(' ')
    .toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
