import { z } from 'zod';

const interval = z.object({ low: z.number(), typical: z.number(), high: z.number() });

/** The numbers of a regimen as a plan stores them (the engine's CourseSummary). */
export const storedSummarySchema = z.object({
  totalMg: z.number(),
  peakNgPerMl: z.number(),
  peakTimeH: z.number(),
  hoursAboveThreshold: z.number(),
  aucNgHPerMl: z.number(),
  daysAtLeast30: interval.extend({
    basis: z.object({ kind: z.enum(['fitted', 'extrapolated']), reasons: z.array(z.string()) }),
  }),
  chanceToRespond: z.object({ drug: interval, placebo: interval }).nullable(),
});
export type StoredSummary = z.infer<typeof storedSummarySchema>;
