import { createHash, randomInt, randomUUID } from 'node:crypto';
import { type AccountKind, type EntryKind, newPackCode } from '@ketame/care';
import type { Account, Meaning, NewRegisterEntry, Role } from '@ketame/contract';
import { sql } from 'kysely';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { requireSupply } from '../home/enrol.ts';
import { requireNotAhead } from '../http/not-ahead.ts';
import { notFound, Problem } from '../http/problem.ts';
import { type Action, allows } from '../policy.ts';
import { requirePatient } from '../records/known-patient.ts';
import { sign } from '../signatures/signatures.ts';
import { findPacks, requireLot } from './packs.ts';
import { usePaper } from './paper.ts';
import { entrySubject, signedContent } from './signed-content.ts';

/** What a role must be allowed to enter each kind. */
const actions: Readonly<Record<NewRegisterEntry['kind'], Action>> = {
  receipt: 'register.stock',
  preparation: 'register.stock',
  dispensing: 'register.dispense',
  administration: 'register.administer',
  return: 'register.count',
  destruction: 'register.stock',
  'transfer out': 'register.stock',
  adjustment: 'register.stock',
  correction: 'register.stock',
  check: 'register.count',
};

/** What the first signature under each kind says; the second says "witnessed". */
const meanings: Readonly<Record<NewRegisterEntry['kind'], Meaning>> = {
  receipt: 'received',
  preparation: 'prepared',
  dispensing: 'dispensed',
  administration: 'administered',
  return: 'received',
  destruction: 'destroyed',
  'transfer out': 'checked',
  adjustment: 'corrected',
  correction: 'corrected',
  check: 'checked',
};

const signers: readonly Role[] = ['pharmacist', 'physician', 'nurse'];

/** An entry on its way into the database, which adds number, balance and who must sign. */
interface Draft {
  readonly kind: EntryKind;
  readonly lotId: string | null;
  readonly from: Place | null;
  readonly to: Place | null;
  readonly amountUg: number;
  readonly countedUg?: number;
  readonly patientId?: string | null;
  readonly prescriptionId?: string;
  readonly corrects?: string;
  readonly linkedTo?: string;
  readonly authorisationId?: string;
  readonly early?: boolean;
  readonly party?: string;
  readonly identityShown?: string;
  readonly reason?: string;
  readonly occurredAt?: string;
  /** Ids of the packs that move. */
  readonly packs?: readonly string[];
}

/** An account: of its kind and, where it is what a patient holds, of that patient; or a known one. */
type Place = { readonly kind: AccountKind; readonly patientId?: string } | { readonly accountId: string };

/**
 * Enters one thing in a book. The same sent again, also at the same moment, is entered once.
 * @throws Problem 403 when the role may not, 404, 409 when the id is that of another entry; what the database refuses
 * comes as its own error (see `sayRefusals`)
 */
export async function addEntry(
  trx: Trx,
  origin: Origin,
  account: Account,
  registerId: string,
  wanted: NewRegisterEntry,
): Promise<void> {
  if (!allows(actions[wanted.kind], account.role)) {
    throw new Problem(
      403,
      'not-allowed',
      `The role ${account.role} may not enter a ${wanted.kind}. Nothing was entered.`,
    );
  }
  const { proofs, ...asked } = wanted;
  const hash = createHash('sha256')
    .update(canonicalJson({ registerId, ...asked }))
    .digest('hex');
  await sql`select pg_advisory_xact_lock(hashtextextended(${wanted.id}, 0))`.execute(trx);
  const known = await trx
    .selectFrom('register_entry')
    .select('request_hash')
    .where('id', '=', wanted.id)
    .executeTakeFirst();
  if (known?.request_hash === hash) return;
  if (known !== undefined) {
    throw new Problem(
      409,
      'entry-exists',
      'Another entry has this id. Make a new id for a new entry. Nothing was entered.',
    );
  }
  const books = wanted.kind === 'transfer out' ? [registerId, wanted.toRegisterId] : [registerId];
  const found = await trx
    .selectFrom('register')
    .select('id')
    .where('id', 'in', books)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (found.length < books.length) throw notFound('register');
  const draft = await draftOf(trx, origin, registerId, wanted);
  await write(trx, origin, { id: wanted.id, registerId, hash, draft });
  await signAll(trx, origin, wanted.id, meanings[wanted.kind], proofs);
  if (wanted.kind === 'transfer out') await receiveTransfer(trx, origin, registerId, wanted, hash);
  const { patientId } = draft;
  await audit(trx, origin, {
    action: `register.${wanted.kind.replaceAll(' ', '-')}`,
    subject: 'register entry',
    subjectId: wanted.id,
    ...(patientId ? { patientId } : {}),
    after: { registerId, ...asked },
  });
}

