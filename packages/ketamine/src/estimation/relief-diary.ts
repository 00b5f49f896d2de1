import { refusals } from '../assess.ts';
import type { Basis, Interval, Refusal } from '../course.ts';
import { engineDoses, orderedDoses } from '../doses.ts';
import { kineticChangeOf } from '../interactions/patient-interactions.ts';
import { responseChances, slowReliefEffect } from '../models/dahan-2011.ts';
import type { Patient } from '../patient.ts';
import { reliefThatCounts } from '../predict-course.ts';
import type { Regimen } from '../regimen.ts';
import { slowSiteCourses, slowSites } from '../slow-relief.ts';
import { slowReliefBasis } from '../slow-relief-basis.ts';
import { enantiomerShares } from '../substance.ts';
import { systemsOf } from '../systems.ts';
import { logDeviation } from '../uncertainty.ts';
import { diaryEvidence } from './diary-evidence.ts';

/** One entry of a pain diary. */
export interface DiaryEntry {
  /** Hours from the start of the course, below 0 before it. */
  readonly timeH: number;
  /** Pain from 0 to 10. */
  readonly pain: number;
}

/** Relief as it was written down beside what the published model expected of a responder, in the diary's last days. */
export interface ReliefCompared {
  /** Of the entries compared: the first and the last, hours from the start of the course. */
  readonly fromH: number;
  readonly toH: number;
  readonly entries: number;
  /** 1 less mean pain over mean pain before the course; below 0 when pain has risen. */
  readonly measured: number;
  /** Before the diary: 90 % interval by the published uncertainty of half-life and C50. */
  readonly expected: Interval;
  readonly verdict: 'less than expected' | 'as expected' | 'more than expected';
}

/** What a diary tells of the slow relief of one patient. */
export interface ReliefLearnt {
  /** Null when there was no pain before the course. */
  readonly compared: ReliefCompared | null;
  readonly responder: {
    /** Before the diary: the chance on the drug, and on placebo beside it (Dahan 2011). */
    readonly prior: number;
    readonly placebo: number;
    /** With the diary. */
    readonly probability: number;
  };
  /** Half-life of onset and offset in this patient as a responder, days, 90 % interval. */
  readonly halfLifeDays: Interval;
  /** S-ketamine at the slow site that halves the pain, ng/mL, likewise. */
  readonly c50: Interval;
  /** Pain without the drug, 0 to 10, likewise. */
  readonly baselinePain: Interval;
  /** When relief falls below the share that counts, and stays there: hours from the start of the course. */
  readonly fallsUnder: {
    readonly share: number;
    /** 90 % interval; null when relief as high is unlikely ever to be reached. */
    readonly timeH: Interval | null;
    /** Chance that relief never reaches the share, in a responder like this. */
    readonly chanceNever: number;
    /** Chance that it is still above at the end of what was computed. */
    readonly chanceLater: number;
    readonly horizonH: number;
  };
  readonly basis: Basis;
  readonly assumptions: readonly string[];
}

export type ReliefDiary =
  | { readonly refused: readonly Refusal[]; readonly failure: null; readonly learnt: null }
  /** Why the diary says nothing, and what to do. */
  | {
      readonly refused: null;
      readonly failure: { readonly message: string; readonly advice: string };
      readonly learnt: null;
    }
  | { readonly refused: null; readonly failure: null; readonly learnt: ReliefLearnt };

/** Entries before the course and after it: without them pain without the drug and relief cannot be told apart. Ours. */
const LEAST_BEFORE = 3;
const LEAST_AFTER = 3;
/** The last days of a diary, over which relief is compared with what was expected. Ours. */
const COMPARED_H = 7 * 24;
/** Half a year. */
const HORIZON_H = 26 * 7 * 24;
const POINT_H = 6;

/** Standard normal deviates of half-life and C50, on an even grid (the trapezoid rule). */
const deviates = Array.from({ length: 33 }, (_, index) => (index - 16) / 4);
const models = slowSites(deviates);

