import type { AmountAs, Drug, Patient, Pump, PumpSchedule } from '@ketame/ketamine';

/** A pump's schedule with all that it means nothing without. */
export interface Planned {
  readonly schedule: PumpSchedule;
  readonly setting: {
    readonly drug: Drug;
    readonly amountAs: AmountAs;
    readonly patient: Patient;
    readonly pump: Pick<Pump, 'concentrationMgPerMl'>;
    readonly untilH: number;
  };
}
