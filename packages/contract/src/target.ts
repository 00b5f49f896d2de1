import { z } from 'zod';
import { amountAsSchema, drugSchema, regimenStepsSchema } from './regimen.ts';
import { simulatedPatientSchema } from './simulation.ts';

const hours = z.number().min(0).max(10_000);
const above = (most: number) => z.number().positive().max(most);

/** A target-controlled infusion as `ketame tci` reads it: drug, salt or base, and concentration are never guessed. */
export const targetSettingSchema = z.strictObject({
  drug: drugSchema,
  amountAs: amountAsSchema,
  patient: simulatedPatientSchema,
  target: z.strictObject({
    output: z.string().min(1).max(80),
    points: z
      .array(z.strictObject({ timeH: hours, value: z.number().min(0).max(1_000_000) }))
      .min(1)
      .max(1000),
    between: z.enum(['held', 'linear']).default('held'),
  }),
  pump: z.strictObject({
    concentrationMgPerMl: above(1000),
    intervalMin: above(1440),
    mostMlPerH: above(10_000),
    /** Null for any rate. */
    stepMlPerH: above(1000).nullable(),
    syringe: z
      .strictObject({
        fullMl: above(1000),
        leftMl: z.number().min(0).max(1000),
        changeMin: z.number().min(0).max(1440),
      })
      .nullable(),
  }),
  /** What was really given before `fromH`: infusions and boluses by vein. */
  given: regimenStepsSchema.default([]),
  fromH: hours.default(0),
  untilH: hours,
});
