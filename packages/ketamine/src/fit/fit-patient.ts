import {
  type DeviateEstimate,
  type FitFailure,
  InputError,
  type MapEstimate,
  type MapFit,
  mapEstimate,
  type Posterior,
  type PosteriorDraws,
  quantile,
  samplePosterior,
} from '@ketame/pharmacometrics';
import { refusals } from '../assess.ts';
import type { Interval, PatientNote, Refusal } from '../course.ts';
import { fitWarnings } from '../estimation/fit-warnings.ts';
import type { MeasuredModel } from '../estimation/measured-models.ts';
import {
  interactionNotes,
  type KineticChange,
  kineticChangeOf,
  patientInteractions,
} from '../interactions/patient-interactions.ts';
import type { SamplingSite } from '../published.ts';
import type { PatientData } from './patient-data.ts';
import { siteEstimation } from './site-estimation.ts';

/** What the concentrations of one sampling site say, by the model of that site. */
export interface SiteFit {
  readonly site: SamplingSite;
  /** Name of the model in the catalogue. */
  readonly model: string;
  /** What was found, or why nothing may be dosed from it. */
  readonly failure: FitFailure | null;
  /** The most probable parameters of the patient with their 90 % intervals; null after a failure. */
  readonly parameters: Readonly<Record<string, Interval & { readonly population: number }>> | null;
  readonly deviates: readonly DeviateEstimate[];
  readonly conditionNumber: number | null;
  readonly misfit: MapFit['misfit'];
  readonly residuals: MapFit['residuals'];
  readonly diagnostics: Posterior['diagnostics'];
  /** By which method the posterior was drawn; null after a failure. */
  readonly method: 'importance' | 'no-U-turn' | null;
  /** Null after a failure: there is nothing to dose from. */
  readonly draws: PosteriorDraws | null;
  /** What other drugs and the genotype do to the typical people of the model; `population` and the draws are under it. */
  readonly change: KineticChange;
  readonly notes: readonly PatientNote[];
  readonly assumptions: readonly string[];
}

export type PatientFit =
  | { readonly refused: readonly Refusal[] }
  | { readonly refused: null; readonly sites: readonly SiteFit[] };

/**
 * Fits what was measured in one patient: arterial concentrations to M1, venous ones to M2, each by itself, with the
 * published spread between people before them.
 * @throws InputError naming the field that is wrong
 * @throws RangeError naming the field of a regimen that is not a regimen
 */
export function fitPatient(data: PatientData, seed: number): PatientFit {
  const { patient, regimen, measured } = data;
  const refused = refusals(regimen, patient);
  if (refused.length > 0) return { refused };
  if (measured.length === 0) throw new InputError('measured', 'at least one concentration is needed');
  const wrong = regimen.steps.findIndex(({ kind }) => kind !== 'infusion' && kind !== 'bolus');
  if (wrong >= 0) throw new InputError(`given[${wrong}].kind`, 'what was given by vein is needed');
  const sites = [...new Set(measured.map(({ site }) => site))].sort();
  return { refused: null, sites: sites.map((site) => siteFit(data, site, seed)) };
}

function siteFit(data: PatientData, site: SamplingSite, seed: number): SiteFit {
  const { model, estimation } = siteEstimation(data, site);
  const map = mapEstimate(estimation);
  const base = {
    site,
    model: model.card.name,
    misfit: map.misfit,
    residuals: map.residuals,
    change: kineticChangeOf(data.patient, data.regimen),
    notes: [
      ...fitWarnings(data.patient, model).notes,
      ...interactionNotes(patientInteractions(data.patient, data.regimen)),
    ],
    assumptions: model.assumptions,
  };
  const nothing = { parameters: null, deviates: [], conditionNumber: null, method: null, draws: null };
  if (map.failure !== null) return { ...base, ...nothing, failure: map.failure, diagnostics: {} };
  const posterior = samplePosterior(estimation, { seed });
  if (posterior.failure !== null) {
    return { ...base, ...nothing, failure: posterior.failure, diagnostics: posterior.diagnostics };
  }
  return {
    ...base,
    failure: null,
    parameters: parametersOf(model, map, posterior.draws),
    deviates: map.deviates,
    conditionNumber: map.conditionNumber,
    diagnostics: posterior.diagnostics,
    method: posterior.method,
    draws: posterior.draws,
  };
}

function parametersOf(
  { equations }: MeasuredModel,
  map: MapEstimate,
  draws: PosteriorDraws,
): NonNullable<SiteFit['parameters']> {
  const values = map.parameters[0]?.values ?? {};
  return Object.fromEntries(
    Object.entries(draws.parametersOn(0)).map(([symbol, list]) => {
      const own = list.slice();
      return [
        symbol,
        {
          low: quantile(own, 0.05),
          typical: values[symbol] ?? Number.NaN,
          high: quantile(own, 0.95),
          population: equations.parameters[symbol]?.value ?? Number.NaN,
        },
      ];
    }),
  );
}
