import type { PatientNote, Refusal } from './course.ts';
import { doseKinds, doseKindWords } from './dose-kinds.ts';
import { idealWeightKg } from './ideal-weight.ts';
import { otherRoutes } from './models/other-routes.ts';
import { simons2022 } from './models/simons-2022.ts';
import type { Patient } from './patient.ts';
import type { ModelCard } from './published.ts';
import type { Regimen } from './regimen.ts';
import { routeRefusal } from './routes.ts';

const ours = 'Ketame’s own limit';

/** Limits that the answers stand on. */
export const limits = {
  /** From this age on a person is an adult. */
  leastAgeYears: 18,
  /** Beyond these weights the scaling by weight is not trusted, kg. */
  weightKg: [30, 200],
  /** The same for children. */
  childWeightKg: [3, 100],
  /** Actual and ideal weight are both shown when they differ by more than this share of the ideal one. */
  weightFromIdeal: 0.2,
} as const;

/**
 * Why models of adults (or of children) do not answer for this patient; empty when they do.
 */
export function patientRefusals(patient: Patient, people: ModelCard['people'] = 'adults'): Refusal[] {
  const found: Refusal[] = [];
  if (people === 'children' && !(patient.ageYears < limits.leastAgeYears)) {
    found.push({
      code: 'out-of-range',
      message: `The patient is ${patient.ageYears} years old. This model was made in children and does not answer for adults.`,
      source: 'the model’s own population',
    });
  }
  if (people === 'adults' && !(patient.ageYears >= limits.leastAgeYears)) {
    found.push({
      code: 'under-18',
      message: `The patient is ${patient.ageYears} years old. These models were made in adults and do not answer for anyone under ${limits.leastAgeYears}.`,
      source: 'Simons 2022: volunteers aged 18-45; Otto 2021, Table 2: adults only',
    });
  }
  if (patient.pregnant) {
    found.push({
      code: 'pregnant',
      message: 'Pregnant women were excluded from every study behind these models.',
      source: 'Simons P, thesis, Leiden 2024, chapter 2: pregnancy and lactation excluded',
    });
  }
  if (patient.severeLiverDisease) {
    found.push({
      code: 'severe-liver-disease',
      message:
        'Ketamine is cleared by the liver; its course in severe liver disease has not been studied, and guidelines advise against it.',
      source: 'Cohen 2018 (ASRA/AAPM/ASA): not in severe hepatic impairment; esketamine label: not studied',
    });
  }
  const [least, most] = people === 'adults' ? limits.weightKg : limits.childWeightKg;
  if (!(patient.weightKg >= least && patient.weightKg <= most)) {
    found.push({
      code: 'out-of-range',
      message: `A weight of ${patient.weightKg} kg lies too far from what was studied; expected ${least} to ${most} kg.`,
      source: ours,
    });
  }
  return found;
}

/** The same, and whether any model describes the regimen. */
export function refusals(regimen: Regimen, patient: Patient): Refusal[] {
  const kinds = [...new Set(regimen.steps.map(({ kind }) => kind))];
  const routes = kinds.flatMap((kind): Refusal[] => {
    const refused = routeRefusal(regimen.drug, kind);
    if (refused === undefined) return [];
    return [
      {
        code: 'out-of-range',
        message: `No model of ${regimen.drug} by the route "${kind}" is published. ${refused.reason}`,
        source: 'docs/science.md, Routes',
      },
    ];
  });
  return [...patientRefusals(patient), ...routes];
}

/** Cautions that stand beside an answer of one model: weight far from ideal, outside what its source studied. */
export function modelNotes(patient: Patient, card: ModelCard): PatientNote[] {
  const found: PatientNote[] = [];
  const ideal = patient.heightCm === undefined ? null : idealWeightKg(patient.heightCm, patient.sex);
  if (ideal !== null && Math.abs(patient.weightKg - ideal) > limits.weightFromIdeal * ideal) {
    found.push({
      code: 'weight-far-from-ideal',
      message: `Actual weight ${patient.weightKg} kg, ideal weight ${ideal.toFixed(1)} kg. The models scale by actual weight; doses per kg may be meant for either.`,
      source: `Devine 1974; a difference of more than ${limits.weightFromIdeal * 100} % is ${ours}`,
    });
  }
  const { ageYears, weightKg, source } = card.population;
  if (weightKg !== null && (patient.weightKg < weightKg[0] || patient.weightKg > weightKg[1])) {
    found.push({
      code: 'weight-outside-studied',
      message: `Weight ${patient.weightKg} kg; ${card.name} was made from people of ${weightKg[0]} to ${weightKg[1]} kg.`,
      source,
    });
  }
  if (ageYears !== null && (patient.ageYears < ageYears[0] || patient.ageYears > ageYears[1])) {
    found.push({
      code: 'age-outside-studied',
      message: `Age ${patient.ageYears} years; ${card.name} was made from people of ${ageYears[0]} to ${ageYears[1]} years and knows no effect of age.`,
      source,
    });
  }
  return found;
}

const diagnosisNotGiven: PatientNote = {
  code: 'diagnosis-not-given',
  message:
    'No diagnosis is given. The slow relief was studied in complex regional pain syndrome type 1; for any other pain it is an extrapolation.',
  source: 'Dahan 2011',
};

/** Cautions that stand beside the slow relief. */
export function slowReliefNotes(patient: Patient): PatientNote[] {
  return patient.diagnosis === undefined ? [diagnosisNotGiven] : [];
}

const racemateEffects: PatientNote = {
  code: 'racemate-effects',
  message:
    'Of the racemate only the S half drives the effects. R-ketamine added nothing to relief of a painful stimulus; what it adds to the drug high is not known.',
  source: 'Olofsen 2022; Simons 2022, part 2',
};

/** Cautions about the patient that stand beside every predicted course. */
export function notes(patient: Patient): PatientNote[] {
  return [...modelNotes(patient, simons2022), ...slowReliefNotes(patient)];
}

/** Why the plasma curve of a regimen is an extrapolation; empty when it is not. */
export function plasmaReasons({ drug, steps }: Regimen): string[] {
  const kinds = new Set(steps.map(({ kind }) => kind));
  const routes = doseKinds
    .filter((kind) => kinds.has(kind) && kind !== 'bolus' && kind !== 'film')
    .map((kind) => doseKindWords[kind]);
  if (routes.length === 0) return [];
  return [
    `The absorption of ${drug} ${routes.join(', ')} was measured in other people than its course in the blood.`,
  ];
}

/** Cautions about the regimen. */
export function regimenNotes(regimen: Regimen): PatientNote[] {
  return [
    ...(regimen.drug === 'racemic ketamine' ? [racemateEffects] : []),
    ...plasmaReasons(regimen).map((message) => ({
      code: 'other-route',
      message,
      source: otherRoutes.title,
    })),
  ];
}
