import type { Method, Test } from '@ketame/evidence';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Notice } from '../../parts/Notice.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { EvidenceNav } from '../EvidenceNav.tsx';
import classes from '../evidence.module.css';
import { FurtherAnalyses } from './FurtherAnalyses.tsx';
import { OwnTable } from './OwnTable.tsx';
import { PooledFigures } from './PooledFigures.tsx';
import {
  type Candidate,
  candidatesFor,
  groupingsOf,
  type Measure,
  measures,
  methods,
  moderatorsOf,
  type PoolAnswer,
  poolChosen,
  type Terms,
} from './pooling.ts';
import { tests } from './tests.ts';

const permissions = [
  {
    key: 'sameConstruct',
    label: 'The rows measure one thing on different scales (standardised differences)',
  },
  { key: 'mixControls', label: 'Active and inactive controls may be mixed' },
  { key: 'sharedControlCovariance', label: 'Model the covariance of a shared control arm' },
  { key: 'acceptUnverified', label: 'Take unverified figures; the result is then unverified' },
] as const;

/** What the page opens with: two doses against one control arm, whose covariance is modelled. */
const example = {
  measure: 'RR',
  rows: ['T35a', 'T35b'],
  terms: { sharedControlCovariance: true },
} as const;

/** Choose rows, measure and model; what must not be pooled is refused with every reason. */
export function PoolPage() {
  const [measure, setMeasure] = useState<Measure>(
    measures.find(({ id }) => id === example.measure) ?? measures[0],
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(example.rows));
  const [method, setMethod] = useState<Method>('REML');
  const [test, setTest] = useState<Test>('knha');
  const [terms, setTerms] = useState<Terms>(example.terms);
  const [find, setFind] = useState('');
  const candidates = candidatesFor(measure);
  const rows = useMemo(
    () => candidatesFor(measure).filter(({ row }) => chosen.has(row.id)),
    [chosen, measure],
  );
  const answer = useMemo(
    () =>
      poolChosen(
        measure,
        rows.map(({ row }) => row),
        method,
        test,
        terms,
      ),
    [measure, rows, method, test, terms],
  );
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const found = candidates.filter(
    ({ label, row }) => !chosen.has(row.id) && label.toLowerCase().includes(find.toLowerCase()),
  );
  const visible = [...rows, ...found];
  return (
    <>
      <EvidenceNav />
      <Page
        title="Pool it yourself"
        lead="Choose rows, measure and model. What arithmetic would get wrong without noticing is refused, with the reasons."
      >
        <Answer answer={answer} measure={measure} rows={rows} />
        <Section title="Your choice">
          <div className={classes.filters}>
            <NativeSelect
              label="Measure"
              value={measure.id}
              data={measures.map(({ id, label }) => ({ value: id, label }))}
              onChange={({ currentTarget }) => {
                setMeasure(measures.find(({ id }) => id === currentTarget.value) ?? measures[0]);
              }}
            />
            <NativeSelect
              label="Model"
              value={method}
              data={methods.map((value) => ({
                value,
                label: value === 'EE' ? 'Common effect' : `Random effects, ${value}`,
              }))}
              onChange={({ currentTarget }) =>
                setMethod(methods.find((one) => one === currentTarget.value) ?? 'REML')
              }
            />
            <NativeSelect
              label="Interval"
              value={test}
              data={tests}
              onChange={({ currentTarget }) => setTest(currentTarget.value as Test)}
            />
            <TextInput
              label="Correlation within a person (crossover)"
              placeholder="such as 0.5"
              inputMode="decimal"
              error={Number.isNaN(terms.crossoverCorrelation) && 'a number between -1 and 1, such as 0.5'}
              onChange={({ currentTarget }) => {
                const value = Number(currentTarget.value);
                setTerms(({ crossoverCorrelation: _, ...others }) =>
                  currentTarget.value.trim() === '' ? others : { ...others, crossoverCorrelation: value },
                );
              }}
            />
          </div>
          <fieldset className={classes.choice}>
            <legend>You answer for this</legend>
            {permissions.map(({ key, label }) => (
              <Checkbox
                key={key}
                size="sm"
                mb="xs"
                label={label}
                checked={terms[key] ?? false}
                onChange={({ currentTarget }) =>
                  setTerms((before) => ({ ...before, [key]: currentTarget.checked }))
                }
              />
            ))}
          </fieldset>
          <fieldset className={classes.choice}>
            <legend>
              Rows ({rows.length} of {candidates.length} chosen)
            </legend>
            <div className={classes.count}>
              <TextInput
                aria-label="Find rows"
                placeholder="Find rows"
                value={find}
                onChange={({ currentTarget }) => setFind(currentTarget.value)}
              />
              <Button size="compact-sm" variant="default" onClick={() => setChosen(new Set())}>
                Choose none
              </Button>
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
            <section className={classes.rows} aria-label="Rows to choose from" tabIndex={0}>
              {visible.map(({ row, label }) => (
                <div key={row.id}>
                  <Checkbox
                    size="sm"
                    checked={chosen.has(row.id)}
                    label={row.flags.length > 0 ? `${label}: ${row.flags.join(', ')}` : label}
                    onChange={() => toggle(row.id)}
                  />
                </div>
              ))}
            </section>
          </fieldset>
        </Section>
        <OwnTable />
      </Page>
    </>
  );
}

