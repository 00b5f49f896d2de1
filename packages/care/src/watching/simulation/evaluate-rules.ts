import { type Estimate, proportion } from '@ketame/evidence';
import { randomSource } from '@ketame/pharmacometrics';
import { daysBetween } from '../../follow-up/days.ts';
import { type MisuseRuleId, misuseRuleIds } from '../../follow-up/result.ts';
import { misuseRules, talkFrom } from '../misuse-rules.ts';
import { type MisuseOccurrence, misuseOccurrences, scoreOn } from '../misuse-score.ts';
import { type MisusePattern, misusePatterns } from './habits.ts';
import { homePatients, type SimulatedPatient } from './simulate-use.ts';

/** How often, per patient and year, with a 95 % interval. */
export interface Rate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** How well misuse is found. */
export interface Detection {
  readonly misusers: number;
  /** Of misusers, the share found after the misuse had begun, within the year; null without any. */
  readonly sensitivity: Estimate | null;
  /** Days from the first day of misuse, in half of those found; null where nobody was. */
  readonly medianDays: number | null;
}

export interface RuleRates extends Detection {
  readonly rule: MisuseRuleId;
  readonly version: number;
  /** Occurrences in patients who do not misuse. */
  readonly falseAlarms: Rate;
}

/** What the rules find in simulated patients: it holds for their habits, and tells nothing of a clinic. */
export interface SimulatedRates {
  readonly seed: number;
  readonly patients: number;
  readonly misusers: number;
  /** Of the score reaching a reason to talk. */
  readonly score: Detection & { readonly talkFrom: number; readonly falseAlarms: Rate };
  readonly byPattern: readonly (Detection & { readonly pattern: MisusePattern })[];
  readonly byRule: readonly RuleRates[];
}

/**
 * Runs simulated patients through the rules. A false alarm of a rule is an occurrence, one of the score a day on which it
 * reaches a reason to talk and did not the day before, in patients who do not misuse.
 * @param patients whole hundreds; of every hundred three misuse
 * @param seed whole number from 0
 * @throws RangeError for another number of patients, InputError for a seed that is none
 */
export function evaluateMisuseRules(patients: number, seed: number): SimulatedRates {
  if (!(Number.isSafeInteger(patients) && patients > 0 && patients % 100 === 0)) {
    throw new RangeError(`patients: whole hundreds are needed, so that the share is exact, not ${patients}.`);
  }
  const patientOf = homePatients(randomSource(seed));
  const found = Array.from({ length: patients }, (_, subject) => judge(patientOf(subject)));
  const misusers = found.filter(({ misuse }) => misuse !== null);
  const honest = found.filter(({ misuse }) => misuse === null);
  const alarms = (one: Judged) => one.alarms;
  return {
    seed,
    patients,
    misusers: misusers.length,
    score: {
      talkFrom,
      ...detection(misusers, alarms),
      falseAlarms: rate(honest.map((one) => alarms(one).length)),
    },
    byPattern: misusePatterns.map((pattern) => ({
      pattern,
      ...detection(
        misusers.filter(({ misuse }) => misuse?.pattern === pattern),
        alarms,
      ),
    })),
    byRule: misuseRuleIds.map((id) => {
      const days = ({ occurrences }: Judged) =>
        occurrences.filter(({ rule }) => rule === id).map(({ on }) => on);
      return {
        rule: id,
        version: misuseRules[id].version,
        ...detection(misusers, days),
        falseAlarms: rate(honest.map((one) => days(one).length)),
      };
    }),
  };
}

interface Judged {
  readonly misuse: SimulatedPatient['misuse'];
  readonly occurrences: readonly MisuseOccurrence[];
  /** Days on which the score reached a reason to talk. */
  readonly alarms: readonly string[];
}

function judge({ use, misuse }: SimulatedPatient): Judged {
  const occurrences = misuseOccurrences(use);
  const alarms: string[] = [];
  // Only an occurrence lifts the score.
  for (const on of [...new Set(occurrences.map((one) => one.on))].sort()) {
    const before = occurrences.filter((one) => one.on < on);
    if (scoreOn(before, [], on) < talkFrom && scoreOn(occurrences, [], on) >= talkFrom) alarms.push(on);
  }
  return { misuse, occurrences, alarms };
}

function detection(misusers: readonly Judged[], daysOf: (one: Judged) => readonly string[]): Detection {
  const delays = misusers.flatMap((one) => {
    const from = one.misuse?.from ?? '';
    const first = daysOf(one)
      .filter((on) => on >= from)
      .sort()[0];
    return first === undefined ? [] : [daysBetween(from, first)];
  });
  return {
    misusers: misusers.length,
    sensitivity: misusers.length === 0 ? null : proportion({ events: delays.length, n: misusers.length }),
    medianDays: delays.sort((one, other) => one - other)[Math.floor(delays.length / 2)] ?? null,
  };
}

/** The mean of a year's counts with the interval of a mean, which lets patients differ: 1.96 standard errors; not below 0. */
function rate(counts: readonly number[]): Rate {
  const n = counts.length;
  const mean = counts.reduce((sum, count) => sum + count, 0) / n;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (n - 1);
  const error = 1.96 * Math.sqrt(variance / n);
  return { value: mean, lower: Math.max(0, mean - error), upper: mean + error };
}
