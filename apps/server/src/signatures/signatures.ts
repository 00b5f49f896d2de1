import { randomUUID } from 'node:crypto';
import type { Meaning, Role, Signature } from '@ketame/contract';
import { useProof } from '../accounts/step-up.ts';
import { audit, type Origin } from '../audit/index.ts';
import { errorCode, type SignatureRow, type Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { contentHash, type Subject } from './content-hash.ts';

export interface Signing {
  /** The answer of /api/step-up; good for this one signature. */
  readonly proof: string;
  readonly meaning: Meaning;
  /** The roles that may sign this with this meaning. */
  readonly roles: readonly Role[];
  readonly subject: Subject;
  /** All that is signed, as JSON holds it; the same must be given to `verifySignatures`. */
  readonly content: unknown;
}

/**
 * Signs a version of a thing, in the transaction that writes it. Call it for each signer: a second one must be another
 * person than the first.
 * @param origin of the request; its actor is whose session it is, which a second signer is not
 * @throws Problem 403 `proof-needed` (unknown, used, too old, of another session) or `may-not-sign` (role), 409
 * `signed-already` when the same person has signed this version
 */
export async function sign(trx: Trx, origin: Origin, signing: Signing): Promise<Signature> {
  const { subject, meaning } = signing;
  const { signer, factor } = await useProof(trx, origin, signing.proof);
  if (!signing.roles.includes(signer.role)) {
    throw new Problem(
      403,
      'may-not-sign',
      `The role ${signer.role} may not sign this as "${meaning}"; ${signing.roles.join(' or ')} may. Nothing was signed.`,
    );
  }
  const statement = {
    meaning,
    signedBy: signer.id,
    printedName: signer.displayName,
    role: signer.role,
    signedAt: origin.at,
  };
  const hash = contentHash(subject, statement, signing.content);
  const row = await trx
    .insertInto('signature')
    .values({
      id: randomUUID(),
      subject: subject.kind,
      subject_id: subject.id,
      subject_version: subject.version,
      patient_id: subject.patientId,
      meaning,
      content_hash: hash,
      signed_by: signer.id,
      printed_name: signer.displayName,
      role: signer.role,
      factor,
      signed_at: origin.at,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      if (errorCode(error) !== UNIQUE_VIOLATION) throw error;
      throw new Problem(
        409,
        'signed-already',
        `${signer.displayName} has signed this already. A second signature is another person's. Nothing was signed.`,
      );
    });
  await audit(
    trx,
    { ...origin, actor: signer.id },
    {
      action: 'signature.sign',
      subject: subject.kind,
      subjectId: subject.id,
      ...(subject.patientId === null ? {} : { patientId: subject.patientId }),
      after: { ...statement, version: subject.version, factor, contentHash: hash },
    },
  );
  return signatureOf(row, true);
}

/** PostgreSQL 15 manual, appendix A. */
const UNIQUE_VIOLATION = '23505';

/**
 * The signatures of a version of a thing, in the order of signing, each with whether it still fits the content.
 * @param content what is stored now, made in the same way as it was for `sign`
 */
export async function verifySignatures(trx: Trx, subject: Subject, content: unknown): Promise<Signature[]> {
  const rows = await trx
    .selectFrom('signature')
    .selectAll()
    .where('subject', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('subject_version', '=', subject.version)
    .orderBy('signed_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => signatureOf(row, isOf(row, subject, content)));
}

/** Whether a stored signature is one of this version of this thing with this content. */
export function isOf(row: SignatureRow, subject: Subject, content: unknown): boolean {
  const statement = {
    meaning: row.meaning,
    signedBy: row.signed_by,
    printedName: row.printed_name,
    role: row.role,
    signedAt: row.signed_at,
  };
  return row.content_hash === contentHash(subject, statement, content);
}

function signatureOf(row: SignatureRow, valid: boolean): Signature {
  return {
    id: row.id,
    meaning: row.meaning,
    printedName: row.printed_name,
    role: row.role,
    factor: row.factor,
    signedAt: row.signed_at,
    contentHash: row.content_hash,
    valid,
  };
}
