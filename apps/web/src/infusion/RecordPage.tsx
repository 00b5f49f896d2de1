import type { SessionRecord } from '@ketame/care';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { downloadText } from '../evidence/download.ts';
import { fullName, instantText, numberText } from '../parts/format.ts';
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
  const clock = (at: string | null) => (at === null ? null : instantText(at, timeZone));
  const save = () =>
    downloadText(
      `${JSON.stringify({ record, entries: infusion.events, readings: infusion.readings, alerts: infusion.alerts }, null, 2)}\n`,
      `session-${sessionId}.json`,
      'application/json',
    );
  return (
    <Page
      title={`Record of the session: ${fullName(infusion.patient)}`}
      lead={`Born ${infusion.patient.birthDate}. ${record.protocol.title}, version ${record.protocol.version}, session ${record.session} of ${record.of}. Fields of the patient monitoring form of the Spravato REMS (FDA).`}
      actions={
        <>
          <LinkButton to="/sessions/$sessionId" params={{ sessionId }} size="xs">
            The session
          </LinkButton>
          <Button size="xs" variant="default" onClick={() => window.print()}>
            Print
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

const yesNo = (value: boolean | null) => (value === null ? null : value ? 'yes' : 'no');

function fields(record: SessionRecord, clock: (at: string | null) => string | null): [string, ReactNode][] {
  const { takes, bloodPressure, vitalsAcceptable } = record;
  const pressure = (one: typeof bloodPressure.before) =>
    one === null ? null : `${one.systolic}/${one.diastolic} mmHg, ${clock(one.at)}`;
  const course = (one: SessionRecord['sedation']) =>
    one === null
      ? 'no'
      : `yes: ${one.worst}, from ${clock(one.onset)} to ${one.resolved === null ? 'the end of the record' : clock(one.resolved)}`;
  const list = (items: readonly string[]) => (items.length === 0 ? 'none' : items.join('; '));
  return [
    ['First treatment', yesNo(record.firstTreatment)],
    [
      'Monitored by',
      record.monitoredBy.length === 0
        ? null
        : list(record.monitoredBy.map(({ name, role }) => `${name}, ${role}`)),
    ],
    ['Benzodiazepine taken', yesNo(takes?.benzodiazepine ?? null)],
    ['Other hypnotic taken', yesNo(takes?.hypnotic ?? null)],
    ['Opioid taken', yesNo(takes?.opioid ?? null)],
    ['Psychostimulant taken', yesNo(takes?.psychostimulant ?? null)],
    ['Monoamine oxidase inhibitor taken', yesNo(takes?.monoamineOxidaseInhibitor ?? null)],
    ['Drug', `${record.drug} as ${record.amountAs}`],
    ['Given', `${numberText(record.givenMg)} mg`],
    ['Lot', record.lots.length === 0 ? null : record.lots.join(', ')],
    ['Start of the infusion', clock(record.startedAt)],
    ['End of the infusion', clock(record.endedAt)],
    ['Discharged', clock(record.dischargedAt)],
    ['From start to discharge', record.totalMinutes === null ? null : spanText(record.totalMinutes)],
    ['Ready without the rule of a least observation', clock(record.readyAt)],
    ['Aborted', record.aborted === null ? 'no' : `${clock(record.aborted.at)}: ${record.aborted.reason}`],
    ['Vital signs acceptable before', yesNo(vitalsAcceptable.before)],
    ['Vital signs acceptable at discharge', yesNo(vitalsAcceptable.discharge)],
    ['Blood pressure before', pressure(bloodPressure.before)],
    ['Blood pressure at 40 minutes', pressure(bloodPressure.at40Minutes)],
    ['Blood pressure before discharge', pressure(bloodPressure.beforeDischarge)],
    ['Sedation', course(record.sedation)],
    ['Dissociation', course(record.dissociation)],
    ['Respiratory depression', course(record.respiratoryDepression)],
    [
      'Serious adverse events',
      list(
        record.seriousAdverseEvents.map(
          ({ at, code, text, resolvedAt }) =>
            `${clock(at)} ${code} ${text}, ${resolvedAt === null ? 'not resolved' : `resolved ${clock(resolvedAt)}`}`,
        ),
      ),
    ],
    [
      'Drugs given',
      list(record.drugsGiven.map(({ at, text, reason }) => `${clock(at)} ${text} (${reason})`)),
    ],
    ['Deviations', list(record.deviations.map(({ at, text }) => `${clock(at)} ${text}`))],
    ['Discharged before the criteria were met', record.dischargeOverride ?? 'no'],
  ];
}
