import { accountKinds, entryKinds, registerProfileIds } from '@ketame/care';
import { z } from 'zod';
import { proofOfSignerSchema, signatureSchema } from './access.ts';

const instant = z.iso.datetime({ offset: true });
/** Micrograms of base: whole numbers, up to 10 kg. */
const micrograms = z.int().min(1).max(10_000_000_000);
const line = z.string().trim().min(1).max(200);
const perhaps = z.string().trim().max(200);
const drug = z.enum(['ketamine', 'S-ketamine']);
const packCode = z.string().trim().min(9).max(20);
/** Who signs, first and second; another person each. */
const proofs = z.array(proofOfSignerSchema).max(2);

export const registerProfileSchema = z.strictObject({ profile: z.enum(registerProfileIds) });

/** Opens a book. The same sent again opens it once. */
export const newRegisterSchema = z.strictObject({
  id: z.uuid(),
  site: line,
  drug,
  /** "tablet", "vial of 10 mL". */
  form: line,
  /** Of one tablet or vial, micrograms of base. */
  strengthUg: micrograms,
});
export type NewRegister = z.infer<typeof newRegisterSchema>;

/** A lot of a book, with what lies in each account. */
export const registerLotSchema = z.object({
  id: z.uuid(),
  lot: z.string(),
  expiry: z.iso.date(),
  gtin: z.string().nullable(),
  stockUg: z.int(),
  preparedUg: z.int(),
  returnedUg: z.int(),
});

export const registerSchema = newRegisterSchema.extend({
  profile: z.enum(registerProfileIds),
  twoPeople: z.array(z.enum(entryKinds)),
  entries: z.int(),
  balanceUg: z.int(),
  openDiscrepancies: z.int(),
  lots: z.array(registerLotSchema),
});
export type Register = z.infer<typeof registerSchema>;

/** Either packs by their codes, all of one lot, or an amount of a lot from the stock. */
const source = z.union([
  z.strictObject({ packs: z.array(packCode).min(1).max(200) }),
  z.strictObject({ lotId: z.uuid(), amountUg: micrograms }),
]);

const base = { id: z.uuid(), proofs };

/** What a client enters; the id is made by the client, so that the same sent again is entered once. */
export const newRegisterEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('receipt'),
    lot: z.string().trim().min(1).max(20),
    expiry: z.iso.date(),
    gtin: z
      .string()
      .regex(/^\d{14}$/, 'fourteen digits')
      .nullable(),
    amountUg: micrograms,
    /** Supplier and number of the delivery. */
    party: line,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('preparation'),
    lotId: z.uuid(),
    doseUg: micrograms,
    packs: z.int().min(1).max(200),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('dispensing'),
    prescriptionId: z.uuid(),
    source,
    /** Who collects it. */
    party: line,
    /** What was shown: "passport", or that nothing was asked. */
    identityShown: line,
    /** Why a refill is supplied early; null when it is not. */
    early: line.nullable(),
    /** The text of an authorisation on paper, and when it was supplied on it. */
    onPaper: z.strictObject({ text: z.string().max(2000), occurredAt: instant }).nullable(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('administration'),
    patientId: z.uuid(),
    source,
    occurredAt: instant,
  }),
  z.strictObject({ ...base, kind: z.literal('return'), patientId: z.uuid(), source, party: line }),
  z.strictObject({
    ...base,
    kind: z.literal('destruction'),
    from: z.enum(['stock', 'prepared', 'returned']),
    source,
    reason: line,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('transfer out'),
    lotId: z.uuid(),
    amountUg: micrograms,
    toRegisterId: z.uuid(),
    party: perhaps,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('adjustment'),
    lotId: z.uuid(),
    found: z.enum(['missing', 'too much']),
    amountUg: micrograms,
    discrepancyId: z.uuid(),
    reason: line,
  }),
  z.strictObject({ ...base, kind: z.literal('correction'), corrects: z.uuid(), reason: line }),
  z.strictObject({ ...base, kind: z.literal('check'), countedUg: z.int().min(0).max(10_000_000_000) }),
]);
export type NewRegisterEntry = z.infer<typeof newRegisterEntrySchema>;

