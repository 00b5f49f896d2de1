import {
  createEstimation,
  type Dose,
  type Estimation,
  InputError,
  type PatientRecord,
} from '@ketame/pharmacometrics';
import { engineDoses, orderedDoses } from '../doses.ts';
import { PairingError } from '../effects/pair.ts';
import { concentrationOf, type MeasuredModel, measuredModels } from '../estimation/measured-models.ts';
import { type KineticChange, kineticChangeOf } from '../interactions/patient-interactions.ts';
import type { SamplingSite } from '../published.ts';
import type { Drug } from '../regimen.ts';
import { factorOf } from '../systems.ts';
import type { MeasuredPoint, PatientData } from './patient-data.ts';

/** What was measured at one site, under the model of that site, ready to be learnt from. */
export interface SiteEstimation {
  /** Its typical people take what this patient takes, and have this genotype. */
  readonly model: MeasuredModel;
  readonly estimation: Estimation;
}

/** @throws InputError naming what of the regimen or the measurements is wrong */
export function siteEstimation(data: PatientData, site: SamplingSite): SiteEstimation {
  const { patient, regimen, measured } = data;
  const model = underInteractions(modelOf(regimen.drug, site, measured), kineticChangeOf(patient, regimen));
  return { model, estimation: createEstimation(model.equations, recordsOf(model, data, site)) };
}

/** The model of people in whom other drugs or the genotype change the kinetics so; they differ as published. */
function underInteractions(model: MeasuredModel, change: KineticChange): MeasuredModel {
  const { equations } = model;
  const parameters = Object.entries(equations.parameters).map(([symbol, row]) => [
    symbol,
    { ...row, value: row.value * factorOf(symbol, change) },
  ]);
  return { ...model, equations: { ...equations, parameters: Object.fromEntries(parameters) } };
}

/** The model of a drug and site. @throws InputError when there is none */
function modelOf(drug: Drug, site: SamplingSite, measured: readonly MeasuredPoint[]): MeasuredModel {
  const own = measuredModels.filter(
    ({ card, equations }) =>
      card.samplingSite === site && drug in equations.outputs && (drug === 'S-ketamine') === isOfS(equations),
  );
  const [found] = own;
  if (found !== undefined) return found;
  const index = measured.findIndex((point) => point.site === site);
  throw new InputError(
    `measured[${index}].site`,
    `no model of ${drug} in ${site} blood is published with its spread between people`,
  );
}

const isOfS = ({ outputs }: MeasuredModel['equations']) => !('racemic ketamine' in outputs);

/** Doses and measurements in order of time; what is measured when a dose begins was measured before it. */
function recordsOf(
  model: MeasuredModel,
  { patient, regimen, measured }: PatientData,
  site: SamplingSite,
): PatientRecord[] {
  const covariates = { weight: patient.weightKg };
  const doses = givenDoses({ patient, regimen }).map(
    ({ timeH, amountMg, durationH }): PatientRecord => ({
      time: timeH,
      evid: 1,
      cmt: 'iv',
      amt: amountMg ?? 0,
      ...(durationH === undefined ? {} : { rate: (amountMg ?? 0) / durationH }),
      covariates,
    }),
  );
  const observations = measured.flatMap(({ timeH, ...concentration }, index): PatientRecord[] => {
    if (concentration.site !== site) return [];
    if (!(timeH >= 0 && Number.isFinite(timeH))) {
      throw new InputError(`measured[${index}].timeH`, `hours from 0 are needed, not ${timeH}`);
    }
    try {
      const observation = concentrationOf(model, concentration);
      return [{ time: timeH, evid: 0, observations: [observation], covariates }];
    } catch (error) {
      if (error instanceof PairingError) throw new InputError(`measured[${index}]`, error.message);
      throw error;
    }
  });
  return [...observations, ...doses].sort((a, b) => a.time - b.time);
}

/** What was given, mg of base of the drug. */
export const givenDoses = ({ patient, regimen }: Pick<PatientData, 'patient' | 'regimen'>): Dose[] =>
  engineDoses(orderedDoses(regimen, patient), regimen.amountAs, 1);
