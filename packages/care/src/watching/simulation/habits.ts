/**
 * How the simulated patients live with the drug: all ours, chosen so that honest patients forget, lose, travel and hurt
 * as people do. Change a number and the rates change: they describe these habits, no clinic.
 */

/** The plan of all of them: a dose in the morning and one in the evening, two weeks in a supply. */
export const simulatedPlan = {
  doseUg: 25_000,
  dosesPerDay: 2,
  minHoursBetween: 8,
  window: { fromHour: 7, toHour: 23 },
  supplyDays: 14,
  /** A supply is given at most so many days before the last one ends. */
  givenDaysEarly: 6,
  countEveryDays: 7,
  urineTestEveryDays: 90,
  bladderScoreEveryDays: 28,
  registryCheckEveryDays: 90,
} as const;

/** Of honest patients. Probabilities are per dose, per supply or per count as named; rates are per year. */
export const honestHabits = {
  /** Clock hours of the two doses, and their spread between people and from day to day, h. */
  doseHours: [8.5, 20],
  hoursBetweenPeople: 0.7,
  hoursFromDayToDay: 0.8,
  doseSkipped: 0.05,
  /** A dose taken and not entered: median over patients, and the spread of its logarithm. */
  notEntered: 0.015,
  notEnteredSpread: 0.9,
  /** A second dose far too early, against pain. */
  doseTooEarly: 0.004,
  countOffByOne: 0.03,
  /** A supply fetched four to six days early, before a journey. */
  fetchedEarly: 0.03,
  spilledPerYear: 1,
  lostPerYear: 0.08,
  requestsPerYear: 0.7,
  otherPrescriberPerYear: 0.03,
  urineMistaken: 0.01,
  bladderMean: 2,
  bladderSpread: 1.2,
  /** An infection on the day of a bladder score, and the points that it adds. */
  infection: 0.03,
  infectionPoints: 5,
  /** The clinic raises the dose once, by this share, in this share of patients. */
  doseRaisedShare: 0.3,
  doseRaised: 0.5,
} as const;

/** The patterns by which somebody misuses, as they are known from opioids at home and named in the FDA's alert. */
export const misusePatterns = [
  'takes more at once',
  'takes more and hides it',
  'gives it away',
  'loses supplies',
  'asks for more and more',
  'second source',
] as const;
export type MisusePattern = (typeof misusePatterns)[number];

/** What changes from the first day of misuse on; what is not named stays as in honest patients. */
export interface MisuseHabits {
  /** A further dose on a day, and its entry in the diary, which is multiplied too. */
  readonly extraDose?: number;
  readonly extraEntered?: number;
  readonly fetchedEarly?: number;
  readonly lostPerYear?: number;
  readonly requestsPerYear?: number;
  readonly doseOutsideWindow?: number;
  /** That a check of the registry finds the other source. */
  readonly foundInRegistry?: number;
  /** That a urine test finds nothing. */
  readonly urineMisfit?: number;
  /** Points of the bladder score for each month of misuse. */
  readonly bladderPerMonth?: number;
}

/** Misuse is milder in some: every number below is multiplied by a factor evenly between these two, a patient's own. */
export const misuseIntensity = [0.3, 1] as const;

export const misuseHabits: Readonly<Record<MisusePattern, MisuseHabits>> = {
  'takes more at once': {
    extraDose: 0.35,
    extraEntered: 0.7,
    doseOutsideWindow: 0.15,
    fetchedEarly: 0.5,
    requestsPerYear: 4,
    bladderPerMonth: 0.8,
  },
  'takes more and hides it': { extraDose: 0.3, extraEntered: 0, fetchedEarly: 0.3, bladderPerMonth: 0.8 },
  // The diary tells what was given away as taken, so that counts fit.
  'gives it away': { urineMisfit: 0.3, lostPerYear: 1, fetchedEarly: 0.2 },
  'loses supplies': { lostPerYear: 6, fetchedEarly: 0.2 },
  'asks for more and more': { requestsPerYear: 10, extraDose: 0.1, extraEntered: 0.5, bladderPerMonth: 0.8 },
  'second source': { foundInRegistry: 0.5, urineMisfit: 0.2, bladderPerMonth: 0.8 },
};
