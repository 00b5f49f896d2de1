import {
  analyseTable,
  columnsOf,
  isLogarithm,
  MetaError,
  type MetaTable,
  type Method,
  measureNames,
  readMetaTable,
  type TableMethod,
  type Test,
  tableKinds,
  tableMeasures,
  tableMethods,
} from '@ketame/evidence';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { Notice } from '../../parts/Notice.tsx';
import { Section } from '../../parts/Page.tsx';
import classes from '../evidence.module.css';
import { FurtherAnalyses } from './FurtherAnalyses.tsx';
import type { PooledSet } from './further-analyses.ts';
import { PooledFigures } from './PooledFigures.tsx';
import { tests } from './tests.ts';

/** What is asked of the table beside its text. */
interface Wishes {
  readonly measure: string;
  readonly method: TableMethod;
  readonly test: Test;
  /** Columns, by name; empty for none. */
  readonly moderator: string;
  readonly sharedControl: string;
  readonly level: string;
}

const firstWishes: Wishes = {
  measure: 'SMD',
  method: 'REML',
  test: 'z',
  moderator: '',
  sharedControl: '',
  level: '',
};

/** A table as read, or what is wrong with it in words; null while there is none. */
function readTable(csv: string): MetaTable | MetaError | null {
  if (csv.trim() === '') return null;
  try {
    return readMetaTable(csv);
  } catch (error) {
    if (error instanceof MetaError) return error;
    throw error;
  }
}

function analysed(table: MetaTable, wishes: Wishes) {
  const { measure, method, test, moderator, sharedControl, level } = wishes;
  try {
    return analyseTable(table, {
      measure,
      method,
      test,
      moderators: moderator === '' ? [] : [moderator],
      levels: level === '' ? [] : [level],
      ...(sharedControl !== '' && { sharedControl }),
    });
  } catch (error) {
    if (error instanceof MetaError) return error;
    throw error;
  }
}

/** A table of the reader's own, pooled by the same methods; it never leaves the browser. */
export function OwnTable() {
  const [csv, setCsv] = useState('');
  const [wishes, setWishes] = useState(firstWishes);
  const file = useRef<HTMLInputElement>(null);
  const table = useMemo(() => readTable(csv), [csv]);
  const known = table === null || table instanceof MetaError ? null : table;
  const result = useMemo(() => known && analysed(known, wishes), [known, wishes]);
  const problem = table instanceof MetaError ? table : result instanceof MetaError ? result : null;
  const change = (part: Partial<Wishes>) => setWishes((before) => ({ ...before, ...part }));
  const column = (key: 'moderator' | 'sharedControl' | 'level', label: string) => (
    <NativeSelect
      label={label}
      value={wishes[key]}
      data={[
        { value: '', label: 'none' },
        ...(known?.columns ?? []).map((name) => ({ value: name, label: name })),
      ]}
      onChange={({ currentTarget }) => change({ [key]: currentTarget.value })}
    />
  );
  return (
    <Section
      title="Your own table"
      note="stays in this browser"
      actions={
        <>
          <input
            ref={file}
            type="file"
            accept=".csv,text/csv"
            hidden
            aria-label="CSV file"
            onChange={async ({ currentTarget }) => {
              const [chosen] = currentTarget.files ?? [];
              if (chosen) setCsv(await chosen.text());
              if (file.current) file.current.value = '';
            }}
          />
          <Button size="compact-sm" variant="default" onClick={() => file.current?.click()}>
            Open a CSV file
          </Button>
        </>
      }
    >
      <div className={classes.filters}>
        <NativeSelect
          label="Measure of the table"
          value={wishes.measure}
          data={[...tableMeasures]}
          onChange={({ currentTarget }) => change({ measure: currentTarget.value })}
        />
        <NativeSelect
          label="Model of the table"
          value={wishes.method}
          data={[...tableMethods]}
          onChange={({ currentTarget }) =>
            change({ method: tableMethods.find((one) => one === currentTarget.value) ?? 'REML' })
          }
        />
        <NativeSelect
          label="Interval of the table"
          value={wishes.test}
          data={tests}
          onChange={({ currentTarget }) => change({ test: currentTarget.value as Test })}
        />
        {column('moderator', 'Explained by')}
        {column('sharedControl', 'Shared control arms')}
        {column('level', 'Levels: effects within')}
      </div>
      <Textarea
        label="CSV with a header"
        description={`Columns for ${wishes.measure}: ${tableKinds
          .filter(({ measures }) => measures.includes(wishes.measure))
          .map(columnsOf)
          .join('; or ')}.`}
        value={csv}
        onChange={({ currentTarget }) => setCsv(currentTarget.value)}
        rows={6}
        spellCheck={false}
        mb="sm"
      />
      {problem && (
        <Notice kind="caution" title="The table cannot be pooled">
          <p>{problem.message}</p>
        </Notice>
      )}
      {known && result !== null && !(result instanceof MetaError) && (
        <OwnResult table={known} result={result} plain={wishes.sharedControl === '' && wishes.level === ''} />
      )}
    </Section>
  );
}

