import type { Factor, Role } from '@ketame/contract';
import type { Generated } from 'kysely';
import type { Instant, Json, OfClinic } from './column.ts';

/** Accounts, sessions, the factors of sign-in, and the tokens of monitors. */

export interface AccountTable extends OfClinic {
  id: string;
  email: string;
  display_name: string;
  role: Role;
  password_hash: string;
  disabled: Generated<boolean>;
  failed_sign_ins: Generated<number>;
  locked_until: Instant | null;
  created_at: Instant;
}

export interface SessionTable extends OfClinic {
  token_hash: Uint8Array;
  account_id: string;
  created_at: Instant;
  last_seen_at: Instant;
}

export interface SignInLimitTable {
  key: string;
  window_start: Instant;
  attempts: number;
}

export interface FirstAdministratorTokenTable extends OfClinic {
  token_hash: Uint8Array;
  created_at: Instant;
}

export interface PasskeyTable extends OfClinic {
  /** Of the credential, base64url. */
  id: string;
  account_id: string;
  name: string;
  public_key: Uint8Array;
  counter: number;
  transports: Json;
  created_at: Instant;
  last_used_at: Instant | null;
}

export interface AuthenticatorAppTable extends OfClinic {
  account_id: string;
  /** Base32. */
  secret: string;
  /** False until a first code has shown that the app has the secret. */
  confirmed: Generated<boolean>;
  /** The time step of the last code that was taken: none counts twice. */
  last_step: Generated<number>;
  created_at: Instant;
}

export interface RecoveryCodeTable extends OfClinic {
  account_id: string;
  code_hash: Uint8Array;
}

export interface PasskeyChallengeTable {
  challenge: string;
  created_at: Instant;
}

export interface StepUpTable extends OfClinic {
  token_hash: Uint8Array;
  account_id: string;
  /** Whose session asked for it: only there it counts. */
  asked_by: string;
  factor: Factor;
  created_at: Instant;
}

export interface MonitorTable extends OfClinic {
  id: string;
  name: string;
  /** Where it stands, as sessions name their place; null: nowhere. */
  place: string | null;
  token_hash: Uint8Array;
  added_by: string;
  added_at: Instant;
  last_used_at: Instant | null;
  revoked_at: Instant | null;
}
