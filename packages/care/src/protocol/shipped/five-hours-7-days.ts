import { diagnosisCriterion, sharedCriteria } from '../criteria/index.ts';
import type { Protocol } from '../protocol.ts';
import { amr2010 } from '../sources.ts';
import { followUp, retreatmentAfter } from './after-course.ts';
import { chartedEvery, outpatientDischarge, ownNumber, trialNumber } from './parts.ts';
import { stopRules } from './stop-rules.ts';

export const fiveHours7Days: Protocol = {
  id: 'five-hours-7-days',
  version: 1,
  title: '5 h on 7 days, racemic ketamine, in hospital',
  summary:
    'Racemic ketamine 80 mg over 5 h on each of 7 days beside gabapentin, as in a trial of 40 patients with pain after spinal cord injury. Pain was lower for 2 weeks and no longer in weeks 3 and 4. One author; two of his P values stand in another trial of his as well.',
  setting: 'inpatient',
  criteria: [diagnosisCriterion('spinal cord injury', 'pain after spinal cord injury'), ...sharedCriteria],
  regimen: {
    drug: 'racemic ketamine',
    amountAs: 'base',
    basis: 'patient',
    steps: [
      {
        rate: trialNumber(16, 'mg/h', amr2010, '80 mg over 5 h, written as a constant rate.'),
        notBeforeH: trialNumber(0, 'h', amr2010),
      },
    ],
    greatestRate: trialNumber(16, 'mg/h', amr2010),
    greatestMgPerH: null,
    hoursPerSession: trialNumber(5, 'h', amr2010),
    sessions: trialNumber(7, '1', amr2010),
    everyH: ownNumber(24, 'h', 'Daily; the hour is not stated.'),
    weaning: [],
    beside: 'In the trial gabapentin 300 mg three times a day, in both arms.',
    published: 'amr-2010',
  },
  monitoring: {
    charted: chartedEvery(15, 30, null),
    night: null,
    laboratory: [],
    reviewEveryH: ownNumber(24, 'h'),
  },
  discharge: outpatientDischarge,
  followUp,
  retreatment: retreatmentAfter(42),
  stopRules,
};
