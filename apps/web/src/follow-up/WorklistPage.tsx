import type { FollowUpRow } from '@ketame/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { counted, dateText } from '../parts/format.ts';
import { Empty, ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { worklistQuery } from './api.ts';
import classes from './follow-up.module.css';
import { OutcomeWord } from './Verdict.tsx';
import { itemText, stateText } from './words.ts';

/** Everybody for whom something is to be done after a session, the longest overdue first. */
export function WorklistPage() {
  const { data, error, refetch } = useQuery(worklistQuery);
  return (
    <Page
      title="Follow-up"
      lead="Patients with something due or overdue after their last session, and those whom a rule of care asks to look at. The longest overdue come first."
    >
      {error !== null && <ErrorNotice title="The list cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the list" />}
      {data?.rows.length === 0 && <Empty title="Nothing is due, and nothing is overdue." />}
      {data !== undefined && data.rows.length > 0 && (
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Patient</th>
              <th scope="col">After</th>
              <th scope="col">Rules of care</th>
              <th scope="col">Due</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <Row key={row.patientId} row={row} today={data.today} />
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}

function Row({ row, today }: { readonly row: FollowUpRow; readonly today: string }) {
  const [test] = row.verdict.findings.flatMap(({ nextTestOn }) => nextTestOn ?? []).sort();
  return (
    <tr className={table.linked}>
      <th scope="row">
        <Link
          to="/patients/$patientId/follow-up"
          params={{ patientId: row.patientId }}
          className={table.rowLink}
        >
          {row.familyName}, {row.givenName}
        </Link>
      </th>
      <td className={table.wide}>
        {row.protocolTitle}
        <br />
        <span className={classes.soft}>
          ended {dateText(row.endedOn)}, {counted(row.daysSince, 'day')} ago
        </span>
      </td>
      <td className={table.wide}>
        <OutcomeWord outcome={row.verdict.outcome} />
      </td>
      <td className={table.wide}>
        <ul className={classes.tasks}>
          {test !== undefined && (
            <li className={test < today ? classes.overdue : undefined}>
              Repeat the test by {dateText(test)}
            </li>
          )}
          {row.due.map((due) => (
            <li
              key={`${due.day} ${due.item}`}
              className={due.state === 'overdue' ? classes.overdue : undefined}
            >
              {itemText(due.item)}: {stateText(due)}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
