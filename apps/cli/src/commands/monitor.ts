import { type Board, boardSchema, type VitalsBatch, vitalsAnswerSchema } from '@ketame/contract';
import { type Command, readArguments } from '../command.ts';
import { syntheticVitals } from '../monitor/synthetic-vitals.ts';
import type { Terminal } from '../terminal.ts';
import { UserError } from '../user-error.ts';

const help = `ketame monitor: plays a monitor that sends synthetic vital signs to the sessions under treatment.

Usage
  ketame monitor [--url URL] [--email EMAIL] [--every SECONDS] [--times N] [--place PLACE]
  ketame monitor --token TOKEN [--session ID] [--url URL] [--every SECONDS] [--times N]

  --url URL         of the server; http://localhost:8080 if not given
  --email EMAIL     of a nurse or a physician; nurse@example.org, of the demonstration clinic, if not given
  --token TOKEN     of a monitor, made by an administrator under Accounts; nobody signs in then
  --session ID      the session that the monitor with the token sends to, the last part of the address of its page; without
                    it the server finds the one that runs at the place of the monitor
  --every SECONDS   from one reading to the next, 15 if not given
  --times N         ends after so many readings; without it Ctrl-C ends it
  --place PLACE     only the session there: "Room 2"

  The password is read from KETAME_PASSWORD, else it is that of the demonstration clinic. What it sends has gaps, a probe
  that comes off, artefacts, and a cuff that measures in kPa. It is made up: use it on the demonstration clinic alone.

Examples
  ketame monitor
  ketame monitor --every 1 --times 60
  ketame monitor --token ketame-monitor-...
  ketame monitor --token ketame-monitor-... --session 01980000-0000-7000-8000-000000000000
`;

/** What counts as under treatment: before it nothing is attached, after it nobody is there. */
const attached: ReadonlySet<Board['rows'][number]['state']> = new Set([
  'armed',
  'infusing',
  'paused',
  'recovering',
]);

export const monitor: Command = {
  name: 'monitor',
  summary: 'plays a monitor that sends synthetic vital signs',
  help,
  async run(args, terminal) {
    const { values } = readArguments('monitor', args, {
      url: { type: 'string', default: 'http://localhost:8080' },
      email: { type: 'string', default: 'nurse@example.org' },
      every: { type: 'string', default: '15' },
      times: { type: 'string' },
      place: { type: 'string' },
      token: { type: 'string' },
      session: { type: 'string' },
    });
    const every = wholeNumber('every', values.every);
    const times = values.times === undefined ? Number.POSITIVE_INFINITY : wholeNumber('times', values.times);
    const { sessions, send } = await sender(values, terminal);
    for (let index = 0; index < times; index++) {
      if (index > 0) await new Promise((wake) => setTimeout(wake, every * 1000));
      const rows = await sessions();
      const sent = syntheticVitals(index);
      if (sent === null || rows.length === 0) {
        terminal.note(sent === null ? 'a gap: nothing is sent' : 'no session is under treatment');
        continue;
      }
      for (const { address, place } of rows) {
        const answer = await send(address, [{ at: new Date().toISOString(), values: sent }]);
        const { artefacts } = vitalsAnswerSchema.parse(answer);
        const line = sent
          .map(({ measure, value, unit }) => `${measure} ${value ?? 'none'} ${unit}`)
          .join(', ');
        terminal.note(`${place}: ${line}${artefacts > 0 ? ' (an artefact)' : ''}`);
      }
    }
    return 0;
  },
};

/** Where the monitor sends, and how. */
interface Sender {
  sessions(): Promise<readonly { readonly address: string; readonly place: string }[]>;
  send(address: string, readings: VitalsBatch['readings']): Promise<unknown>;
}

interface Options {
  readonly url: string;
  readonly email: string;
  readonly place?: string | undefined;
  readonly token?: string | undefined;
  readonly session?: string | undefined;
}

/** @throws UserError when a session comes without the token */
async function sender({ url, email, place, token, session }: Options, terminal: Terminal): Promise<Sender> {
  if (token === undefined && session !== undefined) {
    throw new UserError(
      '--token and --session belong together: without a token somebody signs in, and --place says which session.',
    );
  }
  if (token !== undefined) {
    const headers = { authorization: `Bearer ${token}` };
    const to =
      session === undefined
        ? { address: '/api/vitals', place: 'the place of the monitor' }
        : { address: vitalsOf(session), place: session };
    return {
      sessions: async () => [to],
      send: async (address, readings) => (await ask(url, address, headers, { readings })).json(),
    };
  }
  const password = terminal.environment.KETAME_PASSWORD ?? 'ketame-nurse-demo';
  const signedIn = await ask(url, '/api/sign-in', {}, { email, password });
  const headers = { cookie: signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  return {
    sessions: async () => {
      const board = boardSchema.parse(await (await ask(url, '/api/infusions', headers)).json());
      return board.rows
        .filter((row) => attached.has(row.state) && (place === undefined || row.place === place))
        .map((row) => ({ address: vitalsOf(row.id), place: row.place }));
    },
    send: async (address, readings) =>
      (await ask(url, address, headers, { monitor: 'ketame monitor (synthetic)', readings })).json(),
  };
}

const vitalsOf = (session: string): string => `/api/infusions/${session}/vitals`;

/** @param body sent by POST; without it the address is read */
async function ask(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: object,
): Promise<Response> {
  try {
    const answer = await fetch(new URL(path, url), {
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (answer.ok) return answer;
    throw new UserError(`the server at ${url} refused ${path}: ${await answer.text()}`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`there is no server at ${url}. Start it with "npm start", or name it with --url.`);
  }
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new UserError(`--${option} is "${text}"; it takes a whole number of 1 or more.`);
}
