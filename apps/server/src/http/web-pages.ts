import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Application } from './context.ts';
import { answerUnknownAddress } from './error-answers.ts';
import { contentSecurityPolicy } from './security-headers.ts';

/** What the web build puts where the nonce belongs (apps/web/vite.config.ts). */
const NONCE_PLACE = /__CSP_NONCE__/g;

/**
 * The web pages: files of the build as they are (compressed beforehand where that was done), and the one page for every
 * other address, with a fresh nonce for its styles.
 * @param folder the build of apps/web, or null for a server without pages
 */
export function serveWebPages(app: Application, folder: string | null): void {
  const page = readPage(folder, 'index.html');
  const report = readPage(folder, 'validation.html');
  const patientPage = readPage(folder, 'home/index.html');
  const send = (reply: FastifyReply, page: string | null): FastifyReply => {
    if (page === null)
      return reply.code(404).type('text/plain').send('The web pages are not built: run "npm run build".\n');
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.replace(NONCE_PLACE, nonce));
  };
  const sendPage = (_request: FastifyRequest, reply: FastifyReply): FastifyReply => send(reply, page);

  app.get('/', { schema: { hide: true } }, sendPage);
  // The service worker precaches the page under this address.
  app.get('/index.html', { schema: { hide: true } }, sendPage);
  // A page of its own, written by the build: every number of the review, checked.
  app.get('/validation.html', { schema: { hide: true } }, (_request, reply) => send(reply, report));
  // The patient's app: a page of its own, which its service worker keeps under the second address.
  app.get('/home', { schema: { hide: true } }, (_request, reply) => reply.redirect('/home/'));
  for (const path of ['/home/', '/home/index.html']) {
    app.get(path, { schema: { hide: true } }, (_request, reply) => send(reply, patientPage));
  }
  if (folder !== null && page !== null) {
    app.register(serveFiles, {
      root: folder,
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (response, path) => {
        const named = path.startsWith(join(folder, 'assets'));
        response.setHeader('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
        response.setHeader('vary', 'accept-encoding');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const isPage = request.method === 'GET' && !/^\/(api|control|health|assets)(\/|$)|\.\w+$/.test(path);
    if (isPage) return sendPage(request, reply);
    return answerUnknownAddress(request, reply);
  });
}

function readPage(folder: string | null, name: string): string | null {
  const path = folder === null ? null : join(folder, name);
  return path !== null && existsSync(path) ? readFileSync(path, 'utf8') : null;
}
