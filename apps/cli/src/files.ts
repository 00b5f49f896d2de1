import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Terminal } from './terminal.ts';
import { UserError } from './user-error.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of the path is not a folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** @throws UserError when the file cannot be read. */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${reasonOf(error)}.`);
  }
}

/** @throws UserError when the file cannot be opened, or is a folder. */
export async function refuseUnreadable(path: string): Promise<void> {
  try {
    const file = await open(path);
    const isFolder = (await file.stat()).isDirectory();
    await file.close();
    if (isFolder) throw Object.assign(new Error(path), { code: 'EISDIR' });
  } catch (error) {
    throw new UserError(`it cannot be read: ${reasonOf(error)}.`);
  }
}

/**
 * Writes a whole file or none: beside it first, then renamed into its place.
 * @throws UserError when it cannot be written; what stood there before still stands.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new UserError(`${path} cannot be written: ${reasonOf(error)}.`);
  }
}

/** Prints a result, or writes it to the file that `--out` names. @throws UserError as `writeWhole` does. */
export async function deliver(text: string, out: string | undefined, terminal: Terminal): Promise<void> {
  if (out === undefined) terminal.out(text);
  else await writeWhole(out, text);
}

function reasonOf(error: unknown): string {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  return reasons[code] ?? message;
}
