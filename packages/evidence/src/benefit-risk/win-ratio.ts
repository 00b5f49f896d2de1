import { InputError } from '@ketame/pharmacometrics';
import { normalQuantile } from '../meta/distributions.ts';
import { checkLevel, type Estimate } from './estimate.ts';
import { proportion } from './risk-difference.ts';

/** Pairs of one treated and one control person by who fared better. */
export interface PairCounts {
  /** The treated person fared better. */
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

/** Wins over losses with all that it leaves out. */
export interface WinRatio extends PairCounts {
  /** Wins / losses; its limits reach 0 or infinity where the data allow it. */
  readonly ratio: Estimate;
  /** (Wins - losses) / pairs. */
  readonly netBenefit: number;
  /** (Wins + ties / 2) / (losses + ties / 2), which ties pull towards 1. */
  readonly winOdds: number;
}

const derived = ({ wins, losses, ties }: PairCounts) => ({
  wins,
  losses,
  ties,
  netBenefit: (wins - losses) / (wins + losses + ties),
  winOdds: (wins + ties / 2) / (losses + ties / 2),
});

/**
 * Win ratio of matched pairs (Pocock, Ariti, Collier, Wang. Eur Heart J 2012;33:176-82, doi:10.1093/eurheartj/ehr352):
 * the odds of a win among the pairs that are decided, with the score interval of that proportion as odds.
 *
 * @param level confidence, 0.95 unless told
 * @throws InputError when no pair is decided or a count is none
 */
export function matchedWinRatio(pairs: PairCounts, level = 0.95): WinRatio {
  for (const [name, count] of Object.entries(pairs)) {
    if (!(Number.isInteger(count) && count >= 0)) {
      throw new InputError(name, `a whole number of pairs from 0 is needed, not ${count}`);
    }
  }
  const { wins, losses } = pairs;
  if (wins + losses === 0) throw new InputError('wins', 'at least one pair that is decided is needed');
  const share = proportion({ events: wins, n: wins + losses }, level);
  const odds = (p: number) => p / (1 - p);
  return {
    ...derived(pairs),
    ratio: { value: wins / losses, lower: odds(share.lower), upper: odds(share.upper), level },
  };
}

/**
 * Win ratio of all pairs of treated and control people, with the large-sample interval of its logarithm from the
 * variance of the two U-statistics (Bebu and Lachin, Biostatistics 2016;17:178-87, doi:10.1093/biostatistics/kxv032).
 *
 * @param treated and control: what became of each person
 * @param compare above 0 when the first fared better, below 0 when worse, 0 when neither
 * @param level confidence, 0.95 unless told
 * @throws InputError when a group has fewer than two people or there are no wins or no losses
 */
export function winRatio<Outcome>(
  treated: readonly Outcome[],
  control: readonly Outcome[],
  compare: (first: Outcome, second: Outcome) => number,
  level = 0.95,
): WinRatio {
  checkLevel(level);
  if (treated.length < 2) throw new InputError('treated', 'at least two people are needed');
  if (control.length < 2) throw new InputError('control', 'at least two people are needed');
  const ofTreated = treated.map(() => ({ wins: 0, losses: 0 }));
  const ofControl = control.map(() => ({ wins: 0, losses: 0 }));
  treated.forEach((first, i) => {
    control.forEach((second, j) => {
      const order = compare(first, second);
      const result = order > 0 ? 'wins' : 'losses';
      if (order === 0) return;
      ofTreated[i]![result] += 1;
      ofControl[j]![result] += 1;
    });
  });
  const sum = (name: 'wins' | 'losses') => ofTreated.reduce((total, person) => total + person[name], 0);
  const wins = sum('wins');
  const losses = sum('losses');
  if (wins === 0 || losses === 0) {
    throw new InputError('treated', 'at least one win and one loss are needed for a ratio and its interval');
  }
  // Influence of each person on log(wins) - log(losses).
  const variance = [ofTreated, ofControl]
    .map((people) => {
      const n = people.length;
      const total = people.reduce((all, one) => all + (one.wins / wins - one.losses / losses) ** 2, 0);
      return (total * n) / (n - 1);
    })
    .reduce((all, part) => all + part, 0);
  const width = normalQuantile(0.5 + level / 2) * Math.sqrt(variance);
  const value = wins / losses;
  return {
    ...derived({ wins, losses, ties: treated.length * control.length - wins - losses }),
    ratio: { value, lower: value * Math.exp(-width), upper: value * Math.exp(width), level },
  };
}

/** What became of one person in a trial of relief. */
export interface TrialOutcome {
  readonly died: boolean;
  readonly seriousAdverseEvent: boolean;
  readonly benefit: boolean;
  readonly adverseEvent: boolean;
}

/** From the worst; the order is ours, no source gives one for ketamine. */
export const outcomeOrder = [
  'death',
  'serious adverse event',
  'no benefit, adverse event',
  'no benefit',
  'benefit, adverse event',
  'benefit',
] as const;

/** The outcome by its name in `outcomeOrder`. */
export function outcomeCategory(outcome: TrialOutcome): (typeof outcomeOrder)[number] {
  if (outcome.died) return 'death';
  if (outcome.seriousAdverseEvent) return 'serious adverse event';
  if (outcome.benefit) return outcome.adverseEvent ? 'benefit, adverse event' : 'benefit';
  return outcome.adverseEvent ? 'no benefit, adverse event' : 'no benefit';
}

/** Compares two people by the order, for `winRatio`. */
export const compareOutcomes = (first: TrialOutcome, second: TrialOutcome): number =>
  outcomeOrder.indexOf(outcomeCategory(first)) - outcomeOrder.indexOf(outcomeCategory(second));
