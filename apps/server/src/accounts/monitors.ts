import { randomUUID } from 'node:crypto';
import type { AddedMonitor, BedsideMonitor, Monitor, MonitorPlace } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import {
  type ClinicDatabase,
  type ClinicScope,
  clinicScope,
  errorCode,
  type Trx,
} from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { newToken, TOUCH_SECONDS, tokenHash } from './sessions.ts';

/** By it a token of a monitor is told from what a proxy may send in the same header. */
const PREFIX = 'ketame-monitor-';

/** Every monitor of the clinic that has or had a token, the newest first. */
export async function listMonitors(trx: Trx): Promise<Monitor[]> {
  return monitors(trx).orderBy('monitor.added_at', 'desc').orderBy('monitor.id').execute();
}

/** Those whose token stands, by name, as the bedside sees them. */
export function bedsideMonitors(trx: Trx): Promise<BedsideMonitor[]> {
  return trx
    .selectFrom('monitor')
    .select(['id', 'name', 'place', 'last_used_at as lastUsedAt'])
    .where('revoked_at', 'is', null)
    .orderBy('name')
    .execute();
}

function monitors(trx: Trx) {
  return trx
    .selectFrom('monitor')
    .innerJoin('account', 'account.id', 'monitor.added_by')
    .select([
      'monitor.id',
      'monitor.name',
      'monitor.place',
      'account.display_name as addedBy',
      'monitor.added_at as addedAt',
      'monitor.last_used_at as lastUsedAt',
      'monitor.revoked_at as revokedAt',
    ]);
}

/**
 * Gives a monitor a token. Only its hash is kept: nobody can be shown it again.
 * @param place where it stands, as sessions name their place; null: nowhere
 * @throws Problem 409 when another monitor of the clinic has this name and a token that stands
 */
export async function addMonitor(
  trx: Trx,
  origin: Origin,
  name: string,
  place: string | null,
): Promise<AddedMonitor> {
  const id = randomUUID();
  const token = `${PREFIX}${newToken()}`;
  try {
    await trx
      .insertInto('monitor')
      .values({ id, name, place, token_hash: tokenHash(token), added_by: origin.actor, added_at: origin.at })
      .execute();
  } catch (error) {
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error;
    throw new Problem(
      409,
      'name-taken',
      `A monitor named ${name} has a token. Revoke that one first, or choose another name.`,
      {
        fields: [{ path: 'name', expected: 'a name that no monitor has yet' }],
      },
    );
  }
  await audit(trx, origin, {
    action: 'monitor.add',
    subject: 'monitor',
    subjectId: id,
    after: { name, place },
  });
  const monitor = await monitors(trx).where('monitor.id', '=', id).executeTakeFirstOrThrow();
  return { monitor, token };
}

/** PostgreSQL 15 manual, appendix A. */
const UNIQUE_VIOLATION = '23505';

/** Ends a token; what the monitor sent stays. Revoked again, it stays as it was. @throws Problem 404 */
export async function revokeMonitor(trx: Trx, origin: Origin, id: string): Promise<void> {
  const known = await trx
    .selectFrom('monitor')
    .select(['name', 'revoked_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (known === undefined) throw notFound('monitor');
  if (known.revoked_at !== null) return;
  await trx.updateTable('monitor').set({ revoked_at: origin.at }).where('id', '=', id).execute();
  await audit(trx, origin, {
    action: 'monitor.revoke',
    subject: 'monitor',
    subjectId: id,
    after: { name: known.name },
  });
}

/** Says where a monitor stands from now on. @throws Problem 404 when there is none, or its token was revoked */
export async function placeMonitor(
  trx: Trx,
  origin: Origin,
  id: string,
  { place }: MonitorPlace,
): Promise<Monitor> {
  const known = await trx
    .selectFrom('monitor')
    .select(['place'])
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (known === undefined) throw notFound('monitor with a token that stands');
  await trx.updateTable('monitor').set({ place }).where('id', '=', id).execute();
  await audit(trx, origin, {
    action: 'monitor.place',
    subject: 'monitor',
    subjectId: id,
    before: known,
    after: { place },
  });
  return monitors(trx).where('monitor.id', '=', id).executeTakeFirstOrThrow();
}

/** The token of a monitor in the header Authorization, "Bearer ketame-monitor-..."; null for anything else. */
export function readMonitorToken(authorization: string | undefined): string | null {
  const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  return given?.startsWith(PREFIX) ? given : null;
}

/** Whose token it is; null when it was revoked or never was. Writes down, every half minute, that it is used. */
export async function findMonitor(
  database: ClinicDatabase,
  token: string,
  now: Date,
): Promise<{ readonly name: string; readonly place: string | null; readonly scope: ClinicScope } | null> {
  const found = await database.transaction('server', (trx) =>
    trx
      .selectFrom('monitor')
      .select(['id', 'clinic_id', 'name', 'place', 'last_used_at'])
      .where('token_hash', '=', tokenHash(token))
      .where('revoked_at', 'is', null)
      .executeTakeFirst(),
  );
  if (found === undefined) return null;
  const scope = clinicScope(found.clinic_id);
  if (found.last_used_at === null || now.getTime() - Date.parse(found.last_used_at) >= TOUCH_SECONDS * 1000) {
    await database.transaction(scope, (trx) =>
      trx
        .updateTable('monitor')
        .set({ last_used_at: now.toISOString() })
        .where('id', '=', found.id)
        .execute(),
    );
  }
  return { name: found.name, place: found.place, scope };
}
