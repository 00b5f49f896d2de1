import type { LaboratoryProfile, PatientForm } from '@ketame/contract';
import type { SyntheticObservation, SyntheticRecord } from './bundle.ts';

/** Said in every name, so that no page can show these people as real. */
const synthetic = (name: string): string => `${name} (synthetic)`;

const weight = (value: number, daysAgo = 5): SyntheticObservation => ({
  loinc: '29463-7',
  text: 'Body weight',
  value,
  unit: 'kg',
  daysAgo,
});
const height = (value: number): SyntheticObservation => ({
  loinc: '8302-2',
  text: 'Body height',
  value,
  unit: 'cm',
  daysAgo: 5,
});
const vitals = (systolic: number, diastolic: number, heartRate: number): SyntheticObservation[] => [
  { loinc: '8480-6', text: 'Systolic blood pressure', value: systolic, unit: 'mm[Hg]', daysAgo: 5 },
  { loinc: '8462-4', text: 'Diastolic blood pressure', value: diastolic, unit: 'mm[Hg]', daysAgo: 5 },
  { loinc: '8867-4', text: 'Heart rate', value: heartRate, unit: '/min', daysAgo: 5 },
];
const alt = (value: number, daysAgo = 12): SyntheticObservation => ({
  loinc: '1742-6',
  text: 'Alanine aminotransferase',
  value,
  unit: 'U/L',
  daysAgo,
  range: [7, 40],
});
/** The laboratory prints no range with it: the clinic's profile serves. */
const ggt = (value: number, daysAgo = 12): SyntheticObservation => ({
  loinc: '2324-2',
  text: 'Gamma glutamyl transferase',
  value,
  unit: 'U/L',
  daysAgo,
});
const filtration = (value: number, daysAgo = 12): SyntheticObservation => ({
  loinc: '98979-8',
  text: 'eGFR, CKD-EPI 2021',
  value,
  unit: 'mL/min/{1.73_m2}',
  daysAgo,
});

