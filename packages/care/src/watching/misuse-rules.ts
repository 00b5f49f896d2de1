import type { MisuseRuleId } from '../follow-up/result.ts';
import type { Basis } from '../protocol/criterion.ts';
import { instrumentOf } from '../questionnaires/index.ts';
import { consensus2018, deJong2020, fda2023, ours } from './sources.ts';

/** A number that a rule compares with. */
export interface MisuseLimit {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

/**
 * A rule of misuse: data. What it looks for is a sighting; `times` of them within `withinDays` count as one occurrence,
 * which adds `weight` points that halve every `halfLifeDays`. It finds signs, never a verdict.
 */
export interface MisuseRule extends Basis {
  readonly id: MisuseRuleId;
  /** Goes up when what it finds or how it weighs changes. */
  readonly version: number;
  readonly title: string;
  /** What a sighting is, in words. */
  readonly finds: string;
  readonly limits: Readonly<Record<string, MisuseLimit>>;
  readonly times: number;
  readonly withinDays: number;
  readonly weight: number;
  readonly halfLifeDays: number;
  /** More points than this it never gives at one time. */
  readonly mostPoints: number;
  /** What is known of how well it tells misuse, and what is not. */
  readonly evidence: string;
  /** What else may lie behind it; asked first. */
  readonly otherReasons: readonly string[];
}

const own = (value: number, unit: string): MisuseLimit => ({ value, unit, source: ours });
const untested =
  'Taken from practice with opioids; nobody has tested it for ketamine at home. The false alarms are those of simulated patients.';
const bladderChange = instrumentOf('ketame-urine')?.importantChange?.value;
if (bladderChange === undefined) throw new Error('The form "ketame-urine" has no important change.');

const rule = (
  id: MisuseRuleId,
  title: string,
  finds: string,
  [times, withinDays]: readonly [number, number],
  { weight, halfLifeDays, most }: { weight: number; halfLifeDays: number; most: number },
  limits: MisuseRule['limits'],
  evidence: string,
  otherReasons: readonly string[],
  source = ours,
): MisuseRule => ({
  id,
  version: 1,
  title,
  finds,
  limits,
  times,
  withinDays,
  weight,
  halfLifeDays,
  mostPoints: most,
  evidence,
  otherReasons,
  source,
  status: 'ours',
});

const hazards = `${fda2023} (abuse and misuse at home); ${ours}`;

/** The rules. Weights, half-lives and limits are ours. */
export const misuseRules: Readonly<Record<MisuseRuleId, MisuseRule>> = {
  'early-refill': rule(
    'early-refill',
    'Supplies asked for early',
    'A supply asked for while a quarter or more of the last one should be left, and earlier than the tolerance of the register.',
    [2, 90],
    { weight: 6, halfLifeDays: 90, most: 18 },
    { leftShare: own(0.25, '1'), toleranceDays: own(2, 'd') },
    untested,
    ['a journey or holiday', 'a spilled dose that was not told', 'the plan was changed'],
    hazards,
  ),
  'count-off': rule(
    'count-off',
    'Count off by more than 10 %',
    'What was counted in hand differs from what diary and register leave, by more than 10 % of what there was since the last count; too much counts as well.',
    [1, 1],
    { weight: 4, halfLifeDays: 60, most: 16 },
    { offShare: own(0.1, '1') },
    `${untested} Doses that were taken and not entered in the diary make it too.`,
    ['doses forgotten in the diary', 'a slip in counting', 'doses kept in another place'],
    hazards,
  ),
  'lost-supply': rule(
    'lost-supply',
    'Supplies lost or stolen',
    'A supply reported as lost or stolen.',
    [2, 365],
    { weight: 8, halfLifeDays: 180, most: 16 },
    {},
    untested,
    ['theft by somebody in the house', 'a move', 'poor storage'],
    hazards,
  ),
  'dose-clustering': rule(
    'dose-clustering',
    'Doses close together',
    'A day with doses nearer to each other than the plan allows, or with more doses than it allows.',
    [3, 14],
    { weight: 4, halfLifeDays: 60, most: 12 },
    { toleranceHours: own(0.5, 'h') },
    untested,
    ['pain that the plan does not hold', 'times entered later, from memory', 'a misunderstood plan'],
    hazards,
  ),
  'outside-window': rule(
    'outside-window',
    'Doses outside the window',
    'A day with a dose outside the hours of the plan.',
    [4, 14],
    { weight: 2, halfLifeDays: 45, most: 6 },
    { toleranceHours: own(1, 'h') },
    untested,
    ['shift work', 'nights with pain', 'a journey through time zones'],
  ),
  'escalating-requests': rule(
    'escalating-requests',
    'Requests for more',
    'A request for a higher dose or for more doses.',
    [3, 90],
    { weight: 6, halfLifeDays: 90, most: 12 },
    {},
    `${untested} Tolerance and undertreated pain look the same.`,
    ['pain that is not relieved', 'tolerance', 'a dose chosen too low'],
  ),
  'other-prescriber': rule(
    'other-prescriber',
    'Another prescriber',
    'Ketamine or another drug of misuse from somebody who does not know of this programme.',
    [1, 1],
    { weight: 8, halfLifeDays: 180, most: 16 },
    {},
    untested,
    [
      'treatment in an emergency department or during surgery',
      'a colleague standing in',
      'a wrong match in the registry',
    ],
    hazards,
  ),
  'urine-test': rule(
    'urine-test',
    'A urine test that does not fit',
    'A test by mass spectrometry that does not fit the diary.',
    [1, 1],
    { weight: 8, halfLifeDays: 120, most: 16 },
    {},
    `What the tests can and cannot tell: ${deJong2020}. A positive test while ketamine is prescribed is no sign.`,
    ['a mistaken sample', 'much to drink before', 'a dose entered that was forgotten in the end'],
  ),
  'bladder-with-dose': rule(
    'bladder-with-dose',
    'Bladder symptoms rise with the dose',
    'The bladder score rose by what counts, and more doses a day were taken, more was asked for, or ketamine came from elsewhere.',
    [1, 1],
    { weight: 6, halfLifeDays: 90, most: 12 },
    {
      scoreRise: { value: bladderChange, unit: 'points of 18', source: ours },
      doseRise: own(0.1, '1'),
      lookBackDays: own(90, 'd'),
      meanDays: own(28, 'd'),
    },
    'Bladder symptoms follow dose and duration in people who misuse ketamine; in patients at home nobody counted. The bladder rules ask for urine and ultrasound, whatever the reason.',
    ['an infection', 'more doses against worse pain', 'a request that had nothing to do with it'],
    `${consensus2018}; ${fda2023}; ${ours}`,
  ),
};

/** What a score asks for. Talking comes first; no step says that a patient misuses. */
export const misuseSteps = [
  {
    id: 'none',
    from: 0,
    withinDays: null,
    title: 'No sign',
    whatToDo: 'Nothing. Ask at the planned contacts as always.',
  },
  {
    id: 'ask',
    from: 1,
    withinDays: null,
    title: 'Ask at the next contact',
    whatToDo: 'Ask openly about what was found, at the next planned contact.',
  },
  {
    id: 'talk',
    from: 8,
    withinDays: 7,
    title: 'Talk with the patient',
    whatToDo:
      'Somebody whom the patient knows calls: shows what was found, asks for the reason, asks how the pain is. Write down what was explained.',
  },
  {
    id: 'talk-soon',
    from: 16,
    withinDays: 2,
    title: 'Talk with the patient soon, physician included',
    whatToDo:
      'The physician talks with the patient, offers help, and considers smaller supplies until then. Ending treatment is no first answer: fear of it hides misuse.',
  },
] as const;
export type MisuseStep = (typeof misuseSteps)[number];

/** From this score on somebody talks with the patient: what the simulation counts as an alarm. */
export const talkFrom = misuseSteps[2].from;
