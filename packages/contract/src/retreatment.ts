import { courseDecisions, type RetreatmentAgenda, shortestReason } from '@ketame/care';
import { z } from 'zod';
import { proofOfSignerSchema, signatureSchema } from './access.ts';

const instant = z.iso.datetime({ offset: true });

/** Computed by the server; what it holds is said by the type. */
const agendaSchema: z.ZodType<RetreatmentAgenda> = z.custom<RetreatmentAgenda>().meta({ type: 'object' });

/** What a physician decided about the next course, with the agenda as it stood then. */
export const courseDecisionSchema = z.object({
  id: z.uuid(),
  decision: z.enum(courseDecisions),
  reasons: z.string(),
  agenda: agendaSchema,
  /** The stored index that was on the agenda; null where there was none. */
  indexId: z.uuid().nullable(),
  signature: signatureSchema,
});
export type CourseDecisionRecord = z.infer<typeof courseDecisionSchema>;

/** The agenda of the next course as of now, and what has been decided so far. */
export const retreatmentSchema = z.object({
  patientId: z.uuid(),
  now: instant,
  /** Null before the first course is over. */
  agenda: agendaSchema.nullable(),
  /** The newest first. */
  decisions: z.array(courseDecisionSchema),
});
export type PatientRetreatment = z.infer<typeof retreatmentSchema>;

/** `id` is made by the client; `answer` is that of the agenda on the screen: refused when it is another by now. */
export const newCourseDecisionSchema = z.strictObject({
  id: z.uuid(),
  decision: z.enum(courseDecisions),
  reasons: z
    .string()
    .trim()
    .min(shortestReason, `reasons of at least ${shortestReason} characters`)
    .max(4000),
  answer: z.string(),
  proof: proofOfSignerSchema,
});
export type NewCourseDecision = z.infer<typeof newCourseDecisionSchema>;
