import type { HomePopulation } from '@ketame/care';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { numberText } from '../parts/format.ts';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { milligramsText } from '../register/words.ts';
import { homePopulationQuery } from './api.ts';
import { HomePlaces } from './HomePlaces.tsx';
import classes from './programme.module.css';

/** The programme over all its patients: who is overdue or drifting, what it costs and what it yields. */
export function PopulationPage() {
  const { data, error, refetch } = useQuery(homePopulationQuery);
  const nameOf = (id: string) => {
    const found = data?.names.find(({ patientId }) => patientId === id);
    return found === undefined ? 'a patient closed to you' : `${found.familyName}, ${found.givenName}`;
  };
  return (
    <Page
      title="All at home"
      lead="Who is overdue, who is drifting, what the programme costs and what it yields. Plain counts: no comparison with those who are not at home."
      actions={<HomePlaces />}
    >
      {error !== null && <ErrorNotice title="The population cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Counting" />}
      {data !== undefined && (
        <>
          <Numbers population={data.population} />
          <div className={classes.columns}>
            <Section title="Something is overdue" note={String(data.population.withOverdue.length)}>
              <Names ids={data.population.withOverdue} nameOf={nameOf} none="Nobody" />
            </Section>
            <Section title="A stop is open" note={String(data.population.withOpenStop.length)}>
              <Names ids={data.population.withOpenStop} nameOf={nameOf} none="Nobody" />
            </Section>
          </div>
          <Section
            title="Drifting"
            note="more pain in the last 14 days of the diary than in the 14 before them"
          >
            <Names ids={data.population.drifting} nameOf={nameOf} none="Nobody" />
          </Section>
        </>
      )}
    </Page>
  );
}

function Numbers({ population }: { readonly population: HomePopulation }) {
  const { relieved, currency, cost, costPerRelieved } = population;
  const numbers: readonly (readonly [string, string])[] = [
    ['Active now', `${population.active} of ${population.patients} enrolled`],
    ['With less pain than first', `${relieved.patients} of ${relieved.of} known`],
    ['Doses taken', numberText(population.dosesTaken, 6)],
    ['Contacts', numberText(population.contactsDone, 6)],
    ['Time of the staff', `${numberText(population.staffMinutes / 60)} h`],
    ['Dispensed', milligramsText(population.dispensedUg)],
    ['Unexplained', milligramsText(population.unexplainedUg)],
    ['Never counted', `${population.notCounted} of ${population.patients}`],
    ['Cost', moneyText(cost, currency) ?? 'not known: no prices'],
    ['Cost for one with less pain', moneyText(costPerRelieved, currency) ?? 'not known'],
  ];
  return (
    <dl className={classes.numbers}>
      {numbers.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const moneyText = (amount: number | null, currency: string | null): string | null =>
  amount === null ? null : `${numberText(amount, 6)} ${currency ?? '(currency not said)'}`;

interface NamesProps {
  readonly ids: readonly string[];
  readonly nameOf: (id: string) => string;
  readonly none: string;
}

function Names({ ids, nameOf, none }: NamesProps) {
  if (ids.length === 0) return <p className={table.soft}>{none}</p>;
  return (
    <ul className={classes.plain}>
      {ids.map((patientId) => (
        <li key={patientId} className={classes.name}>
          <Link to="/patients/$patientId/home" params={{ patientId }}>
            {nameOf(patientId)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
