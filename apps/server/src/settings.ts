import { z } from 'zod';
import { StartError } from './database/index.ts';
import type { ServerOptions } from './server.ts';

/** What can be set from outside, and what holds when it is not. */
const schema = z.object({
  PORT: z.coerce
    .number('a number')
    .int()
    .min(0, 'a port, 0 to 65535')
    .max(65_535, 'a port, 0 to 65535')
    .default(8080),
  /** "localhost" answers this machine alone, "0.0.0.0" all who reach it. */
  HOST: z.string().min(1).default('localhost'),
  /** Folder of the embedded database. */
  KETAME_DATA: z.string().min(1).default('./data'),
  /** A PostgreSQL server instead of the embedded one. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'an address like postgresql://user:password@host:5432/database')
    .optional(),
  /** "1": the demonstration clinic also on a server's database when that is empty; "0": not even on the embedded one. */
  KETAME_DEMO: z.enum(['0', '1'], 'either 0 or 1').optional(),
  /** "info" logs every request. */
  KETAME_LOG: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug'], 'silent, fatal, error, warn, info or debug')
    .default('warn'),
});

/**
 * Reads the settings from the environment; an empty variable is as good as none.
 * @throws StartError that names the wrong one
 */
export function readSettings(environment: NodeJS.ProcessEnv): Omit<ServerOptions, 'webFolder'> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues
      .map(
        (issue) =>
          `${issue.path.join('.')} is ${quoted(String(issue.path[0]), given)}; expected ${issue.message}.`,
      )
      .join(' ');
    throw new StartError(wrong);
  }
  const settings = parsed.data;
  return {
    location: settings.DATABASE_URL
      ? { databaseUrl: settings.DATABASE_URL }
      : { dataFolder: settings.KETAME_DATA },
    host: settings.HOST,
    port: settings.PORT,
    demonstration: settings.KETAME_DEMO === undefined ? undefined : settings.KETAME_DEMO === '1',
    logLevel: settings.KETAME_LOG,
  };
}

/** A database address may hold a password, which is not repeated. */
function quoted(name: string, given: Readonly<Record<string, string | undefined>>): string {
  return name === 'DATABASE_URL' ? 'none that can be used' : `"${given[name]}"`;
}
