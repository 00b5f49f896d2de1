import type { Account } from '@ketame/contract';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Origin } from '../audit/index.ts';
import type { ClinicDatabase, ClinicScope } from '../database/index.ts';
import type { Action } from '../policy.ts';

/** What routes work with. */
export interface ServerContext {
  readonly database: ClinicDatabase;
  /** The clock; tests pass their own. */
  readonly now: () => Date;
}

/** Fastify with schemas in zod: what routes are added to. */
export type Application = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the policy is asked for before the handler runs. */
    action?: Action;
  }
  interface FastifyRequest {
    /** Who is signed in; null on routes that anyone may use. */
    account: Account | null;
    /** The monitor that sends, when it is one that shows its token. */
    monitor: { readonly name: string; readonly place: string | null } | null;
    /** For every transaction of the route: the clinic of who is signed in. Nobody has one who is not. */
    scope: ClinicScope;
    /** For the audit: who, by which request, when. */
    origin: Origin;
  }
}
