import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { errorCode, StartError } from './errors.ts';

/**
 * Takes the lock beside a folder, so that one process at a time has the embedded database open: two would lose each
 * other's data without any error. A lock is taken over only from a process that is no more, never because of its age.
 * @param folder the database folder; the lock is `<folder>.lock`
 * @returns gives the lock back
 * @throws StartError when a living process holds it
 */
export function takeLock(folder: string): () => void {
  const file = `${folder}.lock`;
  const mine = `${process.pid} ${startTime(process.pid)}`;
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(file, mine)) {
      return () => {
        if (read(file) === mine) rmSync(file, { force: true });
      };
    }
    const holder = read(file);
    if (isAlive(holder)) {
      throw new StartError(
        `The folder ${folder} is in use by another Ketame (process ${holder.split(' ')[0]}). Stop that one first, or choose another folder with KETAME_DATA.`,
      );
    }
    removeStale(file, holder);
  }
  throw new StartError(
    `The lock ${file} could not be taken: others are starting at the same time. Try again.`,
  );
}

/** A link appears with its content already in it, so that nobody reads a lock half written. */
function create(file: string, content: string): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

/** Moves the lock of a dead process out of the way; if another has just taken it over, its lock is put back. */
function removeStale(file: string, holder: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== holder) linkSync(aside, file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(holder: string): boolean {
  const pid = Number(holder.split(' ')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (errorCode(error) !== 'EPERM') return false;
  }
  return holder === `${pid} ${startTime(pid)}`;
}

/**
 * When a process started, so that a process number used again is not taken for the holder: field 22 of Linux's
 * /proc/<pid>/stat, clock ticks since boot. Elsewhere "-", and the number alone counts.
 */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  } catch {
    return '-';
  }
}