async function draftOf(
  trx: Trx,
  origin: Origin,
  registerId: string,
  wanted: NewRegisterEntry,
): Promise<Draft> {
  const { kind } = wanted;
  switch (wanted.kind) {
    case 'receipt':
      return {
        kind,
        lotId: await lotOf(trx, registerId, wanted),
        from: { kind: 'supplier' },
        to: { kind: 'stock' },
        amountUg: wanted.amountUg,
        party: wanted.party,
      };
    case 'preparation':
      return {
        kind,
        lotId: wanted.lotId,
        from: { kind: 'stock' },
        to: { kind: 'prepared' },
        amountUg: wanted.doseUg * wanted.packs,
        packs: await newPacks(trx, wanted),
      };
    case 'dispensing': {
      const prescription = await trx
        .selectFrom('prescription')
        .select(['patient_id as patientId', 'drug', 'prescribed_by as prescribedBy'])
        .where('id', '=', wanted.prescriptionId)
        .executeTakeFirst();
      if (prescription === undefined) throw notFound('prescription');
      const { patientId } = prescription;
      // What was supplied on paper has left the clinic already and must be entered.
      if (wanted.onPaper === null) await requireSupply(trx, origin, prescription);
      else requireNotAhead(wanted.onPaper.occurredAt, origin, 'onPaper.occurredAt');
      return {
        ...(await sourceOf(trx, wanted.source, 'stock', 'prepared')),
        kind,
        to: { kind: 'patient', patientId },
        patientId,
        prescriptionId: wanted.prescriptionId,
        early: wanted.early !== null,
        reason: wanted.early ?? '',
        party: wanted.party,
        identityShown: wanted.identityShown,
        ...(wanted.onPaper === null ? {} : await usePaper(trx, origin, wanted.onPaper)),
      };
    }
    case 'administration':
      requireNotAhead(wanted.occurredAt, origin, 'occurredAt');
      return {
        ...(await sourceOf(trx, wanted.source, 'stock', 'prepared')),
        kind,
        to: { kind: 'administered' },
        patientId: await patientOf(trx, wanted.patientId),
        occurredAt: wanted.occurredAt,
      };
    case 'return': {
      const held = { kind: 'patient', patientId: await patientOf(trx, wanted.patientId) } as const;
      return {
        ...(await sourceOf(trx, wanted.source, 'patient', 'patient')),
        kind,
        from: held,
        to: { kind: 'returned' },
        patientId: wanted.patientId,
        party: wanted.party,
      };
    }
    case 'destruction':
      return {
        ...(await sourceOf(trx, wanted.source, wanted.from, wanted.from)),
        kind,
        from: { kind: wanted.from },
        to: { kind: 'destroyed' },
        reason: wanted.reason,
      };
    case 'transfer out':
      return {
        kind,
        lotId: wanted.lotId,
        from: { kind: 'stock' },
        to: { kind: 'elsewhere' },
        amountUg: wanted.amountUg,
        party: wanted.party,
      };
    case 'adjustment':
      return {
        kind,
        lotId: wanted.lotId,
        from: { kind: wanted.found === 'missing' ? 'stock' : 'difference' },
        to: { kind: wanted.found === 'missing' ? 'difference' : 'stock' },
        amountUg: wanted.amountUg,
        linkedTo: await discrepancyOf(trx, registerId, wanted.discrepancyId),
        reason: wanted.reason,
      };
    case 'correction': {
      const wrong = await trx
        .selectFrom('register_entry')
        .selectAll()
        .where('id', '=', wanted.corrects)
        .where('register_id', '=', registerId)
        .executeTakeFirst();
      if (wrong === undefined) throw notFound('entry of this register');
      if (wrong.from_account === null || wrong.to_account === null) {
        throw new Problem(
          409,
          'no-reversal',
          'A check moves nothing and is not reversed: check again. Nothing was entered.',
        );
      }
      const packs = await trx
        .selectFrom('register_entry_pack')
        .select('pack_id')
        .where('entry_id', '=', wrong.id)
        .execute();
      return {
        kind,
        lotId: wrong.lot_id,
        from: { accountId: wrong.to_account },
        to: { accountId: wrong.from_account },
        amountUg: wrong.amount_ug,
        patientId: wrong.patient_id,
        corrects: wrong.id,
        reason: wanted.reason,
        packs: packs.map((pack) => pack.pack_id),
      };
    }
    case 'check':
      return { kind, lotId: null, from: null, to: null, amountUg: 0, countedUg: wanted.countedUg };
  }
}

type Source = Extract<NewRegisterEntry, { kind: 'dispensing' }>['source'];

/** Where it is taken from: loose from one place, packs from another. */
async function sourceOf(trx: Trx, source: Source, loose: AccountKind, packed: AccountKind) {
  if ('packs' in source) {
    const { lotId, amountUg, ids } = await findPacks(trx, source.packs);
    return { lotId, from: { kind: packed }, amountUg, packs: ids };
  }
  return { lotId: source.lotId, from: { kind: loose }, amountUg: source.amountUg };
}

async function lotOf(
  trx: Trx,
  registerId: string,
  { lot, expiry, gtin }: { readonly lot: string; readonly expiry: string; readonly gtin: string | null },
): Promise<string> {
  await trx
    .insertInto('register_lot')
    .values({ register_id: registerId, lot, expiry, gtin })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { id } = await trx
    .selectFrom('register_lot')
    .select('id')
    .where('register_id', '=', registerId)
    .where('lot', '=', lot)
    .where('expiry', '=', expiry)
    .executeTakeFirstOrThrow();
  return id;
}

