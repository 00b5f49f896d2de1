import {
  areaUnder,
  type Dose,
  type LinearModel,
  type LinearSystem,
  outputsAt,
  peak,
  solve,
  timeAbove,
} from '@ketame/pharmacometrics';
import { acuteRelief, withAcuteSites } from './acute-relief.ts';
import { notes, plasmaReasons, refusals, regimenNotes } from './assess.ts';
import type { Course, CourseSummary, Prediction, Refusal } from './course.ts';
import { engineDoses, infusionRates, type OrderedDose, orderedDoses } from './doses.ts';
import { shareOfGreatest } from './effects/effect.ts';
import { hartvig1995 } from './effects/hartvig-1995.ts';
import { pair } from './effects/pair.ts';
import { simons2022DrugHigh } from './effects/simons-2022-drug-high.ts';
import {
  changeByVein,
  interactionNotes,
  kineticChangeOf,
  patientInteractions,
} from './interactions/patient-interactions.ts';
import { responseChances } from './models/dahan-2011.ts';
import { otherRoutesModels, otherRoutesParents } from './models/other-routes.ts';
import {
  simons2022,
  simons2022ParentRacemate,
  simons2022ParentS,
  simons2022Racemate,
  simons2022S,
} from './models/simons-2022.ts';
import type { Patient } from './patient.ts';
import type { Parameter } from './published.ts';
import type { Drug, Regimen } from './regimen.ts';
import { daysOfRelief, type SlowReliefSystems, type Spread, slowRelief, slowSpread } from './slow-relief.ts';
import { slowReliefBasis } from './slow-relief-basis.ts';
import { enantiomerShares } from './substance.ts';
import { type SystemOf, systemsOf } from './systems.ts';
import { chanceInterval90 } from './uncertainty.ts';

/** The weeks that a course is followed. */
export const horizonH = 12 * 7 * 24;

/** The share of pain relieved that counts as a day of relief: a moderate, clinically important difference. */
export const reliefThatCounts: Parameter = {
  symbol: 'relief that counts',
  meaning: 'share of the baseline pain relieved',
  value: 0.3,
  unit: '1',
  row: 'Dworkin 2008 (IMMPACT) and Farrar 2001: 30 % is a moderate, important difference',
  status: 'A2nd',
};

const drugHigh = pair(simons2022, simons2022DrugHigh).effect;

/** The models of arterial plasma: with metabolites and effect site for the curves, the parent for the numbers. */
interface PlasmaModels {
  readonly curves: Readonly<Record<Drug, LinearModel<Parameter>>>;
  readonly parents: Readonly<Record<Drug, LinearModel<Parameter>>>;
}

/** M1 as published: by vein and film. */
const ownRoutes: PlasmaModels = {
  curves: {
    'S-ketamine': withAcuteSites(simons2022S),
    'racemic ketamine': withAcuteSites(simons2022Racemate),
  },
  parents: { 'S-ketamine': simons2022ParentS, 'racemic ketamine': simons2022ParentRacemate },
};
/** The same with the further routes. */
const allRoutes: PlasmaModels = {
  curves: {
    'S-ketamine': withAcuteSites(otherRoutesModels['S-ketamine']),
    'racemic ketamine': withAcuteSites(otherRoutesModels['racemic ketamine']),
  },
  parents: otherRoutesParents,
};

/** The model of `curveSystem` by vein, before it has the numbers of a patient. */
export const curveModels = ownRoutes.curves;

/** The output that is all of the drug: S, or S + R. */
const totalOf: Readonly<Record<Drug, string>> = {
  'S-ketamine': 'S-ketamine',
  'racemic ketamine': 'racemic ketamine',
};

/** A regimen in a patient, ready to be predicted. */
interface Case {
  readonly regimen: Regimen;
  readonly patient: Patient;
  readonly systems: SystemOf;
  readonly models: PlasmaModels;
  readonly slow: SlowReliefSystems;
  readonly ordered: readonly OrderedDose[];
  /** mg of base of the drug. */
  readonly doses: readonly Dose[];
  /** mg of base of the S-ketamine in it. */
  readonly dosesOfS: readonly Dose[];
}

function caseOf(regimen: Regimen, patient: Patient): Case {
  const ordered = orderedDoses(regimen, patient);
  const systems = systemsOf(patient.weightKg, kineticChangeOf(patient, regimen));
  const isOwn = ordered.every(({ route }) => route === 'iv' || route === 'film');
  return {
    regimen,
    patient,
    systems,
    models: isOwn ? ownRoutes : allRoutes,
    slow: { of: systems, drug: regimen.drug },
    ordered,
    doses: engineDoses(ordered, regimen.amountAs, 1),
    dosesOfS: engineDoses(ordered, regimen.amountAs, enantiomerShares[regimen.drug].S),
  };
}

