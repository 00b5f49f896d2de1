import type { JsonWebKey } from 'node:crypto';
import { type PaperPayload, paperPayloadSchema } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { requireProgrammeDrug } from '../home/enrol.ts';
import { notFound, Problem } from '../http/problem.ts';
import { readKey, readSigned, signText } from './clinic-key.ts';

/**
 * Writes an authorisation to supply once while the server is away. The same sent again writes it once.
 * @returns the signed text: JWS compact serialization (RFC 7515) with EdDSA (RFC 8037)
 * @throws Problem 404, 409 when the id is that of another, or the drug is not that of the patient's programme
 */
export async function authorise(
  trx: Trx,
  origin: Origin,
  prescriptionId: string,
  wanted: { readonly id: string; readonly amountUg: number; readonly hours: number },
): Promise<string> {
  const prescription = await trx
    .selectFrom('prescription')
    .selectAll()
    .where('id', '=', prescriptionId)
    .executeTakeFirst();
  if (prescription === undefined) throw notFound('prescription');
  await requireProgrammeDrug(trx, prescription.patient_id, prescription.drug);
  const made = await trx
    .insertInto('paper_authorisation')
    .values({
      id: wanted.id,
      patient_id: prescription.patient_id,
      prescription_id: prescriptionId,
      amount_ug: wanted.amountUg,
      issued_at: origin.at,
      expires_at: new Date(Date.parse(origin.at) + wanted.hours * 3_600_000).toISOString(),
      issued_by: origin.actor,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  const payload = await payloadOf(trx, wanted.id);
  if (payload.prescription !== prescriptionId || payload.amountUg !== wanted.amountUg) {
    throw new Problem(409, 'authorisation-exists', 'Another authorisation has this id. Make a new id.');
  }
  const { privateKey } = await readKey(trx, origin);
  if (made.numInsertedOrUpdatedRows !== 0n) {
    await audit(trx, origin, {
      action: 'register.authorise-on-paper',
      subject: 'paper authorisation',
      subjectId: wanted.id,
      patientId: prescription.patient_id,
      after: payload,
    });
  }
  return signPaper(payload, privateKey);
}

/** What an authorisation of the clinic says. @throws Problem 404 */
export async function payloadOf(trx: Trx, id: string): Promise<PaperPayload> {
  const row = await trx
    .selectFrom('paper_authorisation as paper')
    .innerJoin('prescription', 'prescription.id', 'paper.prescription_id')
    .innerJoin('patient', 'patient.id', 'paper.patient_id')
    .innerJoin('account', 'account.id', 'paper.issued_by')
    .selectAll('paper')
    .select([
      'drug',
      'form',
      'strength_ug',
      'dose_ug',
      'family_name',
      'given_name',
      'birth_date',
      'display_name',
    ])
    .where('paper.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound('authorisation on paper');
  return {
    id,
    clinic: (await readClinic(trx)).name,
    prescription: row.prescription_id,
    patient: `${row.family_name}, ${row.given_name}`,
    birthDate: row.birth_date,
    drug: row.drug,
    form: row.form,
    strengthUg: row.strength_ug,
    doseUg: row.dose_ug,
    amountUg: row.amount_ug,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    issuedBy: row.display_name,
  };
}

/** What the header of a signed text says it is; texts of other kinds are signed with the same key. */
const supplyText = 'ketame-supply';

export function signPaper(payload: PaperPayload, privateKey: string): string {
  return signText(supplyText, payload, privateKey);
}

/**
 * What a text on paper says, when the clinic's key signed it; no server or database is needed. Whether it is still in
 * its time, and was not used before, the reader must see.
 * @param publicKey JWK of the clinic (Ed25519)
 * @returns null when the key did not sign this text, or it is no authorisation
 */
export function readPaper(text: string, publicKey: JsonWebKey): PaperPayload | null {
  const payload = readSigned(supplyText, text, publicKey);
  return payload === null ? null : paperPayloadSchema.parse(payload);
}

/** For the entry of a supply that was made on paper. @throws Problem 400 when the clinic's key did not sign it */
export async function usePaper(
  trx: Trx,
  origin: Origin,
  { text, occurredAt }: { readonly text: string; readonly occurredAt: string },
): Promise<{ readonly authorisationId: string; readonly occurredAt: string }> {
  const { publicKey } = await readKey(trx, origin);
  const payload = readPaper(text, publicKey);
  if (payload === null) {
    throw new Problem(
      400,
      'not-signed',
      'This clinic did not sign this text. Scan the code on the paper again. Nothing was entered.',
    );
  }
  return { authorisationId: payload.id, occurredAt };
}
