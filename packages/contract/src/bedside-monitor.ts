import { z } from 'zod';

/** A monitor whose token stands, as those at the bedside see it. GET /bedside-monitors. */
export const bedsideMonitorSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  place: z.string().nullable(),
  /** To half a minute; null: never. */
  lastUsedAt: z.string().nullable(),
});
export type BedsideMonitor = z.infer<typeof bedsideMonitorSchema>;

/** Which monitor was brought to where a session runs. PUT /infusions/:id/monitor. */
export const broughtMonitorSchema = z.strictObject({ monitorId: z.uuid() });
