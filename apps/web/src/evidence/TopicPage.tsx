import { topics, trials } from '@ketame/evidence';
import { useParams } from '@tanstack/react-router';
import { NotFoundPage } from '../parts/NotFoundPage.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { EvidenceNav } from './EvidenceNav.tsx';
import classes from './evidence.module.css';
import { Statements } from './Statements.tsx';
import { TrialCards } from './TrialCards.tsx';

/** What the review says in its text alone: the answer, the points, the trials that bear on it. */
export function TopicPage() {
  const { topic: id } = useParams({ from: '/evidence/topics/$topic' });
  const topic = topics.find((one) => one.id === id);
  if (topic === undefined) return <NotFoundPage />;
  const bearing = trials.filter((trial) => topic.trials.includes(trial.id));
  return (
    <>
      <EvidenceNav />
      <Page title={topic.title}>
        <p className={classes.answer}>{topic.answer}</p>
        <Section title="What is known">
          <Statements statements={topic.points} />
        </Section>
        {bearing.length > 0 && (
          <Section title="Trials">
            <TrialCards trials={bearing} />
          </Section>
        )}
      </Page>
    </>
  );
}
