import {
  type AuditVerification,
  auditVerificationSchema,
  errorSchema,
  type ImportPreview,
  type ImportResult,
  importPreviewSchema,
  importResultSchema,
} from '@ketame/contract';
import { addedClinicSchema } from '../clinics/routes.ts';
import { Problem } from '../http/problem.ts';
import { readControl } from './control-file.ts';

/** What a command may ask of the server that has the data folder open. */
export interface ControlClient {
  verifyAudit(): Promise<AuditVerification>;
  addClinic(clinic: {
    readonly name: string;
    readonly timeZone: string;
  }): Promise<{ readonly token: string }>;
  /** @param pieces the file as it is read, JSON or gzipped JSON */
  previewImport(pieces: AsyncIterable<Uint8Array>): Promise<ImportPreview>;
  importFile(
    pieces: AsyncIterable<Uint8Array>,
    options: { readonly fingerprint: string; readonly identityConfirmed: boolean },
  ): Promise<ImportResult>;
}

/**
 * Reaches the server that runs on a data folder. What the server refuses is thrown as the same Problem.
 * @param clinicName which clinic of the server; absent where there is one
 * @returns null when none runs: the folder can be opened with `openClinic`
 */
export async function controlClient(dataFolder: string, clinicName?: string): Promise<ControlClient | null> {
  const control = readControl(dataFolder);
  if (control === null || !(await answers(control.url))) return null;
  const ask = async (path: string, pieces?: AsyncIterable<Uint8Array> | string): Promise<unknown> => {
    // Node's fetch streams any async iterable, which the types of the browser's do not know.
    const body = pieces ? ({ body: pieces, duplex: 'half' } as unknown as RequestInit) : {};
    const response = await fetch(new URL(path, control.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${control.token}`,
        ...(clinicName === undefined ? {} : { 'x-ketame-clinic': encodeURIComponent(clinicName) }),
        ...(typeof pieces === 'string' ? { 'content-type': 'application/json' } : {}),
      },
      ...body,
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const error = errorSchema.safeParse(answer);
    throw error.success
      ? new Problem(response.status, error.data.code, error.data.message)
      : new Error(`The server at ${control.url} answered ${response.status}.`);
  };
  return {
    verifyAudit: async () => auditVerificationSchema.parse(await ask('/control/audit/verify')),
    addClinic: async (clinic) =>
      addedClinicSchema.parse(await ask('/control/clinics', JSON.stringify(clinic))),
    previewImport: async (pieces) => importPreviewSchema.parse(await ask('/control/imports/preview', pieces)),
    importFile: async (pieces, { fingerprint, identityConfirmed }) => {
      const query = new URLSearchParams({
        fingerprint,
        ...(identityConfirmed ? { identity: 'confirmed' } : {}),
      });
      return importResultSchema.parse(await ask(`/control/imports?${query}`, pieces));
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(new URL('/health', url));
    return true;
  } catch {
    // Left behind by a server that was killed.
    return false;
  }
}
