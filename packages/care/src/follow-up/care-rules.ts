import { liverLimits } from '../liver-limits.ts';
import {
  consensus2018,
  esketamineLabel,
  fda2023,
  noppers2011,
  ours,
  review2014,
} from '../protocol/sources.ts';
import type { CareOutcome, CareRule, CareSystem } from './finding.ts';

const rule = (
  id: string,
  system: CareSystem,
  outcome: CareOutcome,
  title: string,
  [whatToDo, change]: readonly [string, string],
  source: string,
  status: CareRule['status'] = 'ours',
): CareRule => ({ id, version: 1, system, outcome, title, whatToDo, change, source, status });

const followToNormal = 'Enzymes, bilirubin and INR every week until normal; look for other causes.';
const noMore = 'Nothing: ketamine is not given again. A result that was wrong is struck out with its reason.';
const bladder = `${esketamineLabel}; ${fda2023}; ${ours}`;

/** The rules of care after a course, in the order in which they are told. Those of the liver outrank the window of retreatment. */
export const careRules = {
  hysLaw: rule(
    'liver-hys-law',
    'liver',
    'stop for good',
    "Hy's law",
    ['No ketamine again. Hepatologist today: about one in ten such injuries is fatal.', noMore],
    liverLimits.bilirubin.source,
    'guideline',
  ),
  fdaStop: rule(
    'liver-fda-stop',
    'liver',
    'stop for good',
    'Stop rule of a severe liver injury',
    [`No ketamine again. ${followToNormal}`, noMore],
    `${liverLimits.transaminaseAlone.source}; that it is for good: ${ours}`,
    'guideline',
  ),
  injury: rule(
    'liver-injury',
    'liver',
    'stop',
    `Liver enzymes at ${liverLimits.enzyme.value} times the upper limit or more`,
    [
      followToNormal,
      `All four enzymes normal again, and ${liverLimits.rechallengeMonths.value} months past. This outranks the window of retreatment.`,
    ],
    liverLimits.rechallengeMonths.source,
  ),
  injuryBefore: rule(
    'liver-injury-before',
    'liver',
    'watch',
    'A liver injury before',
    [
      'If a further course is decided on: enzymes every 1 to 2 days while it runs, and stop at the first rise.',
      'Nothing: it stays known.',
    ],
    `${noppers2011}; ${ours}`,
  ),
  raised: rule(
    'liver-raised',
    'liver',
    'watch',
    'Liver enzymes above normal',
    ['Repeat within a week.', 'Values within the reference range.'],
    ours,
  ),
  interval: rule(
    'liver-interval',
    'liver',
    'hold',
    'Too soon after the last course',
    [
      'Wait. A longer interval alone does not protect: test the enzymes before and during the next course.',
      'The day has come.',
    ],
    `${noppers2011} (3 of 6 had liver injury when exposed again after 16 days); ${ours}`,
  ),
  visibleBlood: rule(
    'bladder-visible-blood',
    'bladder and kidney',
    'stop for good',
    'Visible blood in the urine',
    ['Urologist; ultrasound of kidneys and bladder.', noMore],
    bladder,
  ),
  sterileSymptoms: rule(
    'bladder-sterile-symptoms',
    'bladder and kidney',
    'stop for good',
    'Urgency or pain on passing water for more than two weeks without infection',
    ['Urologist; ultrasound of kidneys and bladder.', noMore],
    bladder,
  ),
  symptomsUntested: rule(
    'bladder-symptoms-untested',
    'bladder and kidney',
    'hold',
    'Urgency or pain on passing water for more than two weeks',
    [
      'Test the urine for infection now.',
      'Infection found and treated, and the symptoms gone; without infection it is the stop rule.',
    ],
    bladder,
  ),
  bloodOnStrip: rule(
    'bladder-blood-on-strip',
    'bladder and kidney',
    'hold',
    'Blood on the urine strip',
    ['Look for infection, treat it, and repeat the test.', 'A later urine test without blood.'],
    bladder,
  ),
  symptomsRise: rule(
    'bladder-symptoms-rise',
    'bladder and kidney',
    'hold',
    'More bladder symptoms than before treatment',
    ['Test the urine; ask again in a week.', 'A later score near the first one.'],
    bladder,
  ),
  filtration: rule(
    'kidney-filtration',
    'bladder and kidney',
    'stop',
    'Kidney function has fallen by more than a quarter',
    ['Repeat, and ultrasound of kidneys and bladder.', 'A later eGFR within a quarter of the first.'],
    ours,
  ),
  obstructed: rule(
    'kidney-obstructed',
    'bladder and kidney',
    'stop for good',
    'An obstructed kidney',
    ['Urologist today.', noMore],
    bladder,
  ),
  psychosis: rule(
    'mind-psychosis',
    'mind',
    'stop for good',
    'Psychosis',
    ['Psychiatrist today.', noMore],
    `${review2014}; ${ours}`,
  ),
  suicidality: rule(
    'mind-suicidality',
    'mind',
    'stop for good',
    'Suicidal thoughts',
    ['Do not leave the patient alone; psychiatrist today.', noMore],
    `${review2014}; ${ours}`,
  ),
  suicidePathway: rule(
    'mind-suicide-pathway',
    'mind',
    'hold',
    'An answer that opens the suicide pathway',
    [
      'Speak with the patient today: thoughts, plan, means, who is there. Note "suicidal thoughts" as a sign where they are confirmed.',
      'The same question answered with no, later.',
    ],
    'Kroenke K et al., J Gen Intern Med 2001;16:606-613 (item 9); what follows from it: ours',
  ),
  flashbacks: rule(
    'mind-flashbacks',
    'mind',
    'hold',
    'Flashbacks that trouble the patient',
    ['A physician speaks with the patient.', 'The day on which they were over is entered.'],
    review2014,
  ),
  misuse: rule(
    'misuse',
    'misuse',
    'stop',
    'Signs of misuse',
    ['A physician looks into each sign with the patient.', 'A later review that finds none.'],
    `${consensus2018}; ${fda2023}; the list of signs: ${ours}`,
  ),
} as const satisfies Record<string, CareRule>;
