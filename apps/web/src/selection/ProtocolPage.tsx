import { criterionGroups, type Protocol, type ProtocolNumber } from '@ketame/care';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { numberText, unitText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { useAllowed } from '../session.ts';
import { protocolsQuery } from './api.ts';
import { rateUnitOf, regimenText } from './regimen-text.ts';
import { selectionDeciders } from './roles.ts';
import classes from './selection.module.css';
import { restsOn } from './words.ts';

/** One protocol, to be read: every number with its source. */
export function ProtocolPage() {
  const { protocolId } = useParams({ from: '/reading/protocols/$protocolId' });
  const { data: protocols, error, refetch } = useQuery(protocolsQuery);
  const mayWrite = useAllowed(selectionDeciders);
  const protocol = protocols?.find(({ id }) => id === protocolId);
  if (protocol === undefined) {
    return (
      <Page title="Protocol" narrow>
        {error !== null && <ErrorNotice title="The protocol cannot be shown" error={error} retry={refetch} />}
        {error === null && protocols === undefined && <Loading what="Fetching the protocol" />}
        {protocols !== undefined && <p>There is no such protocol.</p>}
        <LinkButton to="/protocols">All protocols</LinkButton>
      </Page>
    );
  }
  return (
    <Page
      title={protocol.title}
      lead={protocol.summary}
      actions={
        <>
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
          {mayWrite && (
            <LinkButton to="/protocols/$protocolId/edit" params={{ protocolId }}>
              {protocol.copiedFrom === undefined ? 'Copy and change' : 'Change'}
            </LinkButton>
          )}
        </>
      }
      narrow
    >
      <p className={table.soft}>
        {regimenText(protocol)}. Version {protocol.version}.
      </p>
      <RegimenSection protocol={protocol} />
      <Section title="Criteria">
        {criterionGroups.map((group) => (
          <div key={group}>
            <h3 className={classes.criterionTitle}>{group}</h3>
            <ul className={classes.plain}>
              {protocol.criteria
                .filter((criterion) => criterion.group === group)
                .map((criterion) => (
                  <li key={criterion.id}>
                    <strong>{criterion.title}</strong>
                    {criterion.hard === true && ' (hard criterion)'}. {criterion.why}{' '}
                    <span className={table.soft}>
                      {criterion.source} ({restsOn[criterion.status]})
                    </span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </Section>
      <CareSections protocol={protocol} />
    </Page>
  );
}

function Row({ name, number }: { readonly name: string; readonly number: ProtocolNumber }) {
  const unit = number.unit === '1' ? '' : ` ${unitText(number.unit)}`;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={table.number}>
        {numberText(number.value)}
        {unit.replace('mg/h/70kg', 'mg/h per 70 kg')}
      </td>
      <td className={table.soft}>
        {number.note !== undefined && `${number.note.replace(/\.$/, '')}. `}
        {number.source} ({restsOn[number.status]})
      </td>
    </tr>
  );
}

function NumberTable({ name, rows }: { readonly name: string; readonly rows: readonly RowOf[] }) {
  return (
    <ScrollRegion label={name}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" className={table.number}>
              Value
            </th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, number]) => number !== null && <Row key={label} name={label} number={number} />)}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
type RowOf = readonly [string, ProtocolNumber | null];

function RegimenSection({ protocol }: { readonly protocol: Protocol }) {
  const { regimen, discharge, monitoring } = protocol;
  const steps = regimen.steps.map(
    (step, index): RowOf => [`Rate ${index + 1}, not before hour ${step.notBeforeH.value}`, step.rate],
  );
  return (
    <Section title="Regimen" note={`rates in ${rateUnitOf(protocol)}`}>
      <NumberTable
        name="Regimen"
        rows={[
          ...steps,
          ['Highest rate', regimen.greatestRate],
          ['Highest for the whole patient', regimen.greatestMgPerH],
          ['Length of a session', regimen.hoursPerSession],
          ['Sessions', regimen.sessions],
          ['From one start to the next', regimen.everyH],
          ...regimen.weaning.map(
            (step): RowOf => [`Weaning at ${numberText(100 * step.fraction)} % of the last rate`, step.hours],
          ),
          ['Seen by a physician every', monitoring.reviewEveryH],
          ['Handed over every', monitoring.handoverEveryH ?? null],
          ['Observed after the end', discharge.observationMin],
        ]}
      />
      <p className={table.soft}>
        Hours of the rates:{' '}
        {[...new Set(regimen.steps.map(({ notBeforeH }) => notBeforeH.source))].join('; ')}. Beside it:{' '}
        {regimen.beside}
      </p>
    </Section>
  );
}

function CareSections({ protocol }: { readonly protocol: Protocol }) {
  const { monitoring, discharge, followUp, retreatment, stopRules } = protocol;
  return (
    <>
      <Section title="Charted" note="intervals are judgements of the authors of Ketame">
        <ul className={classes.plain}>
          {monitoring.charted
            .filter(({ phase }) => phase === 'infusion')
            .map((one) => (
              <li key={one.item}>
                {one.item}: every {one.everyMin} min
                {one.atNightEveryMin !== null && `, at night every ${one.atNightEveryMin} min`}
              </li>
            ))}
          {monitoring.laboratory.map((one) => (
            <li key={one.source}>
              {one.measures.join(', ')}: at least every {one.everyH} h{' '}
              <span className={table.soft}>{one.source}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Before going home">
        <ul className={classes.plain}>
          {discharge.criteria.map((one) => (
            <li key={one.id}>
              {one.text} <span className={table.soft}>{one.source}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Follow-up">
        <ul className={classes.plain}>
          {followUp.map((one) => (
            <li key={one.day}>
              Day {one.day}
              {one.withinDays > 0 && ` (to ${one.day + one.withinDays})`}: {one.items.join(', ')}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="The next course">
        <NumberTable
          name="The next course"
          rows={[
            ['Not before', retreatment.notBeforeDays],
            ['Thought of from', retreatment.windowFromDays],
            ['Thought of until', retreatment.windowToDays],
            ['Courses in a year, at most', retreatment.greatestPerYear],
            ['Relief of the last, at least', retreatment.reliefPercent],
            ['For', retreatment.reliefDays],
          ]}
        />
        <ul className={classes.plain}>
          {retreatment.first.map((one) => (
            <li key={one.id}>
              {one.text} <span className={table.soft}>{one.source}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="When to stop">
        <ul className={classes.plain}>
          {stopRules.map((one) => (
            <li key={one.id}>
              <strong>{one.action}:</strong> {one.when} <span className={table.soft}>{one.source}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
