import { type Board, boardSchema, vitalsAnswerSchema } from '@ketame/contract';
import { type Command, readArguments } from '../command.ts';
import { syntheticVitals } from '../monitor/synthetic-vitals.ts';
import { UserError } from '../user-error.ts';

const help = `ketame monitor: plays a monitor that sends synthetic vital signs to the sessions under treatment.

Usage
  ketame monitor [--url URL] [--email EMAIL] [--every SECONDS] [--times N] [--place PLACE]

  --url URL         of the server; http://localhost:8080 if not given
  --email EMAIL     of a nurse or a physician; nurse@example.org, of the demonstration clinic, if not given
  --every SECONDS   from one reading to the next, 15 if not given
  --times N         ends after so many readings; without it Ctrl-C ends it
  --place PLACE     only the session there: "Room 2"

  The password is read from KETAME_PASSWORD, else it is that of the demonstration clinic. What it sends has gaps, a probe
  that comes off, artefacts, and a cuff that measures in kPa. It is made up: use it on the demonstration clinic alone.

Examples
  ketame monitor
  ketame monitor --every 1 --times 60
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
    });
    const every = wholeNumber('every', values.every);
    const times = values.times === undefined ? Number.POSITIVE_INFINITY : wholeNumber('times', values.times);
    const password = terminal.environment.KETAME_PASSWORD ?? 'ketame-nurse-demo';
    const ask = await signIn(values.url, values.email, password);
    for (let index = 0; index < times; index++) {
      if (index > 0) await new Promise((wake) => setTimeout(wake, every * 1000));
      const board = boardSchema.parse(await ask('/api/infusions'));
      const rows = board.rows.filter(
        ({ state, place }) => attached.has(state) && (values.place === undefined || place === values.place),
      );
      const sent = syntheticVitals(index);
      if (sent === null || rows.length === 0) {
        terminal.note(sent === null ? 'a gap: nothing is sent' : 'no session is under treatment');
        continue;
      }
      for (const { id, place } of rows) {
        const answer = await ask(`/api/infusions/${id}/vitals`, {
          monitor: 'ketame monitor (synthetic)',
          readings: [{ at: new Date().toISOString(), values: sent }],
        });
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

type Ask = (path: string, body?: object) => Promise<unknown>;

async function signIn(url: string, email: string, password: string): Promise<Ask> {
  const send = async (path: string, cookie: string, body?: object): Promise<Response> => {
    try {
      const answer = await fetch(new URL(path, url), {
        headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      });
      if (answer.ok) return answer;
      throw new UserError(`the server at ${url} refused ${path}: ${await answer.text()}`);
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw new UserError(`there is no server at ${url}. Start it with "npm start", or name it with --url.`);
    }
  };
  const signedIn = await send('/api/sign-in', '', { email, password });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return async (path, body) => (await send(path, cookie, body)).json();
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new UserError(`--${option} is "${text}"; it takes a whole number of 1 or more.`);
}