export const registerEntrySchema = z.object({
  id: z.uuid(),
  registerId: z.uuid(),
  number: z.int(),
  kind: z.enum(entryKinds),
  lot: z.string().nullable(),
  expiry: z.iso.date().nullable(),
  from: z.enum(accountKinds).nullable(),
  to: z.enum(accountKinds).nullable(),
  amountUg: z.int(),
  balanceUg: z.int(),
  countedUg: z.int().nullable(),
  patientId: z.uuid().nullable(),
  /** Null where there is none, where the record is closed to the reader, and after an erasure. */
  patient: z.string().nullable(),
  prescriptionId: z.uuid().nullable(),
  /** Number of the entry that this one reverses, and of the one that reverses this. */
  corrects: z.int().nullable(),
  correctedBy: z.int().nullable(),
  party: z.string(),
  identityShown: z.string(),
  reason: z.string(),
  early: z.boolean(),
  onPaper: z.boolean(),
  packs: z.array(z.string()),
  occurredAt: instant,
  recordedAt: instant,
  recordedBy: z.string(),
  signatures: z.array(signatureSchema),
});
export type RegisterEntry = z.infer<typeof registerEntrySchema>;

/** A pack of a single dose and where it is. */
export const dosePackSchema = z.object({
  code: z.string(),
  registerId: z.uuid(),
  lotId: z.uuid(),
  lot: z.string(),
  expiry: z.iso.date(),
  doseUg: z.int(),
  place: z.enum(accountKinds),
  patientId: z.uuid().nullable(),
});
export type DosePack = z.infer<typeof dosePackSchema>;

export const discrepancySchema = z.object({
  id: z.uuid(),
  registerId: z.uuid(),
  register: z.string(),
  check: z.int(),
  differenceUg: z.int(),
  openedAt: instant,
  dueAt: instant,
  overdue: z.boolean(),
  closedAt: instant.nullable(),
  conclusion: z.string().nullable(),
});
export type Discrepancy = z.infer<typeof discrepancySchema>;

/** Two people close it. */
export const closeDiscrepancySchema = z.strictObject({
  conclusion: z.string().trim().min(10, 'the conclusion in a sentence').max(1000),
  proofs: z.array(proofOfSignerSchema).length(2),
});

export const newPrescriptionSchema = z.strictObject({
  id: z.uuid(),
  drug,
  form: line,
  strengthUg: micrograms,
  doseUg: micrograms,
  doses: z.int().min(1).max(1000),
  intervalHours: z.int().min(1).max(720),
  refills: z.int().min(0).max(99),
  validFrom: z.iso.date(),
  validUntil: z.iso.date(),
  instructions: z.string().trim().min(1).max(1000),
  proof: proofOfSignerSchema,
});
export type NewPrescription = z.infer<typeof newPrescriptionSchema>;

export const prescriptionSchema = newPrescriptionSchema.omit({ proof: true }).extend({
  patientId: z.uuid(),
  prescribedAt: instant,
  suppliedUg: z.int(),
  prescribedUg: z.int(),
  cancelled: z.string().nullable(),
  signatures: z.array(signatureSchema),
});
export type Prescription = z.infer<typeof prescriptionSchema>;

export const cancelPrescriptionSchema = z.strictObject({ why: line });

/** Whether a patient may be supplied at home, as the enrolment in a home programme set it. */
export const homeProgrammeSchema = z
  .object({
    version: z.int().min(1),
    status: z.enum(['active', 'suspended', 'ended']),
    validUntil: instant,
    /** Of the programme: no other is prescribed or supplied; null for who was supplied before there were programmes. */
    drug: drug.nullable(),
    setAt: instant,
  })
  .nullable();

export const newPaperAuthorisationSchema = z.strictObject({
  id: z.uuid(),
  amountUg: micrograms,
  hours: z.int().min(1).max(72),
});
/** `text` is what the QR code on the sheet holds: header.payload.signature, each base64url (JWS compact, EdDSA). */
export const paperAuthorisationSchema = z.object({ id: z.uuid(), text: z.string() });

/** What the clinic signed; `ketame register verify` reads it without a server. */
export const paperPayloadSchema = z.strictObject({
  id: z.uuid(),
  clinic: z.string(),
  prescription: z.uuid(),
  patient: z.string(),
  birthDate: z.iso.date(),
  drug,
  form: z.string(),
  strengthUg: z.int(),
  doseUg: z.int(),
  amountUg: z.int(),
  issuedAt: instant,
  expiresAt: instant,
  issuedBy: z.string(),
});
export type PaperPayload = z.infer<typeof paperPayloadSchema>;

/** The public key of the clinic's authorisations (JWK, Ed25519); kept where it may be needed without a server. */
export const registerKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
});
