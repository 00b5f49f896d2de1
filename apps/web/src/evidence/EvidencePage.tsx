import { laterStatements, reviewStatements, syndromes, topics } from '@ketame/evidence';
import { publishedRegimens } from '@ketame/ketamine';
import { Link } from '@tanstack/react-router';
import { Page, Section } from '../parts/Page.tsx';
import { EvidenceNav } from './EvidenceNav.tsx';
import classes from './evidence.module.css';
import { KnownLegend } from './Known.tsx';
import { PublishedPools } from './PublishedPools.tsx';
import { Statements } from './Statements.tsx';
import { slugOf } from './slug.ts';

const pooledTrials = ['sigtermans-2009', 'schwartzman-2009', 'amr-2010'];

/** What is known of ketamine for chronic pain: the answer first, then the reasons, then the way to the data. */
export function EvidencePage() {
  const three = publishedRegimens.filter(({ id }) => pooledTrials.includes(id));
  return (
    <>
      <EvidenceNav />
      <Page title="Ketamine for chronic pain: what is known">
        <p className={classes.answer}>
          Ketamine relieves pain while it is in the blood. Whether relief lasts is not settled: Cochrane
          (2025) finds no clear evidence of benefit at any time and three times as many unwanted effects as
          with placebo. Three small trials of multi-day infusions found weeks of relief; the review of 2013
          rests on them. Function did not improve. Nothing here shows that benefit outweighs harm for a given
          patient.
        </p>

        <Section title="What has been found since the review">
          <Statements statements={laterStatements} />
        </Section>

        <Section title="What published analyses found" note="less pain to the left">
          <PublishedPools />
        </Section>

        <Section title="What the review says (2013)">
          <Statements statements={reviewStatements} />
        </Section>

        <Section title="The three multi-day trials">
          <ul className={classes.statements}>
            {three.map(({ id, title, found, population, cautions, source }) => (
              <li key={id}>
                <strong>{title}</strong> ({population}). {found}{' '}
                {cautions.length > 0 && <em>{cautions.join(' ')}</em>}{' '}
                <span className={classes.source}>{source.citation}</span>
              </li>
            ))}
          </ul>
          <p>
            <Link to="/evidence/review">How the review pooled them, and how fragile it is</Link>
          </p>
        </Section>

        <Section title="By kind of pain" note="with the number of trials in the review’s Table 1">
          <ul className={classes.columns}>
            {syndromes.map(({ name, table1Trials }) => (
              <li key={name}>
                <Link to="/evidence/syndromes/$syndrome" params={{ syndrome: slugOf(name) }}>
                  {name}
                </Link>{' '}
                <span className={classes.source}>{table1Trials ?? 'not in it'}</span>
              </li>
            ))}
          </ul>
        </Section>

        <Section title="What stands in the review’s text alone">
          <ul className={classes.columns}>
            {topics.map(({ id, title }) => (
              <li key={id}>
                <Link to="/evidence/topics/$topic" params={{ topic: id }}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </Section>

        <Section title="How a statement is known">
          <KnownLegend />
        </Section>
      </Page>
    </>
  );
}
