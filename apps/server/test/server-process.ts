import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { DatabaseLocation } from '../src/database/index.ts';

/** The built server in a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  printed(): string;
  /** Its address, when it is ready. @throws Error when it ends before, with what it printed */
  ready(): Promise<string>;
  /** Ends it at once, as a loss of power would. */
  kill(): Promise<void>;
  /** @returns the exit code */
  ended(): Promise<number | null>;
}

/** Builds the server when it is stale. @returns the path of its bundle */
export async function builtServer(): Promise<string> {
  const script = new URL('../../../scripts/build.mjs', import.meta.url).href;
  const { buildServer } = (await import(script)) as { buildServer: () => Promise<string> };
  return buildServer();
}

/**
 * Starts it within a test, at whose end it is killed.
 * @param environment added to PORT=0 and the location
 */
export function startServerProcess(
  bundle: string,
  location: DatabaseLocation,
  environment: Readonly<Record<string, string>> = {},
): ServerProcess {
  // It lives for seconds: optimising the embedded database would take longer than what it saves.
  const child = spawn(process.execPath, ['--liftoff-only', bundle], {
    cwd: fileURLToPath(new URL('../', import.meta.url)),
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      ...('dataFolder' in location
        ? { KETAME_DATA: location.dataFolder }
        : { DATABASE_URL: location.databaseUrl }),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const end = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return {
    child,
    printed: () => output,
    ended: () => end,
    ready: async () => {
      for (;;) {
        const url = /is ready at (\S+)[\s\S]*Ctrl-C/.exec(output)?.[1];
        if (url !== undefined) return url;
        const code = await Promise.race([end, new Promise((wake) => setTimeout(wake, 20, 'running'))]);
        if (code !== 'running') throw new Error(`The server ended with ${code}: ${output}`);
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await end;
    },
  };
}
