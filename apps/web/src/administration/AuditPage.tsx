import type { AuditEntry, AuditVerification } from '@ketame/contract';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { instantText } from '../parts/format.ts';
import { Empty, ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { useSession } from '../session.ts';
import classes from './AuditPage.module.css';
import { listAudit, verifyAudit } from './api.ts';

const pageLength = 50;

/** Every change, who made it and when, newest first; and the proof that none was altered. */
export function AuditPage() {
  const verifying = useMutation({ mutationFn: verifyAudit });
  const entries = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam }) => listAudit(pageParam, pageLength),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length < pageLength ? undefined : last.at(-1)?.sequence),
  });
  const shown = entries.data?.pages.flat() ?? [];
  return (
    <Page
      title="Audit"
      lead="Each entry carries a hash of the one before it, so that a changed or missing entry is found."
      actions={
        <Button variant="default" loading={verifying.isPending} onClick={() => verifying.mutate()}>
          Verify the chain
        </Button>
      }
    >
      {verifying.isError && <ErrorNotice title="The chain was not verified" error={verifying.error} />}
      {verifying.data !== undefined && <Verdict verification={verifying.data} />}
      {entries.isError && (
        <ErrorNotice title="The audit cannot be shown" error={entries.error} retry={entries.refetch} />
      )}
      {entries.isPending && <Loading what="Fetching the newest entries" />}
      {entries.isSuccess && shown.length === 0 && <Empty title="Nothing has been changed yet" />}
      {shown.length > 0 && (
        <>
          <table className={`${table.table} ${table.stacking}`}>
            <thead>
              <tr>
                <th scope="col" className={table.number}>
                  No.
                </th>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">Before and after</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((entry) => (
                <Entry key={entry.sequence} entry={entry} />
              ))}
            </tbody>
          </table>
          {entries.hasNextPage && (
            <Button
              variant="default"
              mt="md"
              loading={entries.isFetchingNextPage}
              onClick={() => entries.fetchNextPage()}
            >
              Older entries
            </Button>
          )}
        </>
      )}
    </Page>
  );
}

function Verdict({ verification }: { readonly verification: AuditVerification }) {
  const { ok, entries, head, badSequence, reason } = verification;
  return ok ? (
    <Notice kind="done" title={`The chain is whole: all ${entries} entries follow from the ones before them`}>
      <p className={classes.hash}>
        Last hash <code>{head}</code>
      </p>
    </Notice>
  ) : (
    <Notice kind="alarm" title={`The chain is broken at entry ${badSequence ?? 'unknown'}`}>
      <p>
        {reason} Keep the database as it is, stop the server, and find out who had access to it; entries
        before this one can be trusted.
      </p>
    </Notice>
  );
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const timeZone = useSession().data?.clinic.timeZone;
  return (
    <tr>
      <td className={table.number}>{entry.sequence}</td>
      <td className={classes.when}>{instantText(entry.at, timeZone)}</td>
      <td>{entry.actor}</td>
      <td className={table.wide}>
        <strong>{entry.action}</strong> <span className={table.soft}>{entry.subject}</span>
      </td>
      <td className={table.wide}>
        {entry.erased ? (
          <span className={table.soft}>erased with the patient</span>
        ) : (
          <details>
            <summary>show</summary>
            <Values name="Before" value={entry.before} />
            <Values name="After" value={entry.after} />
            <p className={classes.request}>
              Subject {entry.subjectId ?? 'none'}, request {entry.requestId}
            </p>
          </details>
        )}
      </td>
    </tr>
  );
}

function Values({ name, value }: { readonly name: string; readonly value: AuditEntry['before'] }) {
  if (value === null) return null;
  return (
    <>
      <p className={classes.valueName}>{name}</p>
      {/* Reached by the keyboard, so that a long line can be scrolled. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
      <pre className={classes.value} tabIndex={0}>
        {JSON.stringify(value, null, 2)}
      </pre>
    </>
  );
}
