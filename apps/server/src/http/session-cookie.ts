import type { FastifyReply, FastifyRequest } from 'fastify';

/** Over https the name binds the cookie to this host alone (RFC 6265bis, 4.1.3.2); plain http cannot have that. */
function cookieName(request: FastifyRequest): string {
  return request.protocol === 'https' ? '__Host-ketame' : 'ketame';
}

/** The session's token that the client sent, if any. */
export function readSessionCookie(request: FastifyRequest): string | null {
  return request.cookies[cookieName(request)] ?? null;
}

/** @param maxAge seconds for which it outlives the browser; undefined: it ends with it */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  maxAge?: number,
): void {
  reply.setCookie(cookieName(request), token, {
    ...attributes(request),
    ...(maxAge === undefined ? {} : { maxAge }),
  });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(cookieName(request), attributes(request));
}

function attributes(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
}
