import { diagnosisCriterion, sharedCriteria } from '../criteria/index.ts';
import type { Protocol } from '../protocol.ts';
import { anzca2021, schwartzman2009 } from '../sources.ts';
import { followUp, retreatmentAfter } from './after-course.ts';
import { chartedEvery, outpatientDischarge, ownNumber, trialNumber } from './parts.ts';
import { stopRules } from './stop-rules.ts';

const rate = 'mg/kg/h';

export const outpatient10Days: Protocol = {
  id: 'outpatient-10-days',
  version: 1,
  title: '4 h on 10 days, racemic ketamine, day care',
  summary:
    'Racemic ketamine by vein for 4 h on each of 10 days, at most 0.35 mg/kg/h and 25 mg/h, as in a trial in complex regional pain syndrome: 26 patients randomised, 19 analysed, stopped early. Clonidine and midazolam were given in both arms.',
  setting: 'outpatient',
  criteria: [diagnosisCriterion('crps', 'complex regional pain syndrome'), ...sharedCriteria],
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
      { rate: trialNumber(0.35, rate, schwartzman2009), notBeforeH: ownNumber(1, 'h') },
    ],
    greatestRate: trialNumber(0.35, rate, schwartzman2009),
    greatestMgPerH: trialNumber(25, 'mg/h', schwartzman2009),
    hoursPerSession: trialNumber(4, 'h', schwartzman2009),
    sessions: trialNumber(10, '1', schwartzman2009),
    everyH: ownNumber(24, 'h', 'Whether the trial paused at week-ends is not stated in what was read.'),
    weaning: [],
    beside: 'In the trial clonidine 0.1 mg by mouth and midazolam 2 mg twice by vein, in both arms.',
    published: 'schwartzman-2009',
  },
  monitoring: {
    charted: chartedEvery(15, 30, null),
    night: null,
    laboratory: [],
    reviewEveryH: null,
  },
  discharge: outpatientDischarge,
  followUp,
  retreatment: retreatmentAfter(42),
  stopRules,
};
