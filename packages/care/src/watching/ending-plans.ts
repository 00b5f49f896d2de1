import { addDays } from '../follow-up/days.ts';
import type { Basis } from '../protocol/criterion.ts';
import type { MisuseScore } from './misuse-score.ts';
import { fda2023, ketamineLabelUs, ours } from './sources.ts';
import type { ToxicityWatch } from './toxicity.ts';

/** A way of ending or lessening treatment at home: data. */
export interface EndingPlan extends Basis {
  readonly id: 'stop-now' | 'taper' | 'slow-taper' | 'step-down';
  /** Goes up when anything in it changes. */
  readonly version: number;
  readonly title: string;
  /** For whom. */
  readonly when: string;
  /** Each step takes this share of the first daily amount away; null where the dose stays or ends at once. */
  readonly stepShare: number | null;
  readonly stepDays: number;
  /** Days that a supply lasts, step by step; 0: each dose in the clinic. */
  readonly supplyDays: readonly number[];
  /** In the order of doing. */
  readonly whatToDo: readonly string[];
  /** Days after the beginning on which somebody calls. */
  readonly contactDays: readonly number[];
}

const withdrawal = `Physical dependence and withdrawal are on the label (${ketamineLabelUs}); no schedule is published: ${ours}`;
const afterwards =
  'At each call ask for craving, low mood, anxiety, sleep, sweating and shaking, pain, bladder and stomach; score the mood (item 9 opens the suicide pathway).';
const bringBack = 'All that is at home comes back and is entered in the register as returned.';

export const endingPlans: Readonly<Record<EndingPlan['id'], EndingPlan>> = {
  'stop-now': {
    id: 'stop-now',
    version: 1,
    title: 'Stop at once',
    when: 'A stop rule of liver, bladder or mind holds: further exposure does more harm than withdrawal, which passes.',
    stepShare: null,
    stepDays: 0,
    supplyDays: [],
    whatToDo: [
      'Tell the patient the same day, and what happens next; no further dose.',
      bringBack,
      'Tests that the rule asks for. Another treatment of the pain from today on.',
      afterwards,
    ],
    contactDays: [1, 2, 3, 7, 14, 28],
    source: withdrawal,
    status: 'ours',
  },
  taper: {
    id: 'taper',
    version: 1,
    title: 'Taper over four weeks',
    when: 'No benefit, or by wish, after up to three months of daily use.',
    stepShare: 0.25,
    stepDays: 7,
    supplyDays: [7],
    whatToDo: [
      'Agree the days with the patient; the supply of each step is given at its beginning.',
      'Where pain or withdrawal is hard to bear, stay a step for another week; no step goes up again.',
      afterwards,
      bringBack,
    ],
    contactDays: [3, 7, 14, 21, 28, 42],
    source: withdrawal,
    status: 'ours',
  },
  'slow-taper': {
    id: 'slow-taper',
    version: 1,
    title: 'Taper over ten weeks',
    when: 'After more than three months of daily use, or when a faster taper failed.',
    stepShare: 0.1,
    stepDays: 7,
    supplyDays: [7],
    whatToDo: [
      'Agree the days with the patient; the supply of each step is given at its beginning.',
      'Where pain or withdrawal is hard to bear, stay a step for another week; no step goes up again.',
      afterwards,
      bringBack,
    ],
    contactDays: [3, 7, 14, 28, 42, 56, 70, 84],
    source: withdrawal,
    status: 'ours',
  },
  'step-down': {
    id: 'step-down',
    version: 1,
    title: 'Step down to smaller supplies',
    when: 'Signs of misuse that a conversation has not explained, with benefit: the dose stays, what is at home shrinks.',
    stepShare: null,
    stepDays: 14,
    supplyDays: [7, 3, 0],
    whatToDo: [
      'Talk first; write down what was explained. Say that it is about safety and can go back.',
      'Two weeks at each step: supplies for a week, then for three days, then each dose in the clinic.',
      'A count at every supply. Two quiet weeks: one step back up.',
      'Offer help of addiction medicine; never drop the patient.',
    ],
    contactDays: [3, 7, 14, 21, 28],
    source: `${fda2023} (abuse and misuse); ${ours}`,
    status: 'ours',
  },
};

export interface TaperStart {
  /** Micrograms of base that are taken, and in what amount they can be given: one tablet, one lozenge. */
  readonly doseUg: number;
  readonly unitUg: number;
  readonly dosesPerDay: number;
  /** First day of the first step, YYYY-MM-DD. */
  readonly on: string;
}

export interface TaperStep {
  readonly from: string;
  /** Last day. */
  readonly to: string;
  /** What the share asks for, micrograms a day; what is given is never more. */
  readonly wantedUg: number;
  /** The doses of a day, the greatest first, each in whole units; empty: none. */
  readonly dosesUg: readonly number[];
}

/**
 * The steps of a taper. Each day's amount is the greatest in whole units that does not exceed what is wanted, in doses
 * as even as can be.
 * @returns the last step is the first day without a dose
 * @throws RangeError for a plan that does not taper, or a dose that is not made of whole units
 */
export function taperSteps(plan: EndingPlan, { doseUg, unitUg, dosesPerDay, on }: TaperStart): TaperStep[] {
  const { stepShare, stepDays } = plan;
  if (stepShare === null) throw new RangeError(`"${plan.title}" has no steps of dose.`);
  for (const [name, value] of Object.entries({ doseUg, unitUg, dosesPerDay })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`${name}: a whole number from 1 is needed, not ${value}.`);
    }
  }
  if (doseUg % unitUg !== 0) {
    throw new RangeError(
      `doseUg: ${doseUg} is not made of whole units of ${unitUg} micrograms; say the unit that can be given.`,
    );
  }
  const daily = doseUg * dosesPerDay;
  const count = Math.round(1 / stepShare);
  return Array.from({ length: count }, (_, index) => {
    const isLast = index === count - 1;
    const wantedUg = isLast ? 0 : (daily * (count - 1 - index)) / count;
    const units = Math.floor(wantedUg / unitUg);
    const dosesUg = Array.from(
      { length: dosesPerDay },
      (_, dose) => Math.ceil((units - dose) / dosesPerDay) * unitUg,
    ).filter((ug) => ug > 0);
    const from = addDays(on, index * stepDays);
    return { from, to: isLast ? from : addDays(from, stepDays - 1), wantedUg, dosesUg };
  });
}

/** A plan to think of, and why. It advises; physician and patient decide. */
export interface ProposedEnding {
  readonly plan: EndingPlan;
  readonly reasons: readonly string[];
}

/** What the findings ask for; null when nothing asks for an end or for less. */
export function proposedEnding(watch: ToxicityWatch, misuse: MisuseScore | null): ProposedEnding | null {
  const stops = [
    ...watch.verdict.findings
      .filter(
        ({ rule }) =>
          rule.system !== 'misuse' && (rule.outcome === 'stop' || rule.outcome === 'stop for good'),
      )
      .map(({ rule, reason }) => `${rule.title}: ${reason}`),
    ...watch.findings
      .filter(({ rule }) => rule.urgency === 'today')
      .map(({ rule, reason }) => `${rule.title}: ${reason}`),
  ];
  if (stops.length > 0) return { plan: endingPlans['stop-now'], reasons: stops };
  if (misuse !== null && misuse.step.id === 'talk-soon') {
    return {
      plan: endingPlans['step-down'],
      reasons: misuse.rules.filter(({ points }) => points > 0).map(({ rule }) => rule.title),
    };
  }
  return null;
}
