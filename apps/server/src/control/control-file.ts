import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Beside the embedded database while a server runs on it: how a command of the folder's owner reaches that server,
 * since it cannot open the database itself.
 */
const controlSchema = z.object({ url: z.url(), token: z.string() });
export type Control = z.infer<typeof controlSchema>;

function controlFile(dataFolder: string): string {
  return join(dataFolder, 'control.json');
}

/** Readable for the owner of the folder alone. */
export function writeControl(dataFolder: string, control: Control): void {
  const file = controlFile(dataFolder);
  writeFileSync(`${file}.new`, `${JSON.stringify(control)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeControl(dataFolder: string): void {
  rmSync(controlFile(dataFolder), { force: true });
}

/** Null when no server has written it. */
export function readControl(dataFolder: string): Control | null {
  try {
    return controlSchema.parse(JSON.parse(readFileSync(controlFile(dataFolder), 'utf8')));
  } catch {
    return null;
  }
}
