import {
  areaUnder,
  type Dose,
  individual,
  type LinearModel,
  type LinearSystem,
  outputsAt,
  peak,
  solve,
  timeAbove,
} from '@ketame/pharmacometrics';
import { notes, refusals, regimenNotes } from './assess.ts';
import type { Course, CourseSummary, Prediction, Refusal } from './course.ts';
import { engineDoses, infusionRates, type OrderedDose, orderedDoses } from './doses.ts';
import { shareOfGreatest } from './effects/effect.ts';
import { hartvig1995 } from './effects/hartvig-1995.ts';
import { olofsen2022 } from './effects/olofsen-2022.ts';
import { pair } from './effects/pair.ts';
import { simons2022DrugHigh } from './effects/simons-2022-drug-high.ts';
import { responseChances } from './models/dahan-2011.ts';
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
import {
  daysOfRelief,
  type SlowReliefSystems,
  type Spread,
  slowRelief,
  slowReliefSystems,
  slowSpread,
} from './slow-relief.ts';
import { slowReliefBasis } from './slow-relief-basis.ts';
import { enantiomerShares } from './substance.ts';
import { chanceInterval90, interval90 } from './uncertainty.ts';

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

const acuteRelief = pair(simons2022, olofsen2022).effect;
const drugHigh = pair(simons2022, simons2022DrugHigh).effect;
const reliefC50 = interval90(acuteRelief.relation.c50);

const withAcuteSite = (model: LinearModel<Parameter>): LinearModel<Parameter> => ({
  ...model,
  parameters: { ...model.parameters, acuteHalfLife: acuteRelief.delay },
  effectSites: { acute: { of: 'S-ketamine', rate: 'ln(2) / acuteHalfLife' } },
  outputs: { ...model.outputs, 'effect site': { effectSite: 'acute', unit: 'ng/mL' } },
});

const plasmaModels: Readonly<Record<Drug, LinearModel<Parameter>>> = {
  'S-ketamine': withAcuteSite(simons2022S),
  'racemic ketamine': withAcuteSite(simons2022Racemate),
};
const parentModels: Readonly<Record<Drug, LinearModel<Parameter>>> = {
  'S-ketamine': simons2022ParentS,
  'racemic ketamine': simons2022ParentRacemate,
};
/** The output that is all of the drug: S, or S + R. */
const totalOf: Readonly<Record<Drug, string>> = {
  'S-ketamine': 'S-ketamine',
  'racemic ketamine': 'racemic ketamine',
};

interface Systems {
  readonly plasma: Readonly<Record<Drug, LinearSystem>>;
  readonly parent: Readonly<Record<Drug, LinearSystem>>;
  readonly slow: SlowReliefSystems;
}

/** Prepared models by weight, the only property of a patient that they know. */
const prepared = new Map<number, Systems>();
const mostPrepared = 16;

function systemsOf(weightKg: number): Systems {
  const known = prepared.get(weightKg);
  if (known !== undefined) return known;
  const forBoth = (models: Readonly<Record<Drug, LinearModel<Parameter>>>) => ({
    'S-ketamine': individual(models['S-ketamine'], { weight: weightKg }),
    'racemic ketamine': individual(models['racemic ketamine'], { weight: weightKg }),
  });
  const made = {
    plasma: forBoth(plasmaModels),
    parent: forBoth(parentModels),
    slow: slowReliefSystems(weightKg),
  };
  if (prepared.size >= mostPrepared) prepared.clear();
  prepared.set(weightKg, made);
  return made;
}

/** A regimen in a patient, ready to be predicted. */
interface Case {
  readonly regimen: Regimen;
  readonly patient: Patient;
  readonly systems: Systems;
  readonly ordered: readonly OrderedDose[];
  /** mg of base of the drug. */
  readonly doses: readonly Dose[];
  /** mg of base of the S-ketamine in it. */
  readonly dosesOfS: readonly Dose[];
}

function caseOf(regimen: Regimen, patient: Patient): Case {
  const ordered = orderedDoses(regimen, patient);
  return {
    regimen,
    patient,
    systems: systemsOf(patient.weightKg),
    ordered,
    doses: engineDoses(ordered, regimen.amountAs, 1),
    dosesOfS: engineDoses(ordered, regimen.amountAs, enantiomerShares[regimen.drug].S),
  };
}

function courseOf(
  { regimen, patient, systems, ordered, doses, dosesOfS }: Case,
  spread: Spread,
  timesH: Float64Array,
): Course {
  const curves = outputsAt(solve(systems.plasma[regimen.drug], doses), timesH);
  const sKetamine = curves['S-ketamine']!;
  const effectSite = curves['effect site']!;
  const high = shareOfGreatest(drugHigh.relation, sKetamine);
  return {
    timesH,
    rateMgPerH: infusionRates(ordered, timesH),
    plasma: {
      ketamine: curves[totalOf[regimen.drug]]!,
      sKetamine,
      rKetamine: curves['R-ketamine'] ?? null,
      sNorketamine: curves['S-norketamine']!,
      sHydroxynorketamine: curves['S-hydroxynorketamine']!,
    },
    effectSite,
    acuteRelief: {
      low: shareOfGreatest(acuteRelief.relation, effectSite, reliefC50.high),
      typical: shareOfGreatest(acuteRelief.relation, effectSite),
      high: shareOfGreatest(acuteRelief.relation, effectSite, reliefC50.low),
    },
    drugHigh: { low: high, typical: high, high },
    slowRelief: {
      ...slowRelief(systems.slow, dosesOfS, spread, timesH),
      basis: slowReliefBasis(regimen.drug, ordered, patient),
    },
  };
}

function summaryOf(
  { regimen, patient, systems, ordered, doses, dosesOfS }: Case,
  spread: Spread,
): CourseSummary {
  const plasma = solve(systems.parent[regimen.drug], doses);
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
      ...daysOfRelief(systems.slow, dosesOfS, spread, reliefThatCounts.value, horizonH),
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
  const spread = slowSpread(given.systems.slow, given.dosesOfS, timesH.at(-1) ?? 0);
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
  const spread = slowSpread(given.systems.slow, given.dosesOfS, Math.max(horizonH, timesH.at(-1) ?? 0));
  return {
    refused: null,
    answer: {
      course: courseOf(given, spread, timesH),
      summary: summaryOf(given, spread),
      notes: [...notes(patient), ...regimenNotes(regimen)],
    },
  };
}
