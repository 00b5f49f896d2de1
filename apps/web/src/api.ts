import {
  type ErrorAnswer,
  errorSchema,
  type firstAdministratorSchema,
  sessionSchema,
  type signInSchema,
} from '@ketame/contract';
import type { z } from 'zod';
import { type Progress, upload } from './upload.ts';

/** What the server refused, or why it could not be asked, in words for the person at the screen. */
export class ApiError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** With 412, `answer.stored` is what the server has now. */
  readonly answer: ErrorAnswer;

  constructor(status: number, answer: ErrorAnswer) {
    super(answer.message);
    this.name = 'ApiError';
    this.status = status;
    this.answer = answer;
  }
}

export interface Sending {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly file?: Blob;
  readonly contentType?: string;
  /** Hears how much of the file has been sent. */
  readonly onProgress?: Progress;
  /** The version that the change was made from. */
  readonly ifMatch?: number;
}

/** Asks the person to sign in again over the page; resolves true once they have. Set by the shell. */
let signInAgain: (() => Promise<boolean>) | null = null;
export function onExpiredSession(ask: (() => Promise<boolean>) | null): void {
  signInAgain = ask;
}

async function send(path: string, sending: Sending): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (sending.json !== undefined) headers['content-type'] = 'application/json';
  if (sending.contentType !== undefined) headers['content-type'] = sending.contentType;
  if (sending.ifMatch !== undefined) headers['if-match'] = `"${sending.ifMatch}"`;
  const method = sending.method ?? 'GET';
  try {
    if (sending.file !== undefined) {
      return await upload(path, method, headers, sending.file, sending.onProgress);
    }
    return await fetch(path, {
      method,
      headers,
      body: sending.json === undefined ? null : JSON.stringify(sending.json),
    });
  } catch {
    throw new ApiError(0, {
      code: 'unreachable',
      message:
        'The Ketame server does not answer. Check the network, or ask whoever runs the server, then try again: a repeated save is saved once.',
    });
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const parsed = errorSchema.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new ApiError(response.status, parsed.data);
  return new ApiError(response.status, {
    code: `http-${response.status}`,
    message: `The server answered with status ${response.status} and no explanation. Try again; if it stays so, tell whoever runs the server.`,
  });
}

/**
 * One request to the Ketame server.
 * @param schema what the answer must be; null when it has no body
 * @throws ApiError when the server refuses, does not answer, or answers something else than agreed
 */
export async function request<T>(
  schema: z.ZodType<T> | null,
  path: string,
  sending: Sending = {},
): Promise<T> {
  let response = await send(path, sending);
  if (
    response.status === 401 &&
    !path.startsWith('/api/sign-in') &&
    signInAgain !== null &&
    (await signInAgain())
  ) {
    response = await send(path, sending);
  }
  if (!response.ok) throw await errorOf(response);
  if (schema === null) return undefined as T;
  const body: unknown = await response.json().catch(() => null);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ApiError(response.status, {
    code: 'unexpected-answer',
    message:
      'The server answered something that this page does not understand. The page may be older than the server: reload it.',
    fields: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message })),
  });
}

/** An address with its parts escaped. */
export const at = (path: string, ...parts: (string | number)[]): string =>
  [path, ...parts.map((part) => encodeURIComponent(part))].join('/');

export const getSession = () => request(sessionSchema, '/api/session');

export const signIn = (json: z.input<typeof signInSchema>) =>
  request(sessionSchema, '/api/sign-in', { method: 'POST', json });

export const signOut = () => request(null, '/api/sign-out', { method: 'POST', json: {} });

export const createFirstAdministrator = (json: z.input<typeof firstAdministratorSchema>) =>
  request(sessionSchema, '/api/first-administrator', { method: 'POST', json });
