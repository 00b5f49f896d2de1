import { createHash } from 'node:crypto';
import type { Meaning, Role } from '@ketame/contract';
import { canonicalJson } from '../audit/index.ts';

/** What a signature is bound to: one version of one thing, and the patient whom it concerns. */
export interface Subject {
  /** "consent", "session", "plan" */
  readonly kind: string;
  readonly id: string;
  /** Whole, from 1. */
  readonly version: number;
  /** Null when it concerns no patient: such a signature is never removed. */
  readonly patientId: string | null;
}

/** What is said by whom and when. */
export interface Statement {
  readonly meaning: Meaning;
  readonly signedBy: string;
  readonly printedName: string;
  readonly role: Role;
  readonly signedAt: string;
}

/**
 * SHA-256 (hexadecimal) of the canonical JSON of subject, statement and content. Whatever of them is altered, or copied
 * to another record, gives another hash (21 CFR 11.70).
 */
export function contentHash(subject: Subject, statement: Statement, content: unknown): string {
  return createHash('sha256').update(canonicalJson({ subject, statement, content })).digest('hex');
}
