import { InputError } from '@ketame/pharmacometrics';
import { simons2022DrugHigh } from '../effects/simons-2022-drug-high.ts';
import type { Patient } from '../patient.ts';
import { horizonH } from '../predict-course.ts';
import type { AmountAs, Drug } from '../regimen.ts';
import type { HomeLimits, SearchedRoute } from './doses.ts';
import { gridH } from './responses.ts';

/** The days of a week, as the opening of a clinic counts them. */
export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

/** At most this share of the people may exceed a limit. */
export interface LimitInPeople {
  readonly most: number;
  /** 0 to 1. */
  readonly chance: number;
}

/** What no proposal may break. */
export interface SearchConstraints {
  /** mg/h and mg as ordered; mg/kg/h likewise. */
  readonly mostMgPerH?: number;
  readonly mostMgPerKgPerH?: number;
  readonly mostTotalMg?: number;
  /** Greatest arterial ketamine, ng/mL. */
  readonly peakNgPerMl?: LimitInPeople;
  /** Greatest drug high, share of the greatest effect, 0 to 1. */
  readonly drugHigh?: LimitInPeople;
  /** Refused: no relation between concentration and systolic pressure is published that predicts it. */
  readonly systolicRise?: LimitInPeople;
  /** When the clinic gives infusions. */
  readonly clinic: {
    /** Hours of one infusion that fit into a day; 24 where patients stay overnight, which allows longer ones. */
    readonly hoursPerDay: number;
    readonly openOn: readonly Weekday[];
    /** The first infusion is on this day. */
    readonly begins: Weekday;
  };
  /** What the programme allows under which doses would be taken at home; absent where none is named. */
  readonly home?: HomeLimits;
  /** The course before, and the days that must lie between for the liver's sake; null before the first course. */
  readonly lastCourse: { readonly endedDaysAgo: number; readonly leastDaysBetween: number } | null;
}

/** What the patient would give for not having each of these: days of relief. */
export interface HarmWeights {
  /** One day with an infusion. */
  readonly infusionDay: number;
  /** One day with doses by another route; needed where they are searched. */
  readonly doseDay?: number;
  /** One day with a drug high above `drugHighShare`. */
  readonly dayWithDrugHigh: number;
  /** 100 mg of base, for what accumulates and no model describes. */
  readonly per100Mg: number;
}

/** The regimens that are tried: every combination of these. */
export interface SearchSpace {
  readonly drugs: readonly Drug[];
  readonly amountAs: AmountAs;
  /** Rates are whole multiples of `stepMlPerH`. */
  readonly pump: {
    readonly concentrationMgPerMl: number;
    readonly stepMlPerH: number;
    readonly mostMlPerH: number;
  };
  /** Hours of one infusion, multiples of half an hour. */
  readonly durationsH: readonly number[];
  /** Days from the start of one infusion to the next; moved on to the next day on which the clinic is open. */
  readonly everyDays: readonly number[];
  readonly mostInfusions: number;
  /** Doses by other routes than by vein; none are searched when absent. */
  readonly doses?: DoseSpace;
}

/** Courses of doses that are tried; the days from one day with doses to the next are `everyDays`. */
export interface DoseSpace {
  readonly routes: readonly SearchedRoute[];
  /** Doses are whole multiples of this, mg as labelled, such as a capsule. */
  readonly stepMg: number;
  readonly mostMgAtOnce: number;
  /** Doses on a day. */
  readonly perDay: readonly number[];
  /** Days with doses, at most. */
  readonly mostDays: number;
}

export interface SearchRequest {
  readonly patient: Patient;
  readonly space: SearchSpace;
  readonly constraints: SearchConstraints;
  readonly weights: HarmWeights;
  /** The relief that counts, share of the baseline pain: 0.3 or 0.5. */
  readonly relief: number;
  /** A drug high above this share of the greatest effect counts as one. */
  readonly drugHighShare: number;
  /** `published`: inside what a published trial gave. `research`: outside too, marked, and no plan. */
  readonly mode: 'published' | 'research';
  readonly people: number;
  readonly seed: number;
}

/** Durations that are tried unless told otherwise, h; 76 and 100 h belong to the long infusion of Sigtermans 2009. */
export const usualDurationsH = [0.5, 1, 1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 36, 48, 60, 76, 100];
/** Spacings that are tried unless told otherwise, days. */
export const usualEveryDays = [1, 2, 3, 7, 14, 28];

const systolicReason =
  'no relation between the concentration and systolic pressure is published that predicts it: single observations of mean ' +
  'arterial pressure only (Långsjö 2003 and 2005). Limit the peak instead, and watch the pressure.';

