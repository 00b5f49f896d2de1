import { eggerTest, leaveOneOut, type Method, pooled, type Test } from '@ketame/evidence';
import { forestFigure, funnelFigure, type Theme } from '@ketame/figures';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { Notice } from '../../parts/Notice.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import table from '../../parts/table.module.css';
import { Drawing } from '../Drawing.tsx';
import { EvidenceNav } from '../EvidenceNav.tsx';
import classes from '../evidence.module.css';
import { OwnTable } from './OwnTable.tsx';
import {
  candidatesFor,
  type Measure,
  measures,
  methods,
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
const example = { rows: ['T35a', 'T35b'], terms: { sharedControlCovariance: true } } as const;

const ratioText = (value: number, ratio: boolean) => (ratio ? Math.exp(value) : value).toFixed(2);

/** Choose rows, measure and model; what must not be pooled is refused with every reason. */
export function PoolPage() {
  const [measure, setMeasure] = useState<Measure>(measures[3]);
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
        <Answer answer={answer} measure={measure} method={method} labels={rows.map(({ short }) => short)} />
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
  readonly method: Method;
  readonly labels: readonly string[];
}

function Answer({ answer, measure, method, labels }: AnswerProps) {
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
  const text = (value: number) => ratioText(value, measure.ratio);
  const k = input.effects.length;
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
      <Pictures answer={answer} measure={measure} method={method} labels={labels} />
      {fit !== null && k > 2 && (
        <Section title="Without one study each">
          <ScrollRegion label="leave one out">
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Without</th>
                  <th scope="col">Estimate (95 % interval)</th>
                </tr>
              </thead>
              <tbody>
                {leaveOneOut(fit.effects, { method: fit.method, test: fit.test }).map((one, i) => {
                  const { estimate, lower, upper } = pooled(one);
                  return (
                    <tr key={fit.effects[i]?.study}>
                      <th scope="row">{labels[i]}</th>
                      <td>
                        {text(estimate)} ({text(lower)} to {text(upper)})
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </ScrollRegion>
          <p className={classes.source}>
            Asymmetry (Egger): P {eggerTest(fit.effects).p.toFixed(3)}; with few studies it sees little.
          </p>
        </Section>
      )}
    </>
  );
}

type Pooled = Extract<PoolAnswer, { kind: 'pooled' }>;

function Pictures({ answer, measure, method, labels }: AnswerProps & { readonly answer: Pooled }) {
  const { result, fit, input } = answer;
  const scale = measure.ratio ? 'logarithm' : 'difference';
  const axis = `${measure.label} (${measure.rows === 'events' ? 'ketamine against control' : 'above 0: less pain under ketamine'})`;
  const description = `${measure.label} of ${input.effects.length} rows: ${ratioText(result.estimate, measure.ratio)} (${ratioText(result.lower, measure.ratio)} to ${ratioText(result.upper, measure.ratio)}).`;
  const forest = useCallback(
    (width: number, theme: Theme) =>
      forestFigure({
        title: `${measure.label}, ${input.effects.length} ${input.effects.length === 1 ? 'row' : 'rows'}`,
        description,
        axis,
        scale,
        rows: input.effects.map(({ yi, vi }, i) => ({
          label: labels[i] ?? '',
          effect: { estimate: yi, lower: yi - 1.96 * Math.sqrt(vi), upper: yi + 1.96 * Math.sqrt(vi) },
          weight: fit === null ? null : (fit.weights[i] ?? 0),
        })),
        pooled: {
          label: fit === null || fit.method === 'EE' ? 'Common effect' : `Random effects (${method})`,
          ...result,
        },
        prediction: fit?.prediction ?? null,
        notes: [
          ...(fit === null
            ? ['The covariance of the shared control arm is modelled.']
            : [
                `Q ${fit.Q.toFixed(2)}, P ${fit.pQ.toFixed(3)}; I² ${fit.I2.toFixed(1)} %; tau² ${fit.tau2.toFixed(3)}.`,
              ]),
          ...(input.marks.length > 0 ? [`Marked: ${input.marks.join(', ')}.`] : []),
          ...(input.effects.length < 5 ? ['Fewer than five studies: heterogeneity cannot be told.'] : []),
        ],
        width,
        theme,
      }),
    [axis, description, fit, input, labels, measure, method, result, scale],
  );
  const funnel = useCallback(
    (width: number, theme: Theme) =>
      funnelFigure({
        title: 'Funnel plot',
        description: `Effects of ${input.effects.length} rows against their standard errors.`,
        axis,
        scale,
        points: input.effects.map(({ yi, vi }, i) => ({
          label: labels[i] ?? '',
          estimate: yi,
          se: Math.sqrt(vi),
          filled: false,
        })),
        pooled: result.estimate,
        regression: null,
        notes: ['Asymmetry can come from missing studies, and from much else.'],
        width,
        theme,
      }),
    [axis, input, labels, result, scale],
  );
  return (
    <>
      <Drawing description={description} name="forest" least={560} draw={forest} />
      {input.effects.length > 2 && (
        <Drawing description="Funnel plot of the same rows" name="funnel" least={320} draw={funnel} />
      )}
    </>
  );
}