interface AnswerProps {
  readonly answer: PoolAnswer;
  readonly measure: Measure;
  readonly rows: readonly Candidate[];
}

function Answer({ answer, measure, rows }: AnswerProps) {
  if (answer.kind === 'nothing') {
    return <Notice kind="information" title="Choose at least one row below." />;
  }
  if (answer.kind === 'refused') {
    return (
      <Notice kind="caution" title="These rows cannot be pooled so">
        <ul>
          {answer.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </Notice>
    );
  }
  const { result, fit, input } = answer;
  const text = (value: number) => (measure.ratio ? Math.exp(value) : value).toFixed(2);
  const k = input.effects.length;
  const labels = rows.map(({ short }) => short);
  const range = `${text(result.estimate)} (${text(result.lower)} to ${text(result.upper)})`;
  return (
    <>
      <p className={classes.answer} role="status">
        {measure.label}: <strong>{text(result.estimate)}</strong> ({text(result.lower)} to{' '}
        {text(result.upper)}), P {result.p < 0.001 ? '< 0.001' : result.p.toFixed(3)}, {k}{' '}
        {k === 1 ? 'row' : 'rows'}.{' '}
        {input.marks.length > 0 && <strong>The result is marked: {input.marks.join(', ')}. </strong>}
        {fit === null && 'For arms that share a control the common effect stands, whatever model is chosen. '}
        {k < 5 && 'With fewer than five studies no model can tell how much they differ.'}
      </p>
      <PooledFigures
        title={`${measure.label}, ${k} ${k === 1 ? 'row' : 'rows'}`}
        description={`${measure.label} of ${k} rows: ${range}.`}
        axis={`${measure.label} (${measure.rows === 'events' ? 'ketamine against control' : 'above none: less pain under ketamine'})`}
        ratio={measure.ratio}
        effects={input.effects}
        labels={labels}
        weights={fit?.weights ?? null}
        pooled={{
          label: fit === null || fit.method === 'EE' ? 'Common effect' : `Random effects (${fit.method})`,
          ...result,
        }}
        prediction={fit?.prediction ?? null}
        method={fit?.method ?? 'EE'}
        notes={[
          fit === null
            ? 'The covariance of the shared control arm is modelled.'
            : `Q ${fit.Q.toFixed(2)}, P ${fit.pQ < 0.001 ? '< 0.001' : fit.pQ.toFixed(3)}; I² ${fit.I2.toFixed(1)} %; tau² ${fit.tau2.toFixed(3)}.`,
          ...(input.marks.length > 0 ? [`Marked: ${input.marks.join(', ')}.`] : []),
          ...(k < 5 ? ['Fewer than five studies: heterogeneity cannot be told.'] : []),
        ]}
        name="pooled-rows"
      />
      {fit !== null && k > 1 && (
        <FurtherAnalyses
          set={{
            effects: fit.effects,
            labels,
            method: fit.method,
            test: fit.test,
            ratio: measure.ratio,
            groupings: groupingsOf(rows),
            moderators: moderatorsOf(rows),
          }}
        />
      )}
    </>
  );
}
