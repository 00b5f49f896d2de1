import type { Application, ServerContext } from '../http/context.ts';

/** Patients and the import of their records. */
export function recordRoutes(_app: Application, _context: ServerContext): void {}