/** The model behind the curves of a drug by vein in a patient: arterial plasma, metabolites and the acute effect site (M1). */
export function curveSystem(drug: Drug, patient: Patient): LinearSystem {
  return systemsOf(patient.weightKg, changeByVein(patient, drug))(curveModels[drug]);
}

function courseOf(
  { regimen, patient, systems, models, slow, ordered, doses, dosesOfS }: Case,
  spread: Spread,
  timesH: Float64Array,
): Course {
  const curves = outputsAt(solve(systems(models.curves[regimen.drug]), doses), timesH);
  const sKetamine = curves['S-ketamine']!;
  const effectSite = curves['effect site']!;
  const high = shareOfGreatest(drugHigh.relation, sKetamine);
  const reasons = plasmaReasons(regimen);
  return {
    timesH,
    rateMgPerH: infusionRates(ordered, timesH),
    plasma: {
      basis: { kind: reasons.length === 0 ? 'fitted' : 'extrapolated', reasons },
      ketamine: curves[totalOf[regimen.drug]]!,
      sKetamine,
      rKetamine: curves['R-ketamine'] ?? null,
      sNorketamine: curves['S-norketamine']!,
      sHydroxynorketamine: curves['S-hydroxynorketamine']!,
    },
    effectSite,
    acuteRelief: acuteRelief(curves),
    drugHigh: { low: high, typical: high, high },
    slowRelief: {
      ...slowRelief(slow, dosesOfS, spread, timesH),
      basis: slowReliefBasis(regimen.drug, ordered, patient),
    },
  };
}

function summaryOf(
  { regimen, patient, systems, models, slow, ordered, doses, dosesOfS }: Case,
  spread: Spread,
): CourseSummary {
  const plasma = solve(systems(models.parents[regimen.drug]), doses);
  const total = totalOf[regimen.drug];
  const greatest = peak(plasma, total, 0, horizonH);
  const basis = slowReliefBasis(regimen.drug, ordered, patient);
  return {
    totalMg: ordered.reduce((sum, { amountMg }) => sum + amountMg, 0),
    peakNgPerMl: greatest.value,
    peakTimeH: greatest.timeH,
    hoursAboveThreshold: timeAbove(plasma, 'S-ketamine', hartvig1995.threshold.value, 0, horizonH),
    aucNgHPerMl: areaUnder(plasma, total, 0, horizonH),
    daysAtLeast30: {
      ...daysOfRelief(slow, dosesOfS, spread, reliefThatCounts.value, horizonH),
      basis,
    },
    chanceToRespond:
      basis.kind === 'fitted'
        ? { drug: chanceInterval90(responseChances.drug), placebo: chanceInterval90(responseChances.placebo) }
        : null,
  };
}

/** The curves of a regimen in a patient, or why there are none. */
export type CoursePrediction =
  | { readonly refused: readonly Refusal[] }
  | { readonly refused: null; readonly course: Course };

/**
 * The curves alone: plasma and acute effects by arterial M1, slow relief by M7 on venous M2. The quick half of
 * `predictCourse`.
 * @param timesH hours from the start of the regimen, never falling, none negative
 * @throws RangeError naming the field of a regimen that is not a regimen
 */
export function predictCurves(regimen: Regimen, patient: Patient, timesH: Float64Array): CoursePrediction {
  const refused = refusals(regimen, patient);
  if (refused.length > 0) return { refused };
  const given = caseOf(regimen, patient);
  const spread = slowSpread(given.slow, given.dosesOfS, timesH.at(-1) ?? 0);
  return { refused: null, course: courseOf(given, spread, timesH) };
}

/**
 * What a regimen is predicted to do in a patient: curves, table, cautions; or why the adult models do not answer.
 * The table counts 12 weeks from the start of the regimen, exactly and not off a grid.
 * @param timesH hours from the start of the regimen, never falling, none negative
 * @throws RangeError naming the field of a regimen that is not a regimen
 */
export function predictCourse(regimen: Regimen, patient: Patient, timesH: Float64Array): Prediction {
  const refused = refusals(regimen, patient);
  if (refused.length > 0) return { refused };
  const given = caseOf(regimen, patient);
  const spread = slowSpread(given.slow, given.dosesOfS, Math.max(horizonH, timesH.at(-1) ?? 0));
  return {
    refused: null,
    answer: {
      course: courseOf(given, spread, timesH),
      summary: summaryOf(given, spread),
      notes: [
        ...notes(patient),
        ...regimenNotes(regimen),
        ...interactionNotes(patientInteractions(patient, regimen)),
      ],
    },
  };
}
