import { InputError } from '@ketame/pharmacometrics';
import type { Estimate } from './estimate.ts';
import { proportion } from './risk-difference.ts';

/** Whether one person, real or virtual, had the benefit and whether the same person had the harm. */
export interface JointOutcome {
  readonly benefit: boolean;
  readonly harm: boolean;
}

/** P(benefit and no harm) where the outcomes of the same people are known. */
export interface JointUtility {
  readonly from: 'joint data';
  readonly benefitWithoutHarm: Estimate;
  /** Shares of the four states, which add up to 1 (Roozekrans 2018). */
  readonly states: {
    readonly benefitWithoutHarm: number;
    readonly benefitWithHarm: number;
    readonly neither: number;
    readonly harmWithoutBenefit: number;
  };
  readonly people: number;
}

/** P(benefit and no harm) as far as the two margins fix it. */
export interface BoundedUtility {
  readonly from: 'margins';
  /** Fréchet's bounds at the two estimates; the truth may be anywhere between. */
  readonly bounds: { readonly lower: number; readonly upper: number };
  /** The same with the intervals of both estimates. */
  readonly widestBounds: { readonly lower: number; readonly upper: number };
  /** What it would be if benefit and harm had nothing to do with each other; no estimate. */
  readonly ifIndependent: { readonly value: number; readonly assumption: string };
}

/** A composite of benefit and harm, inseparable from its parts and their intervals. */
export interface Utility {
  readonly benefit: Estimate;
  readonly harm: Estimate;
  /** Weight of one harm against one benefit (lambda). */
  readonly harmWeight: number;
  /** P(benefit) - lambda P(harm); no probability, and below 0 where harm outweighs benefit. */
  readonly difference: Estimate;
  readonly joint: JointUtility | BoundedUtility;
}

function checkHarmWeight(harmWeight: number): void {
  if (!(harmWeight >= 0 && Number.isFinite(harmWeight))) {
    throw new InputError('harmWeight', `a number from 0 is needed, not ${harmWeight}`);
  }
}

/**
 * Interval of B - lambda H recovered from the two intervals (Newcombe, Stat Med 1998;17:2635-50, for pairs; Zou and
 * Donner, Stat Med 2008;27:1693-702), given how benefit and harm are correlated between people.
 */
function differenceOf(benefit: Estimate, harm: Estimate, harmWeight: number, correlation: number): Estimate {
  const value = benefit.value - harmWeight * harm.value;
  const width = (ofBenefit: number, ofHarm: number) => {
    const a = ofBenefit;
    const b = harmWeight * ofHarm;
    return Math.sqrt(Math.max(0, a * a - 2 * correlation * a * b + b * b));
  };
  return {
    value,
    lower: value - width(benefit.value - benefit.lower, harm.upper - harm.value),
    upper: value + width(benefit.upper - benefit.value, harm.value - harm.lower),
    level: benefit.level,
  };
}

/**
 * Utility of a treatment from people whose benefit and harm are both known: P(B) - lambda P(H), after Sheiner and
 * Melmon and Boom 2013, and P(B and not H), after Roozekrans M et al. Anesthesiology 2018;128:932-42.
 *
 * @param people each with both outcomes; at least one
 * @param harmWeight lambda, set by the patient; 1 weighs a harm as a benefit
 * @param level confidence of the intervals, 0.95 unless told
 * @throws InputError for no people or a wrong weight
 */
export function utilityOfPeople(people: readonly JointOutcome[], harmWeight: number, level = 0.95): Utility {
  checkHarmWeight(harmWeight);
  const n = people.length;
  const count = (wanted: (one: JointOutcome) => boolean) => people.filter(wanted).length;
  const withBenefit = count(({ benefit }) => benefit);
  const withHarm = count(({ harm }) => harm);
  const withBoth = count(({ benefit, harm }) => benefit && harm);
  const benefit = proportion({ events: withBenefit, n }, level);
  const harm = proportion({ events: withHarm, n }, level);
  const spread = benefit.value * (1 - benefit.value) * harm.value * (1 - harm.value);
  const correlation = spread === 0 ? 0 : (withBoth / n - benefit.value * harm.value) / Math.sqrt(spread);
  return {
    benefit,
    harm,
    harmWeight,
    difference: differenceOf(benefit, harm, harmWeight, correlation),
    joint: {
      from: 'joint data',
      benefitWithoutHarm: proportion({ events: withBenefit - withBoth, n }, level),
      states: {
        benefitWithoutHarm: (withBenefit - withBoth) / n,
        benefitWithHarm: withBoth / n,
        neither: (n - withBenefit - withHarm + withBoth) / n,
        harmWithoutBenefit: (withHarm - withBoth) / n,
      },
      people: n,
    },
  };
}

const frechet = (benefit: number, harm: number) => ({
  lower: Math.max(0, benefit - harm),
  upper: Math.min(benefit, 1 - harm),
});

/**
 * Utility where only the share with the benefit and the share with the harm are known, not who had both: the joint
 * probability within Fréchet's bounds, the difference with limits that hold whatever the correlation.
 *
 * @param benefit and harm: probabilities with intervals of the same level
 * @param harmWeight lambda, set by the patient; 1 weighs a harm as a benefit
 * @throws InputError for a probability outside 0 to 1, two levels, or a wrong weight
 */
export function utilityOfMargins(benefit: Estimate, harm: Estimate, harmWeight: number): Utility {
  checkHarmWeight(harmWeight);
  for (const [path, { lower, value, upper }] of Object.entries({ benefit, harm })) {
    if (!(0 <= lower && lower <= value && value <= upper && upper <= 1)) {
      throw new InputError(
        path,
        `limits from 0 to 1 around the value are needed, not ${value} (${lower} to ${upper})`,
      );
    }
  }
  if (benefit.level !== harm.level) {
    throw new InputError(
      'harm.level',
      `the level of the benefit (${benefit.level}) is needed, not ${harm.level}`,
    );
  }
  return {
    benefit,
    harm,
    harmWeight,
    difference: differenceOf(benefit, harm, harmWeight, -1),
    joint: {
      from: 'margins',
      bounds: frechet(benefit.value, harm.value),
      widestBounds: {
        lower: frechet(benefit.lower, harm.upper).lower,
        upper: frechet(benefit.upper, harm.lower).upper,
      },
      ifIndependent: {
        value: benefit.value * (1 - harm.value),
        assumption: 'Assumes that benefit and harm are independent, which nothing here shows.',
      },
    },
  };
}
