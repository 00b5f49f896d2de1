import { createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from 'node:crypto';
import { type PaperPayload, paperPayloadSchema, registerKeySchema } from '@ketame/contract';
import { sql } from 'kysely';
import { audit, type Origin } from '../audit/index.ts';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { requireProgrammeDrug } from '../home/enrol.ts';
import { notFound, Problem } from '../http/problem.ts';

/** The public key of the clinic's authorisations; the pair is made when it is first asked for. */
export async function readKey(
  trx: Trx,
  origin: Origin,
): Promise<{ readonly publicKey: JsonWebKey; readonly privateKey: string }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('register key', 0))`.execute(trx);
  const known = await trx.selectFrom('register_key').selectAll().executeTakeFirst();
  if (known !== undefined) {
    return { publicKey: registerKeySchema.parse(known.public_key), privateKey: known.private_key };
  }
  const pair = generateKeyPairSync('ed25519');
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const publicKey = registerKeySchema.parse(pair.publicKey.export({ format: 'jwk' }));
  await trx
    .insertInto('register_key')
    .values({ private_key: privateKey, public_key: JSON.stringify(publicKey), made_at: origin.at })
    .execute();
  await audit(trx, origin, { action: 'register.make-key', subject: 'register key', after: { publicKey } });
  return { publicKey, privateKey };
}

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

export function signPaper(payload: PaperPayload, privateKey: string): string {
  const signed = `${encode({ alg: 'EdDSA', typ: 'ketame-supply' })}.${encode(payload)}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

/**
 * What a text on paper says, when the clinic's key signed it; no server or database is needed. Whether it is still in
 * its time, and was not used before, the reader must see.
 * @param publicKey JWK of the clinic (Ed25519)
 * @returns null when the key did not sign this text
 */
export function readPaper(text: string, publicKey: JsonWebKey): PaperPayload | null {
  const [header, payload, signature, more] = text.trim().split('.');
  if (header === undefined || payload === undefined || signature === undefined || more !== undefined)
    return null;
  const key = createPublicKey({ key: publicKey, format: 'jwk' });
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify(null, signed, key, Buffer.from(signature, 'base64url'))) return null;
  return paperPayloadSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
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

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