interface OwnResultProps {
  readonly table: MetaTable;
  readonly result: ReturnType<typeof analyseTable>;
  /** The studies are independent of one another. */
  readonly plain: boolean;
}

function OwnResult({ table, result, plain }: OwnResultProps) {
  const { measure, method, test, k, coefficients, backTransformed, studies } = result;
  const ratio = isLogarithm(measure);
  const text = (value: number) => (ratio ? Math.exp(value) : value).toFixed(2);
  const range = `${text(result.estimate)} (${text(result.ciLower)} to ${text(result.ciUpper)})`;
  const explained = coefficients.length > 1;
  const description = explained
    ? `${measure} of ${k} studies: ${coefficients
        .map(
          ({ name, estimate, ciLower, ciUpper }) =>
            `${name} ${estimate.toFixed(3)} (${ciLower.toFixed(3)} to ${ciUpper.toFixed(3)})`,
        )
        .join('; ')}.`
    : `${measure} of ${k} studies: ${range}.`;
  const effects = useMemo(
    () => studies.map(({ study, yi, vi }) => (yi === null || vi === null ? null : { study, yi, vi })),
    [studies],
  );
  const labels = useMemo(() => studies.map(({ study }) => study), [studies]);
  const model: Method | null = method === 'MH' || method === 'PETO' ? null : method;
  return (
    <>
      <p role="status">
        {description}
        {backTransformed !== null &&
          !ratio &&
          ` As a proportion ${backTransformed.estimate.toFixed(3)} (${backTransformed.ciLower.toFixed(3)} to ${backTransformed.ciUpper.toFixed(3)}).`}
      </p>
      <PooledFigures
        title={`${measure}, ${k} studies`}
        description={description}
        axis={measureNames[measure] ?? measure}
        ratio={ratio}
        effects={effects}
        labels={labels}
        weights={studies.map(({ weight }) => weight)}
        pooled={
          explained
            ? null
            : {
                label: `Pooled (${method})`,
                estimate: result.estimate,
                lower: result.ciLower,
                upper: result.ciUpper,
              }
        }
        prediction={
          result.predictionLower === null || result.predictionUpper === null
            ? null
            : { lower: result.predictionLower, upper: result.predictionUpper }
        }
        method={model ?? 'EE'}
        notes={[
          `Q ${result.Q.toFixed(2)}, P ${result.pQ < 0.001 ? '< 0.001' : result.pQ.toFixed(3)}; I² ${result.I2.toFixed(1)} %; tau² ${result.tau2.toFixed(4)}.`,
          ...result.levels.map(({ name, sigma2 }) => `Variance of ${name}: ${sigma2.toFixed(4)}.`),
          ...result.warnings,
        ]}
        name="own-table"
      />
      {plain && model !== null && k > 1 && effects.every((effect) => effect !== null) && (
        <FurtherAnalyses set={{ effects, labels, method: model, test, ratio, ...columnsToAsk(table) }} />
      )}
    </>
  );
}

/** Columns of numbers may explain the effects, columns of few words may group them. */
function columnsToAsk({ columns, rows }: MetaTable): Pick<PooledSet, 'groupings' | 'moderators'> {
  const taken = new Set(['study', ...tableKinds.flatMap(({ cells }) => Object.keys(cells))]);
  const others = columns
    .filter((name) => !taken.has(name))
    .map((name) => ({ name, values: rows.map(({ cells }) => cells[name] ?? '') }))
    .filter(({ values }) => values.every((value) => value !== ''));
  const isNumbers = (values: readonly string[]) => values.every((value) => Number.isFinite(Number(value)));
  return {
    groupings: others.filter(({ values }) => new Set(values).size < values.length),
    moderators: others
      .filter(({ values }) => isNumbers(values))
      .map(({ name, values }) => ({ name, values: values.map(Number) })),
  };
}
