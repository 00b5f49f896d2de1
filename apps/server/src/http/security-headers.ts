import helmet from '@fastify/helmet';
import type { Application } from './context.ts';

/**
 * What a page of this server may load and do: its own files alone, no inline script, and inline styles only with the
 * nonce of the page.
 * @param nonce of the page; absent for everything that is no page
 * @param scripts what may run: the server's own scripts alone, unless told
 */
export function contentSecurityPolicy(nonce?: string, scripts = "'self'"): string {
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    `style-src 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * The worker of virtual patients, by its name in the build: its engine compiles WebAssembly. A worker obeys the policy
 * of its own answer, so that the pages need not allow it.
 */
const WEBASSEMBLY_WORKER = /^\/assets\/(population|search)-worker-[\w-]+\.js$/;

/** Security headers on every answer, and no caching of anything under /api. */
export function addSecurityHeaders(app: Application): void {
  app.register(helmet, { contentSecurityPolicy: false, frameguard: { action: 'deny' } });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header(
      'content-security-policy',
      WEBASSEMBLY_WORKER.test(request.url)
        ? contentSecurityPolicy(undefined, "'self' 'wasm-unsafe-eval'")
        : contentSecurityPolicy(),
    );
    if (!/^\/(assets|icon)/.test(request.url)) reply.header('cache-control', 'no-store');
  });
}
