import { sql } from 'kysely';
import type { Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import type { MonitorReadings } from './readings.ts';

/**
 * The session that runs where a monitor stands: the one whose patient is checked in there. What was measured before the
 * check-in is of somebody else, or of nobody.
 * @param monitor with the place as sessions name it; capitals and spaces around it do not count
 * @returns the id of the session, held to the end of the transaction
 * @throws Problem 409 when the monitor stands nowhere, or none or several sessions run there, 422 for earlier readings
 */
export async function sessionAtPlace(
  trx: Trx,
  { name, place }: { readonly name: string; readonly place: string | null },
  { readings }: MonitorReadings,
): Promise<string> {
  if (place === null) {
    throw new Problem(
      409,
      'monitor-without-place',
      `${name} stands at no place, so that nobody knows whose readings these are. Nothing was kept. Bring it to the session on the session's page, or an administrator says under Accounts where it stands.`,
    );
  }
  const [found, ...others] = await trx
    .selectFrom('infusion')
    .select(['id', checkedInAt.as('checkedInAt')])
    .where(sql`lower(trim(place))`, '=', place.trim().toLowerCase())
    .where('present', '=', true)
    .forUpdate()
    .execute();
  if (found === undefined) {
    throw new Problem(
      409,
      'no-session-at-place',
      `Nobody is checked in to a session at ${place}, where ${name} stands. Nothing was kept: check the patient in, or compare the place of the session with that of the monitor.`,
    );
  }
  if (others.length > 0) {
    throw new Problem(
      409,
      'several-sessions-at-place',
      `${others.length + 1} patients are checked in at ${place}, where ${name} stands. Nothing was kept: end the session that is over, or send to the address of the session.`,
    );
  }
  const since = Date.parse(found.checkedInAt);
  const early = readings.findIndex(({ at }) => Date.parse(at) < since);
  if (early === -1) return found.id;
  throw new Problem(
    422,
    'before-check-in',
    `A reading of ${name} is of ${readings[early]?.at}; the patient at ${place} was checked in at ${found.checkedInAt}. Nothing was kept: send what was measured since.`,
    { fields: [{ path: `readings.${early}.at`, expected: `not before ${found.checkedInAt}` }] },
  );
}

/** When the patient of a session came, as it was told. */
const checkedInAt = sql<string>`(select max(least(occurred_at, recorded_at)) from infusion_event
  where infusion_id = infusion.id and content ->> 'kind' = 'check-in')`;
