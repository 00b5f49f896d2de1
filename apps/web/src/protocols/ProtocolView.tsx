import {
  criterionGroups,
  homeInstructionsOf,
  type Protocol,
  type ProtocolNumber,
  retreatmentKeys,
  retreatmentNumbers,
} from '@ketame/care';
import { numberText, unitText } from '../parts/format.ts';
import { Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { basisText } from '../selection/words.ts';
import { intervalWords, visitWords } from './care-edits.ts';
import classes from './protocols.module.css';
import { rateUnitOf } from './regimen-text.ts';

/** All that a protocol says, each number with its source. */
export function ProtocolView({ protocol }: { readonly protocol: Protocol }) {
  return (
    <>
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
                    <span className={table.soft}>{basisText(criterion)}</span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </Section>
      <CareSections protocol={protocol} />
    </>
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
        {basisText(number)}
        {number.reason !== undefined && `. Reason: ${number.reason}`}
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
  const instructions = homeInstructionsOf(discharge);
  return (
    <>
      <Section title="Charted">
        {(['infusion', 'recovery'] as const).map((phase) => (
          <div key={phase}>
            <h3 className={classes.criterionTitle}>
              {phase === 'infusion' ? 'In the infusion' : 'After it'}
            </h3>
            <ul className={classes.plain}>
              {monitoring.charted
                .filter((one) => one.phase === phase)
                .map((one) => (
                  <li key={one.item}>
                    {one.item}: {intervalWords(one)} <span className={table.soft}>{basisText(one)}</span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
        {(monitoring.night !== null || monitoring.laboratory.length > 0) && (
          <ul className={classes.plain}>
            {monitoring.night !== null && (
              <li>
                Night: {monitoring.night.from} to {monitoring.night.to}{' '}
                <span className={table.soft}>{basisText(monitoring.night)}</span>
              </li>
            )}
            {monitoring.laboratory.map((one) => (
              <li key={one.measures.join()}>
                {one.measures.join(', ')}: at least every {one.everyH} h{' '}
                <span className={table.soft}>{basisText(one)}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Before going home">
        <ul className={classes.plain}>
          {discharge.criteria.map((one) => (
            <li key={one.id}>
              {one.text} <span className={table.soft}>{basisText(one)}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Instructions for home">
        {instructions.parts.map(({ title, lines }) => (
          <div key={title}>
            <h3 className={classes.criterionTitle}>{title}</h3>
            <ul className={classes.plain}>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ))}
        <p className={table.soft}>{basisText(instructions)}</p>
      </Section>
      <Section title="Follow-up" note="days after the end of the course">
        <ul className={classes.plain}>
          {followUp.map((one) => (
            <li key={one.day}>
              {visitWords(one)} <span className={table.soft}>{basisText(one)}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="The next course">
        <NumberTable
          name="The next course"
          rows={retreatmentKeys.map((key): RowOf => [retreatmentNumbers[key].title, retreatment[key]])}
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
              <strong>{one.action}:</strong> {one.when}{' '}
              <span className={table.soft}>
                {one.source}
                {one.reason !== undefined && `. Reason: ${one.reason}`}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
