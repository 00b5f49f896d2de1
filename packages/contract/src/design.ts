import { usualDurationsH, usualEveryDays, weekdays } from '@ketame/ketamine';
import { z } from 'zod';
import { measuredCourseSchema } from './fit.ts';
import { amountAsSchema, drugSchema } from './regimen.ts';
import { simulatedPatientSchema } from './simulation.ts';

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
    lastCourse: z
      .strictObject({
        endedDaysAgo: z.number().min(0).max(100_000),
        leastDaysBetween: z.number().min(0).max(3650),
      })
      .nullable(),
  }),
  weights: z.strictObject({
    infusionDay: z.number().min(0).max(1000),
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
