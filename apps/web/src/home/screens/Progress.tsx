import { localTime } from '@ketame/care';
import { Screen } from '../parts/Screen.tsx';
import { type DayOfPain, progressOf } from '../progress.ts';
import { useDiary, useNow, useZone } from '../use-book.ts';
import { dateText, meanText } from '../words/format.ts';
import { fill, useLanguage, useWords } from '../words/words.ts';

/** The patient's own course: in words first, then as a drawing, then as a table. */
export function Progress() {
  const words = useWords();
  const language = useLanguage();
  const now = useNow();
  const today = localTime(useZone(), Date.parse(now)).date;
  const { days, first, last, verdict, sideEffects, dosesLastWeek } = progressOf(useDiary(), today, now);
  const numbers =
    first === null || last === null
      ? null
      : { first: meanText(language, first), last: meanText(language, last) };
  return (
    <Screen title={verdict === null ? words.progress.title : words.progress[verdict]} back="#/">
      {numbers === null ? (
        <p>{words.progress.none}</p>
      ) : (
        <p className="lead">{fill(words.progress.numbers, numbers)}</p>
      )}
      {days.length > 1 && (
        <Drawing
          days={days}
          label={numbers === null ? words.progress.pain : fill(words.progress.chart, numbers)}
        />
      )}
      <section className="card">
        <h2>{words.progress.meaning}</h2>
        {sideEffects.length === 0 ? (
          <p>{words.progress.noSideEffects}</p>
        ) : (
          <>
            <p>{words.progress.sideEffects}</p>
            <ul>
              {sideEffects.map(({ id, days: count }) => (
                <li key={id}>
                  {fill(words.progress.onDays, { what: words.day.sideEffect[id], days: count })}
                </li>
              ))}
            </ul>
          </>
        )}
        <p>{fill(words.progress.doses, { count: dosesLastWeek })}</p>
        <p className="small">{words.progress.caveat}</p>
      </section>
      {days.length > 0 && (
        <details>
          <summary>{words.progress.table}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.progress.date}</th>
                <th scope="col">{words.progress.pain}</th>
              </tr>
            </thead>
            <tbody>
              {days.toReversed().map(({ date, pain }) => (
                <tr key={date}>
                  <td>{dateText(language, date)}</td>
                  <td>{pain}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Screen>
  );
}

const width = 320;
const height = 170;
const left = 28;
const bottom = 24;

/** A filled mark is what was entered; nothing is predicted. */
function Drawing({ days, label }: { readonly days: readonly DayOfPain[]; readonly label: string }) {
  const words = useWords();
  const end = Math.max(WEEK_AT_LEAST, days.at(-1)?.day ?? 0);
  const x = (day: number) => left + (day / end) * (width - left - 8);
  const y = (pain: number) => 8 + (1 - pain / 10) * (height - bottom - 8);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="drawing" role="img" aria-label={label}>
      {[0, 5, 10].map((pain) => (
        <g key={pain}>
          <line x1={left} x2={width - 8} y1={y(pain)} y2={y(pain)} className="grid" />
          <text x={left - 6} y={y(pain) + 4} textAnchor="end">
            {pain}
          </text>
        </g>
      ))}
      {days.map(({ day, pain, date }) => (
        <circle key={date} cx={x(day)} cy={y(pain)} r="3.5" />
      ))}
      <text x={left} y={height - 6}>
        0
      </text>
      <text x={width - 8} y={height - 6} textAnchor="end">
        {`${end} ${words.progress.axisDays}`}
      </text>
    </svg>
  );
}
const WEEK_AT_LEAST = 7;
