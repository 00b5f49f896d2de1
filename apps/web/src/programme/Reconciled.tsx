import { printedPackCode, type Reconciliation, type Trend } from '@ketame/care';
import { counted, dateText, numberText } from '../parts/format.ts';
import table from '../parts/table.module.css';
import { milligramsText } from '../register/words.ts';
import { OverTime } from './OverTime.tsx';
import classes from './programme.module.css';

/** What was dispensed beside what was taken, counted, returned and destroyed, with what nobody explains. */
export function Reconciled({ reconciliation }: { readonly reconciliation: Reconciliation }) {
  const { weeks, packs, unexplainedUg, trendUgPerWeek } = reconciliation;
  const notYet = packs.filter(({ openUg }) => openUg > 0);
  const tooMuch = packs.filter(({ openUg }) => openUg < 0);
  if (weeks.length === 0) return <p className={classes.soft}>Nothing has been dispensed yet.</p>;
  return (
    <>
      <p>
        {unexplainedUg === null ? (
          'Nobody has counted what is in hand yet: nothing is assumed.'
        ) : (
          <>
            <strong>{unexplainedText(unexplainedUg)}</strong> at the last count
            {trendUgPerWeek !== null && `, changing by ${signedMilligrams(trendUgPerWeek)} a week`}. A
            difference is no verdict: doses are forgotten in diaries, and counts are wrong.
          </>
        )}
      </p>
      <OverTime trend={trendOf(reconciliation)} />
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Week from</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={table.number}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map((week) => (
            <tr key={week.from}>
              <th scope="row">{dateText(week.from)}</th>
              {cellsOf(week).map((cell, index) => (
                <td key={columns[index]} className={table.number} data-label={columns[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className={classes.area}>Packs</h3>
      <p className={classes.soft}>
        {packs.length - notYet.length - tooMuch.length} of {packs.length} packs are accounted for. The others
        are in hand, or missing, or accounted for more than once.
      </p>
      <PackList packs={tooMuch} />
      {notYet.length > 0 && (
        <details>
          <summary>{counted(notYet.length, 'pack')} not accounted for yet</summary>
          <PackList packs={notYet} />
        </details>
      )}
    </>
  );
}

const columns = ['Dispensed', 'Taken', 'Returned', 'Destroyed', 'In hand', 'Unexplained'];

/** In the order of the columns. */
function cellsOf(week: Reconciliation['weeks'][number]): string[] {
  const { inHandUg, unexplainedUg, unexplainedShare } = week;
  const share =
    unexplainedShare === null || unexplainedUg === 0
      ? ''
      : ` (${numberText(100 * Math.abs(unexplainedShare), 2)} %)`;
  return [
    ...[week.dispensedUg, week.takenUg, week.returnedUg, week.destroyedUg].map(milligramsText),
    inHandUg === null ? 'not counted' : milligramsText(inHandUg),
    unexplainedUg === null ? '–' : `${unexplainedText(unexplainedUg)}${share}`,
  ];
}

function PackList({ packs }: Pick<Reconciliation, 'packs'>) {
  return (
    <ul className={classes.plain}>
      {packs.map(({ pack, dispensedUg, openUg }) => (
        <li key={pack}>
          {printedPackCode(pack)}, {milligramsText(dispensedUg)}
          {openUg < 0 && `: ✕ ${milligramsText(-openUg)} accounted for too much`}
        </li>
      ))}
    </ul>
  );
}

const unexplainedText = (micrograms: number): string =>
  micrograms === 0
    ? 'All explained'
    : `${milligramsText(Math.abs(micrograms))} ${micrograms > 0 ? 'missing' : 'too much'}`;

const signedMilligrams = (micrograms: number): string =>
  `${micrograms < 0 ? '−' : '+'}${milligramsText(Math.abs(micrograms))}`;

/** Of the weeks with a count; mg. */
function trendOf({ weeks }: Reconciliation): Trend {
  return {
    id: 'unexplained',
    title: 'Unexplained since the first day',
    unit: 'mg',
    points: weeks.flatMap(({ from, unexplainedUg }) =>
      unexplainedUg === null ? [] : [{ at: from, value: unexplainedUg / 1000 }],
    ),
    limit: null,
    range: null,
  };
}
