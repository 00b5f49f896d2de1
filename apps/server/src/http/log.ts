import type { FastifyRequest } from 'fastify';
import type { LoggerOptions } from 'pino';

/**
 * How the server logs: one JSON line for each event, with the request id. Neither names nor emails nor query strings
 * get in: a request is told by its route, an error of the database by its code and not by the values it quotes.
 * @param level pino's: "info" tells every request, "warn" only what is wrong
 */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: {
      req: (request: FastifyRequest) => ({
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
      }),
      error: describeError,
      err: describeError,
    },
  };
}

interface ErrorDescription {
  readonly type: string;
  readonly code?: unknown;
  readonly message?: string;
  readonly table?: unknown;
  readonly constraint?: unknown;
  readonly stack?: string;
  readonly cause?: ErrorDescription;
}

/** An error for the log. Messages of PostgreSQL quote values ("Key (email)=(...)"), so that only its codes are kept. */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
  const common = {
    type: error.name,
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
    ...(frames ? { stack: frames } : {}),
  };
  if ('severity' in error) {
    return {
      ...common,
      ...('table' in error ? { table: error.table } : {}),
      ...('constraint' in error ? { constraint: error.constraint } : {}),
    };
  }
  return { ...common, message: error.message };
}
