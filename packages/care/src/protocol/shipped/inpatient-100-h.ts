import { diagnosisCriterion, sharedCriteria } from '../criteria/index.ts';
import type { Protocol } from '../protocol.ts';
import { anzca2021, noppers2011, ours, review2014, sigtermans2009 } from '../sources.ts';
import { followUp, retreatmentAfter } from './after-course.ts';
import { chartedEvery, inpatientDischarge, ownNumber, trialNumber } from './parts.ts';
import { stopRules } from './stop-rules.ts';

const rate = 'mg/h/70kg';
const own = { source: ours, status: 'ours' } as const;

/** The rate of a step, and our hour before which it is not set: the paper titrated by effect and prints no hours. */
const step = (value: number, notBeforeH: number) => ({
  rate: trialNumber(value, rate, sigtermans2009),
  notBeforeH: ownNumber(notBeforeH, 'h', 'The trial titrated by effect; steps of 8 h are ours.'),
});

export const inpatient100h: Protocol = {
  id: 'inpatient-100-h',
  version: 1,
  title: '100 h of S-ketamine in hospital',
  summary:
    'S-ketamine by vein without a break for 100 h, raised step by step by relief and side effects, as in the trial of 60 patients with complex regional pain syndrome type 1. Pain was lower for up to 11 weeks; function did not improve.',
  setting: 'inpatient',
  criteria: [diagnosisCriterion('crps', 'complex regional pain syndrome type 1'), ...sharedCriteria],
  regimen: {
    drug: 'S-ketamine',
    amountAs: 'base',
    basis: '70 kg',
    steps: [
      step(5, 0),
      step(10, 8),
      step(15, 16),
      step(20, 24),
      {
        rate: ownNumber(25, rate, 'Between the 20 and the 30 of the trial.'),
        notBeforeH: ownNumber(32, 'h'),
      },
      step(30, 40),
    ],
    greatestRate: trialNumber(30, rate, sigtermans2009, 'Mean at the end 22.2 ± 2.0.'),
    greatestMgPerH: null,
    hoursPerSession: trialNumber(100, 'h', sigtermans2009, '4.2 days.'),
    sessions: trialNumber(1, '1', sigtermans2009),
    everyH: null,
    weaning: [
      {
        fraction: 0.5,
        hours: ownNumber(6, 'h', `Two steps within the 12 to 24 h that is reported of ${anzca2021}`),
      },
      { fraction: 0.25, hours: ownNumber(6, 'h') },
    ],
    beside: 'Not stated in what was read of the trial. Midazolam and clonidine at hand.',
    published: 'sigtermans-2009',
  },
  monitoring: {
    charted: chartedEvery(60, 120, { bodyMin: 120, mindMin: 480 }),
    night: { from: '22:00', to: '06:00', ...own },
    laboratory: [
      {
        measures: ['ALT', 'AST', 'ALP', 'GGT', 'bilirubin', 'creatinine'],
        everyH: 48,
        source: `${noppers2011}; ${review2014} (follow the liver enzymes in long infusions); every 24 to 48 h: ${ours}`,
        status: 'ours',
      },
    ],
    reviewEveryH: { value: 24, unit: 'h', source: anzca2021, status: 'guideline' },
    handoverEveryH: ownNumber(
      8,
      'h',
      'Three shifts a day; a clinic with other shifts changes it in its own protocol.',
    ),
  },
  discharge: inpatientDischarge,
  followUp,
  retreatment: retreatmentAfter(42),
  stopRules,
};
