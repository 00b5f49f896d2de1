import { setImmediate } from 'node:timers/promises';
import { isOpen } from '@ketame/care';
import type { InfusionMessage } from '@ketame/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { standingSessions, tokenHash } from '../accounts/sessions.ts';
import type { ClinicScope } from '../database/index.ts';
import type { ServerContext } from '../http/context.ts';
import { readSessionCookie } from '../http/session-cookie.ts';
import { boardRow, visibleSessions } from './board.ts';
import type { InfusionWatch, Watched } from './watch.ts';

/** A word now and then, so that whoever is between does not close the line, and the page notices a lost one. */
const HEARTBEAT_MS = 15_000;
/** The board gathers for so long what it sends: each message to each screen costs the server time. */
const GATHER_MS = 500;
/** How many screens are sent to before something else has its turn. */
const AT_ONCE = 20;
/** A stream ends after so long, and the page opens it again, as long as the session has not run out. */
const LONGEST_MS = 10 * 60_000;

/** The server-sent events of this server. */
export interface Streams {
  /** What is new in one session, from where the last message ended. */
  session(request: FastifyRequest, reply: FastifyReply, watched: Watched): void;
  /** All lines of the board, then each that changes. */
  board(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Ends those of people who have signed out, or whose account was disabled. */
  endSignedOut(): Promise<void>;
  endAll(): void;
}

export function createStreams({ database, now }: ServerContext, watch: InfusionWatch): Streams {
  /** What ends each stream, with the hash of the token of its session. */
  const ends = new Map<() => void, Buffer>();

  const open = (request: FastifyRequest, reply: FastifyReply): Line => {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, `${value}`])),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    reply.raw.write('retry: 1000\n\n');
    const after: (() => void)[] = [];
    const end = (): void => {
      if (!ends.delete(end)) return;
      clearInterval(heartbeat);
      clearTimeout(longest);
      for (const one of after) one();
      reply.raw.end();
    };
    const heartbeat = setInterval(() => reply.raw.write('event: here\ndata: {}\n\n'), HEARTBEAT_MS).unref();
    const longest = setTimeout(end, LONGEST_MS).unref();
    ends.set(end, tokenHash(readSessionCookie(request) ?? ''));
    request.raw.on('close', end);
    return {
      send: (event, id, data) => reply.raw.write(`event: ${event}\nid: ${id}\ndata: ${data}\n\n`),
      onEnd: (work) => after.push(work),
    };
  };

  const watchers = new Set<Watcher>();
  const sendAll = ({ line, visible }: Watcher): void => {
    const instant = now().toISOString();
    const rows = watch.among(new Set(visible.keys())).flatMap((is) => {
      const patient = visible.get(is.id);
      return patient === undefined ? [] : [boardRow(is, patient, instant)];
    });
    line.send('board', '0', JSON.stringify({ rows, now: instant }));
  };
  /** What has changed since rows were last sent. */
  let changed = new Map<string, Watched>();
  const sendRowsSoon = (one: Watched): void => {
    if (changed.size === 0) setTimeout(sendGathered, GATHER_MS).unref();
    changed.set(one.id, one);
  };
  /** Each row is made once for all who watch: they may see a session or not, but none sees it differently. */
  const sendRows = async (): Promise<void> => {
    const gathered = changed;
    changed = new Map();
    if (gathered.size === 0) return;
    const instant = now().toISOString();
    const texts = new Map<string, string>();
    const looked = new Map<string | null, Promise<Watcher['visible']>>();
    for (const [index, watcher] of [...watchers].entries()) {
      // What is asked meanwhile is answered between.
      if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
      const { scope, visible, line } = watcher;
      const own = [...gathered.values()].filter(({ clinicId }) => clinicId === scope.clinicId);
      if (own.some(({ id, session }) => !visible.has(id) || !isOpen(session))) {
        // A session that was not there when the line was opened, or that is over: looked at anew, once for each person.
        const again = looked.get(scope.accountId) ?? database.transaction(scope, visibleSessions);
        looked.set(scope.accountId, again);
        again.then(
          (found) => {
            watcher.visible = found;
            sendAll(watcher);
          },
          () => undefined,
        );
        continue;
      }
      if (own.length === 0) continue;
      const rows = own.map((one) => {
        const patient = visible.get(one.id);
        const text = texts.get(one.id) ?? (patient ? JSON.stringify(boardRow(one, patient, instant)) : '');
        texts.set(one.id, text);
        return text;
      });
      line.send('row', '0', `{"rows":[${rows.join(',')}],"now":"${instant}"}`);
    }
  };
  // A screen that missed a row gets all of them when it opens its line anew.
  const sendGathered = (): void => void sendRows().catch(() => undefined);
  watch.listen(sendRowsSoon);

  return {
    session(request, reply, watched) {
      const [events, readings] = lastSeen(request);
      const line = open(request, reply);
      let seen = { events, readings };
      const send = (is: Watched): void => {
        const message: InfusionMessage = {
          events: is.events.slice(seen.events),
          readings: is.readings.slice(seen.readings),
          alerts: [...is.alerts],
          now: now().toISOString(),
        };
        seen = { events: is.events.length, readings: is.readings.length };
        line.send('session', `${seen.events}.${seen.readings}`, JSON.stringify(message));
      };
      line.onEnd(watch.listen((changed) => changed.id === watched.id && send(changed)));
      send(watched);
    },

    async board(request, reply) {
      const visible = await database.transaction(request.scope, visibleSessions);
      const watcher: Watcher = { line: open(request, reply), scope: request.scope, visible };
      // All its lines tell of what was gathered until now: that goes to the others alone.
      sendGathered();
      watchers.add(watcher);
      watcher.line.onEnd(() => watchers.delete(watcher));
      sendAll(watcher);
    },

    async endSignedOut() {
      if (ends.size === 0) return;
      const standing = await standingSessions(database, [...ends.values()]);
      for (const [end, hash] of [...ends]) if (!standing.has(hash.toString('hex'))) end();
    },

    endAll() {
      for (const end of [...ends.keys()]) end();
    },
  };
}

interface Watcher {
  readonly line: Line;
  readonly scope: ClinicScope;
  /** The sessions that this person may see, with their patients. */
  visible: Awaited<ReturnType<typeof visibleSessions>>;
}

interface Line {
  /** @param data JSON */
  send(event: string, id: string, data: string): void;
  onEnd(work: () => void): void;
}

/** How many entries and readings the page had: by the id of the last message it got, or as it says when it opens. */
function lastSeen(request: FastifyRequest): readonly [number, number] {
  const after = (request.query as { readonly after?: unknown }).after;
  const found = /^(\d{1,7})\.(\d{1,9})$/.exec(String(request.headers['last-event-id'] ?? after ?? ''));
  return found === null ? [0, 0] : [Number(found[1]), Number(found[2])];
}
