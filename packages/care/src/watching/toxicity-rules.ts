import { bloodPressureLimits } from '../bearing/findings.ts';
import type { HomeUrgency } from '../home/worklist.ts';
import type { Basis } from '../protocol/criterion.ts';
import {
  bileDucts,
  cotter2021,
  esketamineLabel,
  fda2023,
  ketamineLabelUs,
  ours,
  poon2010,
} from './sources.ts';

export type ToxicitySystem =
  | 'bladder and kidney'
  | 'liver and bile'
  | 'upper gut'
  | 'cognition'
  | 'mood'
  | 'blood pressure';

/** A rule of toxicity at home: what the rules after a course do not look for. What it finds is a function beside it. */
export interface ToxicityRule extends Basis {
  readonly id: string;
  /** Goes up when what it finds or says changes. */
  readonly version: number;
  readonly system: ToxicitySystem;
  readonly urgency: HomeUrgency;
  readonly title: string;
  readonly whatToDo: string;
  /** What would change it. */
  readonly change: string;
}

/** The numbers of the rules, each once. */
export const toxicityLimits = {
  /** Days of the diary that are looked at, and on how many of them a symptom counts. */
  diaryDays: { value: 14, unit: 'd', source: ours },
  frequencyDays: { value: 7, unit: 'd', source: ours },
  gutDays: { value: 5, unit: 'd', source: ours },
  memoryDays: { value: 5, unit: 'd', source: ours },
  /** An ultrasound so long before a bladder finding still shows the kidneys of now. */
  ultrasoundHoldsDays: { value: 14, unit: 'd', source: ours },
  pressureDays: { value: 7, unit: 'd', source: ours },
  pressureReadings: { value: 4, unit: '1', source: ours },
  ...bloodPressureLimits,
} as const;

const rule = (
  id: string,
  system: ToxicitySystem,
  urgency: HomeUrgency,
  title: string,
  [whatToDo, change]: readonly [string, string],
  source: string,
): ToxicityRule => ({ id, version: 1, system, urgency, title, whatToDo, change, source, status: 'ours' });

const bladder = `${esketamineLabel}; ${fda2023}; ${ketamineLabelUs}; ${ours}`;
const bile = `${cotter2021}; ${bileDucts}; ${ketamineLabelUs}; ${ours}`;
const stopped = 'Nothing: treatment ends, as the plans of stopping say.';

export const toxicityRules = {
  bladderImaged: rule(
    'home-bladder-ultrasound-finding',
    'bladder and kidney',
    'today',
    'Widened kidneys or a thickened bladder on ultrasound',
    ['No further dose. Urologist today; creatinine.', stopped],
    bladder,
  ),
  bladderUltrasound: rule(
    'home-bladder-ultrasound',
    'bladder and kidney',
    'this week',
    'Ultrasound of kidneys and bladder is needed',
    [
      'Ultrasound for widened kidneys and thickness of the bladder wall, urine test, creatinine.',
      'Its result.',
    ],
    bladder,
  ),
  bladderFrequency: rule(
    'home-bladder-frequency',
    'bladder and kidney',
    'this week',
    'Passing water often or in a hurry, on most days',
    [
      'Urine test for blood and infection; the bladder form; no higher dose until it is clear.',
      'Fewer such days in the diary.',
    ],
    bladder,
  ),
  bileImaged: rule(
    'home-bile-ultrasound-finding',
    'liver and bile',
    'today',
    'A widened bile duct on ultrasound',
    ['No further dose. Hepatologist; the four enzymes, bilirubin and INR.', stopped],
    bile,
  ),
  bileUltrasound: rule(
    'home-bile-ultrasound',
    'liver and bile',
    'this week',
    'Ultrasound of the bile ducts is needed',
    [
      'Ultrasound for widened bile ducts; bilirubin; repeat the four enzymes within a week.',
      'Its result, or ALP and GGT within their ranges.',
    ],
    bile,
  ),
  liverSigns: rule(
    'home-liver-signs',
    'liver and bile',
    'today',
    'Yellow skin, or itching',
    ['No further dose until the four enzymes and bilirubin are known; take them today.', 'Their result.'],
    bile,
  ),
  upperGut: rule(
    'home-upper-gut',
    'upper gut',
    'this week',
    'Stomach pain, nausea or vomiting on many days',
    [
      'Ask for black stool, loss of weight and painkillers; liver enzymes and lipase, since bile and pancreas hurt there too; gastroscopy if it lasts. It went when ketamine was stopped.',
      'Fewer such days in the diary.',
    ],
    `${poon2010}; ${ours}`,
  ),
  memory: {
    ...rule(
      'home-memory',
      'cognition',
      'this week',
      'Trouble with memory on many days',
      ['Test cognition (MoCA on paper), and compare with the test before treatment.', 'The result.'],
      `${ketamineLabelUs} (memory and attention after frequent high doses); ${ours}`,
    ),
    version: 2,
  },
  cognitionFell: rule(
    'home-cognition-fell',
    'cognition',
    'this week',
    'Cognition is worse than before treatment',
    [
      'Look for other causes; no higher dose; lower or stop, and test again after three months.',
      'A later test near the first.',
    ],
    `${ketamineLabelUs}; ${ours}`,
  ),
  moodWorse: rule(
    'home-mood-worse',
    'mood',
    'this week',
    'Depression is worse than before treatment',
    [
      'Speak with the patient, ask about thoughts of death, consider a psychiatrist; smaller supplies.',
      'A later score near the first.',
    ],
    ours,
  ),
  pressure: rule(
    'home-pressure',
    'blood pressure',
    'this week',
    'Blood pressure before the dose is high on average',
    [
      'Check device and cuff; see the patient, treat the pressure; no higher dose until it is lower.',
      'A week below the limit.',
    ],
    `${bloodPressureLimits.systolic.source}; the average: ${ours}`,
  ),
} as const satisfies Record<string, ToxicityRule>;
