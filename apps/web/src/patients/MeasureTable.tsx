import { dateText, unitText, valueText } from '../parts/format.ts';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { entryElementId, type LatestMeasure, measureNames, rangeText } from './entries.ts';
import classes from './MeasureTable.module.css';

/** A laboratory gives a range for these; for the others none is missed. */
const ofLaboratory: ReadonlySet<LatestMeasure['measure']> = new Set([
  'creatinine',
  'eGFR',
  'ALT',
  'AST',
  'ALP',
  'GGT',
  'bilirubin',
]);

const flags = { low: '↓ low', high: '↑ high', normal: '', unknown: '' } as const;

/** The newest value of each measure, with its unit, its date, its reference range and where the range is from. */
export function MeasureTable({ latest }: { readonly latest: readonly LatestMeasure[] }) {
  return (
    <ScrollRegion label="Latest measures">
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col" className={table.number}>
              Value
            </th>
            <th scope="col">Range</th>
            <th scope="col">Date</th>
          </tr>
        </thead>
        <tbody>
          {latest.map(({ measure, value, unit, at, range, flag, sourceId }) => (
            <tr key={measure} id={entryElementId(sourceId)} tabIndex={-1} className={classes.row}>
              <th scope="row" className={classes.name}>
                {measureNames[measure]}
              </th>
              <td className={table.number}>
                <strong>{valueText(value)}</strong> <span className={table.soft}>{unitText(unit)}</span>
                {flags[flag] !== '' && <span className={classes.flag}>{flags[flag]}</span>}
              </td>
              <td className={table.soft}>
                {range === null ? (
                  ofLaboratory.has(measure) && 'no range known'
                ) : (
                  <>
                    {rangeText(range)}
                    <span className={classes.from}>from the {range.from}</span>
                  </>
                )}
              </td>
              <td className={`${table.soft} ${classes.date}`}>{dateText(at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
