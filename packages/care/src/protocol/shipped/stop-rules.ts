import { liverLimits } from '../../liver-limits.ts';
import type { Basis } from '../criterion.ts';
import type { StopRule } from '../protocol.ts';
import { consensus2018, esketamineLabel, noppers2011, ours, review2014 } from '../sources.ts';

const own: Basis = { source: ours, status: 'ours' };

/** In every protocol. Limits of vital signs have no source: they are ours, and the clinic confirms them before first use. */
export const stopRules: readonly StopRule[] = [
  {
    id: 'liver-injury',
    when: `ALT, AST, alkaline phosphatase or gamma-GT reaches ${liverLimits.enzyme.value} times its upper limit, or twice the baseline where that was raised: end the infusion, no further course for ${liverLimits.rechallengeMonths.value} months, enzymes weekly until normal.`,
    action: 'stop',
    source: `${noppers2011}; ${ours}`,
    status: 'ours',
  },
  {
    id: 'hys-law',
    when: `ALT or AST from ${liverLimits.hysLawTransaminase.value} times and bilirubin above twice its upper limit, alkaline phosphatase below twice, no other cause.`,
    action: 'stop for good',
    source: liverLimits.hysLawTransaminase.source,
    status: 'guideline',
  },
  {
    id: 'blood-pressure',
    when: 'Blood pressure of 180/110 mmHg or more twice within 5 minutes.',
    action: 'pause',
    ...own,
  },
  { id: 'oxygen', when: 'Oxygen saturation below 90 % in spite of oxygen.', action: 'pause', ...own },
  { id: 'sedation', when: 'MOAA/S of 3 or less, or RASS of -2 or less.', action: 'pause', ...own },
  {
    id: 'perception',
    when: 'Drug high of 7 or more of 10, or any perception that frightens the patient.',
    action: 'pause',
    ...own,
  },
  {
    id: 'psychosis',
    when: 'Psychotic symptoms that outlast the infusion, or suicidal thoughts.',
    action: 'stop for good',
    source: `${review2014}; ${ours}`,
    status: 'ours',
  },
  {
    id: 'bladder',
    when: 'Visible blood in the urine, or urgency or pain on passing water for more than 2 weeks without infection.',
    action: 'stop for good',
    source: `${esketamineLabel}; ${ours}`,
    status: 'ours',
  },
  { id: 'kidney', when: 'eGFR falls by more than 25 %, or a kidney is obstructed.', action: 'stop', ...own },
  {
    id: 'misuse',
    when: 'Ketamine taken otherwise than as given here.',
    action: 'stop',
    source: consensus2018,
    status: 'guideline',
  },
  { id: 'patient', when: 'The patient wants it.', action: 'stop', ...own },
];
