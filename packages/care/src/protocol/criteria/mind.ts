import type { Criterion } from '../criterion.ts';
import { consensus2018, ours, review2014 } from '../sources.ts';

export const psychosis: Criterion = {
  id: 'psychosis',
  version: 1,
  group: 'Mind',
  title: 'No schizophrenia or related disorder',
  why: 'Ketamine brings on psychotic symptoms. The review excludes these disorders; the consensus of 2018 only poorly controlled ones.',
  change: 'Another diagnosis by a psychiatrist.',
  test: { kind: 'choice', question: 'psychosis', answers: { never: { outcome: 'met' } } },
  source: `${review2014}; ${consensus2018}`,
  status: 'guideline',
};

export const bipolar: Criterion = {
  id: 'bipolar',
  version: 1,
  group: 'Mind',
  title: 'No bipolar or related disorder',
  why: 'The review excludes manic depression and related disorders before ketamine; a switch into mania is possible.',
  change: 'Another diagnosis by a psychiatrist.',
  test: { kind: 'choice', question: 'bipolar', answers: { never: { outcome: 'met' } } },
  source: review2014,
  status: 'guideline',
};

export const drugAbuse: Criterion = {
  id: 'drug-abuse',
  version: 1,
  group: 'Mind',
  title: 'No drug abuse, now or in the past',
  why: 'Ketamine is itself abused. The review excludes a history of drug abuse; the consensus of 2018 excludes active abuse from series of infusions.',
  change: 'What the patient, the tests and the pharmacy say.',
  test: { kind: 'choice', question: 'drug-abuse', answers: { never: { outcome: 'met' } } },
  source: `${review2014}; ${consensus2018}`,
  status: 'guideline',
};

/** How old a psychiatric evaluation may be, days. Ours. */
const evaluationDays = 90;

export const psychiatricEvaluation: Criterion = {
  id: 'psychiatric-evaluation',
  version: 1,
  group: 'Mind',
  title: 'Psychiatric evaluation before treatment',
  why: 'The review asks for an extensive psychiatric evaluation of every patient before ketamine. That it may be 90 days old is ours.',
  change: 'The evaluation, or a newer one.',
  test: {
    kind: 'choice',
    question: 'psychiatric-evaluation',
    answers: {
      'nothing against': { outcome: 'met' },
      'on conditions': {
        outcome: 'met with conditions',
        condition: 'Fulfil the conditions of the psychiatric evaluation.',
      },
    },
    validDays: evaluationDays,
  },
  source: `${review2014}; the age: ${ours}`,
  status: 'guideline',
};
