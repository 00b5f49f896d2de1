import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { counted, fullName, instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { Empty, ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { useSession } from '../session.ts';
import { outcomeRowsQuery } from './api.ts';
import { daysText } from './search.ts';

/** The rows that one number of the clinic counts. */
export function OutcomeRowsPage() {
  const { number: id } = useParams({ from: '/reading/outcomes/$number' });
  const { days = 365 } = useSearch({ from: '/reading/outcomes/$number' });
  const timeZone = useSession().data?.clinic.timeZone;
  const { data, error, refetch } = useQuery(outcomeRowsQuery(id, days));
  const back = (
    <LinkButton to="/outcomes" search={{ days }}>
      All outcomes
    </LinkButton>
  );
  if (data === undefined) {
    return (
      <Page title="Outcomes" actions={back}>
        {error === null ? (
          <Loading what="Fetching the rows" />
        ) : (
          <ErrorNotice title="The rows cannot be shown" error={error} retry={refetch} />
        )}
      </Page>
    );
  }
  const { number, rows } = data;
  const lead = `${counted(number.patients, 'patient')}, ${counted(number.rows, 'row')}, ${daysText(days)}. ${number.note}`;
  return (
    <Page title={number.title} lead={lead} actions={back}>
      {rows.length === 0 ? (
        <Empty title="Nothing is counted here." />
      ) : (
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Patient</th>
              <th scope="col">When</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.patientId} ${row.at} ${row.text}`}>
                <th scope="row">
                  <Link to="/patients/$patientId" params={{ patientId: row.patientId }}>
                    {fullName(row)}
                  </Link>
                </th>
                <td>{row.at === null ? 'now' : instantText(row.at, timeZone)}</td>
                <td className={table.wide}>
                  {row.infusionId === null ? (
                    row.text
                  ) : (
                    <Link to="/sessions/$sessionId" params={{ sessionId: row.infusionId }}>
                      {row.text}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}
