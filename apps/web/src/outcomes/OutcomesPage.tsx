import { outcomeDays, outcomeGroups } from '@ketame/contract';
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { counted } from '../parts/format.ts';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { outcomesQuery } from './api.ts';
import classes from './outcomes.module.css';
import { daysText } from './search.ts';

/** The numbers of the clinic; each opens the rows that it counts. */
export function OutcomesPage() {
  const { days = 365 } = useSearch({ from: '/reading/outcomes' });
  const navigate = useNavigate({ from: '/outcomes' });
  const { data, error, refetch } = useQuery(outcomesQuery(days));
  return (
    <Page
      title="Outcomes"
      lead="Patients on treatment, response, harms and checks of this clinic. No comparison: who was treated was chosen."
      actions={
        <SegmentedControl
          aria-label="Time looked at"
          value={String(days)}
          onChange={(value) => navigate({ search: { days: Number(value) } })}
          data={outcomeDays.map((one) => ({ value: String(one), label: daysText(one) }))}
        />
      }
    >
      {error !== null && <ErrorNotice title="The outcomes cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Counting" />}
      {data !== undefined &&
        outcomeGroups.map((group) => (
          <Section key={group} title={group}>
            <ul className={classes.numbers}>
              {data.numbers
                .filter((number) => number.group === group)
                .map(({ id, title, note, patients, rows }) => (
                  <li key={id} className={classes.number}>
                    <Link to="/outcomes/$number" params={{ number: id }} search={{ days }}>
                      <span className={classes.count}>{patients}</span>
                      <span>
                        {title}
                        {rows !== patients && <span className={classes.rows}> ({counted(rows, 'row')})</span>}
                      </span>
                    </Link>
                    <p className={classes.note}>{note}</p>
                  </li>
                ))}
            </ul>
          </Section>
        ))}
      <p className={classes.note}>
        The large number counts patients, each once. Restricted patients are counted only for who may see
        them.
      </p>
    </Page>
  );
}
