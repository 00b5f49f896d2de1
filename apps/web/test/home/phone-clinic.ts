import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Session } from '@ketame/contract';
import { modelClinic, modelHome } from './model-clinic.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};
const policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:";

/** A clinic on a port of its own, which a test can take away, set the clock of, or give a new version of the app. */
export async function phoneClinic(build: string) {
  let now = () => new Date();
  let version = '';
  let isSignedIn = false;
  const sizes = new Map<string, number>();
  const model = modelClinic(() => now().toISOString());

  const session = (): Partial<Session> => ({
    account: isSignedIn
      ? {
          id: '5f0c2a52-0c55-4a0e-9c0a-0d6f1f1f0a02',
          email: 'patient@example.org',
          displayName: 'Synthetic patient',
          role: 'patient',
          disabled: false,
        }
      : null,
    clinic: { name: 'Synthetic pain clinic', timeZone: 'Europe/Amsterdam' },
    demonstration: false,
    demonstrationAccounts: [],
    needsFirstAdministrator: false,
  });

  async function answer(request: IncomingMessage): Promise<unknown> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/api/sign-in') {
      isSignedIn = true;
      return session();
    }
    if (url.pathname === '/api/session') return session();
    if (url.pathname === '/api/my/home') return modelHome(now().toISOString(), model.kept.length);
    if (request.method === 'GET') return model.server.fetch(Number(url.searchParams.get('after')));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return model.server.send(JSON.parse(Buffer.concat(chunks).toString()).events);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path.startsWith('/api/')) {
      if (path.startsWith('/api/my/') && !isSignedIn) {
        response.writeHead(401, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ code: 'signed-out', message: 'Sign in.' }));
        return;
      }
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(await answer(request)));
      return;
    }
    const file = path === '/home/' ? '/home/index.html' : path;
    const body = await readFile(join(build, file)).catch(() => null);
    if (body === null) {
      response.writeHead(404).end();
      return;
    }
    const compressed = await readFile(join(build, `${file}.br`)).catch(() => body);
    sizes.set(file, compressed.length);
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'cache-control': 'no-cache',
    });
    // A worker with other bytes is a new version.
    response.end(file === '/service-worker.js' && version !== '' ? `${body}\n// ${version}` : body);
  }

  const server: Server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const listen = (port: number) =>
    new Promise<number>((resolve) =>
      server.listen(port, 'localhost', () => resolve((server.address() as AddressInfo).port)),
    );
  const port = await listen(0);
  const away = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return {
    address: `http://localhost:${port}`,
    model,
    /** Bytes of each file as it is sent, compressed where the build has it so. */
    sizes,
    away,
    back: () => listen(port),
    setClock: (clock: () => Date) => {
      now = clock;
    },
    publish: (name: string) => {
      version = name;
    },
    signOutAll: () => {
      isSignedIn = false;
    },
  };
}
