import { type ErrorAnswer, errorSchema } from '@ketame/contract';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { errorCode, isUnavailable } from '../database/index.ts';
import { Problem } from './problem.ts';

/** For the `response` of every route's schema, beside its own answers. */
export const errorResponses = { '4xx': errorSchema, '5xx': errorSchema } as const;

/** Every error of every route becomes an answer here, in one form; what is our own fault is logged as well. */
export function answerError(
  error: FastifyError | Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { status, headers, ...answer } = translate(error, request);
  if (status >= 500) request.log.error({ error }, 'a request failed');
  reply
    .code(status)
    .headers(headers ?? {})
    .type('application/json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send({ ...answer, requestId: request.id } satisfies ErrorAnswer);
}

/** An address under /api that does not exist. */
export function answerUnknownAddress(request: FastifyRequest, reply: FastifyReply): void {
  const message = `There is no ${request.method} ${request.url.split('?')[0]}. /api/openapi.json lists what there is.`;
  answerError(new Problem(404, 'unknown-address', message), request, reply);
}

interface Translated extends Omit<ErrorAnswer, 'requestId'> {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** PostgreSQL's codes for text that it cannot hold: a NUL character, half a surrogate pair (manual of 15, appendix A). */
const unstorable = new Set(['22021', '22P02', '22P05']);

function translate(error: FastifyError | Problem, request: FastifyRequest): Translated {
  if (error instanceof Problem) {
    return {
      status: error.status,
      headers: error.headers,
      code: error.code,
      message: error.message,
      ...error.more,
    };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((issue) => ({
      path: issue.instancePath.split('/').filter(Boolean).join('.'),
      expected: issue.message ?? 'another value',
    }));
    const first = fields[0];
    const where = first?.path ? `"${first.path}"` : `the ${error.validationContext ?? 'request'}`;
    return {
      status: 400,
      code: 'invalid',
      message: `The request was not understood: ${where}: ${first?.expected}.${fields.length > 1 ? ` There are ${fields.length - 1} more such fields.` : ''} Nothing was changed.`,
      fields,
    };
  }
  if (isUnavailable(error)) {
    return {
      status: 503,
      headers: { 'retry-after': '5' },
      code: 'database-unavailable',
      message:
        'The database does not answer or has no room left. Nothing was changed. Try again shortly; if it stays so, tell whoever runs the server.',
    };
  }
  if (unstorable.has(errorCode(error) ?? '')) {
    return {
      status: 400,
      code: 'unstorable-text',
      message:
        'A text in the request has characters that cannot be stored, such as NUL. Remove them and send it again.',
    };
  }
  if (error.statusCode === 413) {
    return {
      status: 413,
      code: 'too-large',
      message: `The request is larger than this address takes (${Math.round(request.routeOptions.bodyLimit / 1_000_000)} MB). Nothing was changed.`,
    };
  }
  if (error.statusCode === 415) {
    return {
      status: 415,
      code: 'unsupported-media-type',
      message: 'The request has a content-type that this address does not take; most take application/json.',
    };
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return {
      status: error.statusCode,
      code: 'bad-request',
      message: `The request was not understood: ${error.message}.`,
    };
  }
  return {
    status: 500,
    code: 'internal',
    message: `Something went wrong in Ketame itself, and nothing was changed. Tell whoever runs the server, with the request id ${request.id}.`,
  };
}
