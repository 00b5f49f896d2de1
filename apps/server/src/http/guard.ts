import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { findMonitor, readMonitorToken } from '../accounts/monitors.ts';
import { findSession, tokenHash } from '../accounts/sessions.ts';
import { clinicNamed } from '../clinic.ts';
import type { ClinicScope } from '../database/index.ts';
import { allows, policy } from '../policy.ts';
import type { Application, ServerContext } from './context.ts';
import { Problem } from './problem.ts';
import { readSessionCookie } from './session-cookie.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Stands before every route under /api, /control and /health: refuses what another site's page sends, finds out who is
 * signed in, and asks the policy. A route that names no action cannot be registered.
 * @param controlToken what a command on this machine must send to use /control
 */
export function guardRoutes(app: Application, context: ServerContext, controlToken: string | null): void {
  app.decorateRequest('account', null);
  app.decorateRequest('monitor', null);
  app.decorateRequest('origin');
  decorateScope(app);

  app.addHook('onRoute', (route) => {
    if (isGuarded(route.url) && route.config?.action === undefined) {
      throw new Error(`The route ${route.method} ${route.url} names no action of the policy.`);
    }
  });

  app.addHook('onRequest', async (request) => {
    const now = context.now();
    request.origin = { actor: 'nobody', requestId: request.id, at: now.toISOString() };
    const { action } = request.routeOptions.config;
    if (action === undefined) return;
    if (!SAFE_METHODS.has(request.method)) refuseOtherSites(request);
    if (policy[action] === 'control token') {
      checkControlToken(request, controlToken);
      request.origin = { ...request.origin, actor: 'command' };
      if (action === 'control.use') {
        request.scope = await clinicNamed(context.database, clinicHeader(request));
      }
      return;
    }
    if (action === 'server.read') return;
    const monitorToken = readMonitorToken(request.headers.authorization);
    if (monitorToken !== null) {
      const found = await findMonitor(context.database, monitorToken, now);
      if (found === null) throw monitorUnknown();
      if (!allows(action, 'monitor')) throw notForMonitors();
      request.monitor = { name: found.name, place: found.place };
      request.scope = found.scope;
      request.origin = { ...request.origin, actor: `monitor ${found.name}` };
      return;
    }
    const token = readSessionCookie(request);
    const session = token === null ? null : await findSession(context.database, token, now);
    if (session !== null) {
      request.account = session.account;
      request.scope = session.scope;
      request.origin = { ...request.origin, actor: session.account.id };
    }
    // Until a second factor is set up that the clinic requires, nothing is open but the page for it.
    if (session?.lacksFactor && Array.isArray(policy[action])) {
      throw new Problem(
        403,
        'second-factor-required',
        'This clinic requires a passkey or an authenticator app. Set one up under Security, then go on.',
      );
    }
    if (allows(action, request.account?.role ?? null)) return;
    if (request.account === null) throw notSignedIn();
    throw new Problem(
      403,
      'not-allowed',
      `The role ${request.account.role} may not do this. An administrator can change the role of an account.`,
    );
  });
}

/** A route that reads the scope of nobody is refused, whatever the policy says of it. */
function decorateScope(app: Application): void {
  const scopes = new WeakMap<FastifyRequest, ClinicScope>();
  app.decorateRequest('scope', {
    getter(this: FastifyRequest) {
      const scope = scopes.get(this);
      if (scope === undefined) throw notSignedIn();
      return scope;
    },
    setter(this: FastifyRequest, scope: ClinicScope) {
      scopes.set(this, scope);
    },
  });
}

/** Which clinic a command names; percent-encoded, since a header holds no other letters. */
function clinicHeader(request: FastifyRequest): string | undefined {
  const named = request.headers['x-ketame-clinic'];
  return typeof named === 'string' ? decodeURIComponent(named) : undefined;
}

function notSignedIn(): Problem {
  return new Problem(401, 'not-signed-in', 'Sign in first. A session ends after 15 minutes without use.');
}

function monitorUnknown(): Problem {
  return new Problem(
    401,
    'monitor-unknown',
    'No monitor has this token, or it was revoked. An administrator makes a new one under Accounts.',
  );
}

function notForMonitors(): Problem {
  return new Problem(
    403,
    'not-allowed',
    'The token of a monitor sends vital signs of a session, and opens nothing else.',
  );
}

function isGuarded(url: string): boolean {
  return /^\/(api|control|health)(\/|$)/.test(url);
}

/**
 * Refuses a write that a browser sends for a page of another site. A browser says where a request comes from; a
 * program that is none sends neither header and carries no cookie of somebody else. The order of the tests is that of
 * Go's net/http CrossOriginProtection (Go 1.25).
 */
function refuseOtherSites(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  if (site === 'same-origin' || site === 'none') return;
  if (site === undefined && origin === undefined) return;
  if (site === undefined && origin === `${request.protocol}://${request.host}`) return;
  throw new Problem(
    403,
    'other-site',
    'This request comes from a page of another site, and was refused. Use the pages of this server.',
  );
}

function checkControlToken(request: FastifyRequest, expected: string | null): void {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const local = /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '');
  // Hashes are of one length, which the comparison needs.
  if (local && expected && given && timingSafeEqual(tokenHash(given), tokenHash(expected))) return;
  throw new Problem(403, 'not-allowed', 'Only a command of whoever runs this server may do this.');
}
