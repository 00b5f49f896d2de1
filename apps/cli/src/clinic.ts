import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AuditVerification, ImportPreview, ImportResult } from '@ketame/contract';
import type { DatabaseLocation } from '@ketame/server';
import type { Terminal } from './terminal.ts';
import { UserError } from './user-error.ts';

/** What the command does with a clinic's data, whether a running server does it or the command itself. */
export interface Clinic {
  /** For people: "the server at http://localhost:8080". */
  readonly where: string;
  previewImport(path: string): Promise<ImportPreview>;
  importFile(path: string, options: ImportChoice): Promise<ImportResult>;
  verifyAudit(): Promise<AuditVerification>;
  /** @returns the one-time token of its first administrator */
  addClinic(clinic: {
    readonly name: string;
    readonly timeZone: string;
  }): Promise<{ readonly token: string }>;
  close(): Promise<void>;
}

export interface ImportChoice {
  /** SHA-256 of the file that was previewed. */
  readonly fingerprint: string;
  readonly identityConfirmed: boolean;
}

/** The folder that `npm start` uses when nothing else is said: the same two steps up from src/ and from dist/. */
const usualFolder = fileURLToPath(new URL('../../../data', import.meta.url));

/**
 * Runs `work` on the clinic that DATABASE_URL or KETAME_DATA names, as for `npm start`: through the server that has its
 * data open, else by opening them.
 * @param clinicName which clinic of the server; undefined where there is one
 * @param whenAbsent what to do where there are no data yet: make an empty clinic, or refuse
 * @throws UserError when the clinic cannot be reached
 */
export async function withClinic<T>(
  environment: Terminal['environment'],
  clinicName: string | undefined,
  whenAbsent: 'create' | 'refuse',
  work: (clinic: Clinic) => Promise<T>,
): Promise<T> {
  const clinic = await inWords(() => reach(environment, clinicName, whenAbsent));
  try {
    return await work(clinic);
  } finally {
    await clinic.close();
  }
}

/** What the server's rooms refuse with a reason is refused here in the same words. */
async function inWords<T>(work: () => Promise<T>): Promise<T> {
  const { Problem, StartError } = await server();
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem || error instanceof StartError) throw new UserError(error.message);
    throw error;
  }
}

/** Loaded only by the commands that need it: with the embedded database it takes half a second. */
function server() {
  return import('@ketame/server');
}

async function reach(
  environment: Terminal['environment'],
  clinicName: string | undefined,
  whenAbsent: 'create' | 'refuse',
): Promise<Clinic> {
  const databaseUrl = environment.DATABASE_URL;
  if (databaseUrl) return open({ databaseUrl }, clinicName, 'the database server that DATABASE_URL names');
  const dataFolder = environment.KETAME_DATA ? resolve(environment.KETAME_DATA) : usualFolder;
  const { controlClient } = await server();
  const running = await controlClient(dataFolder, clinicName);
  if (running) {
    return {
      where: `the running server (${dataFolder})`,
      previewImport: (path) => inWords(() => running.previewImport(createReadStream(path))),
      importFile: (path, choice) => inWords(() => running.importFile(createReadStream(path), choice)),
      verifyAudit: () => inWords(() => running.verifyAudit()),
      addClinic: (clinic) => inWords(() => running.addClinic(clinic)),
      close: async () => {},
    };
  }
  if (whenAbsent === 'refuse' && !existsSync(join(dataFolder, 'database'))) {
    throw new UserError(
      `there is no clinic in ${dataFolder}. KETAME_DATA names another folder, DATABASE_URL a database server.`,
    );
  }
  return open({ dataFolder }, clinicName, dataFolder);
}

async function open(
  location: DatabaseLocation,
  clinicName: string | undefined,
  where: string,
): Promise<Clinic> {
  const { addClinic, clinicNamed, importFile, openClinic, previewImport, verifyAudit } = await server();
  const database = await openClinic(location);
  const scope = () => clinicNamed(database, clinicName);
  const origin = () => ({ actor: 'command', requestId: randomUUID(), at: new Date().toISOString() });
  return {
    where,
    previewImport: (path) =>
      inWords(async () => previewImport(database, await scope(), origin(), createReadStream(path))),
    importFile: (path, choice) =>
      inWords(async () => importFile(database, await scope(), origin(), createReadStream(path), choice)),
    verifyAudit: () => inWords(async () => verifyAudit(database, await scope())),
    addClinic: (clinic) => inWords(() => addClinic(database, origin(), clinic)),
    close: () => database.close(),
  };
}
