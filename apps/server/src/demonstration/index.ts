import type { Session } from '@ketame/contract';
import type { Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';

/** The accounts of the demonstration clinic, with their passwords: the sign-in page lists them. */
export const demonstrationAccounts: Session['demonstrationAccounts'] = [];

/**
 * Writes the demonstration clinic into an empty database, all of it in the caller's one transaction. The accounts
 * above are already there.
 */
export async function loadDemonstration(_trx: Trx, _origin: Origin): Promise<void> {}
