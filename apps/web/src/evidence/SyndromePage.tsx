import {
  type AdverseEvent,
  adverseEvents,
  laterStatements,
  observationalStudies,
  type SyndromeName,
  syndromeAnswers,
  trials,
} from '@ketame/evidence';
import { Link, useParams } from '@tanstack/react-router';
import { NotFoundPage } from '../parts/NotFoundPage.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { EvidenceNav } from './EvidenceNav.tsx';
import classes from './evidence.module.css';
import { Statements } from './Statements.tsx';
import { slugOf, syndromeOf } from './slug.ts';
import { TrialCards } from './TrialCards.tsx';

/** A percentage and what else the source says; neither is made up when it is absent. */
const summaryText = ({ ketaminePercent, controlPercent, reported }: AdverseEvent): string => {
  const percent = ketaminePercent === undefined ? [] : [`${ketaminePercent} % on ketamine`];
  const control = controlPercent === undefined ? [] : [`${controlPercent} % on control`];
  return [...percent, ...control, ...(reported === undefined ? [] : [reported])].join(', ') || 'not told';
};

/** Observational studies that name the same pain; only one kind is named the same way there. */
const othersOf = (name: string) =>
  name === 'Complex regional pain syndrome'
    ? observationalStudies.filter(({ condition }) => condition.startsWith('CRPS'))
    : [];

/** One kind of pain of Table 1: the answer, what the trials found, what is missing. */
export function SyndromePage() {
  const { syndrome: slug } = useParams({ from: '/evidence/syndromes/$syndrome' });
  const syndrome = syndromeOf(slug);
  if (syndrome === undefined) return <NotFoundPage />;
  const { name, table1Trials } = syndrome;
  const packaged = trials.filter((trial) => trial.syndrome === name);
  const counted = packaged.filter(({ table1 }) => table1 !== 'not listed').length;
  const others = othersOf(name);
  const firstAuthors = packaged.map(({ citation, year }) => `${citation.split(/[ .]/)[0]} ${year}`);
  const harms = adverseEvents.filter(({ study }) => firstAuthors.some((author) => study.startsWith(author)));
  return (
    <>
      <EvidenceNav />
      <Page title={name}>
        <p className={classes.answer}>{syndromeAnswers[name as SyndromeName]}</p>
        <Section title="How much is known">
          <div className={classes.text}>
            <p>
              {table1Trials === null
                ? 'The review’s Table 1 does not count this kind of pain. '
                : `The review’s Table 1 counts ${table1Trials} randomised ${table1Trials === 1 ? 'trial' : 'trials'} and names none; ${counted} could be identified. `}
              {packaged.length - counted > 0 &&
                `${packaged.length - counted} ${packaged.length - counted === 1 ? 'is' : 'are'} not in it.`}
            </p>
            <Statements statements={laterStatements.filter(({ id }) => id === 'cochrane-2025')} />
          </div>
        </Section>
        <Section title="Trials">
          <TrialCards trials={packaged} />
        </Section>
        {harms.length > 0 && (
          <Section title="Harm in these trials">
            <ul className={classes.statements}>
              {harms.map((row) => (
                <li key={row.id}>
                  {row.study}: {row.event},{' '}
                  {row.ascertainment === 'counted'
                    ? `${row.ketamineEvents} of ${row.ketamineN} on ketamine${row.controlEvents === undefined ? '' : `, ${row.controlEvents} of ${row.controlN} on control`}`
                    : row.ascertainment === 'summary'
                      ? summaryText(row)
                      : 'not measured'}
                </li>
              ))}
            </ul>
          </Section>
        )}
        {others.length > 0 && (
          <Section title="Without a control group" note="context, no evidence of effect">
            <Statements
              statements={others.map(({ citation, n, regimen, result, source, knowledge }) => ({
                text: `${citation} (${n} people): ${regimen}. ${result}.`,
                source,
                knowledge,
              }))}
            />
          </Section>
        )}
        <p>
          <Link to="/evidence/studies" search={{ kind: slugOf(name) }}>
            These trials in the table of studies
          </Link>
        </p>
      </Page>
    </>
  );
}
