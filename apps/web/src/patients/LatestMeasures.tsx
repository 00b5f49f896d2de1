import type { Measure, PatientDetail } from '@ketame/contract';
import { counted } from '../parts/format.ts';
import table from '../parts/table.module.css';
import { EntryList } from './EntryList.tsx';
import { entriesOf, type LatestMeasure, rangeText } from './entries.ts';
import classes from './LatestMeasures.module.css';
import { MeasureTable } from './MeasureTable.tsx';

const flags = { low: '↓ low', high: '↑ high', normal: undefined, unknown: undefined } as const;

/** A laboratory gives a range for these; for the others none is missed. */
const ofLaboratory: ReadonlySet<Measure> = new Set([
  'creatinine',
  'eGFR',
  'ALT',
  'AST',
  'ALP',
  'GGT',
  'bilirubin',
]);

/** The newest value of each measure with the range that applies and where it is from; earlier values folded below. */
export function LatestMeasures({ patient }: { readonly patient: PatientDetail }) {
  const newest = new Set(patient.latest.map(({ sourceId }) => sourceId));
  const earlier = entriesOf(patient.entries, 'observation').filter(({ sourceId }) => !newest.has(sourceId));
  return (
    <>
      {patient.latest.length === 0 ? (
        <p className={table.soft}>None recorded</p>
      ) : (
        <MeasureTable
          label="latest measures"
          rows={patient.latest.map((latest) => ({
            ...latest,
            flag: flags[latest.flag],
            range: rangeOf(latest),
          }))}
        />
      )}
      {earlier.length > 0 && (
        <details className={classes.earlier}>
          <summary>{counted(earlier.length, 'earlier value')}</summary>
          <EntryList entries={earlier} none="" />
        </details>
      )}
    </>
  );
}

function rangeOf({ measure, range }: LatestMeasure) {
  if (range === null) return ofLaboratory.has(measure) ? 'no range known' : null;
  return (
    <>
      {rangeText(range)}
      <span className={classes.from}>from the {range.from}</span>
    </>
  );
}