const assumptions = [
  'Prior: in 67 of 100 the 100 h infusion has an analgesic effect (Dahan 2011); half-life and C50 as published with their uncertainty, which stands in for the spread between people that is not published.',
  'A responder’s pain is the baseline times (1 - relief); without response it stays at the baseline. A placebo response (23 of 100) looks like a response in one diary and cannot be told from it.',
  'Pain scatters about this normally; one day hangs together with the next as much as the diary itself shows. Baseline pain has no prior.',
  'No other treatment changed meanwhile.',
] as const;

/**
 * Learns the slow relief of one patient from a pain diary: by sums over a grid of half-life, C50 and the tie between
 * days, with baseline and scatter integrated in closed form; nothing is drawn by chance.
 * @param regimen what was given, from 0 h on
 * @throws RangeError naming the field of the regimen or entry that is wrong
 */
export function reliefDiary(regimen: Regimen, patient: Patient, entries: readonly DiaryEntry[]): ReliefDiary {
  entries.forEach(({ timeH, pain }, index) => {
    if (!Number.isFinite(timeH)) throw new RangeError(`entries.${index}.timeH is ${timeH}; expected hours.`);
    if (!(pain >= 0 && pain <= 10)) {
      throw new RangeError(`entries.${index}.pain is ${pain}; expected a number from 0 to 10.`);
    }
  });
  const refused = refusals(regimen, patient);
  if (refused.length > 0) return { refused, failure: null, learnt: null };
  const ordered = orderedDoses(regimen, patient);
  const sorted = [...entries].sort((left, right) => left.timeH - right.timeH);
  const firstH = ordered[0]?.timeH ?? 0;
  const before = sorted.filter(({ timeH }) => timeH < firstH).length;
  const after = sorted.length - before;
  if (before < LEAST_BEFORE || after < LEAST_AFTER) {
    return {
      refused: null,
      failure: {
        message: `The diary has ${before} entries before the first dose and ${after} after it; ${LEAST_BEFORE} and ${LEAST_AFTER} are the least.`,
        advice: 'Use the published course until more has been written down.',
      },
      learnt: null,
    };
  }
  const doses = engineDoses(ordered, regimen.amountAs, enantiomerShares[regimen.drug].S);
  const systems = {
    of: systemsOf(patient.weightKg, kineticChangeOf(patient, regimen)),
    drug: regimen.drug,
  };
  const { relation, delay } = slowReliefEffect;
  const halfLives = deviates.map((z) => delay.value * Math.exp(z * logDeviation(delay)));
  const c50s = deviates.map((z) => relation.c50.value * Math.exp(z * logDeviation(relation.c50)));
  const priors = deviates.map((z) => Math.exp(-(z ** 2) / 2));
  const entryTimes = Float64Array.from(sorted, ({ timeH }) => Math.max(0, timeH));
  const atEntries = slowSiteCourses(systems, models, doses, entryTimes, deviates.length);

  const evidence = diaryEvidence(sorted);
  const cases = halfLives.flatMap((halfLife, i) =>
    c50s.map((c50, j) => {
      const shares = Float64Array.from(atEntries[i]!, (site, entry) =>
        sorted[entry]!.timeH < firstH ? 1 : c50 / (site + c50),
      );
      return { halfLife, c50, i, prior: priors[i]! * priors[j]!, ...evidence(shares) };
    }),
  );
  const none = evidence(new Float64Array(sorted.length).fill(1));
  const highest = cases.reduce((most, each) => Math.max(most, each.logEvidence), none.logEvidence);
  const total = priors.reduce((sum, each) => sum + each, 0) ** 2;
  const weights = cases.map(({ logEvidence, prior }) => (prior * Math.exp(logEvidence - highest)) / total);
  const asResponder = weights.reduce((sum, each) => sum + each, 0);
  const chance = responseChances.drug.value;
  const without = (1 - chance) * Math.exp(none.logEvidence - highest);
  const intervalOf = (values: readonly number[]) => weightedInterval(values, weights);
  return {
    refused: null,
    failure: null,
    learnt: {
      compared: compared(sorted, firstH, atEntries, c50s, priors),
      responder: {
        prior: chance,
        placebo: responseChances.placebo.value,
        probability: (chance * asResponder) / (chance * asResponder + without),
      },
      halfLifeDays: intervalOf(cases.map(({ halfLife }) => halfLife)),
      c50: intervalOf(cases.map(({ c50 }) => c50)),
      baselinePain: intervalOf(cases.map(({ baseline }) => baseline)),
      fallsUnder: fallsUnder(
        slowSiteCourses(systems, models, doses, horizonTimes, deviates.length),
        cases,
        weights,
      ),
      basis: slowReliefBasis(regimen.drug, ordered, patient),
      assumptions,
    },
  };
}

