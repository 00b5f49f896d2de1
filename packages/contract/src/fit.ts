import type { MeasuredPoint } from '@ketame/ketamine';
import { z } from 'zod';
import { amountAsSchema, drugSchema, regimenStepsSchema } from './regimen.ts';
import { simulatedPatientSchema } from './simulation.ts';

const hours = z.number().min(0).max(100_000);
const positive = z.number().positive().max(1_000_000);
const point = {
  timeH: hours,
  analyte: z.enum(['S-ketamine', 'R-ketamine', 'racemic ketamine', 'S-norketamine', 'S-hydroxynorketamine']),
  site: z.enum(['arterial', 'venous']),
  /** In place of the model's own error, such as the assay's. */
  error: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('additive'), additive: positive }),
      z.strictObject({ kind: z.literal('proportional'), proportional: positive }),
      z.strictObject({ kind: z.enum(['combined', 'combined1']), additive: positive, proportional: positive }),
      z.strictObject({ kind: z.literal('log'), log: positive }),
    ])
    .optional(),
};

/** A concentration in ng/mL, or the limit below which the laboratory reported it. */
const measuredPointSchema: z.ZodType<MeasuredPoint> = z.union([
  z.strictObject({ ...point, value: positive }),
  z.strictObject({ ...point, belowLimit: positive }),
]);

/** What was given to one patient by vein, and what was measured then. */
export const measuredCourseSchema = z.strictObject({
  drug: drugSchema,
  amountAs: amountAsSchema,
  given: regimenStepsSchema.min(1),
  measured: z.array(measuredPointSchema).min(1).max(1000),
});

/** A fit as `ketame fit` reads it. */
export const fitSchema = measuredCourseSchema.extend({
  patient: simulatedPatientSchema,
  /** Pain from 0 to 10, hours from the start of the course and below 0 before it. */
  diary: z
    .array(
      z.strictObject({
        timeH: z.number().min(-100_000).max(100_000),
        pain: z.number().min(0).max(10),
      }),
    )
    .max(10_000)
    .optional(),
  seed: z.int().min(0).max(2_147_483_647),
});
export type FitFile = z.infer<typeof fitSchema>;
