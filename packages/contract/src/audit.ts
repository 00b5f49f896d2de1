import { z } from 'zod';

export const auditEntrySchema = z.object({
  sequence: z.int(),
  at: z.iso.datetime({ offset: true }),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  subjectId: z.string().nullable(),
  requestId: z.string(),
  /** Null where nothing was, or where the patient's key has been destroyed. */
  before: z.json().nullable(),
  after: z.json().nullable(),
  erased: z.boolean(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** `badSequence` is the first row that does not follow from the one before it. */
export const auditVerificationSchema = z.object({
  ok: z.boolean(),
  entries: z.int(),
  head: z.string(),
  badSequence: z.int().nullable(),
  reason: z.string().nullable(),
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;
