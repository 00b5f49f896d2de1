import type { AccountKind, EntryKind, RegisterProfileId } from '@ketame/care';
import type { Generated } from 'kysely';
import type { Instant, Json, OfClinic } from './column.ts';

/** Prescriptions and the controlled-drug register. */

export interface PrescriptionTable extends OfClinic {
  id: string;
  patient_id: string;
  drug: 'ketamine' | 'S-ketamine';
  form: string;
  strength_ug: number;
  dose_ug: number;
  doses: number;
  interval_hours: number;
  refills: number;
  /** YYYY-MM-DD, as are the other dates. */
  valid_from: string;
  valid_until: string;
  early_days: number;
  instructions: string;
  prescribed_by: string;
  prescribed_at: Instant;
  cancelled_at: Instant | null;
  cancelled_why: string | null;
}

export interface RegisterTable extends OfClinic {
  id: string;
  site: string;
  drug: 'ketamine' | 'S-ketamine';
  form: string;
  strength_ug: number;
  profile: RegisterProfileId;
  two_people: Json;
  discrepancy_hours: number;
  last_number: Generated<number>;
  balance_ug: Generated<number>;
  opened_by: string;
  opened_at: Instant;
}

export interface RegisterLotTable extends OfClinic {
  id: Generated<string>;
  register_id: string;
  lot: string;
  expiry: string;
  gtin: string | null;
}

export interface RegisterAccountTable extends OfClinic {
  id: Generated<string>;
  lot_id: string;
  kind: AccountKind;
  patient_id: string | null;
  balance_ug: Generated<number>;
}

export interface PaperAuthorisationTable extends OfClinic {
  id: string;
  patient_id: string;
  prescription_id: string;
  amount_ug: number;
  issued_at: Instant;
  expires_at: Instant;
  issued_by: string;
}

export interface RegisterKeyTable extends OfClinic {
  private_key: string;
  public_key: Json;
  made_at: Instant;
}

export interface RegisterEntryTable extends OfClinic {
  id: string;
  register_id: string;
  /** The database numbers, balances and says who must sign. */
  number: Generated<number>;
  balance_ug: Generated<number>;
  signatures_needed: Generated<number>;
  kind: EntryKind;
  lot_id: string | null;
  from_account: string | null;
  to_account: string | null;
  amount_ug: number;
  counted_ug: number | null;
  patient_id: string | null;
  prescription_id: string | null;
  corrects: string | null;
  linked_to: string | null;
  authorisation_id: string | null;
  early: boolean;
  party: string;
  identity_shown: string;
  reason: string;
  occurred_at: Instant;
  recorded_at: Instant;
  recorded_by: string;
  request_hash: string;
}

export interface DosePackTable extends OfClinic {
  id: Generated<string>;
  code: string;
  lot_id: string;
  dose_ug: number;
  account_id: string;
}

export interface RegisterEntryPackTable extends OfClinic {
  entry_id: string;
  pack_id: string;
}

export interface RegisterDiscrepancyTable extends OfClinic {
  id: string;
  register_id: string;
  difference_ug: number;
  opened_at: Instant;
  due_at: Instant;
  closed_at: Instant | null;
  conclusion: string | null;
}
