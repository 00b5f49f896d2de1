import { z } from 'zod';

export const healthSchema = z.object({
  status: z.enum(['ok', 'unavailable']),
  version: z.string(),
  database: z.object({ kind: z.enum(['embedded', 'server']), version: z.string() }),
  /** Name of the newest migration that the database has. */
  schema: z.string(),
});
export type Health = z.infer<typeof healthSchema>;