/** Invented by us: nobody is meant. Each stands at another place on the way through the clinic. */
export const syntheticRecords = {
  /** The diagnosis with the most evidence, an enzyme inhibitor, and a plan that went through three versions. */
  aspen: {
    familyName: synthetic('Aspen'),
    givenName: 'Ada',
    sex: 'female',
    ageYears: 58,
    conditions: [
      { text: 'Complex regional pain syndrome type I of the left hand', icd10: 'M89.0', yearsAgo: 4 },
      { text: 'Postmenopausal state', icd10: 'N95', yearsAgo: 6 },
    ],
    medication: [
      { text: 'Pregabalin 150 mg', atc: 'N02BF02', dosage: 'one twice a day' },
      { text: 'Clarithromycin 500 mg', atc: 'J01FA09', dosage: 'one twice a day for 10 days', daysAgo: 3 },
    ],
    allergies: ['No known allergies'],
    observations: [
      weight(72, 200),
      weight(70),
      height(168),
      ...vitals(128, 78, 72),
      alt(22),
      ggt(19),
      filtration(88),
    ],
  },
  /** Opioid, benzodiazepine and an enzyme inducer beside pain after spinal cord injury. */
  birch: {
    familyName: synthetic('Birch'),
    givenName: 'Ben',
    sex: 'male',
    ageYears: 44,
    conditions: [
      { text: 'Central pain after spinal cord injury at T10', icd10: 'T91.3', yearsAgo: 7 },
      { text: 'Focal epilepsy, free of seizures for three years', icd10: 'G40.1', yearsAgo: 7 },
    ],
    medication: [
      { text: 'Oxycodone 20 mg prolonged release', atc: 'N02AA05', dosage: 'one twice a day' },
      { text: 'Diazepam 5 mg', atc: 'N05BA01', dosage: 'one at night' },
      { text: 'Carbamazepine 400 mg', atc: 'N03AF01', dosage: 'one twice a day' },
    ],
    allergies: ['Penicillin'],
    observations: [weight(84), height(183), ...vitals(118, 70, 64), alt(31), ggt(96), filtration(102)],
  },
  /** Pregnancy possible, and a diagnosis in which a short infusion relieved no longer than it ran. */
  cedar: {
    familyName: synthetic('Cedar'),
    givenName: 'Carla',
    sex: 'female',
    ageYears: 34,
    conditions: [
      { text: 'Fibromyalgia', icd10: 'M79.7', yearsAgo: 5 },
      { text: 'Moderate depressive episode', icd10: 'F32.1', yearsAgo: 2 },
    ],
    medication: [
      { text: 'Duloxetine 60 mg', atc: 'N06AX21', dosage: 'one in the morning' },
      {
        text: "St John's wort 300 mg, bought without prescription",
        atc: 'N06AP01',
        dosage: 'three times a day',
      },
    ],
    allergies: [],
    observations: [weight(61), height(165), ...vitals(112, 68, 76)],
  },
  /** Under 18: the adult models refuse. */
  dogwood: {
    familyName: synthetic('Dogwood'),
    givenName: 'Dev',
    sex: 'male',
    ageYears: 16,
    conditions: [{ text: 'Complex regional pain syndrome of the right foot', icd10: 'M89.0', yearsAgo: 1 }],
    medication: [{ text: 'Gabapentin 300 mg', atc: 'N02BF01', dosage: 'one three times a day' }],
    allergies: [],
    observations: [weight(58), height(172), ...vitals(114, 66, 80)],
  },
  /** Liver values far above the range, and blood pressure above the label's limit. */
  elm: {
    familyName: synthetic('Elm'),
    givenName: 'Esther',
    sex: 'female',
    ageYears: 63,
    conditions: [
      { text: 'Postherpetic neuralgia', icd10: 'B02.2', yearsAgo: 2 },
      { text: 'Fatty liver', icd10: 'K76.0', yearsAgo: 8 },
      { text: 'Essential hypertension', icd10: 'I10', yearsAgo: 15 },
    ],
    medication: [
      { text: 'Amlodipine 5 mg', atc: 'C08CA01', dosage: 'one in the morning' },
      { text: 'Tramadol 100 mg', atc: 'N02AX02', dosage: 'one twice a day', stopped: true },
    ],
    allergies: ['Iodinated contrast medium'],
    observations: [
      weight(88),
      height(162),
      ...vitals(162, 96, 84),
      alt(44, 200),
      alt(131),
      ggt(212),
      filtration(71),
    ],
  },
  /** Pregnant: the adult models refuse. */
  fir: {
    familyName: synthetic('Fir'),
    givenName: 'Femke',
    sex: 'female',
    ageYears: 29,
    conditions: [
      { text: 'Complex regional pain syndrome of the right hand', icd10: 'M89.0', yearsAgo: 2 },
      { text: 'Pregnancy, second trimester', icd10: 'Z34', yearsAgo: 0.3 },
    ],
    medication: [],
    allergies: [],
    observations: [weight(67), height(170), ...vitals(116, 72, 82)],
  },
  /** Kidney, heart and eye in an older man; a film as well as an infusion was considered. */
  ginkgo: {
    familyName: synthetic('Ginkgo'),
    givenName: 'Gus',
    sex: 'male',
    ageYears: 71,
    conditions: [
      { text: 'Painful diabetic polyneuropathy', icd10: 'G63.2', yearsAgo: 6 },
      { text: 'Atrial fibrillation', icd10: 'I48', yearsAgo: 3 },
      { text: 'Chronic kidney disease stage 3', icd10: 'N18.3', yearsAgo: 5 },
      { text: 'Open-angle glaucoma', icd10: 'H40.1', yearsAgo: 9 },
    ],
    medication: [
      { text: 'Verapamil 120 mg', atc: 'C08DA01', dosage: 'one twice a day' },
      { text: 'Apixaban 5 mg', atc: 'B01AF02', dosage: 'one twice a day' },
    ],
    allergies: [],
    // The tests of the record are from before the session after which the enzymes rose.
    observations: [
      weight(92),
      height(176),
      ...vitals(136, 82, 68),
      alt(28, 22),
      ggt(44, 22),
      filtration(41, 22),
    ],
  },
  /** At home with capsules for two weeks. */
  larch: {
    familyName: synthetic('Larch'),
    givenName: 'Lena',
    sex: 'female',
    ageYears: 52,
    conditions: [
      { text: 'Painful neuropathy after chemotherapy', icd10: 'G62.0', yearsAgo: 4 },
      { text: 'Postmenopausal state', icd10: 'N95', yearsAgo: 3 },
    ],
    medication: [{ text: 'Duloxetine 60 mg', atc: 'N06AX21', dosage: 'one in the morning' }],
    allergies: ['No known allergies'],
    observations: [weight(69), height(167), ...vitals(126, 78, 70), alt(24), ggt(21), filtration(91)],
  },
  /** Psychosis in the past, substance use at present: reasons not to begin. */
  juniper: {
    familyName: synthetic('Juniper'),
    givenName: 'Jonas',
    sex: 'male',
    ageYears: 39,
    conditions: [
      { text: 'Chronic low back pain', icd10: 'M54.5', yearsAgo: 10 },
      { text: 'Acute psychotic disorder', icd10: 'F23', yearsAgo: 12, resolved: true },
      { text: 'Opioid use disorder', icd10: 'F11.2', yearsAgo: 6 },
    ],
    medication: [{ text: 'Methadone 60 mg', atc: 'N07BC02', dosage: 'once a day, supervised' }],
    allergies: [],
    observations: [weight(76), height(180), ...vitals(124, 80, 74), alt(38), ggt(58)],
  },
} as const satisfies Record<string, SyntheticRecord>;