const above = (path: string, value: number | undefined, most = Number.POSITIVE_INFINITY) => {
  if (value !== undefined && !(value > 0 && value <= most)) {
    throw new InputError(
      path,
      `a number above 0 ${most < Infinity ? `and up to ${most} ` : ''}is needed, not ${value}`,
    );
  }
};

/** @throws InputError naming the field that is wrong, or the constraint that no published relation can hold */
export function checkRequest({
  space,
  constraints,
  weights,
  relief,
  drugHighShare,
  people,
}: SearchRequest): void {
  if (constraints.systolicRise !== undefined)
    throw new InputError('constraints.systolicRise', systolicReason);
  above('constraints.mostMgPerH', constraints.mostMgPerH);
  above('constraints.mostMgPerKgPerH', constraints.mostMgPerKgPerH);
  above('constraints.mostTotalMg', constraints.mostTotalMg);
  above('constraints.clinic.hoursPerDay', constraints.clinic.hoursPerDay, 24);
  if (constraints.clinic.openOn.length === 0) {
    throw new InputError('constraints.clinic.openOn', 'at least one day is needed');
  }
  if (!constraints.clinic.openOn.includes(constraints.clinic.begins)) {
    throw new InputError('constraints.clinic.begins', `the clinic is closed on ${constraints.clinic.begins}`);
  }
  for (const name of ['peakNgPerMl', 'drugHigh'] as const) {
    const limit = constraints[name];
    if (limit === undefined) continue;
    above(`constraints.${name}.most`, limit.most);
    if (!(limit.chance >= 0 && limit.chance <= 1)) {
      throw new InputError(
        `constraints.${name}.chance`,
        `a chance from 0 to 1 is needed, not ${limit.chance}`,
      );
    }
  }
  if (constraints.drugHigh !== undefined)
    sKetamineWithDrugHigh(constraints.drugHigh.most, 'constraints.drugHigh.most');
  sKetamineWithDrugHigh(drugHighShare, 'drugHighShare');
  if (!(relief > 0 && relief < 1))
    throw new InputError('relief', `a share above 0 and below 1 is needed, not ${relief}`);
  const { doses } = space;
  for (const name of ['infusionDay', 'doseDay', 'dayWithDrugHigh', 'per100Mg'] as const) {
    const weight = name === 'doseDay' && doses === undefined ? 0 : weights[name];
    if (!(weight !== undefined && weight >= 0 && Number.isFinite(weight))) {
      throw new InputError(`weights.${name}`, `days of relief from 0 are needed, not ${weight}`);
    }
  }
  above('space.doses.stepMg', doses?.stepMg);
  above('space.doses.mostMgAtOnce', doses?.mostMgAtOnce);
  doses?.perDay.forEach((perDay, index) => {
    if (!(Number.isInteger(perDay) && perDay >= 1 && perDay <= 6))
      throw new InputError(`space.doses.perDay[${index}]`, `1 to 6 doses a day are needed, not ${perDay}`);
  });
  if (Object.values(weights).every((weight) => weight === 0)) {
    throw new InputError('weights', 'without any harm the longest exposure always wins; weigh at least one');
  }
  above('space.pump.concentrationMgPerMl', space.pump.concentrationMgPerMl);
  above('space.pump.stepMlPerH', space.pump.stepMlPerH);
  above('space.pump.mostMlPerH', space.pump.mostMlPerH);
  space.durationsH.forEach((hours, index) => {
    if (!(hours > 0 && hours <= horizonH && Number.isInteger(hours / gridH))) {
      throw new InputError(
        `space.durationsH[${index}]`,
        `a multiple of ${gridH} h within 12 weeks is needed, not ${hours}`,
      );
    }
  });
  space.everyDays.forEach((days, index) => {
    if (!(Number.isInteger(days) && days >= 1)) {
      throw new InputError(`space.everyDays[${index}]`, `whole days from 1 are needed, not ${days}`);
    }
  });
  if (!(Number.isInteger(people) && people >= 1 && people <= 2000)) {
    throw new InputError('people', `a whole number from 1 to 2000 is needed, not ${people}`);
  }
}

/** Arterial S-ketamine, ng/mL, at which the drug high reaches a share of its greatest (Simons 2022, part 2). */
export function sKetamineWithDrugHigh(share: number, path: string): number {
  if (!(share > 0 && share < 1)) {
    throw new InputError(
      path,
      `a share of the greatest drug high above 0 and below 1 is needed, not ${share}`,
    );
  }
  const { c50, gamma } = simons2022DrugHigh.relation;
  return c50.value * (share / (1 - share)) ** (1 / gamma.value);
}
