import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { useAllowed, useSession } from '../session.ts';
import { selectionsQuery } from './api.ts';
import { selectionWriters } from './roles.ts';
import classes from './selection.module.css';

/** The selections of one patient, with what was decided. */
export function PatientSelections({ patientId }: { readonly patientId: string }) {
  const timeZone = useSession().data?.clinic.timeZone;
  const mayWrite = useAllowed(selectionWriters);
  const { data: selections, error, refetch } = useQuery(selectionsQuery(patientId));
  return (
    <Section
      title="Selection"
      actions={
        mayWrite && (
          <LinkButton to="/patients/$patientId/selection" params={{ patientId }} size="xs">
            Assess for ketamine
          </LinkButton>
        )
      }
    >
      {error !== null && <ErrorNotice title="The selections cannot be shown" error={error} retry={refetch} />}
      {selections === undefined && error === null && <Loading what="Fetching the selections" />}
      {selections?.length === 0 && (
        <p className={table.soft}>Not yet assessed whether ketamine may be given.</p>
      )}
      <ul className={classes.selections}>
        {selections?.map((selection) => (
          <li key={selection.id}>
            <Link to="/selections/$selectionId" params={{ selectionId: selection.id }}>
              {selection.protocolTitle}
            </Link>
            <span className={table.soft}>
              {selection.verdict === null ? 'begun' : `decided: ${selection.verdict}`}
              {selection.isOutdated && ', answers have changed since'}
              {selection.consented && ', consent signed'}, {instantText(selection.savedAt, timeZone)},{' '}
              {selection.savedBy}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
