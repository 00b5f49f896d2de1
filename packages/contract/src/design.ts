import { shippedHomeProgrammes } from '@ketame/care';
import { type HomeLimits, searchedRoutes, usualDurationsH, usualEveryDays, weekdays } from '@ketame/ketamine';
import { z } from 'zod';
import { measuredCourseSchema } from './fit.ts';
import { amountAsSchema, drugSchema } from './regimen.ts';
import { simulatedPatientSchema } from './simulation.ts';

/** Those whose doses are taken at home. */
const homeProgrammes = shippedHomeProgrammes.filter(({ takenAt }) => takenAt === 'home');
export const homeProgrammeIds = homeProgrammes.map(({ id }) => id);

const above = (most: number) => z.number().positive().max(most);
const share = z.number().gt(0).lt(1);
const limitInPeople = z.strictObject({
  most: above(1_000_000),
  /** Share of the people who may exceed it. */
  chance: z.number().min(0).max(1),
});

/** A search of regimens as `ketame design` reads it. Limits that are left out do not hold; weights are never guessed. */
export const designSchema = z.strictObject({
  patient: simulatedPatientSchema,
  space: z.strictObject({
    drugs: z.array(drugSchema).min(1).max(2),
    amountAs: amountAsSchema,
    pump: z.strictObject({
      concentrationMgPerMl: above(1000),
      stepMlPerH: above(1000),
      mostMlPerH: above(10_000),
    }),
    durationsH: z
      .array(above(2016))
      .min(1)
      .max(100)
      .default([...usualDurationsH]),
    everyDays: z
      .array(z.int().min(1).max(84))
      .min(1)
      .max(84)
      .default([...usualEveryDays]),
    mostInfusions: z.int().min(1).max(84).default(14),
    /** Doses by other routes than by vein, such as capsules. */
    doses: z
      .strictObject({
        routes: z.array(z.enum(searchedRoutes)).min(1).max(searchedRoutes.length),
        stepMg: above(1000),
        mostMgAtOnce: above(2000),
        perDay: z.array(z.int().min(1).max(6)).min(1).max(6).default([1, 2, 3]),
        mostDays: z.int().min(1).max(84).default(42),
      })
      .optional(),
  }),
  constraints: z.strictObject({
    mostMgPerH: above(1000).optional(),
    mostMgPerKgPerH: above(100).optional(),
    mostTotalMg: above(1_000_000).optional(),
    peakNgPerMl: limitInPeople.optional(),
    drugHigh: limitInPeople.optional(),
    systolicRise: limitInPeople.optional(),
    clinic: z.strictObject({
      hoursPerDay: above(24),
      openOn: z.array(z.enum(weekdays)).min(1).max(7),
      begins: z.enum(weekdays),
    }),
    /** Id of the home programme under which doses would be taken: its limits hold. */
    homeProgramme: z.enum(homeProgrammeIds).optional(),
    lastCourse: z
      .strictObject({
        endedDaysAgo: z.number().min(0).max(100_000),
        leastDaysBetween: z.number().min(0).max(3650),
      })
      .nullable(),
  }),
  weights: z.strictObject({
    infusionDay: z.number().min(0).max(1000),
    /** Needed where doses are searched. */
    doseDay: z.number().min(0).max(1000).optional(),
    dayWithDrugHigh: z.number().min(0).max(1000),
    per100Mg: z.number().min(0).max(1000),
  }),
  relief: share.default(0.3),
  drugHighShare: share.default(0.5),
  mode: z.enum(['published', 'research']).default('published'),
  people: z.int().min(1).max(2000).default(200),
  /** A course of this patient with concentrations: their posterior takes the place of virtual patients. */
  known: measuredCourseSchema.optional(),
  seed: z.int().min(0).max(2_147_483_647),
});
export type DesignFile = z.infer<typeof designSchema>;

/** What a home programme that Ketame comes with allows, as the search holds it. */
export function homeLimitsOf(id: string): HomeLimits | undefined {
  const programme = homeProgrammes.find((each) => each.id === id);
  if (programme === undefined) return undefined;
  const { drug, route, greatestDoseUg, maxDosesPerDay, minHoursBetween, window } = programme;
  return {
    drug,
    route: route === 'intranasal' ? 'nasal' : route,
    mostMgAtOnce: greatestDoseUg.value / 1000,
    mostDosesPerDay: maxDosesPerDay.value,
    leastHoursBetween: minHoursBetween.value,
    hoursOfDay: window.toHour - window.fromHour,
  };
}
