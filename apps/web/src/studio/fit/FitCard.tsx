import { lastDoseEndH, type Patient, type Regimen } from '@ketame/ketamine';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { instantOf } from '../../infusion/clinic-time.ts';
import { Notice } from '../../parts/Notice.tsx';
import { FitResult } from './FitResult.tsx';
import classes from './fit.module.css';
import { ObservationImport } from './ObservationImport.tsx';
import { readDiary, readMeasured, UnreadableLine } from './read-measured.ts';
import type { FitOnPage } from './use-fit.ts';

interface FitCardProps {
  readonly patient: Patient;
  /** What was really given. */
  readonly regimen: Regimen;
  readonly fit: FitOnPage;
}

/** What concentrations and a pain diary, typed or imported, say of this patient. */
export default function FitCard({ patient, regimen, fit }: FitCardProps) {
  const [measured, setMeasured] = useState('');
  const [diary, setDiary] = useState('');
  const [began, setBegan] = useState('');
  const startedAt = instantOf(began, undefined);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const { question, answer, ask, forget } = fit;
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    setUnreadable(null);
    forget();
  };
  const begin = () => {
    try {
      ask({ patient, regimen, measured: readMeasured(measured), diary: readDiary(diary) });
    } catch (error) {
      if (!(error instanceof UnreadableLine)) throw error;
      setUnreadable(error.message);
    }
  };
  const isCurrent = question !== null && question.patient === patient && question.regimen === regimen;
  return (
    <section className={classes.card} aria-label="Learn from the patient">
      <p className={classes.words}>
        The selected regimen is taken as what was given, by vein. Nothing is stored or sent: all is computed
        in this browser and gone when the page is left.
      </p>
      <TextInput
        size="xs"
        type="datetime-local"
        label="The regimen began"
        description="For dates and for what a laboratory sends; by the clock of this device. Not needed for a fit"
        value={began}
        onChange={(event) => setBegan(event.currentTarget.value)}
      />
      <Lines
        label="Concentrations"
        description="Hours, analyte, arterial or venous, ng/mL; one a line"
        placeholder={'2, S-ketamine, venous, 134\n24, S-ketamine, venous, <10'}
        text={measured}
        onText={change(setMeasured)}
      />
      <ObservationImport
        startedAt={startedAt}
        onLines={(lines) =>
          change(setMeasured)([measured.trimEnd(), lines].filter((part) => part !== '').join('\n'))
        }
      />
      <Lines
        label="Pain diary"
        description="Hours from the start (below 0 before it), pain 0 to 10; one a line"
        placeholder={'-24, 7\n120, 4'}
        text={diary}
        onText={change(setDiary)}
      />
      <Button size="xs" disabled={measured.trim() === '' && diary.trim() === ''} onClick={begin}>
        Fit
      </Button>
      {unreadable !== null && <Notice kind="caution" title={unreadable} />}
      {question !== null && !isCurrent && (
        <p className={classes.words} role="status">
          The regimen or the patient has changed since the fit: fit again.
        </p>
      )}
      {isCurrent && answer === null && (
        <p className={classes.words} role="status">
          Fitting
        </p>
      )}
      {isCurrent && answer !== null && (
        <FitResult answer={answer} course={{ startedAt, endH: lastDoseEndH(regimen) }} />
      )}
    </section>
  );
}

interface LinesProps {
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Lines to type, paste or take from a CSV file. */
function Lines({ label, description, placeholder, text, onText }: LinesProps) {
  return (
    <div className={classes.lines}>
      <Textarea
        size="xs"
        label={label}
        description={description}
        placeholder={placeholder}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <input
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        aria-label={`${label} from a CSV file`}
        onChange={async (event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file !== undefined) onText(await file.text());
        }}
      />
    </div>
  );
}
