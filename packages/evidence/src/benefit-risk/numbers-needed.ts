import { InputError } from '@ketame/pharmacometrics';
import type { Estimate } from './estimate.ts';

/** People treated for one more to gain (NNT) or to be harmed (NNH); infinite when treatment makes no difference. */
export interface NumberNeeded {
  readonly kind: 'NNT' | 'NNH';
  readonly people: number;
}

/** A number needed with the limits that its difference of risks gives. */
export interface NumberNeededEstimate {
  /** The difference that it is the inverse of: the primary result, in favour of treatment where positive. */
  readonly gain: Estimate;
  readonly estimate: NumberNeeded;
  /** The limit most in favour of treatment. */
  readonly best: NumberNeeded;
  /** The limit least in favour of treatment. */
  readonly worst: NumberNeeded;
  /** Whether the interval runs from NNT over infinity to NNH, so that no benefit is among the possibilities. */
  readonly throughInfinity: boolean;
  /** All of it for people: "NNT 5 (NNT 8 to infinity to NNH 12)". */
  readonly text: string;
}

const needed = (gain: number): NumberNeeded => ({
  kind: gain < 0 ? 'NNH' : 'NNT',
  people: 1 / Math.abs(gain),
});

/** Whole people from 10 on, one decimal below. */
const peopleText = (people: number): string =>
  Number.isFinite(people) ? String(Number(people.toFixed(people < 10 ? 1 : 0))) : 'infinity';

const text = ({ kind, people }: NumberNeeded): string => `${kind} ${peopleText(people)}`;

function intervalText(best: NumberNeeded, worst: NumberNeeded, throughInfinity: boolean): string {
  if (throughInfinity) return `${text(best)} to infinity to ${text(worst)}`;
  if (best.people === Number.POSITIVE_INFINITY) return `infinity to ${text(worst)}`;
  return `${text(best)} to ${peopleText(worst.people)}`;
}

/**
 * Number needed to treat or to harm with its interval, which is that of the difference turned upside down and so goes
 * through infinity when the difference may be zero (Altman DG. BMJ 1998;317:1309-12, doi:10.1136/bmj.317.7168.1309).
 *
 * @param difference of the proportions with the outcome, treated minus control
 * @param outcome whether people want it (relief) or not (nausea)
 * @throws InputError when the limits do not enclose the difference
 */
export function numberNeeded(difference: Estimate, outcome: 'wanted' | 'unwanted'): NumberNeededEstimate {
  const { value, lower, upper, level } = difference;
  if (!(lower >= -1 && lower <= value && value <= upper && upper <= 1)) {
    throw new InputError(
      'difference',
      `limits from -1 to 1 around the value are needed, not ${value} (${lower} to ${upper})`,
    );
  }
  const gain = outcome === 'wanted' ? difference : { value: -value, lower: -upper, upper: -lower, level };
  const estimate = needed(gain.value);
  const best = needed(gain.upper);
  const worst = needed(gain.lower);
  const throughInfinity = gain.lower < 0 && gain.upper > 0;
  return {
    gain,
    estimate,
    best,
    worst,
    throughInfinity,
    text: `${text(estimate)} (${intervalText(best, worst, throughInfinity)})`,
  };
}

/** How many are helped for each one harmed. */
export type HelpedPerHarmed =
  | {
      readonly known: true;
      readonly ratio: Estimate;
      /** Weight of one benefit relative to one harm, that the ratio was multiplied by. */
      readonly worth: number;
      readonly assumption: string;
    }
  | { readonly known: false; readonly reason: string };

/**
 * Likelihood to be helped or harmed: NNH / NNT, times what one benefit is worth against one harm (LHH; Straus SE.
 * ACP J Club 2002;136:A11). The interval is recovered from those of the two differences (MOVER: Donner and Zou,
 * Stat Methods Med Res 2012;21:347-59, doi:10.1177/0962280210383238), which for symmetric limits is Fieller's.
 *
 * @param benefit difference of a wanted outcome, treated minus control
 * @param harm difference of an unwanted outcome, treated minus control
 * @param worth weight of one benefit relative to one harm, 1 unless told
 * @returns no ratio when the harm may be none, because then it has no upper limit
 * @throws InputError for a worth that is not above 0, or intervals of two levels
 */
export function helpedPerHarmed(benefit: Estimate, harm: Estimate, worth = 1): HelpedPerHarmed {
  if (!(worth > 0 && Number.isFinite(worth))) {
    throw new InputError('worth', `a number above 0 is needed, not ${worth}`);
  }
  if (benefit.level !== harm.level) {
    throw new InputError(
      'harm.level',
      `the level of the benefit (${benefit.level}) is needed, not ${harm.level}`,
    );
  }
  if (!(harm.lower > 0)) {
    return {
      known: false,
      reason: `The difference in harm may be zero (${harm.value}, from ${harm.lower} to ${harm.upper}): the ratio has no upper limit.`,
    };
  }
  const lower = ratioLimit(benefit, harm, benefit.lower, harm.upper, -1);
  const upper = ratioLimit(benefit, harm, benefit.upper, harm.lower, 1);
  if (Number.isNaN(lower) || Number.isNaN(upper)) {
    return { known: false, reason: 'The two differences are too uncertain for limits of their ratio.' };
  }
  return {
    known: true,
    ratio: {
      value: (worth * benefit.value) / harm.value,
      lower: worth * lower,
      upper: worth * upper,
      level: benefit.level,
    },
    worth,
    assumption: 'Benefit and harm are taken as estimated independently; people who have both are not known.',
  };
}

/** One limit of benefit / harm by MOVER from one limit of each; NaN where there is none. */
function ratioLimit(benefit: Estimate, harm: Estimate, b: number, h: number, side: 1 | -1): number {
  const product = benefit.value * harm.value;
  const numerator = b * (2 * benefit.value - b);
  const denominator = h * (2 * harm.value - h);
  const root = Math.sqrt(product ** 2 - numerator * denominator);
  // The two forms are equal; the first is free of cancellation and of 0 / 0 where it is used.
  return side < 0 && product + root > 0
    ? numerator / (product + root)
    : (product + side * root) / denominator;
}