export type SyntheticPatient = keyof typeof syntheticRecords;

/** Patients without a record: one with a form that is filled in, one who has just been put down. */
export const syntheticForms: readonly PatientForm[] = [
  {
    id: 'dea10000-0000-4000-8000-000000000001',
    identity: { familyName: synthetic('Hazel'), givenName: 'Hanna', birthDate: '1971-09-14', sex: 'female' },
    weightKg: 74,
    heightCm: 171,
    systolic: 134,
    diastolic: 84,
    heartRate: 70,
    diagnoses: ['Phantom limb pain after amputation of the left leg'],
    medication: ['Morphine 30 mg prolonged release twice a day', 'Amitriptyline 25 mg at night'],
    allergies: ['Adhesive plaster'],
    pregnant: false,
  },
  {
    id: 'dea10000-0000-4000-8000-000000000002',
    identity: { familyName: synthetic('Ivy'), givenName: 'Ilse', birthDate: '1985-02-03', sex: 'female' },
    weightKg: null,
    heightCm: null,
    systolic: null,
    diastolic: null,
    heartRate: null,
    diagnoses: [],
    medication: [],
    allergies: [],
    pregnant: null,
  },
];

/** Round figures for the demonstration alone: a clinic enters those of its own laboratory. */
export const demonstrationLaboratory: LaboratoryProfile = {
  name: 'Demonstration laboratory (invented ranges)',
  ranges: [
    { measure: 'ALT', sex: 'female', low: 7, high: 35, unit: 'U/L' },
    { measure: 'ALT', sex: 'male', low: 7, high: 50, unit: 'U/L' },
    { measure: 'AST', sex: 'any', low: 7, high: 40, unit: 'U/L' },
    { measure: 'ALP', sex: 'any', low: 30, high: 120, unit: 'U/L' },
    { measure: 'GGT', sex: 'female', low: 6, high: 40, unit: 'U/L' },
    { measure: 'GGT', sex: 'male', low: 8, high: 60, unit: 'U/L' },
    { measure: 'bilirubin', sex: 'any', low: null, high: 21, unit: 'umol/L' },
    { measure: 'creatinine', sex: 'female', low: 45, high: 90, unit: 'umol/L' },
    { measure: 'creatinine', sex: 'male', low: 60, high: 110, unit: 'umol/L' },
  ],
};
