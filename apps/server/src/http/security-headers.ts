import helmet from '@fastify/helmet';
import type { Application } from './context.ts';

/**
 * What a page of this server may load and do: its own files alone, no inline script, and inline styles only with the
 * nonce of the page.
 * @param nonce of the page; absent for everything that is no page
 */
export function contentSecurityPolicy(nonce?: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Security headers on every answer, and no caching of anything under /api. */
export function addSecurityHeaders(app: Application): void {
  app.register(helmet, { contentSecurityPolicy: false, frameguard: { action: 'deny' } });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('content-security-policy', contentSecurityPolicy());
    if (!/^\/(assets|icon)/.test(request.url)) reply.header('cache-control', 'no-store');
  });
}
