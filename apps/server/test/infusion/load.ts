import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { TestClinic } from '../clinic.ts';
import { calmRow, planTreatment, type Treatment, teamOf } from './treatment.ts';

export interface Load {
  readonly sessions: number;
  readonly watchers: number;
  /** How often each session's monitor sends and each nurse charts. */
  readonly rounds: number;
  /** From one round to the next, ms. */
  readonly everyMs: number;
}

export interface LoadResult {
  /** Milliseconds from sending an entry to its answer, the shortest first. */
  readonly acknowledgedMs: readonly number[];
  /** Entries that were acknowledged and are not in their session, or stand there twice. */
  readonly lostOrDoubled: number;
  /** Watchers of the board that have seen every session. */
  readonly watchersServed: number;
}

/**
 * Sessions with vital signs and entries, and people who watch the board, on one server that listens. Who sends and who
 * watches is another process.
 */
export async function putUnderLoad(clinic: TestClinic, load: Load): Promise<LoadResult> {
  const url = await clinic.app.listen({ host: '127.0.0.1', port: 0 });
  const treatments: Treatment[] = [];
  const team = await teamOf(clinic);
  for (let index = 0; index < load.sessions; index++) {
    // Nobody proves who they are a hundred times in a minute: the limit of attempts holds here too.
    clinic.now = new Date(clinic.now.getTime() + 60_000);
    const treatment = await planTreatment(clinic, team);
    await treatment.start();
    treatments.push(treatment);
  }
  const { acknowledged, ...generated } = await generate(clinic, {
    url,
    ...load,
    stepMs: 15_000,
    clockMs: clinic.now.getTime(),
    row: calmRow,
    sessions: treatments.map(({ id, nurse }) => ({ id, cookie: nurse.cookie })),
  });
  let lostOrDoubled = 0;
  for (const treatment of treatments) {
    const { events } = await treatment.read();
    for (const [session, entry] of acknowledged) {
      if (session === treatment.id && events.filter(({ id }) => id === entry).length !== 1)
        lostOrDoubled += 1;
    }
  }
  return {
    ...generated,
    lostOrDoubled,
    acknowledgedMs: generated.acknowledgedMs.sort((one, other) => one - other),
  };
}

interface Generated {
  acknowledgedMs: number[];
  /** Session and entry. */
  acknowledged: [string, string][];
  watchersServed: number;
}

async function generate(clinic: TestClinic, input: object): Promise<Generated> {
  const child = spawn(process.execPath, [`${import.meta.dirname}/load-generator.mjs`]);
  child.stdin.end(JSON.stringify(input));
  const said: string[] = [];
  // It names the instant of each round, to which the server's clock is set.
  createInterface(child.stderr).on('line', (line) => {
    if (Number.isNaN(Date.parse(line))) said.push(line);
    else clinic.now = new Date(line);
  });
  const answer = await text(child.stdout);
  if (answer === '') throw new Error(said.join('\n'));
  return JSON.parse(answer) as Generated;
}
