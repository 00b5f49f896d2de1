import { shippedHomeProgrammes } from '@ketame/care';
import { homeLimitsOf } from '@ketame/contract';
import {
  type AmountAs,
  type DoseSpace,
  type Drug,
  type Patient,
  type SearchedRoute,
  type SearchRequest,
  searchedRoutes,
  usualDurationsH,
  usualEveryDays,
  weekdays,
} from '@ketame/ketamine';

/** What the person sets; the weights have no value that would be right for somebody else, and begin as a question. */
export interface Asked {
  readonly drugs: 'S-ketamine' | 'racemic ketamine' | 'both';
  readonly amountAs: AmountAs;
  readonly concentration: number;
  /** The last is for research alone: no regimen of a trial by other routes than vein and mouth bounds the search. */
  readonly routes: 'by vein' | 'by mouth too' | 'all modelled';
  /** mg of one capsule, or of the least step of a dose. */
  readonly capsuleMg: number;
  /** Id of the home programme whose limits hold by mouth. */
  readonly programme: string;
  readonly hoursPerDay: number;
  readonly weekends: boolean;
  readonly mostTotalMg: number | null;
  readonly mostMgPerH: number | null;
  readonly mostMgPerKgPerH: number | null;
  /** Greatest arterial ketamine, ng/mL. */
  readonly peakNgPerMl: number | null;
  /** % of the people who may have a drug high. */
  readonly drugHighPercent: number | null;
  /** Null before the first course. */
  readonly lastCourseDaysAgo: number | null;
  readonly leastDaysBetween: number | null;
  readonly infusionDay: number | null;
  readonly doseDay: number | null;
  readonly dayWithDrugHigh: number | null;
  readonly per100Mg: number | null;
  readonly relief: '0.3' | '0.5';
  readonly research: boolean;
  readonly inThisPatient: boolean;
}

/** Any will do; the same one keeps the front still while only limits change. */
const SEED = 2011;
const PEOPLE = 200;
/** Share of the greatest drug high above which it counts as one. */
const DRUG_HIGH = 0.5;
/** Share of the people whose peak may lie above its limit; ours. */
export const PEAK_CHANCE = 0.05;

/** Ours, wide enough that the trials and the programme bound what is found. */
const doseSpace: Omit<DoseSpace, 'routes' | 'stepMg'> = {
  ...{ mostMgAtOnce: 500, perDay: [1, 2, 3], mostDays: 42 },
};
/** No programme: taken at the clinic, or not yet decided. */
export const noProgramme = { value: '', label: 'none' };
export const programmesByMouth = shippedHomeProgrammes.filter(
  ({ takenAt, route }) => takenAt === 'home' && route === 'oral',
);

/** Routes of doses given at once, beside infusions. */
const dosesBy: Readonly<Record<Asked['routes'], readonly SearchedRoute[]>> = {
  'by vein': [],
  'by mouth too': ['oral'],
  'all modelled': searchedRoutes,
};

/** Null while something is not answered. */
export function requestOf(asked: Asked, patient: Patient): SearchRequest | null {
  const { infusionDay, dayWithDrugHigh, per100Mg, hoursPerDay } = asked;
  if (infusionDay === null || dayWithDrugHigh === null || per100Mg === null) return null;
  const routes = dosesBy[asked.routes];
  const hasDoses = routes.length > 0;
  if (hasDoses && asked.doseDay === null) return null;
  if (asked.lastCourseDaysAgo !== null && asked.leastDaysBetween === null) return null;
  const home = asked.routes === 'by mouth too' ? homeLimitsOf(asked.programme) : undefined;
  const drugs: readonly Drug[] = asked.drugs === 'both' ? ['S-ketamine', 'racemic ketamine'] : [asked.drugs];
  return {
    patient,
    space: {
      drugs,
      amountAs: asked.amountAs,
      pump: { concentrationMgPerMl: asked.concentration, stepMlPerH: 1, mostMlPerH: 200 },
      durationsH: usualDurationsH,
      everyDays: usualEveryDays,
      mostInfusions: 14,
      ...(hasDoses ? { doses: { ...doseSpace, routes, stepMg: asked.capsuleMg } } : {}),
    },
    constraints: {
      ...limitsOf(asked),
      clinic: {
        hoursPerDay,
        openOn: asked.weekends ? weekdays : weekdays.slice(0, 5),
        begins: 'Monday',
      },
      ...(home === undefined ? {} : { home }),
    },
    weights: {
      ...{ infusionDay, dayWithDrugHigh, per100Mg },
      ...(hasDoses && asked.doseDay !== null ? { doseDay: asked.doseDay } : {}),
    },
    relief: Number(asked.relief),
    drugHighShare: DRUG_HIGH,
    mode: asked.research ? 'research' : 'published',
    people: PEOPLE,
    seed: SEED,
  };
}

/** The limits that were set; one that was left empty does not hold. */
function limitsOf(asked: Asked) {
  const { mostTotalMg, mostMgPerH, mostMgPerKgPerH, peakNgPerMl, drugHighPercent } = asked;
  const { lastCourseDaysAgo, leastDaysBetween } = asked;
  return {
    ...(mostTotalMg === null ? {} : { mostTotalMg }),
    ...(mostMgPerH === null ? {} : { mostMgPerH }),
    ...(mostMgPerKgPerH === null ? {} : { mostMgPerKgPerH }),
    ...(peakNgPerMl === null ? {} : { peakNgPerMl: { most: peakNgPerMl, chance: PEAK_CHANCE } }),
    ...(drugHighPercent === null ? {} : { drugHigh: { most: DRUG_HIGH, chance: drugHighPercent / 100 } }),
    lastCourse:
      lastCourseDaysAgo === null || leastDaysBetween === null
        ? null
        : { endedDaysAgo: lastCourseDaysAgo, leastDaysBetween },
  };
}
