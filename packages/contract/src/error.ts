import { z } from 'zod';

/** One wrong field: its path ("doses.0.amountMg"), what was expected there. */
export const fieldErrorSchema = z.object({ path: z.string(), expected: z.string() });

/** Every error that the server answers, of whatever kind. */
export const errorSchema = z.object({
  /** Short and stable, for programs: "identity-differs", "too-large". */
  code: z.string(),
  /** For the person who meets it: what was wrong, where, what to do. */
  message: z.string(),
  fields: z.array(fieldErrorSchema).optional(),
  requestId: z.string().optional(),
  /** With 412: what the server has now, in the form in which it is otherwise answered. */
  stored: z.unknown().optional(),
});

export type ErrorAnswer = z.infer<typeof errorSchema>;
