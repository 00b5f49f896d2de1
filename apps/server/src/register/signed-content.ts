import type { RegisterEntryRow } from '../database/types.ts';
import type { Subject } from '../signatures/content-hash.ts';

/** Of no patient, so that the signature stays as long as the entry, which an erasure does not remove. */
export function entrySubject(id: string): Subject {
  return { kind: 'register entry', id, version: 1, patientId: null };
}

/** All of an entry but who must sign it. */
export function signedContent(row: RegisterEntryRow): unknown {
  const { clinic_id: _clinic, signatures_needed: _needed, ...content } = row;
  return content;
}
