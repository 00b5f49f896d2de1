import type { Role } from '@ketame/contract';
import { sql } from 'kysely';
import { errorCode, StartError } from './errors.ts';
import type { Trx } from './types.ts';

/** In whose name a transaction reads and writes: it sees the rows of this clinic and no other. */
export interface ClinicScope {
  readonly clinicId: string;
  /** Null for what the server does by itself, and for somebody who is just signing in. */
  readonly accountId: string | null;
  readonly role: Role | null;
}

/**
 * "server" is the narrow path of sign-in and start: it finds out which clinic an email, a session or a token belongs to
 * and counts attempts, and sees nothing of patients. All else is done in the scope of a clinic.
 */
export type Scope = ClinicScope | 'server';

/** The scope of what the server or a command does in a clinic, in nobody's name. */
export function clinicScope(clinicId: string): ClinicScope {
  return { clinicId, accountId: null, role: null };
}

/**
 * Gives up all rights for the rest of the transaction but those of the scope. Owners and superusers, as which Ketame
 * connects, are not held by row level security (PostgreSQL 15 manual, section 5.8); these roles are.
 */
export async function enterScope(trx: Trx, scope: Scope): Promise<void> {
  const [role, inClinic] = scope === 'server' ? ['ketame_server', null] : ['ketame_clinic', scope];
  await sql`select set_config('role', ${role}, true), set_config('ketame.clinic', ${inClinic?.clinicId ?? ''}, true),
    set_config('ketame.account', ${inClinic?.accountId ?? ''}, true),
    set_config('ketame.role', ${inClinic?.role ?? ''}, true)`.execute(trx);
}

const ROLES = ['ketame_clinic', 'ketame_server'] as const;

/**
 * Makes sure that the roles of the scopes exist and that this user may take them. Roles belong to the whole PostgreSQL
 * server: several databases share them, and each gives them rights of its own.
 * @throws StartError with the statements for an administrator when this user may not do it
 */
export async function prepareRoles(trx: Trx): Promise<void> {
  const user = await sql<{ name: string }>`select current_user as name`.execute(trx);
  try {
    for (const role of ROLES) {
      // Another database of the same server may be making it at this moment.
      await sql
        .raw(`do $$ begin
          if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
        exception when duplicate_object or unique_violation then null; end $$`)
        .execute(trx);
      await sql
        .raw(`do $$ begin
          perform set_config('role', '${role}', true), set_config('role', 'none', true);
        exception when insufficient_privilege then grant ${role} to current_user; end $$`)
        .execute(trx);
    }
  } catch (error) {
    if (errorCode(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    const name = user.rows[0]?.name ?? '';
    throw new StartError(
      `The database user ${name} may not make or take the roles by which Ketame keeps clinics apart. An administrator of the PostgreSQL server must run once:\n\n${statementsFor(name)}\n`,
      { cause: error },
    );
  }
}

/** PostgreSQL 15 manual, appendix A. */
const INSUFFICIENT_PRIVILEGE = '42501';

function statementsFor(user: string): string {
  const quoted = `"${user.replaceAll('"', '""')}"`;
  return [
    ...ROLES.map((role) => `  create role ${role} nologin;`),
    `  grant ${ROLES.join(', ')} to ${quoted};`,
  ].join('\n');
}
