/** Something that keeps Ketame from starting, said so that the person at the terminal knows what to do. Shown without a stack. */
export class StartError extends Error {
  override name = 'StartError';
}

/** The database does not answer, or cannot take the change now; nothing of the change was kept. Answered as 503. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

/** PostgreSQL's error code (five characters) or Node's ("ECONNREFUSED"), if the error has one. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * Codes after which the same request may succeed later: connection lost (class 08), no disk, memory or connections
 * left (class 53), a lock or an answer that took too long (55P03, 57014), the server is stopping or starting (57P01 to
 * 57P03), a failing disk (58030), and Node's own of the network and the disk. Source: PostgreSQL 15 manual, appendix A.
 */
const unavailable =
  /^(08...|53...|55P03|57014|57P0[1-3]|58030|ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|ENOSPC|EHOSTUNREACH|ENOENT)$/;

/** True when the error says that the database is away or full, rather than that the request was wrong. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  const code = errorCode(error);
  if (code !== undefined) return unavailable.test(code);
  return (
    error instanceof Error &&
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  );
}