async function newPacks(
  trx: Trx,
  { lotId, doseUg, packs }: { readonly lotId: string; readonly doseUg: number; readonly packs: number },
): Promise<string[]> {
  const stock = await accountOf(trx, lotId, { kind: 'stock' });
  const rows = await trx
    .insertInto('dose_pack')
    .values(
      Array.from({ length: packs }, () => ({
        code: newPackCode((below) => randomInt(below)),
        lot_id: lotId,
        dose_ug: doseUg,
        account_id: stock,
      })),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

async function patientOf(trx: Trx, id: string): Promise<string> {
  await requirePatient(trx, id);
  return id;
}

async function discrepancyOf(trx: Trx, registerId: string, id: string): Promise<string> {
  const row = await trx
    .selectFrom('register_discrepancy')
    .select('id')
    .where('id', '=', id)
    .where('register_id', '=', registerId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw notFound('open discrepancy of this register');
  return row.id;
}

/** The account of a lot, made when it is the first time that something is there. */
async function accountOf(trx: Trx, lotId: string, place: Place): Promise<string> {
  if ('accountId' in place) return place.accountId;
  await requireLot(trx, lotId);
  const { kind, patientId = null } = place;
  await trx
    .insertInto('register_account')
    .values({ lot_id: lotId, kind, patient_id: patientId })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'lot_id', 'kind', 'patient_id']).doNothing())
    .execute();
  const { id } = await trx
    .selectFrom('register_account')
    .select('id')
    .where('lot_id', '=', lotId)
    .where('kind', '=', kind)
    .where('patient_id', patientId === null ? 'is' : '=', patientId)
    .executeTakeFirstOrThrow();
  return id;
}

async function write(
  trx: Trx,
  origin: Origin,
  entry: { readonly id: string; readonly registerId: string; readonly hash: string; readonly draft: Draft },
): Promise<void> {
  const { draft } = entry;
  const account = async (place: Place | null) =>
    place === null || draft.lotId === null ? null : accountOf(trx, draft.lotId, place);
  await trx
    .insertInto('register_entry')
    .values({
      id: entry.id,
      register_id: entry.registerId,
      kind: draft.kind,
      lot_id: draft.lotId,
      from_account: await account(draft.from),
      to_account: await account(draft.to),
      amount_ug: draft.amountUg,
      counted_ug: draft.countedUg ?? null,
      patient_id: draft.patientId ?? null,
      prescription_id: draft.prescriptionId ?? null,
      corrects: draft.corrects ?? null,
      linked_to: draft.linkedTo ?? null,
      authorisation_id: draft.authorisationId ?? null,
      early: draft.early ?? false,
      party: draft.party ?? '',
      identity_shown: draft.identityShown ?? '',
      reason: draft.reason ?? '',
      occurred_at: draft.occurredAt ?? origin.at,
      recorded_at: origin.at,
      recorded_by: origin.actor,
      request_hash: entry.hash,
    })
    .execute();
  if (draft.packs !== undefined && draft.packs.length > 0) {
    await trx
      .insertInto('register_entry_pack')
      .values(draft.packs.map((pack_id) => ({ entry_id: entry.id, pack_id })))
      .execute();
  }
}

async function signAll(
  trx: Trx,
  origin: Origin,
  id: string,
  meaning: Meaning,
  proofs: readonly string[],
): Promise<void> {
  const row = await trx
    .selectFrom('register_entry')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  for (const [index, proof] of proofs.entries()) {
    await sign(trx, origin, {
      proof,
      meaning: index === 0 ? meaning : 'witnessed',
      roles: signers,
      subject: entrySubject(id),
      content: signedContent(row),
    });
  }
}

/** The other half of a transfer: the same lot, received in the book of the other site. */
async function receiveTransfer(
  trx: Trx,
  origin: Origin,
  registerId: string,
  wanted: Extract<NewRegisterEntry, { kind: 'transfer out' }>,
  hash: string,
): Promise<void> {
  const books = await trx
    .selectFrom('register')
    .select(['drug', 'form', 'strength_ug'])
    .distinct()
    .where('id', 'in', [registerId, wanted.toRegisterId])
    .execute();
  if (books.length > 1) {
    throw new Problem(
      409,
      'another-product',
      'The other book is of another drug, form or strength. Nothing was entered.',
    );
  }
  const lot = await trx
    .selectFrom('register_lot')
    .select(['lot', 'expiry', 'gtin'])
    .where('id', '=', wanted.lotId)
    .executeTakeFirstOrThrow();
  await write(trx, origin, {
    id: randomUUID(),
    registerId: wanted.toRegisterId,
    hash,
    draft: {
      kind: 'transfer in',
      lotId: await lotOf(trx, wanted.toRegisterId, lot),
      from: { kind: 'elsewhere' },
      to: { kind: 'stock' },
      amountUg: wanted.amountUg,
      linkedTo: wanted.id,
      party: wanted.party,
    },
  });
}
