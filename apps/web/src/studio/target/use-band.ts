import type { BandSchedule, BandSetting, Patient, People, Regimen } from '@ketame/ketamine';
import { useCallback, useEffect, useRef, useState } from 'react';
import { latestOnly } from '../population/latest-only.ts';
import type { BandAnswer, BandQuestion } from './band-worker.ts';
import { TARGET_SCALE, type TargetLine, type TargetOutput } from './target-line.ts';

/** What is asked of the pump; the patient and the drug are those of the studio. */
export type AskedBand = Pick<BandSetting, 'low' | 'high' | 'pump' | 'untilH'> & {
  readonly output: TargetOutput;
  /** In whom; null for virtual patients. */
  readonly people: People | null;
};

/** A band that made the selected regimen what it is. */
export interface MetBand {
  readonly asked: AskedBand;
  readonly setting: BandSetting;
  readonly schedule: Extract<BandSchedule, { refused: null }>;
}

export interface BandState {
  /** Null once the regimen or the patient has been changed otherwise. */
  readonly met: MetBand | null;
  /** Why there is none; null while there is. */
  readonly problem: string | null;
  readonly working: boolean;
  readonly aim: (asked: AskedBand, gesture: string) => void;
}

interface Question {
  readonly asked: AskedBand;
  readonly setting: BandSetting;
  readonly gesture: string;
  readonly onRegimen: (regimen: Regimen, gesture: string) => void;
}

/** Asks the worker, which lives from the first question on. */
function startWorker() {
  const worker = new Worker(new URL('./band-worker.ts', import.meta.url), { type: 'module' });
  const compute = ({ setting, asked: { people } }: Question) =>
    new Promise<BandAnswer>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<BandAnswer>) => resolve(data);
      worker.onerror = ({ message }) => resolve({ problem: message || 'The search could not be started.' });
      worker.postMessage({ setting, people } satisfies BandQuestion);
    });
  return { compute, stop: () => worker.terminate() };
}

/** Keeps the selected regimen's concentration within a band in as many people as can be. */
export function useBand(
  regimen: Regimen | undefined,
  patient: Patient,
  onRegimen: (regimen: Regimen, gesture: string) => void,
): BandState {
  const [met, setMet] = useState<MetBand | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const asking = useRef<{ ask: (question: Question) => void; stop: () => void } | null>(null);
  useEffect(
    () => () => {
      asking.current?.stop();
      asking.current = null;
    },
    [],
  );
  const aim = useCallback(
    (asked: AskedBand, gesture: string) => {
      if (regimen === undefined) return;
      if (asking.current === null) {
        const { compute, stop } = startWorker();
        const ask = latestOnly<Question, BandAnswer>(
          compute,
          (question, answer) => {
            setWorking(false);
            setProblem('problem' in answer ? answer.problem : null);
            if ('problem' in answer) return;
            setMet({ asked: question.asked, setting: question.setting, schedule: answer.schedule });
            question.onRegimen(answer.schedule.regimen, question.gesture);
          },
          (_, reason) => {
            setWorking(false);
            setProblem(String(reason));
          },
        );
        asking.current = { ask, stop };
      }
      const { drug, amountAs } = regimen;
      const { people: _, ...settingOf } = asked;
      setWorking(true);
      asking.current.ask({ asked, gesture, onRegimen, setting: { ...settingOf, drug, amountAs, patient } });
    },
    [regimen, patient, onRegimen],
  );
  const isCurrent = met !== null && met.schedule.regimen === regimen && met.setting.patient === patient;
  return { met: isCurrent ? met : null, problem, working, aim };
}

/** The edges of the band, each kept on its side of the other. */
export function bandLines({ met, aim }: BandState): readonly TargetLine[] {
  if (met === null) return [];
  const { asked } = met;
  const { low, high, output } = asked;
  const { min, max, step } = TARGET_SCALE;
  return [
    {
      ...{ label: `Lower edge of the band of ${output}`, output, value: low, min, max: high - step },
      ask: (value, gesture) => aim({ ...asked, low: value }, gesture),
    },
    {
      ...{ label: `Upper edge of the band of ${output}`, output, value: high, min: low + step, max },
      ask: (value, gesture) => aim({ ...asked, high: value }, gesture),
    },
  ];
}
