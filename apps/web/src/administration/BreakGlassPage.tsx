import type { BreakGlass } from '@ketame/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listBreakGlass, reviewBreakGlass } from '../access.ts';
import form from '../parts/form.module.css';
import { instantText } from '../parts/format.ts';
import { Empty, ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { useSession } from '../session.ts';

/** Every emergency access to a restricted patient, those that wait for a review first. */
export function BreakGlassPage() {
  const { data, error, refetch } = useQuery({ queryKey: ['break-glass'], queryFn: listBreakGlass });
  return (
    <Page
      title="Emergency access"
      lead="Who opened the record of a restricted patient, why, and whether that was justified."
    >
      {error !== null && <ErrorNotice title="This cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the emergency accesses" />}
      {data?.length === 0 && (
        <Empty title="Nobody has used it">
          <p>A nurse or pharmacist can open a restricted record for an hour, with a reason.</p>
        </Empty>
      )}
      {data !== undefined && data.length > 0 && (
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Patient</th>
              <th scope="col">Opened by</th>
              <th scope="col">Reason</th>
              <th scope="col">Review</th>
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}

function Row({ one }: { readonly one: BreakGlass }) {
  const zone = useSession().data?.clinic.timeZone ?? 'UTC';
  return (
    <tr>
      <th scope="row">
        <Link to="/patients/$patientId" params={{ patientId: one.patientId }}>
          {one.patient}
        </Link>
      </th>
      <td>
        {one.by}
        <br />
        <span className={table.soft}>
          {instantText(one.openedAt, zone)}, open until {instantText(one.closesAt, zone)}
        </span>
      </td>
      <td className={table.wide}>{one.reason}</td>
      <td className={table.wide}>
        {one.review === null ? (
          <Review one={one} />
        ) : (
          <>
            <strong>{one.review.verdict}</strong> {one.review.note}
            <br />
            <span className={table.soft}>
              {one.review.by}, {instantText(one.review.at, zone)}
            </span>
          </>
        )}
      </td>
    </tr>
  );
}

function Review({ one }: { readonly one: BreakGlass }) {
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const reviewing = useMutation({
    mutationFn: (verdict: 'justified' | 'not justified') => reviewBreakGlass(one.id, verdict, note),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['break-glass'] }),
  });
  return (
    <div className={form.form}>
      <TextInput
        size="xs"
        label="Note"
        value={note}
        maxLength={1000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {reviewing.isError && <ErrorNotice title="Not reviewed" error={reviewing.error} />}
      <div className={form.buttons}>
        <Button size="compact-sm" onClick={() => reviewing.mutate('justified')} loading={reviewing.isPending}>
          Justified
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => reviewing.mutate('not justified')}
          loading={reviewing.isPending}
        >
          Not justified
        </Button>
      </div>
    </div>
  );
}
