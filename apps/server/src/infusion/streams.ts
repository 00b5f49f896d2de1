import type { BoardRow, InfusionMessage } from '@ketame/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerContext } from '../http/context.ts';
import { boardRow, visibleSessions } from './board.ts';
import type { InfusionWatch, Watched } from './watch.ts';

/** A word now and then, so that whoever is between does not close the line, and the page notices a lost one. */
const HEARTBEAT_MS = 15_000;
/** A stream ends after so long, and the page opens it again: whoever has signed out does not. */
const LONGEST_MS = 10 * 60_000;

/** The server-sent events of this server. */
export interface Streams {
  /** What is new in one session, from where the last message ended. */
  session(request: FastifyRequest, reply: FastifyReply, watched: Watched): void;
  /** All lines of the board, then each that changes. */
  board(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  endAll(): void;
}

export function createStreams({ database, now }: ServerContext, watch: InfusionWatch): Streams {
  const ends = new Set<() => void>();

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
    ends.add(end);
    request.raw.on('close', end);
    return {
      send: (event, id, data) =>
        reply.raw.write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`),
      onEnd: (work) => after.push(work),
    };
  };

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
        line.send('session', `${seen.events}.${seen.readings}`, message);
      };
      line.onEnd(watch.listen((changed) => changed.id === watched.id && send(changed)));
      send(watched);
    },

    async board(request, reply) {
      let visible = await database.transaction(request.scope, visibleSessions);
      const line = open(request, reply);
      const row = (is: Watched): BoardRow[] => {
        const patient = visible.get(is.id);
        return patient === undefined ? [] : [boardRow(is, patient, now().toISOString())];
      };
      const look = async (): Promise<void> => {
        visible = await database.transaction(request.scope, visibleSessions);
        const rows = watch.among(new Set(visible.keys())).flatMap(row);
        line.send('board', '0', { rows, now: now().toISOString() });
      };
      line.onEnd(
        watch.listen((changed) => {
          if (changed.clinicId !== request.scope.clinicId) return;
          const rows = row(changed);
          // A session that was not there when this line was opened, or that is over.
          if (rows.length === 0) look().catch(() => undefined);
          else line.send('row', '0', { rows, now: now().toISOString() });
        }),
      );
      const rows = watch.among(new Set(visible.keys())).flatMap(row);
      line.send('board', '0', { rows, now: now().toISOString() });
    },

    endAll() {
      for (const end of [...ends]) end();
    },
  };
}

interface Line {
  send(event: string, id: string, data: unknown): void;
  onEnd(work: () => void): void;
}

/** How many entries and readings the page had: by the id of the last message it got, or as it says when it opens. */
function lastSeen(request: FastifyRequest): readonly [number, number] {
  const after = (request.query as { readonly after?: unknown }).after;
  const found = /^(\d{1,7})\.(\d{1,9})$/.exec(String(request.headers['last-event-id'] ?? after ?? ''));
  return found === null ? [0, 0] : [Number(found[1]), Number(found[2])];
}
