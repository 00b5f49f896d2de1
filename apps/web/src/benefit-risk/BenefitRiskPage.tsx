import { packagedOptions } from '@ketame/evidence';
import { Button, Checkbox } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { EvidenceNav } from '../evidence/EvidenceNav.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { Answer } from './Answer.tsx';
import classes from './benefit-risk.module.css';
import {
  type Answers,
  answersOf,
  type Choice,
  type Counts,
  comparable,
  compared,
  pointsOf,
} from './comparison.ts';
import { Measurements } from './Measurements.tsx';
import { Reasons } from './Reasons.tsx';
import { SavePoints } from './SavePoints.tsx';
import { SingleMeasures } from './SingleMeasures.tsx';
import { Swings } from './Swings.tsx';

/** For whom the days of relief are predicted: those of the trial behind the slow relief. */
const patient = { weightKg: 70, ageYears: 46, sex: 'female', diagnosis: 'CRPS-1' } as const;
const fewest = 2;
const most = 4;
const opening = ['sigtermans-2009', 'no-ketamine'];

const packaged: readonly Choice[] = packagedOptions(patient).map(({ id, name, measurements }) => ({
  id,
  name,
  packaged: measurements,
  typed: {},
}));

/** Two to four options weighed with a patient: the answer first, then the questions, the reasons and the data. */
export function BenefitRiskPage() {
  const [all, setAll] = useState(packaged);
  const [chosen, setChosen] = useState<readonly string[]>(opening);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const { patientToWeigh } = useLocation().state;
  const known = patientToWeigh?.goals.swing ?? null;
  const [answers, setAnswers] = useState<Answers>(answersOf(known?.points ?? {}));
  const [counts, setCounts] = useState<Counts>(known?.counts ?? 'weights');

  const choices = useMemo(() => all.filter(({ id }) => chosen.includes(id)), [all, chosen]);
  const measured = useMemo(() => comparable(choices), [choices]);
  const tree = useMemo(() => measured.filter(({ id }) => !leftOut.has(id)), [measured, leftOut]);
  const points = useMemo(() => pointsOf(tree, answers), [tree, answers]);
  const asked = useDeferredValue(points);
  const result = useMemo(() => {
    const isComparable = tree.length > 0 && choices.length >= fewest;
    // Points of criteria that have just left or joined the comparison are for the next render.
    const fits = asked === null || tree.every(({ id }) => asked[id] !== undefined);
    return isComparable ? compared(tree, choices, fits ? asked : null, counts) : null;
  }, [tree, choices, asked, counts]);

  const toggle = (id: string, on: boolean) =>
    setChosen((before) => (on ? [...before, id] : before.filter((one) => one !== id)));
  const addOwn = () => {
    const id = `own-${all.length}`;
    setAll((before) => [
      ...before,
      { id, name: `Own option ${before.length - packaged.length + 1}`, packaged: {}, typed: {} },
    ]);
    setChosen((before) => [...before, id]);
  };
  const change = (id: string, changes: Partial<Choice>) =>
    setAll((before) => before.map((one) => (one.id === id ? { ...one, ...changes } : one)));

  return (
    <>
      <EvidenceNav />
      <Page
        title="Benefit and risk"
        lead="Two to four options, weighed by what matters to the patient. It prepares a conversation and decides nothing."
      >
        {result === null ? (
          <Notice kind="information" title="There is nothing to compare yet">
            <p>
              Choose at least two options, and give every one of them a measurement on at least one criterion
              that is compared.
            </p>
          </Notice>
        ) : (
          <Answer result={result} asked={points !== null} counts={counts} />
        )}

        <Section title="Options" note="two to four">
          <div className={classes.options}>
            {all.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={chosen.includes(id)}
                disabled={!chosen.includes(id) && chosen.length === most}
                onChange={({ currentTarget }) => toggle(id, currentTarget.checked)}
              />
            ))}
            <Button size="compact-sm" variant="default" disabled={chosen.length === most} onClick={addOwn}>
              Add an option of your own
            </Button>
          </div>
        </Section>

        {tree.length > 0 && (
          <Swings tree={tree} answers={answers} onAnswers={setAnswers} counts={counts} onCounts={setCounts} />
        )}
        {patientToWeigh !== undefined && (
          <SavePoints patient={patientToWeigh} points={points} counts={counts} />
        )}
        {result !== null && <Reasons result={result} known={points !== null && counts === 'weights'} />}
        <Measurements
          choices={choices}
          leftOut={leftOut}
          onLeaveOut={(id, out) =>
            setLeftOut((before) => {
              const next = new Set(before);
              if (out) next.add(id);
              else next.delete(id);
              return next;
            })
          }
          onChange={change}
        />
        <SingleMeasures />
      </Page>
    </>
  );
}
