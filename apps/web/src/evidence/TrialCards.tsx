import type { Outcome, Trial } from '@ketame/evidence';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import classes from './evidence.module.css';
import { Known, SourceText } from './Known.tsx';

/** A result as the source gives it; what is not known says so. */
export function resultText(row: Outcome): string {
  const arms = (['ketamine', 'control'] as const).map((arm) => {
    const n = row[`${arm}N`];
    const events = row[`${arm}Events`];
    const mean = row[`${arm}Mean`];
    const spread = row[`${arm}Sd`] ?? row[`${arm}Se`];
    if (events !== undefined) return `${events} of ${n}`;
    if (mean === undefined) return null;
    const word = row[`${arm}Sd`] === undefined ? 'SE' : 'SD';
    return spread === undefined ? String(mean) : `${mean} (${word} ${spread})`;
  });
  const numbers = arms.every((arm) => arm !== null) ? `${arms[0]} against ${arms[1]}` : null;
  const parts = [numbers, row.reported].filter((part) => part !== null && part !== undefined);
  return parts.length === 0 ? 'no result could be read' : parts.join('; ');
}

/** Trials with their outcomes, one table of all. */
export const TrialCards = ({ trials }: { readonly trials: readonly Trial[] }) => (
  <ScrollRegion label="trials and their results">
    <table className={`${table.table} ${table.stacking} ${classes.table}`}>
      <thead>
        <tr>
          <th scope="col">Trial</th>
          <th scope="col">Treatment</th>
          <th scope="col">Against</th>
          <th scope="col">Measured</th>
          <th scope="col">Result, ketamine against control</th>
          <th scope="col">Known</th>
        </tr>
      </thead>
      <tbody>
        {trials.flatMap((trial) =>
          trial.outcomes.map((row, i) => (
            <tr key={row.id}>
              {i === 0 && <TrialCells trial={trial} />}
              <td className={table.wide}>
                {row.outcome}, {row.time}
              </td>
              <td className={table.wide}>
                {resultText(row)}
                {row.flags.length > 0 && (
                  <div className={classes.flags}>
                    {row.flags.map((flag) => (
                      <span key={flag} className={classes.word}>
                        {flag}
                      </span>
                    ))}
                  </div>
                )}
              </td>
              <td>
                <Known knowledge={row.knowledge} /> {row.reading}: <SourceText source={row.source} />
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  </ScrollRegion>
);

/** What all outcomes of a trial share. */
function TrialCells({ trial }: { readonly trial: Trial }) {
  const rows = trial.outcomes.length;
  return (
    <>
      <th scope="rowgroup" rowSpan={rows}>
        {trial.citation} {trial.year}
        <div className={classes.source}>
          {trial.design}
          {trial.randomised !== undefined && `, ${trial.randomised} people`}
        </div>
      </th>
      <td rowSpan={rows} className={table.wide}>
        {`${trial.drug}, ${trial.route}: ${trial.dose}${trial.exposure ? `, ${trial.exposure}` : ''}`}
      </td>
      <td rowSpan={rows} data-label="against" className={table.wide}>
        {trial.comparator}
      </td>
    </>
  );
}
