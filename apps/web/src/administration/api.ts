import {
  accountSchema,
  auditEntrySchema,
  auditVerificationSchema,
  type changeAccountSchema,
  type changePasswordSchema,
  type LaboratoryProfile,
  laboratoryProfileSchema,
  listedAccountSchema,
  type newAccountSchema,
} from '@ketame/contract';
import { z } from 'zod';
import { at, request } from '../api.ts';

export const changePassword = (json: z.input<typeof changePasswordSchema>) =>
  request(null, '/api/password', { method: 'POST', json });

export const listAccounts = () => request(z.array(listedAccountSchema), '/api/accounts');

export const createAccount = (json: z.input<typeof newAccountSchema>) =>
  request(accountSchema, '/api/accounts', { method: 'POST', json });

export const changeAccount = (id: string, json: z.input<typeof changeAccountSchema>) =>
  request(accountSchema, at('/api/accounts', id), { method: 'PATCH', json });

export const resetPassword = (id: string, password: string) =>
  request(null, at('/api/accounts', id, 'password'), { method: 'POST', json: { password } });

export const getLaboratoryProfile = () => request(laboratoryProfileSchema, '/api/laboratory-profile');

export const saveLaboratoryProfile = (json: LaboratoryProfile) =>
  request(laboratoryProfileSchema, '/api/laboratory-profile', { method: 'PUT', json });

/** Newest first; `before` is the sequence from which to go back. */
export const listAudit = (before: number | null, limit: number) =>
  request(
    z.array(auditEntrySchema),
    `/api/audit?limit=${limit}${before === null ? '' : `&before=${before}`}`,
  );

export const verifyAudit = () => request(auditVerificationSchema, '/api/audit/verify');
