import { addDays, daysBetween } from '../follow-up/days.ts';
import { type MisuseRuleId, misuseRuleIds } from '../follow-up/result.ts';
import type { HomeUse, MisuseConversation } from './home-use.ts';
import { type MisuseRule, type MisuseStep, misuseRules, misuseSteps, talkFrom } from './misuse-rules.ts';
import { looks, type Sighting } from './misuse-sightings.ts';

/** As many sightings of a rule as it asks for, within its days. */
export interface MisuseOccurrence {
  readonly rule: MisuseRuleId;
  /** The day of the last sighting. */
  readonly on: string;
  /** What was seen, the earliest first. */
  readonly sightings: readonly Sighting[];
}

/** One occurrence in a score. */
export interface MisuseContribution extends MisuseOccurrence {
  /** What is left of its weight. With those of its rule it may exceed what the rule gives at most. */
  readonly points: number;
  /** The conversation that explained it; it gives no points then. */
  readonly explained: MisuseConversation | null;
}

export interface MisuseRuleScore {
  readonly rule: MisuseRule;
  readonly points: number;
  /** The newest first. */
  readonly contributions: readonly MisuseContribution[];
}

/** Signs to talk about. A score is no verdict, and says nothing of a patient whom nobody looked at. */
export interface MisuseScore {
  readonly on: string;
  readonly score: number;
  readonly step: MisuseStep;
  /** The rules that saw something, the weightiest first. */
  readonly rules: readonly MisuseRuleScore[];
  /** The day on which the score falls below a reason to talk, if nothing is seen any more; null when it is below. */
  readonly quietFrom: string | null;
  /** What nobody looked at, one plain sentence each. */
  readonly notKnown: readonly string[];
}

/** Beyond this no day is looked for on which a score has fallen; the longest half-life brings any score below 1 by then. */
const longestLookDays = 1000;

/** The occurrences of a rule; each sighting counts in one of them. */
export function occurrencesOf(rule: MisuseRule, use: HomeUse): MisuseOccurrence[] {
  const found: MisuseOccurrence[] = [];
  let open: Sighting[] = [];
  for (const sighting of looks[rule.id](use, rule.limits)) {
    open = [...open.filter(({ on }) => daysBetween(on, sighting.on) < rule.withinDays), sighting];
    if (open.length < rule.times) continue;
    found.push({ rule: rule.id, on: sighting.on, sightings: open });
    open = [];
  }
  return found;
}

/** What every rule saw in all the time that is known, rule by rule. */
export function misuseOccurrences(use: HomeUse): MisuseOccurrence[] {
  return misuseRuleIds.flatMap((id) => occurrencesOf(misuseRules[id], use));
}

function pointsOn(contributions: readonly MisuseContribution[], { mostPoints }: MisuseRule): number {
  return Math.min(
    mostPoints,
    contributions.reduce((sum, { points }) => sum + points, 0),
  );
}

function contributionsOn(
  occurrences: readonly MisuseOccurrence[],
  conversations: readonly MisuseConversation[],
  { id, weight, halfLifeDays }: MisuseRule,
  on: string,
): MisuseContribution[] {
  return occurrences
    .filter((occurrence) => occurrence.rule === id && occurrence.on <= on)
    .map((occurrence) => {
      const explained =
        conversations.find((one) => one.explained.includes(id) && one.on >= occurrence.on && one.on <= on) ??
        null;
      const points = explained === null ? weight * 2 ** (-daysBetween(occurrence.on, on) / halfLifeDays) : 0;
      return { ...occurrence, points, explained };
    })
    .reverse();
}

/** The score of a day from occurrences that were found before: what `misuseScore` and `misuseCourse` share. */
export function scoreOn(
  occurrences: readonly MisuseOccurrence[],
  conversations: readonly MisuseConversation[],
  on: string,
): number {
  return misuseRuleIds.reduce((sum, id) => {
    const rule = misuseRules[id];
    return sum + pointsOn(contributionsOn(occurrences, conversations, rule, on), rule);
  }, 0);
}

function stepOf(score: number): MisuseStep {
  return misuseSteps.findLast(({ from }) => score >= from) ?? misuseSteps[0];
}

/**
 * How much there is to talk about with a patient on a day: a sum over the rules, in which each occurrence weighs what its
 * rule says and halves with time. Every part is shown with what it came from.
 * @param use all that is known; what lies after the day is not looked at
 * @param on the patient's date, YYYY-MM-DD
 */
export function misuseScore(use: HomeUse, on: string): MisuseScore {
  const occurrences = misuseOccurrences(use);
  const rules = misuseRuleIds
    .map((id) => {
      const rule = misuseRules[id];
      const contributions = contributionsOn(occurrences, use.conversations, rule, on);
      return { rule, points: pointsOn(contributions, rule), contributions };
    })
    .filter(({ contributions }) => contributions.length > 0)
    .sort((one, other) => other.points - one.points);
  const score = rules.reduce((sum, { points }) => sum + points, 0);
  const known = occurrences.filter((one) => one.on <= on);
  return {
    on,
    score,
    step: stepOf(score),
    rules,
    quietFrom: score < talkFrom ? null : quietFrom(known, use.conversations, on),
    notKnown: notKnown(use, on),
  };
}

function quietFrom(
  occurrences: readonly MisuseOccurrence[],
  conversations: readonly MisuseConversation[],
  on: string,
): string | null {
  for (let days = 1; days <= longestLookDays; days++) {
    const day = addDays(on, days);
    if (scoreOn(occurrences, conversations, day) < talkFrom) return day;
  }
  return null;
}

/** The score of each week and of each day on which something was seen or explained, in order. @param from @param to YYYY-MM-DD */
export function misuseCourse(
  use: HomeUse,
  from: string,
  to: string,
): { readonly on: string; readonly score: number }[] {
  const occurrences = misuseOccurrences(use);
  const days = new Set([...occurrences, ...use.conversations].map(({ on }) => on));
  for (let day = from; day < to; day = addDays(day, 7)) days.add(day);
  days.add(to);
  return [...days]
    .filter((on) => on >= from && on <= to)
    .sort()
    .map((on) => ({ on, score: scoreOn(occurrences, use.conversations, on) }));
}

function notKnown(
  { supply, refills, doses, urineTests, bladderScores, plans }: HomeUse,
  on: string,
): string[] {
  const since = (rows: readonly { readonly on: string }[]) => rows.some((row) => row.on <= on);
  return [
    ...(since(supply.counts) ? [] : ['Nobody has counted what is in hand: the rule on counts cannot speak.']),
    ...(since(doses) ? [] : ['The diary has no dose: the rules on times of doses cannot speak.']),
    ...(plans.length > 0 ? [] : ['No plan is known: doses cannot be set beside one.']),
    ...(since(refills) ? [] : ['No supply is known.']),
    ...(since(urineTests) ? [] : ['There is no urine test for drugs.']),
    ...(since(bladderScores) ? [] : ['There is no bladder score.']),
  ];
}
