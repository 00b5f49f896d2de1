import type { Measure } from '../record.ts';

/** A word that may be chosen, with what it means where the word alone does not say it. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface QuestionBase {
  readonly id: string;
  readonly text: string;
  readonly help?: string;
}

export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'one' | 'several';
  readonly choices: readonly Choice[];
  /** The choice that says there is nothing; shown as a contradiction where the record says otherwise. */
  readonly none?: string;
}

export interface ScoreQuestion extends QuestionBase {
  readonly kind: 'score';
  readonly least: number;
  readonly greatest: number;
}

export interface MeasureQuestion extends QuestionBase {
  readonly kind: 'measure';
  readonly measure: Measure;
  /** UCUM. */
  readonly unit: string;
  /** Whether it is judged by the upper limit of its reference range. */
  readonly range: boolean;
}

export interface TherapiesQuestion extends QuestionBase {
  readonly kind: 'therapies';
}

export type Question = ChoiceQuestion | ScoreQuestion | MeasureQuestion | TherapiesQuestion;

const yesNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];
const nowPastNever = [
  { value: 'never', label: 'Never' },
  { value: 'past', label: 'In the past' },
  { value: 'now', label: 'Now' },
];
const controlled = [
  { value: 'none', label: 'No' },
  { value: 'controlled', label: 'Yes, controlled' },
  { value: 'uncontrolled', label: 'Yes, not controlled' },
];

