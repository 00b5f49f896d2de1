import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

export const outcomeGroups = ['Treatment', 'Response', 'Harms by system', 'Decisions', 'Checks'] as const;

/** One number of the clinic. What it counts are its rows, and nothing else. */
export const outcomeNumberSchema = z.object({
  id: z.string(),
  group: z.enum(outcomeGroups),
  title: z.string(),
  /** What is counted, and from what. */
  note: z.string(),
  patients: z.int(),
  rows: z.int(),
});
export type OutcomeNumber = z.infer<typeof outcomeNumberSchema>;

export const outcomeDays = [90, 365, 3650] as const;

/** How far the dashboard looks back, days. */
export const outcomesQuerySchema = z.strictObject({
  days: z.coerce
    .number()
    .refine((days) => (outcomeDays as readonly number[]).includes(days), {
      error: `one of ${outcomeDays.join(', ')}`,
    })
    .default(365),
});

export const outcomesSchema = z.object({
  now: instant,
  days: z.int(),
  numbers: z.array(outcomeNumberSchema),
});
export type Outcomes = z.infer<typeof outcomesSchema>;

/** One of the rows that a number counts. */
export const outcomeRowSchema = z.object({
  patientId: z.uuid(),
  familyName: z.string(),
  givenName: z.string(),
  at: instant.nullable(),
  text: z.string(),
  /** The session that it is of; null where it is of none. */
  infusionId: z.uuid().nullable(),
});
export type OutcomeRow = z.infer<typeof outcomeRowSchema>;

export const outcomeRowsSchema = z.object({
  number: outcomeNumberSchema,
  days: z.int(),
  rows: z.array(outcomeRowSchema),
});
