import { InputError } from '@ketame/pharmacometrics';
import type { Knowledge } from '../later-evidence.ts';
import type { Estimate } from './estimate.ts';
import { proportion } from './risk-difference.ts';

/** A score at a time after the start. */
export interface TimedScore {
  readonly timeH: number;
  readonly score: number;
}

/**
 * How scores between two times are counted: on the straight line between them, or as the later one for the whole
 * stretch before it (right rectangle).
 */
export type SummingRule = 'trapezoid' | 'right rectangle';

/** A sum of scores over time, with the rule by which it was made. */
export interface TimeWeightedSum {
  /** Score x hours. */
  readonly sum: number;
  /** The same as percent of the greatest sum possible. */
  readonly percentOfGreatest: number;
  readonly hours: number;
  readonly rule: SummingRule;
}

function checkScores(path: string, scores: readonly TimedScore[], most: number): void {
  if (scores.length === 0) throw new InputError(path, 'at least one score after the start is needed');
  let before = 0;
  scores.forEach(({ timeH, score }, index) => {
    if (!(timeH > before && Number.isFinite(timeH))) {
      throw new InputError(`${path}[${index}].timeH`, `hours after ${before} are needed, not ${timeH}`);
    }
    if (!(score >= 0 && score <= most)) {
      throw new InputError(`${path}[${index}].score`, `a number from 0 to ${most} is needed, not ${score}`);
    }
    before = timeH;
  });
}

/** Sum of scores that are 0 at the start, each weighted by its stretch of time. */
function timeWeighted(scores: readonly TimedScore[], rule: SummingRule, greatest: number): TimeWeightedSum {
  let sum = 0;
  let hours = 0;
  let last = 0;
  for (const { timeH, score } of scores) {
    sum += (timeH - hours) * (rule === 'trapezoid' ? (last + score) / 2 : score);
    hours = timeH;
    last = score;
  }
  return { sum, percentOfGreatest: (100 * sum) / (greatest * hours), hours, rule };
}

/**
 * Sum of pain intensity differences, time-weighted (SPID), and as percent of baseline x duration (%SPID).
 * Definitions: Cooper SA, Desjardins PJ, Turk DC et al. Pain 2016;157:288-301 (IMMPACT).
 *
 * @param baseline pain at the start, 0 to 10, above 0
 * @param scores pain later, 0 to 10, times in hours rising from above 0
 * @throws InputError naming the wrong score or time
 */
export function sumOfPainDifferences(
  baseline: number,
  scores: readonly TimedScore[],
  rule: SummingRule,
): TimeWeightedSum {
  checkBaseline('baseline', baseline);
  checkScores('scores', scores, 10);
  const differences = scores.map(({ timeH, score }) => ({ timeH, score: baseline - score }));
  return timeWeighted(differences, rule, baseline);
}

/**
 * Total pain relief, time-weighted (TOTPAR), and as percent of the greatest relief throughout. At the start it is 0.
 *
 * @param scores relief from 0 (none) to 4 (complete), times in hours rising from above 0
 * @throws InputError naming the wrong score or time
 */
export function totalPainRelief(scores: readonly TimedScore[], rule: SummingRule): TimeWeightedSum {
  checkScores('scores', scores, 4);
  return timeWeighted(scores, rule, 4);
}

function checkBaseline(path: string, baseline: number): void {
  if (!(baseline > 0 && baseline <= 10)) {
    throw new InputError(path, `pain above 0 and up to 10 is needed, not ${baseline}`);
  }
}

/** From which fall of pain on a person counts as a responder. */
export interface ResponderThreshold {
  readonly id: '30 %' | '50 %' | '2 points';
  /** Of the baseline as a share, or points of 0 to 10. */
  readonly least: number;
  readonly unit: 'share of baseline' | 'points';
  readonly meaning: string;
  readonly source: string;
  readonly knowledge: Knowledge;
}

const farrar =
  'Farrar JT et al. Pain 2001;94:149-58 (n = 2724); Dworkin RH et al. J Pain 2008;9:105-21 (IMMPACT)';

/** The three usual thresholds. */
export const responderThresholds: readonly ResponderThreshold[] = [
  {
    id: '30 %',
    least: 0.3,
    unit: 'share of baseline',
    meaning: 'moderate, important improvement',
    source: farrar,
    knowledge: 'second-hand',
  },
  {
    id: '50 %',
    least: 0.5,
    unit: 'share of baseline',
    meaning: 'substantial improvement',
    source: farrar,
    knowledge: 'second-hand',
  },
  {
    id: '2 points',
    least: 2,
    unit: 'points',
    meaning: 'moderate, important improvement; outside drug trials more than 2 points may be needed',
    source: farrar,
    knowledge: 'second-hand',
  },
];

/** Pain of one person, 0 to 10; `later` is null when it was not measured. */
export interface PainPair {
  readonly baseline: number;
  readonly later: number | null;
}

/** Whether one person's pain fell enough. @throws InputError for a score that is none */
export function isResponder({ baseline, later }: PainPair, { least, unit }: ResponderThreshold): boolean {
  checkBaseline('baseline', baseline);
  if (later === null) return false;
  if (!(later >= 0 && later <= 10))
    throw new InputError('later', `pain from 0 to 10 is needed, not ${later}`);
  // A fall that is 30 % as written, such as from 7 to 4.9, is so in spite of rounding.
  const fall = unit === 'points' ? baseline - later : (baseline - later) / baseline;
  return fall >= least - 1e-9;
}

/**
 * The share of responders with its score interval. Who was not measured counts as no responder, as a trial would count,
 * and how many they are is said.
 *
 * @param level confidence, 0.95 unless told
 * @throws InputError for no people or a score that is none
 */
export function responders(
  people: readonly PainPair[],
  threshold: ResponderThreshold,
  level = 0.95,
): { readonly share: Estimate; readonly events: number; readonly n: number; readonly notMeasured: number } {
  const events = people.filter((person) => isResponder(person, threshold)).length;
  return {
    share: proportion({ events, n: people.length }, level),
    events,
    n: people.length,
    notMeasured: people.filter(({ later }) => later === null).length,
  };
}
