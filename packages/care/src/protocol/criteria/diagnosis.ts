import type { Criterion, Meaning } from '../criterion.ts';
import { budapest, consensus2018, dn4, finnerup2016, ours, review2014 } from '../sources.ts';

const met: Meaning = { outcome: 'met' };
const notMet: Meaning = { outcome: 'not met' };

/** Pains with a neuropathic part, in the sense of the review's Table 1. */
export const neuropathicPains = [
  'crps',
  'spinal cord injury',
  'central',
  'peripheral nerve injury',
  'postherpetic',
  'trigeminal',
  'phantom limb',
  'chemotherapy',
  'neuropathic',
] as const;

const notCrps = neuropathicPains.filter((pain) => pain !== 'crps');

/**
 * The diagnosis: the pain that the trial of the regimen treated is met, another neuropathic pain on a condition.
 * @param studied the pain of the trial, a value of the question "syndrome"; null when no trial stands behind the regimen
 * @param words how that pain is called in the condition
 */
export function diagnosisCriterion(studied: 'crps' | 'spinal cord injury' | null, words: string): Criterion {
  const elsewhere: Meaning = {
    outcome: 'met with conditions',
    condition: `Tell the patient that this regimen was studied in ${words} and that nothing shows that it lasts in this pain.`,
  };
  return {
    id: 'diagnosis',
    version: 1,
    group: 'Diagnosis',
    title: 'Neuropathic pain',
    why: 'The review keeps ketamine for neuropathic pain that has resisted other treatment; the trials behind this regimen treated one diagnosis.',
    change: 'Another diagnosis.',
    test: {
      kind: 'choice',
      question: 'syndrome',
      answers: Object.fromEntries(neuropathicPains.map((pain) => [pain, pain === studied ? met : elsewhere])),
    },
    source: `${review2014}; ${consensus2018}`,
    status: 'guideline',
  };
}

export const crpsGrade: Criterion = {
  id: 'crps-grade',
  version: 1,
  group: 'Diagnosis',
  title: 'Complex regional pain syndrome by the Budapest criteria',
  why: 'The diagnosis is clinical: symptoms in three of four categories and signs in two; for research symptoms in all four.',
  change: 'The examination on another day, since signs come and go.',
  when: [{ question: 'syndrome', is: ['crps'] }],
  test: { kind: 'Budapest', grades: { research: met, clinical: met, 'not fulfilled': notMet } },
  source: budapest,
  status: 'guideline',
};

export const neuropathicGrade: Criterion = {
  id: 'neuropathic-grade',
  version: 1,
  group: 'Diagnosis',
  title: 'Neuropathic pain graded probable or definite',
  why: 'Possible, probable and definite neuropathic pain differ in what has been examined and confirmed.',
  change: 'Examination of sensation in the painful area, or a test that confirms the lesion.',
  when: [{ question: 'syndrome', is: notCrps }],
  test: {
    kind: 'neuropathic grade',
    grades: {
      definite: met,
      probable: met,
      possible: {
        outcome: 'met with conditions',
        condition: 'Examine sensation in the painful area: the pain is only possibly neuropathic so far.',
      },
      unlikely: notMet,
    },
  },
  source: finnerup2016,
  status: 'guideline',
};

export const screeningScore: Criterion = {
  id: 'screening-score',
  version: 1,
  group: 'Diagnosis',
  title: 'A score that speaks for neuropathic pain',
  why: 'DN4 of 4, LANSS of 12 or painDETECT of 19 or more speaks for neuropathic pain. A score alone never makes or excludes the diagnosis.',
  change: 'Another score.',
  when: [{ question: 'syndrome', is: notCrps }],
  test: {
    kind: 'score',
    scores: [
      { question: 'dn4', atLeast: 4 },
      { question: 'lanss', atLeast: 12 },
      { question: 'pain-detect', atLeast: 19 },
    ],
    below: {
      outcome: 'met with conditions',
      condition: 'Look again at the diagnosis: the scores do not speak for neuropathic pain.',
    },
  },
  source: `${dn4}; Bennett M, Pain 2001;92:147-157 (LANSS); Freynhagen R et al., Curr Med Res Opin 2006;22:1911-1920 (painDETECT); that a score is asked for: ${ours}`,
  status: 'ours',
};
