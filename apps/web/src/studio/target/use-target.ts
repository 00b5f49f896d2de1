import type { Patient, Regimen, TargetSchedule, TargetSetting } from '@ketame/ketamine';
import { useCallback, useState } from 'react';
import { TARGET_SCALE, type TargetLine, type TargetOutput } from './target-line.ts';

/** What is asked of the pump; the patient and the drug are those of the studio. */
export type Asked = Pick<TargetSetting, 'pump' | 'untilH'> & {
  readonly output: TargetOutput;
  /** ng/mL. */
  readonly value: number;
};

export type Schedule = Extract<TargetSchedule, { refused: null }>;

/** A target that made the selected regimen what it is. */
export interface Met {
  readonly asked: Asked;
  readonly setting: TargetSetting;
  readonly schedule: Schedule;
}

export interface TargetState {
  /** Null once the regimen or the patient has been changed otherwise. */
  readonly met: Met | null;
  /** Why the last target could not be met. */
  readonly problem: string | null;
  readonly aim: (asked: Asked, gesture: string) => void;
}

/** Aims the selected regimen at a target: it becomes the pump's schedule that reaches and keeps it. */
export function useTarget(
  regimen: Regimen | undefined,
  patient: Patient,
  onRegimen: (regimen: Regimen, gesture: string) => void,
): TargetState {
  const [made, setMade] = useState<{ readonly met: Met; readonly patient: Patient } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const aim = useCallback(
    async (asked: Asked, gesture: string) => {
      if (regimen === undefined) return;
      const { drug, amountAs } = regimen;
      const { output, value, pump, untilH } = asked;
      const setting: TargetSetting = {
        drug,
        amountAs,
        patient,
        target: { output, points: [{ timeH: 0, value }] },
        pump,
        given: [],
        fromH: 0,
        untilH,
      };
      try {
        const { targetSchedule } = await import('./schedule.ts');
        const schedule = targetSchedule(setting);
        if (schedule.refused !== null) {
          setProblem(schedule.refused.map(({ message }) => message).join(' '));
          return;
        }
        setProblem(null);
        setMade({ met: { asked, setting, schedule }, patient });
        onRegimen(schedule.regimen, gesture);
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      }
    },
    [regimen, patient, onRegimen],
  );
  const isCurrent = made !== null && made.met.schedule.regimen === regimen && made.patient === patient;
  return { met: isCurrent ? made.met : null, problem, aim };
}

/** The line of the target. */
export function targetLines({ met, aim }: TargetState): readonly TargetLine[] {
  if (met === null) return [];
  const { asked } = met;
  const { min, max } = TARGET_SCALE;
  return [
    {
      ...{ label: `Target of ${asked.output}`, output: asked.output, value: asked.value, min, max },
      ask: (value, gesture) => aim({ ...asked, value }, gesture),
    },
  ];
}
