import { Temporal } from 'temporal-polyfill';
import { readClinic } from '../clinic.ts';
import type { Instant, Trx } from '../database/index.ts';

/** The date in the clinic's time zone at an instant, YYYY-MM-DD. */
export async function clinicDate(trx: Trx, at: Instant): Promise<string> {
  const { timeZone } = await readClinic(trx);
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
