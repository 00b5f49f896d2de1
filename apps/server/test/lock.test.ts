import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../src/database/lock.ts';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'ketame-')), 'database');
  lock = `${folder}.lock`;
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('a data folder has one process', () => {
  it('refuses a second opener and names the first', () => {
    const release = takeLock(folder);
    expect(() => takeLock(folder)).toThrow(`in use by another Ketame (process ${process.pid})`);
    release();
    expect(existsSync(lock)).toBe(false);
    takeLock(folder)();
  });

  it('takes over from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const stat = `${child.pid} ${startOf(child.pid ?? 0)}`;
    writeFileSync(lock, stat);
    expect(() => takeLock(folder)).toThrow(`process ${child.pid}`);
    child.kill('SIGKILL');
    await ended;
    takeLock(folder)();
  });

  it.skipIf(process.platform !== 'linux')('takes over when the number belongs to another process now', () => {
    writeFileSync(lock, `${process.pid} 1`);
    takeLock(folder)();
  });

  it('takes over a lock that nobody wrote to the end', () => {
    writeFileSync(lock, '');
    takeLock(folder)();
  });

  it('does not remove the lock of another', () => {
    const release = takeLock(folder);
    writeFileSync(lock, '1 1');
    release();
    expect(readFileSync(lock, 'utf8')).toBe('1 1');
  });
});

function startOf(pid: number): string {
  if (process.platform !== 'linux') return '-';
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '-';
}
