import type { Patient, Regimen } from '@ketame/ketamine';
import { memo, useState } from 'react';
import { numberText } from '../../parts/format.ts';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import table from '../../parts/table.module.css';
import { type Summarised, summariesOf } from '../state/courses.ts';
import { letterOf, moment } from '../state/words.ts';
import { type Column, type ColumnId, columns, ranked } from './columns.ts';
import { Help } from './Help.tsx';
import { Letter } from './Letter.tsx';
import classes from './results.module.css';

/** The numbers of each regimen side by side; a click on a heading puts them in order. */
export const SummaryTable = memo(function SummaryTable({
  regimens,
  patient,
}: {
  readonly regimens: readonly Regimen[];
  readonly patient: Patient;
}) {
  const [order, setOrder] = useState<ColumnId | null>(null);
  const rows = ranked(summariesOf(regimens, patient), order);
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="studio-table">
      <h2 id="studio-table" className={classes.heading}>
        In numbers
      </h2>
      <ScrollRegion label="the regimens in numbers">
        <table className={`${table.table} ${table.stacking} ${classes.numbers}`}>
          <thead>
            <tr>
              <th scope="col">Regimen</th>
              {columns.map((column) => (
                <Heading key={column.id} column={column} order={order} onOrder={setOrder} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <Row key={one.index} {...one} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <ColumnsExplained />
    </section>
  );
});

function Heading({
  column,
  order,
  onOrder,
}: {
  readonly column: Column;
  readonly order: ColumnId | null;
  readonly onOrder: (order: ColumnId | null) => void;
}) {
  const chosen = order === column.id;
  return (
    <th scope="col" className={table.number} aria-sort={chosen ? 'descending' : undefined}>
      {column.orderBy === null ? (
        column.title
      ) : (
        <button type="button" className={classes.sort} onClick={() => onOrder(chosen ? null : column.id)}>
          {column.title}
          <span aria-hidden="true">{chosen ? ' ↓' : ''}</span>
        </button>
      )}{' '}
      <Help about={column.title}>{column.help}</Help>
    </th>
  );
}

function Row({ index, regimen, summary }: Summarised) {
  const days = summary.daysAtLeast30;
  const chance = summary.chanceToRespond;
  return (
    <tr>
      <th scope="row">
        <Letter index={index} /> {letterOf(index)} · {regimen.name}
      </th>
      <td className={table.number} data-label={titleOf('total')}>
        {numberText(summary.totalMg, 4)} mg
        <span className={classes.small}>{regimen.drug}</span>
      </td>
      <td className={table.number} data-label={titleOf('peak')}>
        {numberText(summary.peakNgPerMl)} ng/mL
        <span className={classes.small}>at {moment(summary.peakTimeH)}</span>
      </td>
      <td className={table.number} data-label={titleOf('above')}>
        {numberText(summary.hoursAboveThreshold)} h
      </td>
      <td className={table.number} data-label={titleOf('area')}>
        {numberText(summary.aucNgHPerMl, 4)}
      </td>
      <td className={table.number} data-label={titleOf('days')}>
        {numberText(days.typical, 2)} ({numberText(days.low, 2)}–{numberText(days.high, 2)})
        {days.basis.kind === 'extrapolated' && (
          <span className={classes.small}>
            extrapolated{' '}
            <Help about="this extrapolation">
              Drawn dashed and kept out of the order. {days.basis.reasons.join(' ')}
            </Help>
          </span>
        )}
      </td>
      <td className={table.number} data-label={titleOf('chance')}>
        {chance === null ? (
          <span className={classes.small}>no published estimate</span>
        ) : (
          <>
            {percent(chance.drug.typical)} % against {percent(chance.placebo.typical)} %
            <span className={classes.small}>
              ({percent(chance.drug.low)}–{percent(chance.drug.high)}) against ({percent(chance.placebo.low)}–
              {percent(chance.placebo.high)})
            </span>
          </>
        )}
      </td>
    </tr>
  );
}

const titleOf = (id: ColumnId): string => columns.find((column) => column.id === id)?.title ?? id;
const percent = (share: number): string => numberText(share * 100, 2);

/** The help of the headings for narrow screens, on which the table has no headings. */
const ColumnsExplained = () => (
  <details className={classes.explained}>
    <summary>What the numbers mean</summary>
    <dl>
      {columns.map(({ id, title, help }) => (
        <div key={id}>
          <dt>{title}</dt>
          <dd>{help}</dd>
        </div>
      ))}
    </dl>
  </details>
);
