import {
  InputError,
  type Performance,
  performance,
  type TargetCourse,
  targetControlled,
} from '@ketame/pharmacometrics';
import { notes, refusals } from '../assess.ts';
import type { PatientNote, Refusal } from '../course.ts';
import { engineDoses, orderedDoses } from '../doses.ts';
import { interactionNotes, interactionsByVein } from '../interactions/patient-interactions.ts';
import type { Patient } from '../patient.ts';
import { curveSystem } from '../predict-course.ts';
import type { AmountAs, Drug, Regimen } from '../regimen.ts';
import { baseMg } from '../substance.ts';
import { type PumpRate, type PumpSchedule, pumpSchedule } from './pump-schedule.ts';

/** The pump as it stands at the bed. */
export interface Pump {
  /** mg of the drug as labelled in one mL. */
  readonly concentrationMgPerMl: number;
  /** A rate is changed at most this often, minutes. */
  readonly intervalMin: number;
  readonly mostMlPerH: number;
  /** Rates are whole multiples of this, mL/h; null for any rate. */
  readonly stepMlPerH: number | null;
  /** Null when no change of syringe is to be planned. */
  readonly syringe: {
    readonly fullMl: number;
    readonly leftMl: number;
    readonly changeMin: number;
  } | null;
}

/** What is asked of the pump, and for whom. */
export interface TargetSetting {
  readonly drug: Drug;
  readonly amountAs: AmountAs;
  readonly patient: Patient;
  /** ng/mL of an output of M1 (arterial plasma) or of the "effect site" of acute relief. */
  readonly target: TargetCourse;
  readonly pump: Pump;
  /** What was really given before `fromH`, by vein. */
  readonly given: Regimen['steps'];
  readonly fromH: number;
  readonly untilH: number;
}

export type TargetSchedule =
  | { readonly refused: readonly Refusal[] }
  | (PumpSchedule & {
      readonly refused: null;
      /** How the target is met by these rates, and by the same pump with any rate instead of whole steps. */
      readonly met: Performance;
      readonly metByAnyRate: Performance;
      readonly notes: readonly PatientNote[];
    });

/**
 * The pump's schedule for a target in plasma, at the effect site or of a metabolite, for one patient by M1.
 *
 * @throws InputError or RangeError naming the field that is wrong
 */
export function targetSchedule(setting: TargetSetting): TargetSchedule {
  const { drug, amountAs, patient, target, pump, given, fromH, untilH } = setting;
  const before: Regimen = { name: 'given', drug, amountAs, steps: given };
  const refused = refusals(before, patient);
  if (refused.length > 0) return { refused };
  const wrong = given.findIndex(({ kind }) => kind !== 'infusion' && kind !== 'bolus');
  if (wrong >= 0) throw new InputError(`given[${wrong}].kind`, 'what was given by vein is needed');
  const { concentrationMgPerMl, intervalMin, mostMlPerH, stepMlPerH, syringe } = pump;
  if (!(concentrationMgPerMl > 0)) {
    throw new InputError(
      'pump.concentrationMgPerMl',
      `mg in one mL above 0 are needed, not ${concentrationMgPerMl}`,
    );
  }
  const system = curveSystem(drug, patient);
  const givenDoses = engineDoses(orderedDoses(before, patient), amountAs, 1);
  const baseMgPerMl = baseMg(concentrationMgPerMl, amountAs);
  const intervalH = intervalMin / 60;
  const controlled = (stepMl: number | null) =>
    targetControlled(system, {
      input: 'iv',
      target,
      pump: {
        intervalH,
        mostMgPerH: mostMlPerH * baseMgPerMl,
        ...(stepMl === null ? {} : { stepMgPerH: stepMl * baseMgPerMl }),
        ...(syringe === null
          ? {}
          : {
              syringe: {
                fullMg: syringe.fullMl * baseMgPerMl,
                leftMg: syringe.leftMl * baseMgPerMl,
                changeH: syringe.changeMin / 60,
              },
            }),
      },
      given: givenDoses,
      fromH,
      untilH,
    });
  const { steps, doses } = controlled(stepMlPerH);
  const metBy = (these: typeof doses) =>
    performance(system, [...givenDoses, ...these], target, fromH, untilH);
  const met = metBy(doses);
  const endH = fromH + Math.ceil((untilH - fromH) / intervalH - 1e-9) * intervalH;
  const rates = steps.map(({ timeH, rateMgPerH, limited, changesSyringe }): PumpRate => {
    const mlPerH = rateMgPerH / baseMgPerMl;
    return { timeH, mlPerH, mgPerH: mlPerH * concentrationMgPerMl, limited, changesSyringe };
  });
  return {
    refused: null,
    ...pumpSchedule(rates, endH, concentrationMgPerMl, {
      name: `Target ${target.output}`,
      drug,
      amountAs,
      given,
    }),
    met,
    metByAnyRate: stepMlPerH === null ? met : metBy(controlled(null).doses),
    notes: [...notes(patient), ...interactionNotes(interactionsByVein(patient, drug))],
  };
}
