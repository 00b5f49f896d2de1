import { MetaError, type TauPrior } from '@ketame/evidence';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../../parts/Page.tsx';
import { parseNumber } from '../../parts/parse-number.ts';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import table from '../../parts/table.module.css';
import classes from '../evidence.module.css';
import {
  bayesianLines,
  type Line,
  type PooledSet,
  regressionLines,
  smallStudyLines,
  subgroupLines,
  withoutEachLines,
} from './further-analyses.ts';

const pText = (p: number) => (p < 0.001 ? '< 0.001' : p.toFixed(3));

interface LinesProps {
  readonly label: string;
  readonly ratio: boolean;
  /** May throw a MetaError, which is told in place of the lines. */
  readonly compute: () => readonly Line[];
}

function Lines({ label, ratio, compute }: LinesProps) {
  const text = (value: number) => (ratio ? Math.exp(value) : value).toFixed(2);
  let lines: readonly Line[];
  try {
    lines = compute();
  } catch (error) {
    if (error instanceof MetaError) return <p className={classes.missing}>{error.message}</p>;
    throw error;
  }
  return (
    <ScrollRegion label={label}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{label}</th>
            <th scope="col">Estimate (95 %)</th>
            <th scope="col">P</th>
            <th scope="col">Beside it</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, estimate, p, remark }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                {estimate &&
                  `${text(estimate.estimate)} (${text(estimate.lower)} to ${text(estimate.upper)})`}
              </td>
              <td>{p !== undefined && pText(p)}</td>
              <td>{remark}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** What else can be asked of studies that were pooled as independent. */
export function FurtherAnalyses({ set }: { readonly set: PooledSet }) {
  const { ratio, effects } = set;
  return (
    <>
      {effects.length > 2 && (
        <>
          <Section title="Without one study each">
            <Lines label="Without one" ratio={ratio} compute={() => withoutEachLines(set)} />
          </Section>
          <Section title="Small studies, and studies that may be missing">
            <Lines label="Method" ratio={ratio} compute={() => smallStudyLines(set)} />
            <p className={classes.source}>
              With few studies these see little; with many they see heterogeneity too. What is filled in does
              not exist.
            </p>
          </Section>
        </>
      )}
      <Subgroups set={set} />
      <Regression set={set} />
      <Bayesian set={set} />
    </>
  );
}

function Subgroups({ set }: { readonly set: PooledSet }) {
  const [name, setName] = useState('');
  const usable = set.groupings.filter(({ values }) => new Set(values).size > 1);
  const chosen = usable.find((one) => one.name === name);
  if (usable.length === 0) return null;
  return (
    <Section title="Subgroups">
      <div className={classes.filters}>
        <NativeSelect
          label="Grouped by"
          value={chosen?.name ?? ''}
          data={[{ value: '', label: 'nothing' }, ...usable.map((one) => one.name)]}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      </div>
      {chosen && <Lines label="Group" ratio={set.ratio} compute={() => subgroupLines(set, chosen.values)} />}
    </Section>
  );
}

function Regression({ set }: { readonly set: PooledSet }) {
  const [names, setNames] = useState<ReadonlySet<string>>(new Set());
  const usable = set.moderators.filter(({ values }) => new Set(values).size > 1);
  const chosen = usable.filter(({ name }) => names.has(name));
  if (usable.length === 0) return null;
  return (
    <Section title="Meta-regression">
      <fieldset className={classes.choice}>
        <legend>Explained by</legend>
        {usable.map(({ name }) => (
          <Checkbox
            key={name}
            size="sm"
            mb="xs"
            label={name}
            checked={names.has(name)}
            onChange={({ currentTarget }) => {
              const next = new Set(names);
              if (currentTarget.checked) next.add(name);
              else next.delete(name);
              setNames(next);
            }}
          />
        ))}
      </fieldset>
      {chosen.length > 0 && (
        <Lines label="Coefficient" ratio={false} compute={() => regressionLines(set, chosen)} />
      )}
      {chosen.length > 0 && set.ratio && (
        <p className={classes.source}>Coefficients are differences of logarithms.</p>
      )}
    </Section>
  );
}

function Bayesian({ set }: { readonly set: PooledSet }) {
  const [shape, setShape] = useState<TauPrior['shape'] | ''>('');
  const [scale, setScale] = useState('0.5');
  const width = parseNumber(scale);
  if (set.effects.length < 2) return null;
  return (
    <Section title="Bayesian random effects">
      <div className={classes.filters}>
        <NativeSelect
          label="Prior of tau"
          value={shape}
          data={[
            { value: '', label: 'none: not computed' },
            { value: 'half-normal', label: 'Half-normal' },
            { value: 'half-cauchy', label: 'Half-Cauchy' },
          ]}
          onChange={({ currentTarget: { value } }) =>
            setShape(value === 'half-normal' || value === 'half-cauchy' ? value : '')
          }
        />
        <TextInput
          label="Scale of the prior"
          inputMode="decimal"
          value={scale}
          error={!(width > 0) && 'a number above 0, such as 0.5'}
          onChange={({ currentTarget }) => setScale(currentTarget.value)}
        />
      </div>
      {shape !== '' && width > 0 && (
        <Lines
          label="Posterior"
          ratio={set.ratio}
          compute={() => bayesianLines(set, { shape, scale: width })}
        />
      )}
    </Section>
  );
}
