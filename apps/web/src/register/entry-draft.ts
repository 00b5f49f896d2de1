import type { ErrorAnswer, NewRegisterEntry } from '@ketame/contract';
import { microgramsOf } from './words.ts';

/** What the form of an entry holds, whatever its kind. */
export const emptyDraft = {
  lot: '',
  expiry: '',
  gtin: '',
  lotId: '',
  amountMg: '',
  party: '',
  identityShown: '',
  patientId: '',
  prescriptionId: '',
  early: '',
  /** The text of an authorisation on paper. */
  paper: '',
  /** ISO 8601 instant; empty: now. */
  occurredAt: '',
  from: 'returned',
  toRegisterId: '',
  discrepancyId: '',
  found: 'missing',
  reason: '',
  corrects: '',
  packs: 1,
  /** Of packs that were scanned. */
  codes: [] as readonly string[],
};
export type Draft = typeof emptyDraft;

/** What is missing or wrong, at the field where it is put right. */
export interface DraftProblem {
  readonly field: keyof Draft;
  readonly problem: string;
}

const at = (field: keyof Draft, problem: string): DraftProblem => ({ field, problem });

/**
 * The entry that a draft says, or what is missing in it.
 * @param now ISO 8601 instant, for what happens now
 */
export function entryOf(
  kind: NewRegisterEntry['kind'],
  draft: Draft,
  id: string,
  now: string,
): NewRegisterEntry | DraftProblem {
  const base = { id, proofs: [] };
  const amountUg = microgramsOf(draft.amountMg);
  const noAmount = at('amountMg', 'Give the amount in mg, with at most three decimals.');
  const noLot = at('lotId', 'Choose the lot.');
  const noPatient = at('patientId', 'Choose the patient.');
  const source =
    draft.codes.length > 0
      ? { packs: [...draft.codes] }
      : draft.lotId === ''
        ? at('lotId', 'Scan the packs, or choose a lot and give the amount.')
        : amountUg === null
          ? noAmount
          : { lotId: draft.lotId, amountUg };
  switch (kind) {
    case 'receipt':
      if (amountUg === null) return noAmount;
      return {
        ...base,
        kind,
        lot: draft.lot,
        expiry: draft.expiry,
        gtin: draft.gtin || null,
        amountUg,
        party: draft.party,
      };
    case 'preparation':
      if (draft.lotId === '') return noLot;
      if (amountUg === null) return noAmount;
      return { ...base, kind, lotId: draft.lotId, doseUg: amountUg, packs: draft.packs };
    case 'dispensing':
      if (draft.patientId === '') return noPatient;
      if (draft.prescriptionId === '') return at('prescriptionId', 'Choose the prescription.');
      if ('problem' in source) return source;
      if (draft.paper !== '' && draft.occurredAt === '')
        return at('occurredAt', 'Say when it was supplied on the paper.');
      return {
        ...base,
        kind,
        prescriptionId: draft.prescriptionId,
        source,
        party: draft.party,
        identityShown: draft.identityShown,
        early: draft.early.trim() === '' ? null : draft.early,
        onPaper: draft.paper === '' ? null : { text: draft.paper.trim(), occurredAt: draft.occurredAt },
      };
    case 'administration':
      if (draft.patientId === '') return noPatient;
      if ('problem' in source) return source;
      return {
        ...base,
        kind,
        patientId: draft.patientId,
        source,
        occurredAt: draft.occurredAt === '' ? now : draft.occurredAt,
      };
    case 'return':
      if (draft.patientId === '') return noPatient;
      if ('problem' in source) return source;
      return { ...base, kind, patientId: draft.patientId, source, party: draft.party };
    case 'destruction':
      if ('problem' in source) return source;
      if (draft.from !== 'stock' && draft.from !== 'prepared' && draft.from !== 'returned')
        return at('from', 'Say from where.');
      return { ...base, kind, from: draft.from, source, reason: draft.reason };
    case 'transfer out':
      if (draft.toRegisterId === '') return at('toRegisterId', 'Choose the book of the other site.');
      if (draft.lotId === '') return noLot;
      if (amountUg === null) return noAmount;
      return {
        ...base,
        kind,
        lotId: draft.lotId,
        amountUg,
        toRegisterId: draft.toRegisterId,
        party: draft.party,
      };
    case 'adjustment':
      if (draft.discrepancyId === '') return at('discrepancyId', 'Choose the count that differed.');
      if (draft.lotId === '') return noLot;
      if (amountUg === null) return noAmount;
      return {
        ...base,
        kind,
        lotId: draft.lotId,
        amountUg,
        found: draft.found === 'too much' ? 'too much' : 'missing',
        discrepancyId: draft.discrepancyId,
        reason: draft.reason,
      };
    case 'correction':
      return { ...base, kind, corrects: draft.corrects, reason: draft.reason };
    case 'check':
      if (amountUg === null && draft.amountMg.trim() !== '0') return noAmount;
      return { ...base, kind, countedUg: amountUg ?? 0 };
  }
}

/** Where the rules of the database speak, by the code of the answer; the others stand below the form. */
const fieldOfRule: Readonly<Record<string, keyof Draft>> = {
  'negative-stock': 'amountMg',
  'part-of-a-dose': 'amountMg',
  'more-than-prescribed': 'amountMg',
  'more-than-one-supply': 'amountMg',
  'expired-lot': 'lotId',
  'no-valid-programme': 'patientId',
  'requirements-not-met': 'patientId',
  'not-trained': 'prescriptionId',
  'another-patient': 'patientId',
  'not-as-prescribed': 'prescriptionId',
  'not-the-programme': 'prescriptionId',
  'prescription-not-valid': 'prescriptionId',
  'early-refill': 'early',
  'in-the-future': 'occurredAt',
  'not-authorised': 'paper',
  'not-signed': 'paper',
  'register-entry-authorisation-id-key': 'paper',
  'another-product': 'toRegisterId',
  'pack-not-there': 'codes',
  'pack-named-twice': 'codes',
  'no-pack-code': 'codes',
  'several-lots': 'codes',
  'packs-differ': 'codes',
};

/**
 * What the server refused, at the field that it concerns; null when it concerns the whole.
 * @param answer of the server
 */
export function refusedField(
  kind: NewRegisterEntry['kind'],
  answer: ErrorAnswer,
  draft: Draft,
): DraftProblem | null {
  // It has no fields but its reason.
  if (kind === 'correction') return null;
  const field = fieldOfRule[answer.code];
  if (field === undefined) {
    const [named] = answer.fields ?? [];
    return named !== undefined && isField(named.path) ? at(named.path, named.expected) : null;
  }
  const isOfPacks = draft.codes.length > 0 && (field === 'amountMg' || field === 'lotId');
  return at(isOfPacks ? 'codes' : field, answer.message);
}

const isField = (path: string): path is keyof Draft => path in emptyDraft;
