import {
  backSolvedEffects,
  backSolvedSets,
  cohenDFromP,
  laterStatements,
  publishedMetaAnalyses,
  publishedPools,
  trials,
} from '@ketame/evidence';
import type { Theme } from '@ketame/figures';
import { catalogue } from '@ketame/ketamine';
import { NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { ErrorNotice, Loading } from '../../parts/Notice.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import table from '../../parts/table.module.css';
import { Drawing } from '../Drawing.tsx';
import { EvidenceNav } from '../EvidenceNav.tsx';
import classes from '../evidence.module.css';
import { PublishedPools } from '../PublishedPools.tsx';
import { Statements } from '../Statements.tsx';
import { backSolvedForest, decayFigure, feasibleFigure, publishedHalfLifeDays } from './figures.ts';
import { fragility, type Interval, models } from './fragility.ts';
import { useFeasibleSets } from './use-feasible-sets.ts';

const slow = catalogue
  .find(({ name }) => name === 'dahan-2011')
  ?.parameters.find(({ symbol }) => symbol === 't½');
const slowHalfLifeDays = slow?.value ?? Number.NaN;

const text = ({ estimate, lower, upper }: Interval) =>
  `${estimate.toFixed(2)} (${lower.toFixed(2)} to ${upper.toFixed(2)})`;

/** Marks an interval that holds 0. */
const Range = ({ of }: { readonly of: Interval }) => (
  <>
    {text(of)}
    {of.lower < 0 && <span className={classes.missing}> holds 0</span>}
  </>
);

/** How the review pooled three trials, what of it is known, and how far it carries: to be followed like a paper. */
export function ReviewPage() {
  const results = useMemo(fragility, []);
  const weekFour = results.find(({ name }) => name === 'week 4');
  return (
    <>
      <EvidenceNav />
      <Page
        title="The review’s own numbers"
        lead="Niesters, Martini, Dahan: Br J Clin Pharmacol 2014;77:357-67 (online 2013)."
      >
        <p className={classes.answer}>
          The review pooled three trials of multi-day infusions and found a large effect in week 1 and a small
          one in week 4. The arms of two of the trials are not public, so that the numbers cannot be computed
          again from data. They come out of many sets of inputs under a common effect. With three trials, a
          broken blind and one trial under an integrity flag, the effect in week 4 cannot be told from none,
          and larger analyses since do not confirm it.
        </p>

        <Section title="1. What was published">
          <ScrollRegion label="published pools">
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">After treatment</th>
                  <th scope="col">Standardised difference (95 % interval)</th>
                  <th scope="col">P</th>
                </tr>
              </thead>
              <tbody>
                {publishedPools.map((pool) => (
                  <tr key={pool.week}>
                    <th scope="row">Week {pool.week}</th>
                    <td>{text(pool)}</td>
                    <td>{pool.p}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          <p className={classes.text}>
            A standardised difference is the difference of mean pain in units of its spread between people;
            above 0 ketamine had less pain. The review calls the courses 10 to 14 days long: they were 100 h
            without a break, ten sessions of 4 h, and seven of 5 h.
          </p>
        </Section>

        <Section title="2. What is known of the three trials">
          <KnownInputs />
        </Section>

        <Section title="3. Inputs that give the published result" note="back-solved, no evidence">
          <BackSolved />
        </Section>

        <Section title="4. The whole set of possible inputs">
          <div className={classes.text}>
            <p>
              Two effects are unknown in each week. On a grid of 0.01 these pairs give the printed estimate,
              limits and P to the last digit. They lie on a line: the more one trial found, the less the
              other.
            </p>
          </div>
          <FeasibleSets />
        </Section>

        <Section title="5. How fragile it is">
          <ScrollRegion label="models of the same inputs">
            <table className={`${table.table} ${classes.table}`}>
              <thead>
                <tr>
                  <th scope="col">Model</th>
                  {results.map(({ name }) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {models.map(({ label }, i) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    {results.map(({ name, byModel }) => (
                      <td key={name}>{byModel[i] && <Range of={byModel[i]} />}</td>
                    ))}
                  </tr>
                ))}
                <tr>
                  <th scope="row">Common effect without Amr 2010</th>
                  {results.map(({ name, withoutAmr }) => (
                    <td key={name}>
                      <Range of={withoutAmr} />
                    </td>
                  ))}
                </tr>
              </tbody>
            </table>
          </ScrollRegion>
          <div className={classes.text}>
            <p>
              Hartung-Knapp takes into account that the spread between three trials is itself barely known.
              Where the inputs happen to be nearly equal it gives an absurdly narrow interval; the floor
              undoes that. Which set is the true one is not known, and so neither is which of these intervals
              is.
            </p>
          </div>
        </Section>

        <Section title="6. How fast it falls">
          <Decay />
        </Section>

        <Section title="7. The integrity flag">
          <div className={classes.text}>
            <p>
              Amr 2010 (by vein) and Amr 2011 (epidural), by the same author and with the same numbers of
              people, report the same last two P values, 0.54 and 0.25. That proves nothing; a reader should
              know it. Without that trial the back-solved week 4 is {weekFour && text(weekFour.withoutAmr)}:
              it holds 0.
            </p>
          </div>
        </Section>

        <Section title="8. The blinding">
          <div className={classes.text}>
            <p>
              Ketamine is felt. In Sigtermans 2009, 28 of 30 patients on ketamine guessed it; later
              meta-analyses find psychedelic effects about five times as often as with placebo. Pain is what a
              patient says it is, and who knows the drug hopes. The trial in fibromyalgia used midazolam,
              which is felt too, and found no lasting relief. In Schwartzman 2009 both arms had clonidine and
              midazolam; it stopped early, and of 26 randomised the 19 who completed were analysed.
            </p>
          </div>
        </Section>

        <Section title="9. What larger analyses found since">
          <PublishedPools />
          <Statements
            statements={laterStatements.filter(({ id }) =>
              ['cochrane-2025', 'network-2024', 'pereira-2022', 'kamp-2019'].includes(id),
            )}
          />
          <p className={classes.source}>
            {publishedMetaAnalyses.length} published results stand in the{' '}
            <Link to="/evidence/studies" search={{ table: 'analyses' }}>
              table of analyses
            </Link>
            . Collins 2010, of the same group, pooled the two trials in complex regional pain syndrome as 0.65
            (-0.16 to 1.47): that needs an effect of Schwartzman (g 0.155) outside the set above, so that the
            two read different measures of that trial.
          </p>
        </Section>

        <p>
          <a href="/validation.html">Every number of the review, checked one by one</a>
        </p>
      </Page>
    </>
  );
}

/** Cohen d of what is public. */
const knownEffects = {
  sigtermansWeek1: backSolvedEffects('week 1, A')[0]?.yi ?? Number.NaN,
  amrWeek1Least: cohenDFromP(0.0001, 20, 20, 1),
  amrWeek4: backSolvedEffects('week 4')[2]?.yi ?? Number.NaN,
};

function KnownInputs() {
  const three = trials.filter(({ id }) => ['T01', 'T02', 'T03'].includes(id));
  const inputs: Readonly<Record<string, readonly [string, string]>> = {
    T01: [
      `d ${knownEffects.sigtermansWeek1.toFixed(2)}, from means and standard errors of the abstract`,
      'unknown',
    ],
    T02: ['unknown', 'unknown'],
    T03: [
      `d above ${knownEffects.amrWeek1Least.toFixed(2)}, from P < 0.0001`,
      `d ${knownEffects.amrWeek4.toFixed(2)}, from P = 0.25`,
    ],
  };
  const cell = (week: string, value: string | undefined) => (
    <td data-label={week} className={`${table.wide} ${value === 'unknown' ? '' : classes.known}`}>
      {value === 'unknown' ? <span className={classes.missing}>not public</span> : value}
    </td>
  );
  return (
    <ScrollRegion label="what is known of the three trials">
      <table className={`${table.table} ${table.stacking} ${classes.table}`}>
        <thead>
          <tr>
            <th scope="col">Trial</th>
            <th scope="col">Treatment</th>
            <th scope="col">Week 1</th>
            <th scope="col">Week 4</th>
          </tr>
        </thead>
        <tbody>
          {three.map(({ id, citation, year, condition, drug, dose, exposure, note }) => (
            <tr key={id}>
              <th scope="row">
                {citation} {year}
                <div className={classes.source}>{condition}</div>
              </th>
              <td>
                {drug}: {dose}, {exposure}
                {note !== undefined && <div className={classes.source}>{note}</div>}
              </td>
              {cell('week 1:', inputs[id]?.[0])}
              {cell('week 4:', inputs[id]?.[1])}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function BackSolved() {
  const [set, setSet] = useState('week 1, A');
  const draw = useCallback((width: number, theme: Theme) => backSolvedForest(set, width, theme), [set]);
  return (
    <div className={classes.solved}>
      <NativeSelect
        label="Set of inputs"
        value={set}
        data={backSolvedSets.map(({ name }) => name)}
        onChange={({ currentTarget }) => setSet(currentTarget.value)}
        maw="16rem"
      />
      <Drawing
        description={`Forest plot of the back-solved set ${set}.`}
        name={`back-solved-${set.replaceAll(/[^a-z0-9]+/gi, '-')}`}
        least={560}
        draw={draw}
      />
    </div>
  );
}

function FeasibleSets() {
  const sets = useFeasibleSets();
  const draw = useCallback(
    (week: 1 | 4) => (width: number, theme: Theme) => {
      const found = Array.isArray(sets) ? sets.find((one) => one.week === week) : undefined;
      return found ? feasibleFigure(week, found, width, theme) : '';
    },
    [sets],
  );
  const drawings = useMemo(() => ({ first: draw(1), fourth: draw(4) }), [draw]);
  if (sets instanceof Error) return <ErrorNotice title="The set could not be computed" error={sets} />;
  if (sets === null) return <Loading what="Trying 60 000 pairs of inputs, some seconds" />;
  return (
    <>
      <Drawing
        description="Pairs of effects that give week 1"
        name="possible-inputs-week-1"
        least={320}
        draw={drawings.first}
      />
      <Drawing
        description="Pairs of effects that give week 4"
        name="possible-inputs-week-4"
        least={320}
        draw={drawings.fourth}
      />
    </>
  );
}

function Decay() {
  const draw = useCallback((width: number, theme: Theme) => decayFigure(slowHalfLifeDays, width, theme), []);
  return (
    <>
      <div className={classes.text}>
        <p>
          A fall from 1.22 to 0.39 in 21 days is a half-life of {publishedHalfLifeDays().toFixed(1)} days. The
          pharmacodynamic model of the lasting relief, fitted to other data of the first trial, has{' '}
          {slowHalfLifeDays} days ({slow?.confidence95?.join(' to ')}). They agree, and both say the same:
          what is left after a month is small.
        </p>
      </div>
      <Drawing
        description={`The published effects of weeks 1 and 4 and their fall with half-lives of ${publishedHalfLifeDays().toFixed(1)} and ${slowHalfLifeDays} days.`}
        name="decay"
        least={320}
        draw={draw}
      />
    </>
  );
}