/** @param sites at each entry, by half-life; @param priors weights of half-lives and of C50s alike */
function compared(
  entries: readonly DiaryEntry[],
  firstH: number,
  sites: readonly Float64Array[],
  c50s: readonly number[],
  priors: readonly number[],
): ReliefCompared | null {
  const toH = entries.at(-1)!.timeH;
  const first = entries.findIndex(({ timeH }) => timeH >= Math.max(firstH, toH - COMPARED_H));
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const painBefore = mean(entries.filter(({ timeH }) => timeH < firstH).map(({ pain }) => pain));
  if (painBefore === 0) return null;
  const last = entries.slice(first);
  const measured = 1 - mean(last.map(({ pain }) => pain)) / painBefore;
  const expected = weightedInterval(
    sites.flatMap((site) =>
      c50s.map((c50) => mean(last.map((_, i) => site[first + i]! / (site[first + i]! + c50)))),
    ),
    priors.flatMap((halfLife) => priors.map((c50) => halfLife * c50)),
  );
  return {
    fromH: last[0]!.timeH,
    toH,
    entries: last.length,
    measured,
    expected,
    verdict: verdictOf(measured, expected),
  };
}

function verdictOf(measured: number, { low, high }: Interval): ReliefCompared['verdict'] {
  if (measured < low) return 'less than expected';
  return measured > high ? 'more than expected' : 'as expected';
}

const horizonTimes = Float64Array.from({ length: HORIZON_H / POINT_H + 1 }, (_, index) => index * POINT_H);

/** The last time at which relief of each case is as high as counts. */
function fallsUnder(
  courses: readonly Float64Array[],
  cases: readonly { readonly i: number; readonly c50: number }[],
  weights: readonly number[],
): ReliefLearnt['fallsUnder'] {
  const share = reliefThatCounts.value;
  let [never, later, whole] = [0, 0, 0];
  const times: number[] = [];
  const kept: number[] = [];
  cases.forEach(({ i, c50 }, index) => {
    const weight = weights[index]!;
    whole += weight;
    const course = courses[i]!;
    const level = (share / (1 - share)) * c50;
    const last = course.findLastIndex((site) => site >= level);
    if (last < 0) {
      never += weight;
      return;
    }
    if (last === course.length - 1) later += weight;
    const [high, low] = [course[last]!, course[last + 1] ?? course[last]!];
    times.push((last + (high > low ? (high - level) / (high - low) : 0)) * POINT_H);
    kept.push(weight);
  });
  return {
    share,
    timeH: never < whole / 2 ? weightedInterval(times, kept) : null,
    chanceNever: never / whole,
    chanceLater: later / whole,
    horizonH: HORIZON_H,
  };
}

/** Median and 90 % interval of weighted values. */
function weightedInterval(values: readonly number[], weights: readonly number[]): Interval {
  const order = values.map((_, index) => index).sort((left, right) => values[left]! - values[right]!);
  const total = weights.reduce((sum, each) => sum + each, 0);
  const at = (probability: number) => {
    let below = 0;
    for (const index of order) {
      below += weights[index]!;
      if (below >= probability * total) return values[index]!;
    }
    return values[order.at(-1)!]!;
  };
  return { low: at(0.05), typical: at(0.5), high: at(0.95) };
}
