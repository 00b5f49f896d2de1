import { type AuditVerification, auditVerificationSchema, errorSchema } from '@ketame/contract';
import { readControl } from './control-file.ts';

/** What a command may ask of the server that has the data folder open. */
export interface ControlClient {
  verifyAudit(): Promise<AuditVerification>;
}

/**
 * Reaches the server that runs on a data folder.
 * @returns null when none runs: the folder can be opened with `openClinic`
 */
export async function controlClient(dataFolder: string): Promise<ControlClient | null> {
  const control = readControl(dataFolder);
  if (control === null || !(await answers(control.url))) return null;
  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(new URL(path, control.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${control.token}` },
    });
    const body: unknown = await response.json();
    if (response.ok) return body;
    const error = errorSchema.safeParse(body);
    throw new Error(
      error.success ? error.data.message : `The server at ${control.url} answered ${response.status}.`,
    );
  };
  return {
    verifyAudit: async () => auditVerificationSchema.parse(await ask('/control/audit/verify')),
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
