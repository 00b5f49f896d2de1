import type { Analyte, SamplingSite } from '@ketame/ketamine';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Notice } from '../../parts/Notice.tsx';
import classes from './fit.module.css';
import {
  type LaboratoryReport,
  linesOfObservations,
  readObservations,
  UnreadableObservation,
} from './read-observations.ts';

interface ObservationImportProps {
  /** ISO 8601; null until it is told. */
  readonly startedAt: string | null;
  /** The results as lines of concentrations. */
  readonly onLines: (lines: string) => void;
}

const analytes: readonly Analyte[] = [
  'S-ketamine',
  'R-ketamine',
  'racemic ketamine',
  'S-norketamine',
  'S-hydroxynorketamine',
];
const LEAVE_OUT = 'leave out';

/** What a laboratory sent, as FHIR: the person says what each of its codes is, and where the blood was drawn. */
export function ObservationImport({ startedAt, onLines }: ObservationImportProps) {
  const [text, setText] = useState('');
  const [report, setReport] = useState<LaboratoryReport | null>(null);
  const [named, setNamed] = useState<Readonly<Record<string, string>>>({});
  const [site, setSite] = useState<SamplingSite | ''>('');
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = (action: () => void) => {
    try {
      setProblem(null);
      action();
    } catch (error) {
      if (!(error instanceof UnreadableObservation)) throw error;
      setProblem(error.message);
    }
  };
  const read = (sent: string) => {
    setText(sent);
    setReport(null);
    setNamed({});
    if (sent.trim() !== '') attempt(() => setReport(readObservations(sent)));
  };
  const codes = [...new Set(report?.values.map(({ code }) => code))];
  const isNamed = site !== '' && codes.length > 0 && codes.every((code) => named[code]);
  const take = () =>
    attempt(() => {
      if (report === null || site === '' || startedAt === null) return;
      const analyteOf = Object.fromEntries(
        codes.map((code) => [code, analytes.find((analyte) => analyte === named[code]) ?? null]),
      );
      onLines(linesOfObservations(report.values, analyteOf, site, startedAt));
      setText('');
      setReport(null);
    });
  return (
    <details className={classes.check}>
      <summary>From a laboratory (FHIR)</summary>
      <div className={classes.lines}>
        <Textarea
          size="xs"
          label="FHIR Observation or Bundle"
          description="JSON; names of people in it are not read"
          autosize
          minRows={2}
          maxRows={6}
          value={text}
          onChange={(event) => read(event.currentTarget.value)}
        />
        <input
          type="file"
          accept=".json,application/json,application/fhir+json"
          aria-label="FHIR Observation or Bundle from a file"
          onChange={async (event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) read(await file.text());
          }}
        />
        {report !== null && (
          <>
            {codes.map((code) => (
              <NativeSelect
                key={code}
                size="xs"
                label={`${code} is`}
                data={['', ...analytes, LEAVE_OUT]}
                value={named[code] ?? ''}
                onChange={(event) => setNamed({ ...named, [code]: event.currentTarget.value })}
              />
            ))}
            <NativeSelect
              size="xs"
              label="Blood drawn from"
              data={[
                { value: '', label: '' },
                { value: 'venous', label: 'a vein' },
                { value: 'arterial', label: 'an artery' },
              ]}
              value={site}
              onChange={(event) => setSite(event.currentTarget.value as SamplingSite | '')}
            />
            <p className={classes.words}>
              A laboratory that does not part the two forms measures both together: after S-ketamine alone
              that is S-ketamine. Molar units become ng/mL of the free base.
            </p>
            {report.leftOut.length > 0 && (
              <p className={classes.words}>Not read: {report.leftOut.join('; ')}.</p>
            )}
            {startedAt === null && (
              <p className={classes.words}>Tell above when the regimen began: hours count from then.</p>
            )}
            <Button size="xs" variant="default" disabled={!isNamed || startedAt === null} onClick={take}>
              Take these concentrations
            </Button>
          </>
        )}
        {problem !== null && <Notice kind="caution" title={problem} />}
      </div>
    </details>
  );
}
