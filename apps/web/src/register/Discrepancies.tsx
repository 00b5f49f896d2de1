import type { Discrepancy } from '@ketame/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dueText } from '../infusion/clinic-time.ts';
import form from '../parts/form.module.css';
import { instantText } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { useAllowed, useSession } from '../session.ts';
import { closeDiscrepancy, discrepanciesQuery } from './api.ts';
import { discrepancyClosers } from './roles.ts';
import { useSignatures } from './use-signatures.tsx';
import { differenceText } from './words.ts';

/** Counts that differed from a book: the open ones with their clock, the overdue first. */
export function Discrepancies() {
  const { data, error } = useQuery(discrepanciesQuery);
  if (error !== null) return <ErrorNotice title="The discrepancies cannot be shown" error={error} />;
  return (
    <Section
      title="Discrepancies"
      note={String(data?.filter(({ closedAt }) => closedAt === null).length ?? '')}
    >
      {data?.length === 0 && <p className={table.soft}>Every count agreed with its book.</p>}
      {data !== undefined && data.length > 0 && (
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Book</th>
              <th scope="col">Difference</th>
              <th scope="col">Clock</th>
              <th scope="col">Conclusion</th>
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <DiscrepancyRow key={one.id} one={one} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function DiscrepancyRow({ one }: { readonly one: Discrepancy }) {
  const zone = useSession().data?.clinic.timeZone;
  const [conclusion, setConclusion] = useState('');
  const [dialog, askSignatures] = useSignatures();
  const queries = useQueryClient();
  const closing = useMutation({
    mutationFn: (proofs: string[]) => closeDiscrepancy(one.id, { conclusion, proofs }),
    onSuccess: async (list) => {
      queries.setQueryData(discrepanciesQuery.queryKey, list);
      await queries.invalidateQueries({ queryKey: ['registers'] });
    },
  });
  const mayClose = useAllowed(discrepancyClosers);
  return (
    <tr>
      <th scope="row">
        <Link to="/register/$registerId" params={{ registerId: one.registerId }}>
          {one.register}
        </Link>
        , entry {one.check}
      </th>
      <td>{differenceText(one.differenceUg)}</td>
      <td>
        {one.overdue && <strong>✕ Overdue: </strong>}
        {one.closedAt === null
          ? `to be explained until ${instantText(one.dueAt, zone)}, ${dueText((Date.parse(one.dueAt) - Date.now()) / 60_000)}`
          : `closed ${instantText(one.closedAt, zone)}`}
      </td>
      <td className={table.wide}>
        {one.conclusion}
        {one.closedAt === null && mayClose && (
          <div className={form.form}>
            <TextInput
              size="xs"
              label="What was found, in a sentence"
              value={conclusion}
              onChange={(event) => setConclusion(event.currentTarget.value)}
            />
            {closing.isError && <ErrorNotice title="Not closed" error={closing.error} />}
            <div className={form.buttons}>
              <Button
                size="compact-sm"
                variant="default"
                disabled={conclusion.trim().length < 10}
                loading={closing.isPending}
                onClick={() =>
                  askSignatures({
                    title: 'Close the discrepancy',
                    what: <p>{conclusion}</p>,
                    people: 2,
                    done: (proofs) => closing.mutate(proofs),
                  })
                }
              >
                Close, signed by two
              </Button>
            </div>
            {dialog}
          </div>
        )}
      </td>
    </tr>
  );
}
