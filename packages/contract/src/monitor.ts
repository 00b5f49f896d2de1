import { z } from 'zod';
import { proofOfSignerSchema } from './access.ts';

/** Where a monitor stands, as sessions name their place: "Room 2"; null: nowhere. */
const place = z.string().trim().min(1).max(60).nullable();

/** A monitor that sends vital signs with a token of its own. */
export const monitorSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  place,
  addedBy: z.string(),
  addedAt: z.string(),
  /** To half a minute; null: never. */
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type Monitor = z.infer<typeof monitorSchema>;

export const newMonitorSchema = z.strictObject({
  /** As the monitor is called in the clinic; it stands with each of its readings. */
  name: z.string().trim().min(1).max(60),
  place: place.default(null),
  proof: proofOfSignerSchema,
});
export type NewMonitor = z.infer<typeof newMonitorSchema>;

export const monitorPlaceSchema = z.strictObject({ place });
export type MonitorPlace = z.infer<typeof monitorPlaceSchema>;

/** The token is shown in this answer and never again. */
export const addedMonitorSchema = z.object({ monitor: monitorSchema, token: z.string() });
export type AddedMonitor = z.infer<typeof addedMonitorSchema>;
