import {
  addedMonitorSchema,
  authenticatorSecretSchema,
  breakGlassSchema,
  type ClinicSettings,
  clinicSettingsSchema,
  factorsSchema,
  type MonitorPlace,
  monitorSchema,
  type NewMonitor,
  passkeyOptionsSchema,
  proofSchema,
  recoveryCodesSchema,
  restrictedPatientSchema,
  restrictionSchema,
  type StepUp,
  sessionSchema,
} from '@ketame/contract';
import { z } from 'zod';
import { request, signOut } from './api.ts';

/** What the server is asked about who somebody is, and who may see what. */

const post = (json: unknown) => ({ method: 'POST', json }) as const;
const remove = (json: unknown) => ({ method: 'DELETE', json }) as const;

/** Loaded when a passkey is used: most pages need none of it. */
const passkeys = () => import('@simplewebauthn/browser');

type RequestOptions = Parameters<
  Awaited<ReturnType<typeof passkeys>>['startAuthentication']
>[0]['optionsJSON'];
type CreationOptions = Parameters<
  Awaited<ReturnType<typeof passkeys>>['startRegistration']
>[0]['optionsJSON'];

/** What this person's passkey answers to a challenge of the server. */
async function askPasskey() {
  const options = await request(passkeyOptionsSchema, '/api/passkey-options', post({}));
  const { startAuthentication } = await passkeys();
  return startAuthentication({ optionsJSON: options as unknown as RequestOptions });
}

export const signInWithPasskey = async () =>
  request(sessionSchema, '/api/sign-in/passkey', post({ passkey: await askPasskey() }));

/** @throws Error when the passkey is somebody else's: the page that is open is of one person */
export async function signInWithPasskeyAs(email: string | null) {
  const session = await signInWithPasskey();
  if (session.account?.email === email) return session;
  await signOut();
  throw new Error('This passkey is of another person. Sign in as the one whose page this is.');
}

export const stepUp = (json: StepUp) => request(proofSchema, '/api/step-up', post(json));

export const stepUpWithPasskey = async () =>
  request(proofSchema, '/api/step-up', post({ passkey: await askPasskey() }));

export const getFactors = () => request(factorsSchema, '/api/factors');

/** Makes a passkey on this device and keeps it. */
export async function addPasskey(name: string, proof: string) {
  const options = await request(passkeyOptionsSchema, '/api/factors/passkey-options', post({}));
  const { startRegistration } = await passkeys();
  const passkey = await startRegistration({ optionsJSON: options as unknown as CreationOptions });
  return request(factorsSchema, '/api/factors/passkeys', post({ name, passkey, proof }));
}

export const removePasskey = (id: string, proof: string) =>
  request(null, `/api/factors/passkeys/${encodeURIComponent(id)}`, remove({ proof }));

export const beginApp = (proof: string) =>
  request(authenticatorSecretSchema, '/api/factors/authenticator-app', post({ proof }));

export const confirmApp = (code: string) =>
  request(recoveryCodesSchema, '/api/factors/authenticator-app/confirm', post({ code }));

export const removeApp = (proof: string) =>
  request(null, '/api/factors/authenticator-app', remove({ proof }));

export const renewRecoveryCodes = (proof: string) =>
  request(recoveryCodesSchema, '/api/factors/recovery-codes', post({ proof }));

export const resetFactors = (accountId: string) =>
  request(null, `/api/accounts/${accountId}/factors`, { method: 'DELETE' });

export const listMonitors = () => request(z.array(monitorSchema), '/api/monitors');

export const addMonitor = (json: NewMonitor) => request(addedMonitorSchema, '/api/monitors', post(json));

export const placeMonitor = (id: string, json: MonitorPlace) =>
  request(monitorSchema, `/api/monitors/${id}/place`, { method: 'PUT', json });

export const revokeMonitor = (id: string) => request(null, `/api/monitors/${id}/revocation`, post({}));

export const getClinicSettings = () => request(clinicSettingsSchema, '/api/clinic');

export const saveClinicSettings = (json: ClinicSettings) =>
  request(clinicSettingsSchema, '/api/clinic', { method: 'PUT', json });

export const getRestriction = (patientId: string) =>
  request(restrictionSchema, `/api/patients/${patientId}/restriction`);

export const restrictPatient = (patientId: string, restricted: boolean) =>
  request(restrictionSchema, `/api/patients/${patientId}/restriction`, {
    method: 'PUT',
    json: { restricted },
  });

export const listRestrictedPatients = () =>
  request(z.array(restrictedPatientSchema), '/api/restricted-patients');

export const breakGlass = (patientId: string, reason: string) =>
  request(
    breakGlassSchema.pick({ closesAt: true }),
    `/api/patients/${patientId}/break-glass`,
    post({ reason }),
  );

export const listBreakGlass = () => request(z.array(breakGlassSchema), '/api/break-glass');

export const reviewBreakGlass = (id: string, verdict: 'justified' | 'not justified', note: string) =>
  request(null, `/api/break-glass/${id}/review`, post({ verdict, note }));
