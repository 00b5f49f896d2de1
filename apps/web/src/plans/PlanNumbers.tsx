import type { PlanContent } from '@ketame/contract';
import { Fragment } from 'react';
import { numberText } from '../parts/format.ts';
import { Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { letterOf, moment } from '../studio/state/words.ts';
import classes from './PlanNumbers.module.css';
import { Swatch } from './Swatch.tsx';
import { type StoredSummary, storedSummarySchema } from './stored-summary.ts';

type Interval = StoredSummary['daysAtLeast30'];

const withInterval = (
  { low, typical, high }: Pick<Interval, 'low' | 'typical' | 'high'>,
  factor = 1,
): string =>
  `${numberText(typical * factor, 2)} (${numberText(low * factor, 2)}–${numberText(high * factor, 2)})`;

/** The stored numbers of each regimen, side by side. */
export function PlanNumbers({ content }: { readonly content: PlanContent }) {
  const rows = content.outputs.map(({ regimen, summary }, index) => ({
    index,
    letter: letterOf(index),
    regimen,
    drug: content.state.regimens[index]?.drug ?? '',
    summary: storedSummarySchema.safeParse(summary).data,
  }));
  const extrapolated = rows.flatMap(({ letter, summary }) => {
    const reasons = summary?.daysAtLeast30.basis.reasons ?? [];
    return reasons.length > 0 ? [{ letter, reasons }] : [];
  });
  return (
    <Section title="Predicted, in numbers" note="90 % interval in brackets">
      <ScrollRegion label="Numbers of the regimens">
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Regimen</th>
              <th scope="col" className={table.number}>
                Total dose
              </th>
              <th scope="col" className={table.number}>
                Peak, arterial
              </th>
              <th scope="col" className={table.number}>
                Above 70 ng/mL
              </th>
              <th scope="col" className={table.number}>
                Days ≥ 30 % relief, responder
              </th>
              <th scope="col" className={table.number}>
                Chance to respond
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ index, letter, regimen, drug, summary }) => (
              <tr key={letter}>
                <th scope="row">
                  <Swatch index={index} /> {letter} · {regimen}
                </th>
                {summary === undefined ? (
                  <td colSpan={5}>The numbers of this version are in a form that this page does not know.</td>
                ) : (
                  <Cells summary={summary} drug={drug} />
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {extrapolated.length > 0 && (
        <p className={classes.reasons}>
          <strong>Extrapolated:</strong>{' '}
          {extrapolated.map(({ letter, reasons }) => (
            <Fragment key={letter}>
              <strong>{letter}</strong> {reasons.join(' ')}{' '}
            </Fragment>
          ))}
        </p>
      )}
    </Section>
  );
}

function Cells({ summary, drug }: { readonly summary: StoredSummary; readonly drug: string }) {
  const { daysAtLeast30: days, chanceToRespond: chance } = summary;
  return (
    <>
      <td className={table.number} data-label="total">
        <span className={classes.value}>{numberText(summary.totalMg, 4)} mg</span>{' '}
        <span className={classes.small}>{drug}</span>
      </td>
      <td className={table.number} data-label="peak">
        <span className={classes.value}>{numberText(summary.peakNgPerMl)} ng/mL</span>{' '}
        <span className={classes.small}>at {moment(summary.peakTimeH)}</span>
      </td>
      <td className={table.number} data-label="above 70 ng/mL">
        {numberText(summary.hoursAboveThreshold)} h
      </td>
      <td className={table.number} data-label="days ≥ 30 % relief, responder">
        {withInterval(days)}
        {days.basis.kind === 'extrapolated' && <span className={classes.small}>extrapolated</span>}
      </td>
      <td className={table.number} data-label="chance to respond">
        {chance === null ? (
          <span className={table.soft}>no published estimate</span>
        ) : (
          <>
            {withInterval(chance.drug, 100)} %
            <span className={classes.small}>placebo {withInterval(chance.placebo, 100)} %</span>
          </>
        )}
      </td>
    </>
  );
}