/** What is asked about a patient before ketamine, each once; the criteria of every protocol read these. */
export const questions = [
  {
    id: 'syndrome',
    kind: 'one',
    text: 'Which pain is to be treated?',
    choices: [
      { value: 'crps', label: 'Complex regional pain syndrome' },
      { value: 'spinal cord injury', label: 'Pain after spinal cord injury' },
      { value: 'central', label: 'Central neuropathic pain' },
      { value: 'peripheral nerve injury', label: 'Peripheral nerve injury (traumatic)' },
      { value: 'postherpetic', label: 'Postherpetic neuralgia' },
      { value: 'trigeminal', label: 'Trigeminal neuropathic pain' },
      { value: 'phantom limb', label: 'Phantom limb pain' },
      { value: 'chemotherapy', label: 'Neuropathy after chemotherapy' },
      { value: 'neuropathic', label: 'Chronic neuropathic pain of another cause' },
      { value: 'fibromyalgia', label: 'Fibromyalgia' },
      { value: 'migraine', label: 'Migraine, acute or chronic' },
      { value: 'breakthrough', label: 'Breakthrough pain, of cancer or not' },
      { value: 'limb ischaemia', label: 'Painful ischaemia of a limb' },
      { value: 'temporomandibular', label: 'Temporomandibular pain' },
      { value: 'whiplash', label: 'Whiplash' },
      { value: 'other', label: 'Another pain' },
    ],
    help: 'The rows of Table 1 of the review; its trials are on the evidence pages.',
  },
  {
    id: 'disproportionate',
    kind: 'one',
    text: 'Is the pain out of proportion to what set it off?',
    choices: yesNo,
  },
  {
    id: 'budapest-symptoms',
    kind: 'several',
    text: 'In which categories does the patient report symptoms?',
    choices: [
      { value: 'sensory', label: 'Sensory' },
      { value: 'vasomotor', label: 'Vasomotor' },
      { value: 'sudomotor', label: 'Sweating or oedema' },
      { value: 'motor', label: 'Motor or trophic' },
    ],
  },
  {
    id: 'budapest-signs',
    kind: 'several',
    text: 'In which categories are signs found on examination?',
    choices: [
      { value: 'sensory', label: 'Sensory' },
      { value: 'vasomotor', label: 'Vasomotor' },
      { value: 'sudomotor', label: 'Sweating or oedema' },
      { value: 'motor', label: 'Motor or trophic' },
    ],
  },
  {
    id: 'better-diagnosis',
    kind: 'one',
    text: 'Does another diagnosis explain the symptoms and signs better?',
    choices: yesNo,
  },
  {
    id: 'neuropathic-findings',
    kind: 'several',
    text: 'What speaks for neuropathic pain?',
    choices: [
      { value: 'history', label: 'History of a lesion or disease of the nerves, and a plausible place' },
      { value: 'signs', label: 'Sensory signs in the same place' },
      { value: 'test', label: 'A test that confirms the lesion or disease' },
    ],
  },
  {
    id: 'dn4',
    kind: 'score',
    text: 'DN4, total',
    least: 0,
    greatest: 10,
    help: 'The total alone; the items are not shown here for their licence.',
  },
  { id: 'lanss', kind: 'score', text: 'LANSS or S-LANSS, total', least: 0, greatest: 24 },
  { id: 'pain-detect', kind: 'score', text: 'painDETECT, total', least: -1, greatest: 38 },
  { id: 'pain', kind: 'score', text: 'Pain on average in the last week, 0 to 10', least: 0, greatest: 10 },
  {
    id: 'quality-of-life',
    kind: 'one',
    text: 'Does the pain impair the quality of life?',
    choices: yesNo,
  },
  { id: 'therapies', kind: 'therapies', text: 'Which drugs have been tried against this pain?' },
  {
    id: 'psychosis',
    kind: 'one',
    text: 'Schizophrenia or a related disorder',
    choices: nowPastNever,
    none: 'never',
  },
  { id: 'bipolar', kind: 'one', text: 'Bipolar or a related disorder', choices: nowPastNever, none: 'never' },
  {
    id: 'drug-abuse',
    kind: 'one',
    text: 'Abuse of or dependence on drugs or alcohol',
    choices: nowPastNever,
    none: 'never',
  },
  {
    id: 'psychiatric-evaluation',
    kind: 'one',
    text: 'Psychiatric evaluation before treatment',
    choices: [
      { value: 'nothing against', label: 'Done, nothing against ketamine' },
      { value: 'on conditions', label: 'Done, in favour on conditions' },
      { value: 'against', label: 'Done, against ketamine' },
      { value: 'not done', label: 'Not done' },
    ],
  },
  { id: 'hypertension', kind: 'one', text: 'High blood pressure', choices: controlled, none: 'none' },
  { id: 'heart', kind: 'one', text: 'Heart disease', choices: controlled, none: 'none' },
  {
    id: 'vessels',
    kind: 'one',
    text: 'Aneurysm, malformation of arteries and veins, or bleeding in the brain',
    choices: [
      { value: 'no', label: 'No' },
      { value: 'yes', label: 'Yes, now or in the past' },
    ],
    none: 'no',
  },
  {
    id: 'intracranial-pressure',
    kind: 'one',
    text: 'Raised pressure in the skull',
    choices: nowPastNever,
    none: 'never',
  },
  {
    id: 'eye-pressure',
    kind: 'one',
    text: 'Glaucoma or raised pressure in the eye',
    choices: controlled,
    none: 'none',
  },
  {
    id: 'liver-disease',
    kind: 'one',
    text: 'Liver disease',
    choices: [
      { value: 'none', label: 'No' },
      { value: 'mild', label: 'Mild' },
      { value: 'moderate', label: 'Moderate' },
      { value: 'severe', label: 'Severe' },
    ],
    none: 'none',
  },
  {
    id: 'kidney-disease',
    kind: 'one',
    text: 'Kidney disease or obstruction of the ureters',
    choices: [
      { value: 'no', label: 'No' },
      { value: 'disease', label: 'Kidney disease' },
      { value: 'obstruction', label: 'Obstruction' },
    ],
    none: 'no',
  },
  {
    id: 'bladder',
    kind: 'one',
    text: 'Bladder symptoms',
    choices: [
      { value: 'none', label: 'None' },
      { value: 'explained', label: 'Present, the cause is known and not ketamine' },
      { value: 'unexplained', label: 'Present, the cause is not known' },
      { value: 'ketamine', label: 'Present or past, from ketamine' },
    ],
    none: 'none',
  },
  {
    id: 'pregnancy',
    kind: 'one',
    text: 'Pregnancy',
    choices: [
      { value: 'not possible', label: 'Not possible, or excluded by a test' },
      { value: 'possible', label: 'Possible' },
      { value: 'pregnant', label: 'Pregnant' },
    ],
    none: 'not possible',
  },
  {
    id: 'epilepsy',
    kind: 'one',
    text: 'Epilepsy or seizures',
    choices: [
      { value: 'never', label: 'Never' },
      { value: 'free', label: 'Free of seizures for a year or more' },
      { value: 'now', label: 'A seizure within a year' },
    ],
    none: 'never',
  },
  { id: 'porphyria', kind: 'one', text: 'Porphyria', choices: yesNo, none: 'no' },
  { id: 'allergy', kind: 'one', text: 'Hypersensitivity to ketamine', choices: yesNo, none: 'no' },
  {
    id: 'systolic',
    kind: 'measure',
    measure: 'systolic',
    unit: 'mm[Hg]',
    range: false,
    text: 'Systolic blood pressure',
  },
  {
    id: 'diastolic',
    kind: 'measure',
    measure: 'diastolic',
    unit: 'mm[Hg]',
    range: false,
    text: 'Diastolic blood pressure',
  },
  { id: 'ALT', kind: 'measure', measure: 'ALT', unit: 'U/L', range: true, text: 'ALT' },
  { id: 'AST', kind: 'measure', measure: 'AST', unit: 'U/L', range: true, text: 'AST' },
  { id: 'ALP', kind: 'measure', measure: 'ALP', unit: 'U/L', range: true, text: 'Alkaline phosphatase' },
  { id: 'GGT', kind: 'measure', measure: 'GGT', unit: 'U/L', range: true, text: 'Gamma-GT' },
  { id: 'bilirubin', kind: 'measure', measure: 'bilirubin', unit: 'umol/L', range: true, text: 'Bilirubin' },
  {
    id: 'creatinine',
    kind: 'measure',
    measure: 'creatinine',
    unit: 'umol/L',
    range: true,
    text: 'Creatinine',
  },
  {
    id: 'eGFR',
    kind: 'measure',
    measure: 'eGFR',
    unit: 'mL/min/{1.73_m2}',
    range: false,
    text: 'Estimated filtration (eGFR)',
  },
  {
    id: 'urine',
    kind: 'one',
    text: 'Urine test',
    choices: [
      { value: 'normal', label: 'Normal' },
      { value: 'explained', label: 'Not normal, explained and treated' },
      { value: 'unexplained', label: 'Blood or white cells, not explained' },
    ],
  },
  {
    id: 'ecg',
    kind: 'one',
    text: 'ECG',
    choices: [
      { value: 'nothing against', label: 'Nothing against ketamine' },
      { value: 'on conditions', label: 'A finding that needs monitoring' },
      { value: 'against', label: 'A finding against ketamine' },
    ],
  },
  {
    id: 'medication-list',
    kind: 'one',
    text: 'Has the medication list been gone through with the patient?',
    choices: [
      { value: 'complete', label: 'Yes, it is complete, with what is bought over the counter' },
      { value: 'not yet', label: 'Not yet' },
    ],
  },
] as const satisfies readonly Question[];

export type QuestionId = (typeof questions)[number]['id'];

const byId: ReadonlyMap<string, Question> = new Map(questions.map((one) => [one.id, one]));

/** The question of an id. @throws {RangeError} when there is none */
export function questionOf(id: string): Question {
  const found = byId.get(id);
  if (found === undefined) throw new RangeError(`There is no question "${id}".`);
  return found;
}
