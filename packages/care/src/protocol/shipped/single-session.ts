import { diagnosisCriterion, sharedCriteria } from '../criteria/index.ts';
import type { Protocol } from '../protocol.ts';
import { anzca2021, schwartzman2009 } from '../sources.ts';
import { followUp, retreatmentAfter } from './after-course.ts';
import { chartedEvery, outpatientDischarge, ownNumber, trialNumber } from './parts.ts';
import { stopRules } from './stop-rules.ts';

const rate = 'mg/kg/h';

export const singleSession: Protocol = {
  id: 'single-session',
  version: 1,
  title: 'A single supervised session',
  summary:
    'Racemic ketamine by vein for 4 h, once. Single infusions relieved pain while they ran and little longer; trials with an active placebo found nothing after weeks. To see tolerance and response, not as a treatment that lasts.',
  setting: 'outpatient',
  criteria: [
    diagnosisCriterion(null, 'other kinds of pain, with relief mostly during the infusion'),
    ...sharedCriteria,
  ],
  regimen: {
    drug: 'racemic ketamine',
    amountAs: 'base',
    basis: 'kg',
    steps: [
      {
        rate: ownNumber(0.1, rate, `Within the start of 0.05 to 0.1 that is reported of ${anzca2021}`),
        notBeforeH: ownNumber(0, 'h'),
      },
      { rate: ownNumber(0.2, rate), notBeforeH: ownNumber(0.5, 'h') },
      {
        rate: trialNumber(0.35, rate, schwartzman2009, 'One session of that course.'),
        notBeforeH: ownNumber(1, 'h'),
      },
    ],
    greatestRate: trialNumber(0.35, rate, schwartzman2009, 'One session of that course.'),
    greatestMgPerH: trialNumber(25, 'mg/h', schwartzman2009),
    hoursPerSession: trialNumber(4, 'h', schwartzman2009, 'One session of that course.'),
    sessions: ownNumber(1, '1'),
    everyH: null,
    weaning: [],
    beside: 'Nothing by rule; midazolam and clonidine at hand.',
    published: null,
  },
  monitoring: {
    charted: chartedEvery(15, 30, null),
    night: null,
    laboratory: [],
    reviewEveryH: null,
  },
  discharge: outpatientDischarge,
  followUp,
  retreatment: retreatmentAfter(21),
  stopRules,
};
