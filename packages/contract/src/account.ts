import { z } from 'zod';

export const roles = ['physician', 'nurse', 'pharmacist', 'researcher', 'administrator', 'patient'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

const email = z
  .email()
  .max(254)
  .transform((text) => text.trim().toLowerCase());
/** Long rather than intricate (NIST SP 800-63B): at least 12 characters, no rule about kinds of character. */
export const newPasswordSchema = z.string().min(12, 'a password of at least 12 characters').max(200);

/** Six digits of an authenticator app (RFC 6238), or a recovery code. */
export const codeSchema = z.string().trim().min(6, 'six digits, or a recovery code').max(20);

export const signInSchema = z.strictObject({
  email,
  password: z.string().min(1).max(200),
  /** Asked for where the account has an authenticator app: six digits, or a recovery code. */
  code: codeSchema.optional(),
});

export const accountSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  role: roleSchema,
  disabled: z.boolean(),
});
export type Account = z.infer<typeof accountSchema>;

export const newAccountSchema = z.strictObject({
  email,
  displayName: z.string().trim().min(1).max(120),
  role: roleSchema,
  password: newPasswordSchema,
});
export type NewAccount = z.infer<typeof newAccountSchema>;

/** The first administrator of an empty server, by the one-time token that the server printed. */
export const firstAdministratorSchema = newAccountSchema
  .omit({ role: true })
  .extend({ token: z.string().min(1).max(200) });

export const changeAccountSchema = z.strictObject({
  displayName: z.string().trim().min(1).max(120).optional(),
  role: roleSchema.optional(),
  disabled: z.boolean().optional(),
});

/** A new password set by an administrator for somebody who forgot theirs. */
export const resetPasswordSchema = z.strictObject({ password: newPasswordSchema });

export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(200),
  next: newPasswordSchema,
});

/** Who is signed in, and what the page must say about this server. */
export const sessionSchema = z.object({
  account: accountSchema.nullable(),
  clinic: z.object({ name: z.string(), timeZone: z.string() }),
  /** True on a server with the demonstration clinic: the page says so, and lists the demonstration accounts. */
  demonstration: z.boolean(),
  demonstrationAccounts: z.array(
    z.object({ email: z.string(), password: z.string(), displayName: z.string(), role: roleSchema }),
  ),
  /** True while no administrator exists: the page asks for the one-time token. */
  needsFirstAdministrator: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;
