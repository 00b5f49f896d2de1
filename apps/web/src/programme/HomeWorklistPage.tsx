import type { HomeUrgency } from '@ketame/care';
import type { HomeWorklist } from '@ketame/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { counted, dateText, instantText } from '../parts/format.ts';
import { Empty, ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { useSession } from '../session.ts';
import { homeWorklistQuery } from './api.ts';
import { HomePlaces } from './HomePlaces.tsx';
import classes from './programme.module.css';

/** How many reasons are shown at once, the gravest. */
const REASONS = 4;

/** Everybody at home, whom to look at first and why. */
export function HomeWorklistPage() {
  const { data, error, refetch } = useQuery(homeWorklistQuery);
  const timeZone = useSession().data?.clinic.timeZone;
  return (
    <Page
      title="Home programme"
      lead={
        data === undefined
          ? 'Everybody at home, ordered by risk, with the reason.'
          : `Everybody at home, ordered by risk, with the reason. As of ${instantText(data.now, timeZone)}; asked again each minute.`
      }
      actions={<HomePlaces />}
    >
      {error !== null && <ErrorNotice title="The list cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the list" />}
      {data?.rows.length === 0 && (
        <Empty title="Nobody is at home with a supply">
          <p>A physician enrols a patient from the patient’s page.</p>
        </Empty>
      )}
      {data !== undefined && data.rows.length > 0 && (
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Patient</th>
              <th scope="col">How soon</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <Row key={row.patientId} row={row} timeZone={timeZone} />
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}

interface RowProps {
  readonly row: HomeWorklist['rows'][number];
  readonly timeZone: string | undefined;
}

function Row({ row: { patientId, familyName, givenName, row }, timeZone }: RowProps) {
  return (
    <tr className={table.linked}>
      <th scope="row">
        <Link to="/patients/$patientId/home" params={{ patientId }} className={table.rowLink}>
          {familyName}, {givenName}
        </Link>
      </th>
      <td>
        <Urgency urgency={row.urgency} />
      </td>
      <td className={table.wide}>
        <Reasons reasons={row.reasons.slice(0, REASONS)} timeZone={timeZone} />
        {row.reasons.length > REASONS && (
          <details className={classes.more}>
            <summary>{counted(row.reasons.length - REASONS, 'more reason')}</summary>
            <Reasons reasons={row.reasons.slice(REASONS)} timeZone={timeZone} />
          </details>
        )}
      </td>
    </tr>
  );
}

interface ReasonsProps extends Pick<RowProps, 'timeZone'> {
  readonly reasons: RowProps['row']['row']['reasons'];
}

function Reasons({ reasons, timeZone }: ReasonsProps) {
  return (
    <ul className={classes.plain}>
      {reasons.map((reason) => (
        <li key={`${reason.id} ${reason.since}`}>
          {reason.text}{' '}
          <span className={classes.soft}>
            {reason.since.includes('T') ? instantText(reason.since, timeZone) : dateText(reason.since)}
          </span>
        </li>
      ))}
    </ul>
  );
}

const urgencySigns: Readonly<Record<HomeUrgency, string>> = {
  now: '✕',
  today: '!',
  'this week': 'i',
  none: '✓',
};

function Urgency({ urgency }: { readonly urgency: HomeUrgency }) {
  return (
    <span className={classes.urgency} data-urgency={urgency}>
      <span aria-hidden="true">{urgencySigns[urgency]}</span>
      {urgency === 'none' ? 'nothing to do' : urgency}
    </span>
  );
}
