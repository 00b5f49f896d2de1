import type { RetreatmentAgenda } from '@ketame/care';
import { dateText, numberText } from '../parts/format.ts';
import { Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { withDates } from './dates.ts';
import classes from './retreatment.module.css';

const marks = { met: '✓', 'not met': '✕', missing: '?' } as const;

/** What must be true first, when, and how much has been given. */
export function Agenda({ agenda }: { readonly agenda: RetreatmentAgenda }) {
  const { checks, window, exposure, notKnown, course } = agenda;
  return (
    <>
      <Section title="What must be true first" note={course.title}>
        <ul className={classes.checks}>
          {checks.map(({ id, text, outcome, reason, source, status }) => (
            <li key={id} data-outcome={outcome}>
              <span className={classes.mark} aria-hidden="true">
                {marks[outcome]}
              </span>
              <div>
                <p>
                  <strong>{outcome}</strong>: {text}
                </p>
                <p>{withDates(reason)}</p>
                <p className={classes.source}>
                  {source} ({status})
                </p>
              </div>
            </li>
          ))}
        </ul>
        {notKnown.length > 0 && (
          <>
            <h3 className={classes.small}>What the rules could not judge</h3>
            <ul className={classes.list}>
              {notKnown.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section
        title="Window"
        note={window.basis === 'own course' ? 'from the own course' : 'from the literature'}
      >
        <p>
          <strong>
            {window.from === null
              ? 'No window.'
              : `${dateText(window.from)} ${window.until === null ? 'or later' : `to ${dateText(window.until)}`}.`}
          </strong>{' '}
          {window.reason}
        </p>
        <p className={classes.source}>
          Never before {dateText(window.notBefore.on)}: {window.notBefore.limit.value} days after the course,{' '}
          {window.notBefore.limit.source} ({window.notBefore.limit.status}). Literature: day{' '}
          {window.literature.from.value} to {window.literature.to.value}, {window.literature.from.source} (
          {window.literature.from.status}).
        </p>
        {window.relief.length > 0 && (
          <p className={table.soft}>
            Relief that was told:{' '}
            {window.relief.map(({ day, percent }) => `day ${day} ${percent.toFixed(0)} %`).join(', ')}.
          </p>
        )}
      </Section>
      <Section title="Given so far" note="in this clinic">
        <ScrollRegion label="given so far">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Drug</th>
                <th scope="col">Time</th>
                <th scope="col" className={table.number}>
                  mg
                </th>
                <th scope="col" className={table.number}>
                  Courses
                </th>
                <th scope="col" className={table.number}>
                  Sessions
                </th>
                <th scope="col" className={table.number}>
                  Hours
                </th>
              </tr>
            </thead>
            <tbody>
              {exposure.flatMap(({ drug, amountAs, lifetime, year }) =>
                [['all', lifetime] as const, ['12 months', year] as const].map(([name, sum]) => (
                  <tr key={`${drug} ${amountAs} ${name}`}>
                    <th scope="row">
                      {drug} (as {amountAs})
                    </th>
                    <td>{name}</td>
                    <td className={table.number}>{numberText(sum.givenMg)}</td>
                    <td className={table.number}>{sum.courses}</td>
                    <td className={table.number}>{sum.sessions}</td>
                    <td className={table.number}>{numberText(sum.hours)}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </ScrollRegion>
      </Section>
    </>
  );
}
