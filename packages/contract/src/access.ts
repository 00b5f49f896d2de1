import { z } from 'zod';
import { accountSchema, codeSchema, roleSchema } from './account.ts';

/** How somebody proved who they are. A passkey counts only when it asked for finger, face or PIN (user verification). */
export const factorSchema = z.enum(['password', 'authenticator app', 'recovery code', 'passkey']);
export type Factor = z.infer<typeof factorSchema>;

/** What a browser's `navigator.credentials` answers, as the WebAuthn library has it; it is checked by that library. */
const credentialSchema = z
  .looseObject({
    id: z.string().max(2000),
    response: z.looseObject({ clientDataJSON: z.string().max(10_000) }),
  })
  .describe('PublicKeyCredential.toJSON() of WebAuthn level 3');

/** What a browser is to ask a passkey; given to @simplewebauthn/browser as it is. */
export const passkeyOptionsSchema = z.looseObject({ challenge: z.string() });

export const passkeySignInSchema = z.strictObject({ passkey: credentialSchema });

export const newPasskeySchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  passkey: credentialSchema,
});

/** The second factors of the signed-in account. */
export const factorsSchema = z.object({
  required: z.boolean(),
  authenticatorApp: z.boolean(),
  recoveryCodesLeft: z.int(),
  passkeys: z.array(
    z.object({ id: z.string(), name: z.string(), createdAt: z.string(), lastUsedAt: z.string().nullable() }),
  ),
});
export type Factors = z.infer<typeof factorsSchema>;

/** The secret of a new authenticator app, as text and as the address that its QR code holds. */
export const authenticatorSecretSchema = z.object({ secret: z.string(), address: z.string() });

/** Shown once: each stands in for one code. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

/**
 * Who signs, proved anew: the signed-in person by password, code or passkey, or a second person on the same screen by
 * `email` and password (and code, where there is an app), or by passkey.
 */
export const stepUpSchema = z
  .strictObject({
    email: accountSchema.shape.email.trim().toLowerCase().max(254).optional(),
    password: z.string().min(1).max(200).optional(),
    code: codeSchema.optional(),
    passkey: credentialSchema.optional(),
  })
  .refine(({ password, code, passkey }) => Boolean(password ?? code ?? passkey), {
    message: 'a password, a code or a passkey',
  });
export type StepUp = z.infer<typeof stepUpSchema>;

/** Good for one signature, by this person, until `until`. */
export const proofSchema = z.object({
  proof: z.string(),
  signer: accountSchema.pick({ id: true, displayName: true, role: true }),
  factor: factorSchema,
  until: z.string(),
});
export type Proof = z.infer<typeof proofSchema>;

/** What a signature says, printed beside the name (21 CFR 11.50). */
export const meaningSchema = z.enum([
  'prescribed',
  'prepared',
  'witnessed',
  'checked',
  'reviewed',
  'overridden',
  'informed consent taken',
  'consent given',
  'dispensed',
  'destroyed',
  'decided',
  'received',
  'administered',
  'corrected',
]);
export type Meaning = z.infer<typeof meaningSchema>;

export const signatureSchema = z.object({
  id: z.uuid(),
  meaning: meaningSchema,
  printedName: z.string(),
  role: roleSchema,
  factor: factorSchema,
  signedAt: z.string(),
  /** SHA-256 of what was signed, hexadecimal. */
  contentHash: z.string(),
  /** False when what is stored now is not what was signed. */
  valid: z.boolean(),
});
export type Signature = z.infer<typeof signatureSchema>;

/** For the body of a request that is signed: the answer of /api/step-up. */
export const proofOfSignerSchema = z.string().min(20).max(100);

/** What an administrator sets for the clinic. */
export const clinicSettingsSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  timeZone: z
    .string()
    .refine(
      (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
      'an IANA time zone such as Europe/Amsterdam',
    ),
  /** Nobody goes on without a passkey or an authenticator app. */
  secondFactorRequired: z.boolean(),
});
export type ClinicSettings = z.infer<typeof clinicSettingsSchema>;

/** What the list of accounts shows of each. */
export const listedAccountSchema = accountSchema.extend({
  authenticatorApp: z.boolean(),
  passkeys: z.int(),
});
export type ListedAccount = z.infer<typeof listedAccountSchema>;

/** Whether a record is open to physicians and administrators alone. */
export const restrictionSchema = z.strictObject({ restricted: z.boolean() });

/** A patient whose record is restricted, as much of it as is needed to break the glass for the right one. */
export const restrictedPatientSchema = z.object({
  id: z.uuid(),
  familyName: z.string(),
  givenName: z.string(),
  birthDate: z.string(),
});

export const breakGlassRequestSchema = z.strictObject({
  reason: z.string().trim().min(10, 'the reason in a sentence').max(1000),
});

export const breakGlassReviewSchema = z.strictObject({
  verdict: z.enum(['justified', 'not justified']),
  note: z.string().trim().max(1000),
});

/** One breaking of the glass; `review` is null until an administrator has looked at it. */
export const breakGlassSchema = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  patient: z.string(),
  by: z.string(),
  reason: z.string(),
  openedAt: z.string(),
  closesAt: z.string(),
  review: breakGlassReviewSchema.extend({ by: z.string(), at: z.string() }).nullable(),
});
export type BreakGlass = z.infer<typeof breakGlassSchema>;
