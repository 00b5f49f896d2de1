import type { IndexInput, PatientGoals } from '@ketame/care';
import { type PatientIndex, responderThresholds, sessionHarms, valueTree } from '@ketame/evidence';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

const swingSchema = z
  .strictObject({
    points: z.record(z.string(), z.number().min(0).max(100)),
    counts: z.enum(['order', 'weights']),
  })
  .superRefine(({ points }, context) => {
    for (const id of Object.keys(points)) {
      if (!valueTree.some((criterion) => criterion.id === id)) {
        context.addIssue({ code: 'custom', path: ['points', id], message: 'a criterion of the value tree' });
      }
    }
    if (Math.max(0, ...Object.values(points)) !== 100) {
      context.addIssue({ code: 'custom', path: ['points'], message: 'the greatest swing has 100 points' });
    }
  });

/** What a patient calls benefit and harm, and how they weigh. */
export const patientGoalsSchema: z.ZodType<PatientGoals, PatientGoals> = z.strictObject({
  baselinePain: z.number().gt(0).max(10),
  threshold: z.enum(responderThresholds.map(({ id }) => id) as [PatientGoals['threshold']]),
  harmsThatCount: z
    .array(z.enum(sessionHarms))
    .refine((harms) => new Set(harms).size === harms.length, { error: 'each harm once' }),
  harmWeight: z.number().min(0).max(100),
  swing: swingSchema.nullable(),
});

/** Saves the next version; `basedOn` is the one that it was made from, 0 for the first. */
export const saveGoalsSchema = z.strictObject({ basedOn: z.int().min(0), goals: patientGoalsSchema });

/** One version of them. */
export const savedGoalsSchema = z.object({
  version: z.int(),
  goals: patientGoalsSchema,
  savedBy: z.string(),
  savedAt: instant,
});
export type SavedGoals = z.infer<typeof savedGoalsSchema>;

/** Computed and stored by the server; what it holds is said by the types. */
const patientIndexSchema: z.ZodType<PatientIndex> = z.custom<PatientIndex>().meta({ type: 'object' });
export const indexInputSchema: z.ZodType<IndexInput> = z.custom<IndexInput>().meta({ type: 'object' });

/** The index as it was at one time, with all that was known then. */
export const storedIndexSchema = z.object({
  id: z.uuid(),
  /** 1, 2, 3 without a gap. */
  sequence: z.int(),
  computedAt: instant,
  goalsVersion: z.int(),
  rulesVersion: z.string(),
  inputs: z.array(indexInputSchema),
  index: patientIndexSchema,
  /** Computed again just now from what is stored: the same, or not; or the rules are others by now. */
  replay: z.enum(['same', 'differs', 'other rules']),
});
export type StoredIndex = z.infer<typeof storedIndexSchema>;

/** Benefit and risk of one patient: goals, the index of now, and what it was after every change of what is known. */
export const benefitRiskSchema = z.object({
  patientId: z.uuid(),
  /** Null until somebody has asked the patient; without goals there is no index. */
  goals: savedGoalsSchema.nullable(),
  now: z.object({ inputs: z.array(indexInputSchema), index: patientIndexSchema }).nullable(),
  /** The oldest first. */
  history: z.array(storedIndexSchema),
});
export type BenefitRisk = z.infer<typeof benefitRiskSchema>;
