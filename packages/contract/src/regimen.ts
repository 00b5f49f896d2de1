import { doseKinds, type Regimen } from '@ketame/ketamine';
import { z } from 'zod';

const hours = z
  .number()
  .min(0)
  .max(24 * 7 * 52);
const repeat = z.strictObject({
  everyH: z
    .number()
    .positive()
    .max(24 * 7 * 12),
  count: z.int().min(1).max(1000),
});
const basis = z.enum(['patient', 'kg', '70 kg']);

const infusionStep = z.strictObject({
  kind: z.literal('infusion'),
  startH: hours,
  durationH: z
    .number()
    .positive()
    .max(24 * 7 * 12),
  rate: z.number().min(0).max(1000),
  basis,
  capMgPerH: z.number().positive().max(1000).optional(),
  repeat: repeat.optional(),
});

const doseStep = z.strictObject({
  kind: z.enum(doseKinds),
  startH: hours,
  amount: z.number().positive().max(2000),
  basis,
  repeat: repeat.optional(),
});

export const drugSchema = z.enum(['S-ketamine', 'racemic ketamine']);
export const amountAsSchema = z.enum(['base', 'hydrochloride']);
export const regimenStepsSchema = z.array(z.discriminatedUnion('kind', [infusionStep, doseStep])).max(200);

/** One regimen as it is drawn in the studio, kept in a link and saved in a plan. */
export const regimenSchema: z.ZodType<Regimen> = z.strictObject({
  name: z.string().min(1).max(120),
  drug: drugSchema,
  amountAs: amountAsSchema,
  steps: regimenStepsSchema,
  published: z.string().max(80).optional(),
  changedFrom: z.string().max(80).optional(),
  research: z.literal(true).optional(),
});
