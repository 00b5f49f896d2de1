import type { ReactNode } from 'react';
import { dateText, exactly, unitText, valueText } from '../parts/format.ts';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { entryElementId, type LatestMeasure, measureNames } from './entries.ts';
import classes from './MeasureTable.module.css';

/** One value of a measure, as a record or the clinic has it. */
export interface MeasureRow extends Pick<LatestMeasure, 'measure' | 'value' | 'unit' | 'at' | 'sourceId'> {
  /** Beside the value: that it is high or low. */
  readonly flag?: string;
  readonly range: ReactNode;
}

interface MeasureTableProps {
  readonly label: string;
  readonly rows: readonly MeasureRow[];
}

/** Values of measures, each with its unit, date and reference range. */
export function MeasureTable({ label, rows }: MeasureTableProps) {
  return (
    <ScrollRegion label={label}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col" className={table.number}>
              Value
            </th>
            <th scope="col">Range</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ measure, value, unit, at, range, flag, sourceId }) => (
            <tr
              key={`${sourceId} ${measure}`}
              id={entryElementId(sourceId)}
              tabIndex={-1}
              className={classes.row}
            >
              <th scope="row" className={classes.name}>
                {measureNames[measure]}
                <span className={classes.date}>{dateText(at)}</span>
              </th>
              <td className={`${table.number} ${classes.value}`}>
                <strong title={exactly(value)}>{valueText(value)}</strong>{' '}
                <span className={table.soft}>{unitText(unit)}</span>
                {flag !== undefined && <span className={classes.flag}>{flag}</span>}
              </td>
              <td className={table.soft}>{range}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
