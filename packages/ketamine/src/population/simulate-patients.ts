import {
  createPopulationEngine,
  createSampler,
  type Dose,
  type LinearModel,
  type PopulationEngine,
  type RandomEffects,
  type RandomSource,
  type Subjects,
} from '@ketame/pharmacometrics';
import { engineDoses, orderedDoses } from '../doses.ts';
import { type KineticChange, kineticChangeOf } from '../interactions/patient-interactions.ts';
import { otherRoutesParents } from '../models/other-routes.ts';
import { simons2022ParentRacemate, simons2022ParentS } from '../models/simons-2022.ts';
import type { Patient } from '../patient.ts';
import type { Parameter } from '../published.ts';
import type { Drug, Regimen } from '../regimen.ts';
import { slowSiteModels } from '../slow-relief.ts';
import { enantiomerShares } from '../substance.ts';
import { changedParameters } from '../systems.ts';
import { arterialEffects, filmEffects, slowReliefUncertainty, venousEffects } from './random-effects.ts';

/** Courses of virtual patients: individual by individual, in it time by time. */
export interface SimulatedPatients {
  /** Arterial plasma ketamine, S or S + R, ng/mL. */
  readonly ketamine: Float64Array;
  /** Slow relief in a responder, share of the baseline pain. */
  readonly slowRelief: Float64Array;
}

const arterial: Readonly<Record<Drug, { readonly model: LinearModel<Parameter>; readonly output: string }>> =
  {
    'S-ketamine': { model: simons2022ParentS, output: 'S-ketamine' },
    'racemic ketamine': { model: simons2022ParentRacemate, output: 'racemic ketamine' },
  };

/** What is simulated, by name. */
export type Simulated = keyof SimulatedPatients;

const everything = ['ketamine', 'slowRelief'] as const;

/** Some of the doses through one model, and what its outputs are added to. */
interface Part {
  readonly model: LinearModel<Parameter>;
  readonly effects: RandomEffects;
  readonly doses: readonly Dose[];
  /** Each film is an occasion of its own. */
  readonly occasion: number;
  readonly outputs: Readonly<Record<string, 'ketamine' | 'site'>>;
}

function partsOf(regimen: Regimen, patient: Patient): Part[] {
  const { drug, amountAs } = regimen;
  const ordered = orderedDoses(regimen, patient);
  const ofRoute = (route: string, share: number) =>
    engineDoses(ordered, amountAs, share).filter(({ input }) => input === route);
  const { model, output } = arterial[drug];
  const byVein = {
    ketamine: {
      model,
      effects: arterialEffects,
      doses: ofRoute('iv', 1),
      occasion: 0,
      outputs: { [output]: 'ketamine' },
    },
    site: {
      model: slowSiteModels.vein,
      effects: venousEffects,
      doses: ofRoute('iv', enantiomerShares[drug].S),
      occasion: 0,
      outputs: { slow0: 'site' },
    },
  } as const;
  const films = ofRoute('film', enantiomerShares[drug].S).map((dose, occasion) => ({
    model: slowSiteModels.film,
    effects: filmEffects,
    doses: [dose],
    occasion,
    outputs: { 'S-ketamine': 'ketamine', slow0: 'site' } as const,
  }));
  const further = (share: number) =>
    engineDoses(ordered, amountAs, share).filter(({ input }) => input !== 'iv' && input !== 'film');
  const otherwise = {
    ketamine: {
      ...byVein.ketamine,
      model: otherRoutesParents[drug],
      doses: further(1),
    },
    site: {
      ...byVein.site,
      model: slowSiteModels.other[drug],
      effects: arterialEffects,
      doses: further(enantiomerShares[drug].S),
    },
  };
  return [
    ...(byVein.ketamine.doses.length > 0 ? [byVein.ketamine, byVein.site] : []),
    ...(otherwise.ketamine.doses.length > 0 ? [otherwise.ketamine, otherwise.site] : []),
    ...films,
  ];
}

let engine: PopulationEngine | undefined;

/**
 * Courses of one regimen in virtual patients who have the covariates of a given patient and differ by the published
 * spread between people (M1 for arterial ketamine, M2 for what drives the slow relief; for films M1 for both, their
 * absorption anew for every film) and by the published uncertainty of the slow relief (M7).
 * @param timesH hours from the start of the regimen, never falling, none negative; few different gaps are fastest
 * @param subjects which virtual patients
 * @param wanted which of the courses; both when left away. The others come back as empty lists
 * @throws RangeError naming the field of a regimen that is not a regimen
 */
export function simulatePatients(
  regimen: Regimen,
  patient: Patient,
  timesH: Float64Array,
  source: RandomSource,
  subjects: Subjects,
  wanted: readonly Simulated[] = everything,
): SimulatedPatients {
  const times = timesH.length;
  const courseOf = (name: Simulated) => new Float64Array(wanted.includes(name) ? subjects.count * times : 0);
  const sums = { ketamine: courseOf('ketamine'), site: courseOf('slowRelief') };
  const { c50, halfLife0 } = createSampler(slowReliefUncertainty, source).parameters(subjects) as {
    c50: Float64Array;
    halfLife0: Float64Array;
  };
  const weight = new Float64Array(subjects.count).fill(patient.weightKg);
  const change = kineticChangeOf(patient, regimen);
  engine ??= createPopulationEngine();
  for (const { model, effects, doses, occasion, outputs } of partsOf(regimen, patient)) {
    const own = Object.entries(outputs).filter(([, name]) => sums[name].length > 0);
    if (own.length === 0) continue;
    const sampled = changed(createSampler(effects, source).parameters(subjects, occasion), model, change);
    const values = engine.simulate({
      model,
      doses,
      timesH,
      outputs: own.map(([output]) => output),
      individuals: 'halfLife0' in model.parameters ? { ...sampled, halfLife0 } : sampled,
      covariates: { weight },
    });
    own.forEach(([, name], place) => {
      const into = sums[name];
      add(values.subarray(place * into.length, (place + 1) * into.length), into);
    });
  }
  const slowRelief = sums.site;
  for (let subject = 0; subject * times < slowRelief.length; subject++) {
    const halfRelief = c50[subject]!;
    for (let index = subject * times; index < (subject + 1) * times; index++) {
      const site = slowRelief[index]!;
      slowRelief[index] = site / (site + halfRelief);
    }
  }
  return { ketamine: sums.ketamine, slowRelief };
}

/** The sampled parameters, and those that an interaction changes: the sampled ones by the same factor. */
export function changed(
  sampled: Readonly<Record<string, Float64Array>>,
  model: LinearModel<Parameter>,
  change: KineticChange,
): Record<string, Float64Array> {
  const count = Object.values(sampled)[0]?.length ?? 0;
  const typical = Object.entries(changedParameters(model, change)).map(([symbol, value]) => {
    const factor = value / (model.parameters[symbol]?.value ?? value);
    const values = sampled[symbol]?.map((each) => each * factor) ?? new Float64Array(count).fill(value);
    return [symbol, values] as const;
  });
  return { ...sampled, ...Object.fromEntries(typical) };
}

function add(values: Float64Array, into: Float64Array): void {
  for (let index = 0; index < into.length; index++) into[index] = into[index]! + values[index]!;
}
