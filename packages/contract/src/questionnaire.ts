import { instruments } from '@ketame/care';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const ids = instruments.map(({ id }) => id) as [string, ...string[]];

/** By item or by score. */
export const numbersByIdSchema = z.record(z.string().min(1).max(60), z.number());

/** A form that somebody has begun; its id becomes the id of the result. */
export const draftSchema = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  instrument: z.string(),
  instrumentVersion: z.int(),
  /** Goes up by one with each answer; sent back in If-Match. */
  version: z.int(),
  /** By item, and by score where scores are entered from a paper form. */
  answers: numbersByIdSchema,
  savedBy: z.string(),
  savedAt: instant,
});
export type Draft = z.infer<typeof draftSchema>;

/** Begins a form; the id is made by the client, so that the same sent again begins one. */
export const newDraftSchema = z.strictObject({ id: z.uuid(), instrument: z.enum(ids) });

/** One answer, or one score from a paper form, saved the moment it is given; null takes it back. */
export const draftAnswerSchema = z.strictObject({
  item: z.string().min(1).max(60),
  value: z.number().nullable(),
});
