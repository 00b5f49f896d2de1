import { printedPackCode, type Reconciliation, type Trend } from '@ketame/care';
import { counted, dateText, numberText } from '../parts/format.ts';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
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
      <ScrollRegion label="Reconciliation by week">
        <table className={table.table}>
          <thead>
            <tr>
              {['Week from', 'Dispensed', 'Taken', 'Returned', 'Destroyed', 'In hand', 'Unexplained'].map(
                (head) => (
                  <th key={head} scope="col" className={head === 'Week from' ? undefined : table.number}>
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {weeks.toReversed().map((week) => (
              <tr key={week.from}>
                <th scope="row">{dateText(week.from)}</th>
                <td className={table.number}>{milligramsText(week.dispensedUg)}</td>
                <td className={table.number}>{milligramsText(week.takenUg)}</td>
                <td className={table.number}>{milligramsText(week.returnedUg)}</td>
                <td className={table.number}>{milligramsText(week.destroyedUg)}</td>
                <td className={table.number}>
                  {week.inHandUg === null ? 'not counted' : milligramsText(week.inHandUg)}
                </td>
                <td className={table.number}>
                  {week.unexplainedUg === null ? '–' : unexplainedText(week.unexplainedUg)}
                  {week.unexplainedShare !== null &&
                    week.unexplainedUg !== 0 &&
                    ` (${numberText(100 * Math.abs(week.unexplainedShare), 2)} %)`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
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
