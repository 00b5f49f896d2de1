import { type ErrorAnswer, errorSchema, type Session, sessionSchema } from '@ketame/contract';
import type { z } from 'zod';

/** What the server refused, or why it could not be asked, in words for the person at the screen. */
export class ApiError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly answer: ErrorAnswer;
  /** The whole body: with 412 it holds the stored version. */
  readonly body: unknown;

  constructor(status: number, answer: ErrorAnswer, body: unknown = answer) {
    super(answer.message);
    this.name = 'ApiError';
    this.status = status;
    this.answer = answer;
    this.body = body;
  }
}

export interface Sending {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly file?: Blob;
  readonly contentType?: string;
  /** The version that the change was made from. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

/** Asks the person to sign in again over the page; resolves true once they have. Set by the shell. */
let signInAgain: (() => Promise<boolean>) | null = null;
export function onExpiredSession(ask: (() => Promise<boolean>) | null): void {
  signInAgain = ask;
}

async function send(path: string, sending: Sending): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  if (sending.json !== undefined) headers.set('content-type', 'application/json');
  if (sending.contentType !== undefined) headers.set('content-type', sending.contentType);
  if (sending.ifMatch !== undefined) headers.set('if-match', `"${sending.ifMatch}"`);
  const body = sending.file ?? (sending.json === undefined ? null : JSON.stringify(sending.json));
  try {
    return await fetch(path, {
      method: sending.method ?? 'GET',
      headers,
      body,
      signal: sending.signal ?? null,
    });
  } catch (cause) {
    if (sending.signal?.aborted) throw cause;
    throw new ApiError(0, {
      code: 'unreachable',
      message:
        'The Ketame server does not answer. Nothing was changed. Check the network, or ask whoever runs the server, then try again.',
    });
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = errorSchema.safeParse(body);
  if (parsed.success) return new ApiError(response.status, parsed.data, body);
  return new ApiError(
    response.status,
    {
      code: `http-${response.status}`,
      message: `The server answered with status ${response.status} and no explanation. Try again; if it stays so, tell whoever runs the server.`,
    },
    body,
  );
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
  if (response.status === 401 && path !== '/api/sign-in' && signInAgain !== null && (await signInAgain())) {
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

export const getSession = (): Promise<Session> => request(sessionSchema, '/api/session');
