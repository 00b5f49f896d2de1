import { rmSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
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
  EDQUOT: 'the disk is full to what you may use of it',
  EFBIG: 'it would be larger than files may be here',
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

/** A file that is written piece by piece beside its place and put there when it is whole. */
export interface Draft {
  /** @throws UserError when it cannot be written, as all of these do. */
  readonly write: (part: Uint8Array) => Promise<void>;
  /** Puts it into its place, over what stands there. */
  readonly publish: () => Promise<void>;
  /** Takes it away; what stands in its place still stands. */
  readonly discard: () => Promise<void>;
}

const drafts = new Set<string>();

/** Takes away what has been begun and will not be finished: for a program that is told to end. */
export function discardDrafts(): void {
  for (const draft of drafts) rmSync(draft, { force: true });
}

/** @throws UserError when nothing can be written beside `path`. */
export async function createDraft(path: string): Promise<Draft> {
  const draft = `${path}.${process.pid}.tmp`;
  const written = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw new UserError(`${path} cannot be written: ${reasonOf(error)}.`);
    }
  };
  const file = await written(() => open(draft, 'wx'));
  drafts.add(draft);
  return {
    write: (part) => written(() => file.writeFile(part)),
    publish: () =>
      written(async () => {
        await file.close();
        await rename(draft, path);
        drafts.delete(draft);
      }),
    discard: async () => {
      await file.close();
      await rm(draft, { force: true });
      drafts.delete(draft);
    },
  };
}

/**
 * Writes a whole file or none.
 * @throws UserError when it cannot be written; what stood there before still stands.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = await createDraft(path);
  try {
    await draft.write(Buffer.from(text));
    await draft.publish();
  } catch (error) {
    await draft.discard();
    throw error;
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
