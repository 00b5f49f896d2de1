import { z } from 'zod';
import { regimenSchema } from './regimen.ts';
import { interactionFields } from './simulation.ts';

export const studioPatientSchema = z.strictObject({
  weightKg: z.number().min(20).max(350),
  ageYears: z.number().min(0).max(120),
  sex: z.enum(['female', 'male']),
  heightCm: z.number().min(100).max(250).optional(),
  pregnant: z.boolean().optional(),
  severeLiverDisease: z.boolean().optional(),
  diagnosis: z.enum(['CRPS-1', 'other']).optional(),
  ...interactionFields,
});

/** All that the studio's picture depends on; a link holds it in its fragment, a plan keeps it. No identity in it. */
export const studioStateSchema = z.strictObject({
  patient: studioPatientSchema,
  regimens: z.array(regimenSchema).min(1).max(4),
  /** Index of the regimen being edited, and in a plan the one that is chosen. */
  selected: z.int().min(0).max(3),
});
export type StudioState = z.infer<typeof studioStateSchema>;

/** A saved figure of a regimen, so that a plan is shown again exactly as it was, whatever the models become. */
export const planOutputSchema = z.strictObject({
  regimen: z.string(),
  summary: z.json(),
  /** Curves as drawn: times in hours, values in the stated unit. */
  curves: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      unit: z.string(),
      timesH: z.array(z.number()),
      typical: z.array(z.number()),
      low: z.array(z.number()).nullable(),
      high: z.array(z.number()).nullable(),
      basis: z.enum(['fitted', 'extrapolated']),
    }),
  ),
});

/** A plan takes nothing that a search found outside what published trials gave. */
const planStateSchema = studioStateSchema.superRefine(({ regimens }, context) => {
  regimens.forEach(({ name, research }, index) => {
    if (research) {
      context.addIssue({
        code: 'custom',
        path: ['regimens', index, 'research'],
        message: researchIsNoPlan(name),
      });
    }
  });
});

/** Why a regimen of research is not saved, for the person. */
export function researchIsNoPlan(name: string): string {
  return `"${name}" is research: it exceeds what any published trial gave, and no plan takes it. Remove it, then save.`;
}

export const planContentSchema = z.strictObject({
  title: z.string().trim().min(1).max(160),
  note: z.string().max(4000),
  state: planStateSchema,
  /** Version of Ketame and of each model: { "simons-2022": "1" }. */
  models: z.record(z.string(), z.string()),
  outputs: z.array(planOutputSchema).max(4),
});
export type PlanContent = z.infer<typeof planContentSchema>;

/** A first version; the id is made by the client, so that a repeated submission saves once. */
export const newPlanSchema = planContentSchema.extend({ id: z.uuid() });
/** A later version; `version` is the one it replaces, another answers 412 with the stored one. */
export const nextPlanVersionSchema = planContentSchema;

export const planSummarySchema = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  title: z.string(),
  version: z.int(),
  savedBy: z.string(),
  savedAt: z.iso.datetime({ offset: true }),
});
export type PlanSummary = z.infer<typeof planSummarySchema>;

export const planVersionSchema = planSummarySchema.extend({
  ketameVersion: z.string(),
  content: planContentSchema,
});
export type PlanVersion = z.infer<typeof planVersionSchema>;
