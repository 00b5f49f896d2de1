import { type BoardRow, boardSchema } from '@ketame/contract';
import { useEffect, useState } from 'react';
import { ApiError } from '../api.ts';
import { getBoard } from './api.ts';

interface Board {
  readonly rows: ReadonlyMap<string, BoardRow> | null;
  readonly isLive: boolean;
  readonly error: unknown;
  /** The server's clock less this device's, ms. */
  readonly aheadMs: number;
}

/** As of a session's stream: see feed.ts. */
const silenceMs = 40_000;
const againMs = 1000;

/** All open sessions, as they change. A line that is lost is opened again within a second of the server's return. */
export function useBoard(): Board {
  const [board, setBoard] = useState<Board>({ rows: null, isLive: false, error: null, aheadMs: 0 });
  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOpen = true;
    const take = (data: string, replaces: boolean) => {
      const { rows, now } = boardSchema.parse(JSON.parse(data));
      setBoard((before) => {
        const all = new Map(replaces ? [] : before.rows);
        for (const row of rows) {
          if (isOver(row)) all.delete(row.id);
          else all.set(row.id, row);
        }
        return { rows: all, isLive: true, error: null, aheadMs: Date.parse(now) - Date.now() };
      });
      heard();
    };
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(lost, silenceMs);
    };
    const lost = () => {
      source?.close();
      clearTimeout(timer);
      if (!isOpen) return;
      setBoard((before) => ({ ...before, isLive: false }));
      timer = setTimeout(connect, againMs);
    };
    /** A plain request first: it lets a person whose session has ended sign in over the page. */
    const connect = () => {
      getBoard().then(listen, (error: unknown) => {
        if (!isOpen) return;
        const isFinal = error instanceof ApiError && error.status >= 400 && error.status < 500;
        if (isFinal && error.status !== 429) setBoard((before) => ({ ...before, isLive: false, error }));
        else lost();
      });
    };
    const listen = () => {
      if (!isOpen) return;
      source?.close();
      source = new EventSource('/api/infusions/stream');
      source.addEventListener('board', ({ data }: MessageEvent<string>) => take(data, true));
      source.addEventListener('row', ({ data }: MessageEvent<string>) => take(data, false));
      source.addEventListener('here', heard);
      source.onerror = lost;
    };
    connect();
    window.addEventListener('offline', lost);
    return () => {
      isOpen = false;
      source?.close();
      clearTimeout(timer);
      window.removeEventListener('offline', lost);
    };
  }, []);
  return board;
}

const isOver = ({ state, startedAt }: BoardRow): boolean =>
  state === 'discharged' || (state === 'aborted' && startedAt === null);
