import {
  analyseTable,
  columnsOf,
  readMetaTable,
  type Test,
  tableKinds,
  tableMeasures,
  tableMethods,
} from '@ketame/evidence';
import { forestFigure, type Theme } from '@ketame/figures';
import { NativeSelect, Textarea } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { Notice } from '../../parts/Notice.tsx';
import { Section } from '../../parts/Page.tsx';
import { Drawing } from '../Drawing.tsx';
import classes from '../evidence.module.css';
import { tests } from './tests.ts';

const ratios: readonly string[] = ['ROM', 'RR', 'OR', 'PETO'];

type Result = ReturnType<typeof analyseTable>;

/** The analysis of a text, or what is wrong with it in words; null while there is none. */
function analysed(csv: string, measure: string, method: (typeof tableMethods)[number], test: Test) {
  if (csv.trim() === '') return null;
  try {
    return { result: analyseTable(readMetaTable(csv), { measure, method, test }), problem: null };
  } catch (error) {
    return { result: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** A table of the reader's own, pooled by the same methods; it never leaves the browser. */
export function OwnTable() {
  const [csv, setCsv] = useState('');
  const [measure, setMeasure] = useState<string>('SMD');
  const [method, setMethod] = useState<(typeof tableMethods)[number]>('REML');
  const [test, setTest] = useState<Test>('z');
  const answer = useMemo(() => analysed(csv, measure, method, test), [csv, measure, method, test]);
  return (
    <Section title="Your own table" note="stays in this browser">
      <div className={classes.filters}>
        <NativeSelect
          label="Measure of the table"
          value={measure}
          data={[...tableMeasures]}
          onChange={({ currentTarget }) => setMeasure(currentTarget.value)}
        />
        <NativeSelect
          label="Model of the table"
          value={method}
          data={[...tableMethods]}
          onChange={({ currentTarget }) =>
            setMethod(tableMethods.find((one) => one === currentTarget.value) ?? 'REML')
          }
        />
        <NativeSelect
          label="Interval of the table"
          value={test}
          data={tests}
          onChange={({ currentTarget }) => setTest(currentTarget.value as Test)}
        />
      </div>
      <Textarea
        label="CSV with a header"
        description={`Columns for ${measure}: ${tableKinds
          .filter(({ measures }) => measures.includes(measure))
          .map(columnsOf)
          .join('; or ')}.`}
        value={csv}
        onChange={({ currentTarget }) => setCsv(currentTarget.value)}
        rows={6}
        spellCheck={false}
        mb="sm"
      />
      {answer?.problem && (
        <Notice kind="caution" title="The table cannot be pooled">
          <p>{answer.problem}</p>
        </Notice>
      )}
      {answer?.result && <OwnResult result={answer.result} />}
    </Section>
  );
}

function OwnResult({ result }: { readonly result: Result }) {
  const ratio = ratios.includes(result.measure);
  const text = (value: number) => (ratio ? Math.exp(value) : value).toFixed(2);
  const description = `${result.measure} of ${result.k} studies: ${text(result.estimate)} (${text(result.ciLower)} to ${text(result.ciUpper)}).`;
  const draw = useCallback(
    (width: number, theme: Theme) =>
      forestFigure({
        title: `${result.measure}, ${result.k} studies`,
        description,
        axis: result.measure,
        scale: ratio ? 'logarithm' : 'difference',
        rows: result.studies.map(({ study, yi, ciLower, ciUpper, weight }) => ({
          label: study,
          effect:
            yi === null || ciLower === null || ciUpper === null
              ? null
              : { estimate: yi, lower: ciLower, upper: ciUpper },
          weight,
        })),
        pooled: {
          label: `Pooled (${result.method})`,
          estimate: result.estimate,
          lower: result.ciLower,
          upper: result.ciUpper,
        },
        prediction:
          result.predictionLower === null || result.predictionUpper === null
            ? null
            : { lower: result.predictionLower, upper: result.predictionUpper },
        notes: [
          `Q ${result.Q.toFixed(2)}, P ${result.pQ.toFixed(3)}; I² ${result.I2.toFixed(1)} %; tau² ${result.tau2.toFixed(4)}.`,
          ...result.warnings,
        ],
        width,
        theme,
      }),
    [description, ratio, result],
  );
  return (
    <>
      <p role="status">{description}</p>
      <Drawing description={description} name="own-table" least={560} draw={draw} />
    </>
  );
}
