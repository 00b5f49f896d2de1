import { bloodPressureLimits, filtrationLimit } from '../../bearing/findings.ts';
import { liverLimits } from '../../liver-limits.ts';
import type { Measure } from '../../record.ts';
import type { Criterion, MeasureTest } from '../criterion.ts';
import { consensus2018, esketamineLabel, ours, review2014 } from '../sources.ts';

/** How old a baseline value may be, days. Ours. */
const bloodDays = 30;
const ecgDays = 180;

/** From here blood pressure counts as uncontrolled, mmHg. Ours: grade 3 hypertension of the European guideline of 2018. */
const uncontrolledFrom = { systolic: 180, diastolic: 110 } as const;

/** From here on the filtration is too low for a course outside special care, mL/min/1.73 m². Ours: KDIGO category G5. */
const filtrationRefused = 15;

type Test = Omit<Criterion, 'version' | 'group'>;
const baseline = (criterion: Test): Criterion => ({ version: 1, group: 'Baseline tests', ...criterion });

const liver = (measure: Measure, name: string): Criterion =>
  baseline({
    id: `baseline-${measure}`,
    title: `${name} before the course`,
    why: 'Ketamine can injure the liver: 3 of 6 patients on re-exposure. Without a value from before, a later one cannot be read. The age of 30 days is ours.',
    change: 'A new value, or the range of the laboratory.',
    test: {
      kind: 'measure',
      measure,
      unit: 'times upper limit',
      worse: 'above',
      conditionBeyond: 1,
      condition: `${name} is raised: explain it first, take it as the baseline and measure every 24 h in a course over days.`,
      refusedFrom: liverLimits.enzyme.value,
      validDays: bloodDays,
    },
    source: `${liverLimits.enzyme.source}; ${consensus2018}; the limit and the age: ${ours}`,
    status: 'ours',
  });

const pressure = (measure: 'systolic' | 'diastolic', name: string): Criterion =>
  baseline({
    id: `baseline-${measure}`,
    title: `${name} blood pressure`,
    why: 'The label of nasal esketamine delays a dose above 140/90 mmHg; from 180/110 it counts as uncontrolled here (ours).',
    change: 'A new measurement, under treatment if needed.',
    test: {
      kind: 'measure',
      measure,
      unit: bloodPressureLimits[measure].unit,
      worse: 'above',
      conditionBeyond: bloodPressureLimits[measure].value,
      condition: 'Measure again and treat: while it stays above 140/90 mmHg a dose is delayed.',
      refusedFrom: uncontrolledFrom[measure],
      validDays: bloodDays,
    },
    source: `${esketamineLabel}; ${consensus2018}; 180/110 and the age: ${ours}`,
    status: 'label',
  });

const creatinine: MeasureTest = {
  kind: 'measure',
  measure: 'creatinine',
  unit: 'times upper limit',
  worse: 'above',
  conditionBeyond: 1,
  condition: 'Explain the raised creatinine; ultrasound of kidneys and bladder before the course.',
  refusedFrom: null,
  validDays: bloodDays,
};

export const baselineTests: readonly Criterion[] = [
  pressure('systolic', 'Systolic'),
  pressure('diastolic', 'Diastolic'),
  liver('ALT', 'ALT'),
  liver('AST', 'AST'),
  liver('ALP', 'Alkaline phosphatase'),
  liver('GGT', 'Gamma-GT'),
  baseline({
    id: 'baseline-creatinine',
    title: 'Creatinine before the course',
    why: 'The baseline for the watch over kidneys and ureters. The age of 30 days is ours.',
    change: 'A new value, or the range of the laboratory.',
    test: creatinine,
    source: `${review2014}; ${ours}`,
    status: 'ours',
  }),
  baseline({
    id: 'baseline-filtration',
    title: 'Filtration of the kidneys',
    why: 'Below 60 it is decreased (KDIGO). Metabolites of ketamine leave by the kidney.',
    change: 'A new value.',
    test: {
      kind: 'measure',
      measure: 'eGFR',
      unit: filtrationLimit.unit,
      worse: 'below',
      conditionBeyond: filtrationLimit.value,
      condition: 'Creatinine at the end of the course and a week later.',
      refusedFrom: filtrationRefused,
      validDays: bloodDays,
    },
    source: `${filtrationLimit.source}; 15 and the age: ${ours}`,
    status: 'ours',
  }),
  baseline({
    id: 'baseline-urine',
    title: 'Urine test before the course',
    why: 'The baseline for the watch over the bladder: blood or white cells without a cause are explained first.',
    change: 'A new test.',
    test: {
      kind: 'choice',
      question: 'urine',
      answers: {
        normal: { outcome: 'met' },
        explained: {
          outcome: 'met with conditions',
          condition: 'Repeat the urine test when the treatment of the cause has ended.',
        },
      },
      validDays: bloodDays,
    },
    source: `${review2014}; ${ours}`,
    status: 'ours',
  }),
  baseline({
    id: 'baseline-ecg',
    title: 'ECG where heart or blood pressure ask for it',
    why: 'Asked where heart disease or high blood pressure is known. That it may be 180 days old is ours.',
    change: 'An ECG.',
    when: [
      { question: 'heart', is: ['controlled', 'uncontrolled'] },
      { question: 'hypertension', is: ['controlled', 'uncontrolled'] },
    ],
    test: {
      kind: 'choice',
      question: 'ecg',
      answers: {
        'nothing against': { outcome: 'met' },
        'on conditions': {
          outcome: 'met with conditions',
          condition: 'ECG monitored throughout the infusion.',
        },
      },
      validDays: ecgDays,
    },
    source: `${consensus2018}; ${ours}`,
    status: 'ours',
  }),
];

export const medicationListComplete: Criterion = {
  id: 'medication-list',
  version: 1,
  group: 'Medication and record',
  title: 'Medication list gone through',
  why: 'What is not on the list cannot be checked: opioids, benzodiazepines, grapefruit juice and St John’s wort among it.',
  change: 'Going through the list with the patient.',
  test: {
    kind: 'choice',
    question: 'medication-list',
    answers: { complete: { outcome: 'met' } },
    validDays: bloodDays,
  },
  source: ours,
  status: 'ours',
};

export const recordFindings: Criterion = {
  id: 'record-findings',
  version: 1,
  group: 'Medication and record',
  title: 'Interactions, and what else bears on ketamine in the record',
  why: 'Every finding of the record that no other criterion asks for; each interaction with the size that was measured, where it was.',
  change: 'A change of the medication, or a corrected record.',
  test: { kind: 'record' },
  source: 'The rules of what bears on ketamine, each with its own source',
  status: 'ours',
};
