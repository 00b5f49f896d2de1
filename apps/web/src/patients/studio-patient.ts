import type { PatientDetail, StudioState } from '@ketame/contract';
import type { OtherDrug } from '@ketame/ketamine';

/** The rules of the record that name a drug which acts on the enzymes of ketamine. */
const drugsOfRules: Readonly<Record<string, OtherDrug>> = {
  'enzyme-clarithromycin': 'clarithromycin',
  'enzyme-grapefruit': 'grapefruit juice',
  'enzyme-ticlopidine': 'ticlopidine',
  'enzyme-itraconazole': 'itraconazole',
  'enzyme-rifampicin': 'rifampicin',
  'enzyme-st-johns-wort': 'St John’s wort',
  'enzyme-clopidogrel': 'another inhibitor of CYP2B6 or CYP3A4',
  'enzyme-other-cyp3a4-inhibitor': 'another inhibitor of CYP2B6 or CYP3A4',
  'enzyme-other-inducer': 'another inducer of CYP2B6 or CYP3A4',
};

/**
 * What the models need to know of a patient, from the record and without identity; null when no weight is recorded,
 * without which nothing can be predicted and nothing is assumed.
 */
export function studioPatientOf(patient: PatientDetail): StudioState['patient'] | null {
  const latest = (measure: 'weight' | 'height', unit: string): number | null =>
    patient.latest.find((value) => value.measure === measure && value.unit === unit)?.value ?? null;
  const holds = (test: (rule: string) => boolean): boolean =>
    patient.bearings.some((bearing) => bearing.state !== 'past' && test(bearing.rule));

  const weightKg = latest('weight', 'kg');
  if (weightKg === null) return null;
  const heightCm = latest('height', 'cm');
  // A record seldom tells the two types of CRPS apart: with CRPS the diagnosis is left for the physician to choose.
  const otherPain = holds((rule) => rule.startsWith('pain-')) && !holds((rule) => rule === 'pain-crps');
  const taken = Object.entries(drugsOfRules).filter(([wanted]) => holds((rule) => rule === wanted));
  const otherDrugs = [...new Set(taken.map(([, drug]) => drug))];
  return {
    weightKg,
    ageYears: patient.ageYears,
    sex: patient.identity.sex,
    ...(heightCm === null ? {} : { heightCm }),
    ...(patient.pregnancy === 'pregnant' ? { pregnant: true } : {}),
    ...(holds((rule) => rule === 'liver-severe') ? { severeLiverDisease: true } : {}),
    ...(otherPain ? { diagnosis: 'other' as const } : {}),
    ...(otherDrugs.length > 0 ? { otherDrugs } : {}),
  };
}
