import type { Account } from '@ketame/contract';
import type { AccountRow } from '../database/index.ts';

/** An account as others may see it: without what concerns its password. */
export function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    role: row.role,
    disabled: row.disabled,
  };
}
