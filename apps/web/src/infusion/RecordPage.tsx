import { recordForm, type SessionRecord, yesNo } from '@ketame/care';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { downloadText } from '../evidence/download.ts';
import { dateText, fullName, instantText, numberText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { usePrintFooter } from '../parts/print-footer.ts';
import { useSession } from '../session.ts';
import { infusionQuery, recordQuery } from './api.ts';
import { spanText } from './clinic-time.ts';
import classes from './infusion.module.css';
import { contentText, kindNames } from './words.ts';

/** The record of a session with every field of the Spravato monitoring form, to print and as data. */
export function RecordPage() {
  const { sessionId = '' } = useParams({ strict: false });
  const timeZone = useSession().data?.clinic.timeZone;
  const { data: record, error } = useQuery(recordQuery(sessionId));
  const { data: infusion } = useQuery(infusionQuery(sessionId));
  usePrintFooter('Ketame: record of a session. Advice to clinicians, not a certified medical device.');
  if (record === undefined || infusion === undefined) {
    return (
      <Page title="Record of the session">
        {error === null ? (
          <Loading what="Fetching the record" />
        ) : (
          <ErrorNotice title="The record cannot be shown" error={error} />
        )}
      </Page>
    );
  }
  const clock = (at: string) => instantText(at, timeZone);
  const save = () =>
    downloadText(
      `${JSON.stringify({ record, entries: infusion.events, readings: infusion.readings, alerts: infusion.alerts }, null, 2)}\n`,
      `session-${sessionId}.json`,
      'application/json',
    );
  return (
    <Page
      title={`Record of the session: ${fullName(infusion.patient)}`}
      lead={`Born ${dateText(infusion.patient.birthDate)}. ${record.protocol.title}, version ${record.protocol.version}, session ${record.session} of ${record.of}. Fields of the patient monitoring form of the Spravato REMS (FDA).`}
      actions={
        <>
          <LinkButton to="/sessions/$sessionId" params={{ sessionId }} size="xs">
            The session
          </LinkButton>
          <Button size="xs" variant="default" onClick={() => window.print()}>
            Print
          </Button>
          <Button
            size="xs"
            variant="default"
            component="a"
            href={`/api/infusions/${sessionId}/record.pdf`}
            target="_blank"
          >
            PDF
          </Button>
          <Button size="xs" variant="default" onClick={save}>
            Data (JSON)
          </Button>
        </>
      }
    >
      {record.open.length > 0 && (
        <Notice kind="caution" title={`Still open: ${record.open.join(', ')}`}>
          <p>Chart what is missing on the page of the session; it appears here.</p>
        </Notice>
      )}
      <dl className={classes.record}>
        {fields(record, clock).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? 'not filled in'}</dd>
          </div>
        ))}
      </dl>
      <Section title="All entries" note="in the order in which the server took them; nothing is ever removed">
        <ol className={classes.recordEntries}>
          {infusion.events.map(({ id, occurredAt, by, signature, content }) => (
            <li key={id}>
              {clock(occurredAt)} · {kindNames[content.kind]} {contentText(content)} · {by.name}, {by.role}
              {signature !== null && ', signed'}
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  );
}

function fields(record: SessionRecord, clock: (at: string) => string): (readonly [string, string | null])[] {
  return [
    ['First treatment', yesNo(record.firstTreatment)],
    ...recordForm(record, { clock, amount: numberText, span: spanText }),
    ['Discharged before the criteria were met', record.dischargeOverride ?? 'no'],
  ];
}
