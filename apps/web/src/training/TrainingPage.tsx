import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { patientReaders, useAllowed } from '../session.ts';
import { myTrainingQuery, overviewQuery } from './api.ts';
import { PersonTraining } from './PersonTraining.tsx';
import classes from './training.module.css';
import { useModuleTitles } from './use-module-titles.ts';
import { standingText } from './words.ts';

/** The own training of whoever is signed in and, for the team, who is trained until when. */
export function TrainingPage() {
  const isReader = useAllowed(patientReaders);
  const isTrainee = useAllowed(['physician', 'nurse', 'pharmacist', 'patient']);
  const mine = useQuery({ ...myTrainingQuery, enabled: isTrainee });
  const person = mine.data?.person ?? null;
  return (
    <Page
      title="Training"
      lead="Short modules for ketamine at home, each with a test. Nothing is supplied without."
    >
      {mine.error !== null && <ErrorNotice title="Your training cannot be shown" error={mine.error} />}
      {person !== null && (
        <Section title="Your modules">
          <PersonTraining
            person={person}
            trainee={{ kind: 'self' }}
            certificate="/api/my/training/certificate"
          />
        </Section>
      )}
      {isReader && <Overview />}
    </Page>
  );
}

function Overview() {
  const titleOf = useModuleTitles('en');
  const { data, error, refetch } = useQuery(overviewQuery);
  if (error !== null) return <ErrorNotice title="The team cannot be shown" error={error} retry={refetch} />;
  if (data === undefined) return <Loading what="Fetching who is trained" />;
  return (
    <Section title="Who is trained" note="first who lacks a module, then whose training runs out first">
      <ul className={classes.people}>
        {data.people.map(({ audience, name, patientId, modules }) => (
          <li key={`${audience} ${patientId} ${name}`}>
            {patientId === null ? (
              <strong>{name}</strong>
            ) : (
              <Link to="/patients/$patientId/training" params={{ patientId }}>
                {name}
              </Link>
            )}
            , {audience}
            <div className={classes.source}>
              {modules.map((one) => `${titleOf(one.module)}: ${standingText(one)}`).join('; ')}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
