import type { NewRegisterEntry } from '@ketame/contract';
import type { EnterableKind } from './roles.ts';
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
  from: 'returned',
  reason: '',
  corrects: '',
  packs: 1,
  /** Of packs that were scanned. */
  codes: [] as readonly string[],
};
export type Draft = typeof emptyDraft;

/** The entry that a draft says, or what is missing in it, for the person who entered it. */
export function entryOf(kind: EnterableKind, draft: Draft, id: string): NewRegisterEntry | string {
  const base = { id, proofs: [] };
  const amountUg = microgramsOf(draft.amountMg);
  const noAmount = 'Give the amount in mg, with at most three decimals.';
  const source =
    draft.codes.length > 0
      ? { packs: [...draft.codes] }
      : draft.lotId === '' || amountUg === null
        ? null
        : { lotId: draft.lotId, amountUg };
  const noSource = 'Scan the packs, or choose a lot and give the amount in mg.';
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
      if (amountUg === null) return noAmount;
      return { ...base, kind, lotId: draft.lotId, doseUg: amountUg, packs: draft.packs };
    case 'dispensing':
      if (draft.prescriptionId === '') return 'Choose the patient and the prescription.';
      if (source === null) return noSource;
      return {
        ...base,
        kind,
        prescriptionId: draft.prescriptionId,
        source,
        party: draft.party,
        identityShown: draft.identityShown,
        early: draft.early.trim() === '' ? null : draft.early,
        onPaper: null,
      };
    case 'return':
      if (draft.patientId === '') return 'Choose the patient.';
      if (source === null) return noSource;
      return { ...base, kind, patientId: draft.patientId, source, party: draft.party };
    case 'destruction':
      if (source === null) return noSource;
      if (draft.from !== 'stock' && draft.from !== 'prepared' && draft.from !== 'returned') return noSource;
      return { ...base, kind, from: draft.from, source, reason: draft.reason };
    case 'correction':
      if (draft.corrects === '') return 'Choose "Correct" at the entry that is wrong.';
      return { ...base, kind, corrects: draft.corrects, reason: draft.reason };
    case 'check':
      if (amountUg === null && draft.amountMg.trim() !== '0') return noAmount;
      return { ...base, kind, countedUg: amountUg ?? 0 };
  }
}
