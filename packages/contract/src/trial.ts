import type { TrialArm, TrialDesign } from '@ketame/evidence';
import { z } from 'zod';
import { regimenSchema } from './regimen.ts';

const text = z.string().min(1).max(200);
const chance = z.number().min(0).max(1);

const armSchema: z.ZodType<TrialArm> = z.strictObject({
  name: text,
  people: z.int().min(2).max(2000),
  /** Id of a published regimen, a regimen, or null for placebo. */
  regimen: z.union([z.string().min(1).max(80), regimenSchema, z.null()]),
  chanceToRespond: chance,
  chanceOfPsychotomimetic: chance,
  dropOutPerWeek: z.number().min(0).lt(1),
});

/** A virtual trial as a file or request gives it. */
export const trialDesignSchema: z.ZodType<TrialDesign> = z.strictObject({
  name: text,
  arms: z.array(armSchema).min(2).max(6),
  control: text,
  outcomeDays: z
    .array(
      z
        .number()
        .positive()
        .max(7 * 52),
    )
    .min(1)
    .max(26),
  baselinePain: z.strictObject({
    mean: z.number().positive().max(10),
    standardDeviation: z.number().min(0).max(5),
  }),
  withinPerson: z.number().min(0).max(5),
  placeboRelief: z.strictObject({ share: chance, halfLifeDays: z.number().positive().max(10_000) }),
  beliefPoints: z.number().min(0).max(10),
  analysis: z.strictObject({
    outcome: z.enum(['pain', 'change']),
    missing: z.enum(['left out', 'baseline']),
    alpha: z.number().min(0.0001).max(0.5),
    power: z.number().min(0.5).max(0.999),
  }),
  trials: z.int().min(1).max(100_000),
  virtualPatients: z.int().min(1).max(5000),
  seed: z.int().min(0),
});
