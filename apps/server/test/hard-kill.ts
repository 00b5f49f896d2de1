import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sessionOf } from '@ketame/care';
import type { EntryContent, PatientSummary, PlanVersion } from '@ketame/contract';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../src/audit/index.ts';
import { firstClinic } from '../src/clinic.ts';
import { type DatabaseLocation, openDatabase } from '../src/database/index.ts';
import { demonstrationAccounts } from '../src/demonstration/index.ts';
import { readEvents } from '../src/infusion/stored.ts';
import { planContent } from './clinic.ts';
import { DATABASES, type TestDatabase } from './databases.ts';
import { checkIn, newInfusion, syringe } from './infusion/treatment.ts';
import { bundle, condition, patient, snomed } from './records/bundles.ts';
import { builtServer, startServerProcess } from './server-process.ts';

const DEMONSTRATION = { KETAME_DEMO: '1' };
let server: string;

/** How often each kind of work is interrupted. */
export interface Kills {
  readonly firstStart: number;
  readonly saves: number;
  readonly imports: number;
}

/**
 * Everything of "Bad days" in issue 2, as the tests of a file: the server is killed with SIGKILL, at a random moment, in
 * the middle of work. All work on one database of each kind, as a clinic that has one bad day after the other.
 */
export function describeHardKills(kills: Kills): void {
  beforeAll(async () => {
    server = await builtServer();
  });
  for (const kind of DATABASES) {
    describe(`killed hard (${kind.name})`, { timeout: 600_000 }, () => killHard(kind, kills));
  }
}

function killHard(kind: TestDatabase, kills: Kills): void {
  let location: DatabaseLocation;
  let duration: number;
  /** By role. A session outlives the server: an account may sign in only so often. */
  const cookies = new Map<string, string>();

  it('undisturbed, a first start makes the clinic with which the others are compared', async () => {
    location = await kind.create({ empty: true });
    const began = performance.now();
    await startOnce(location);
    duration = performance.now() - began;
    await expectWhole(location);
  });

  it('in the middle of a first start: the next start makes a whole clinic', async () => {
    const undisturbed = await clinicOf(location);
    const disturbed = await kind.create({ empty: true });
    let interrupted = 0;
    for (let kill = 0; kill < kills.firstStart; kill++) {
      const process = startServerProcess(server, disturbed, DEMONSTRATION);
      // Squared: the first kills come early, also where the start that was measured took longer than these do.
      const moment = duration * ((kill + Math.random()) / kills.firstStart) ** 2;
      await new Promise((wake) => setTimeout(wake, moment));
      await process.kill();
      if (!process.printed().includes('is ready at')) interrupted++;
    }
    expect(interrupted).toBeGreaterThan(0);
    await startOnce(disturbed);
    expect(await clinicOf(disturbed)).toEqual(undisturbed);
  });

  it('in the middle of saves: what was acknowledged is there, the rest is whole or absent', async () => {
    const acknowledged: PlanVersion[] = [];
    for (let round = 0; round < kills.saves; round++) {
      const process = startServerProcess(server, location, DEMONSTRATION);
      const physician = await signedIn(await process.ready(), 'physician', cookies);
      const [someone] = (await (await physician('/api/patients')).json()) as PatientSummary[];
      const working = until(process.ended(), async (number) => {
        const content = { ...planContent(`Round ${round}, ${number}`), id: randomUUID() };
        const answer = await physician(`/api/patients/${someone?.id}/plans`, content);
        if (answer.status !== 201) throw new Error(await answer.text());
        const first = (await answer.json()) as PlanVersion;
        acknowledged.push(first);
        const second = await physician(
          `/api/plans/${first.id}/versions`,
          planContent(`Round ${round}, ${number}, second`),
          { 'if-match': '"1"' },
        );
        acknowledged.push((await second.json()) as PlanVersion);
      });
      await someMore(acknowledged, working);
      await process.kill();
      await working;
    }
    await expectWhole(location);
    const process = startServerProcess(server, location, DEMONSTRATION);
    const physician = await signedIn(await process.ready(), 'physician', cookies);
    for (const saved of acknowledged) {
      const read = await physician(`/api/plans/${saved.id}/versions/${saved.version}`);
      expect(await read.json()).toEqual(saved);
    }
    await process.kill();
  });

  it('at every step of a session of treatment: it goes on where it stood, and no entry is lost or doubled', async () => {
    const id = randomUUID();
    const acknowledged: string[] = [];
    const steps = [
      ['check-in'],
      ['syringe-check', 'syringe-check', 'arm'],
      ['start'],
      ['pause', 'resume', 'end'],
    ];
    const states = ['checked in', 'armed', 'infusing', 'recovering'];
    for (const [round, kinds] of steps.entries()) {
      const process = startServerProcess(server, location, DEMONSTRATION);
      const url = await process.ready();
      const nurse = await signedIn(url, 'nurse', cookies);
      const enter = async (content: EntryContent, proof: string | null = null) => {
        const entry = { id: randomUUID(), occurredAt: new Date().toISOString(), content, proof };
        const answer = await nurse(`/api/infusions/${id}/entries`, { entries: [entry] });
        const text = await answer.text();
        if (!text.includes('"accepted"')) throw new Error(text);
        acknowledged.push(entry.id);
      };
      const physician = round === 0 ? await signedIn(url, 'physician', cookies) : nurse;
      const patients = (await (await physician('/api/patients')).json()) as PatientSummary[];
      const patientId = patients.find(({ identity }) => identity.givenName === 'Ben')?.id ?? '';
      if (round === 0) {
        const planned = await physician('/api/infusions', newInfusion(new Date(), id, patientId));
        expect(planned.status).toBe(201);
      }
      const proofs = ['nurse', 'physician'];
      for (const one of kinds) {
        if (one !== 'syringe-check') await enter(stepOf[one] ?? checkIn);
        else await enter(syringe(patientId), await proofOf(nurse, proofs.shift() ?? ''));
      }
      const working = until(process.ended(), (number) => enter({ kind: 'note', text: `Note ${number}` }));
      await someMore(acknowledged, working);
      await process.kill();
      await working;
      const database = await openDatabase(location);
      const events = await database.transaction(await firstClinic(database), (trx) => readEvents(trx, id));
      await database.close();
      expect(sessionOf(events).state).toBe(states[round]);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
      const ids = events.map((event) => event.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(expect.arrayContaining(acknowledged));
    }
    await expectWhole(location);
  });

  it('in the middle of imports: what was acknowledged is there, the rest is whole or absent', async () => {
    const acknowledged: string[] = [];
    const entries = 60;
    for (let round = 0; round < kills.imports; round++) {
      const process = startServerProcess(server, location, DEMONSTRATION);
      const physician = await signedIn(await process.ready(), 'physician', cookies);
      const working = until(process.ended(), async (number) => {
        const file = JSON.stringify(recordOf(`${round}-${number}`, entries));
        const fingerprint = createHash('sha256').update(file).digest('hex');
        const answer = await physician(`/api/imports?fingerprint=${fingerprint}`, file);
        if (answer.status !== 200) throw new Error(await answer.text());
        acknowledged.push(((await answer.json()) as { patientId: string }).patientId);
      });
      await someMore(acknowledged, working);
      await process.kill();
      await working;
    }
    await expectWhole(location);
    const database = await openDatabase(location);
    const counted = await database.transaction(
      await firstClinic(database),
      async (trx) =>
        (
          await sql<{ id: string; entries: number }>`select patient.id, count(record_entry) as entries
              from patient left join record_entry on record_entry.patient_id = patient.id
              where patient.family_name like 'Imported%' group by patient.id`.execute(trx)
        ).rows,
    );
    await database.close();
    expect(counted.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
    expect([...new Set(counted.map((row) => row.entries))]).toEqual([entries]);
  });
}

const stepOf: Readonly<Record<string, EntryContent>> = {
  arm: { kind: 'arm', syringe: 1 },
  start: { kind: 'start' },
  pause: { kind: 'pause', reason: 'asked' },
  resume: { kind: 'resume' },
  end: { kind: 'end' },
};

async function proofOf(nurse: Ask, role: string): Promise<string> {
  const account = demonstrationAccounts.find((one) => one.role === role);
  const answer = await nurse('/api/step-up', { email: account?.email, password: account?.password });
  return ((await answer.json()) as { proof: string }).proof;
}

/** Starts the server, so that the demonstration clinic is there, and stops it as Ctrl-C does. */
async function startOnce(location: DatabaseLocation): Promise<void> {
  const process = startServerProcess(server, location, DEMONSTRATION);
  await process.ready();
  process.child.kill('SIGTERM');
  expect(await process.ended()).toBe(0);
  if ('dataFolder' in location) expect(existsSync(join(location.dataFolder, 'database.lock'))).toBe(false);
}

/** Does one piece of work after the other until the server has ended; work that it interrupts is no failure. */
async function until(end: Promise<unknown>, work: (number: number) => Promise<void>): Promise<void> {
  let ended = false;
  void end.then(() => {
    ended = true;
  });
  for (let number = 0; ; number++) {
    try {
      await work(number);
    } catch (error) {
      await new Promise((wake) => setTimeout(wake, 100));
      if (!ended) throw error;
      return;
    }
  }
}

/** Waits until three more are acknowledged, and then for a random moment in the middle of what follows. */
async function someMore(acknowledged: readonly unknown[], working: Promise<void>): Promise<void> {
  const enough = acknowledged.length + 3;
  let failed = false;
  working.catch(() => {
    failed = true;
  });
  while (acknowledged.length < enough && !failed) await new Promise((wake) => setTimeout(wake, 10));
  await new Promise((wake) => setTimeout(wake, Math.random() * 300));
}

type Ask = (path: string, body?: object | string, headers?: Record<string, string>) => Promise<Response>;

/** @param cookies of the sessions that were begun before, by role */
async function signedIn(url: string, role: string, cookies: Map<string, string>): Promise<Ask> {
  const known = cookies.get(role);
  const cookie = known !== undefined && (await stands(url, known)) ? known : await signIn(url, role);
  cookies.set(role, cookie);
  return (path, body, headers = {}) =>
    fetch(url + path, {
      ...(body === undefined
        ? {}
        : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    });
}

async function stands(url: string, cookie: string): Promise<boolean> {
  const { account } = await (await fetch(`${url}/api/session`, { headers: { cookie } })).json();
  return account !== null;
}

async function signIn(url: string, role: string): Promise<string> {
  const account = demonstrationAccounts.find((one) => one.role === role);
  const answer = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: account?.email, password: account?.password }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

function recordOf(name: string, entries: number): object {
  return bundle(
    patient({
      identifier: [{ system: 'https://example.org/mrn', value: name }],
      name: [{ use: 'official', family: `Imported ${name}`, given: ['Synthetic'] }],
    }),
    ...Array.from({ length: entries }, (_, index) =>
      condition(`c${index}`, snomed('128200000', 'Complex regional pain syndrome')),
    ),
  );
}

/** The audit verifies, and every plan, version and patient has the audit entry of its making and its key. */
async function expectWhole(location: DatabaseLocation): Promise<void> {
  const database = await openDatabase(location);
  expect(await verifyAudit(database, await firstClinic(database))).toMatchObject({ ok: true });
  const halves = await database.transaction(
    await firstClinic(database),
    async (trx) =>
      (
        await sql<Record<string, number>>`select
          (select count(*) from plan where version <> (select count(*) from plan_version where plan_id = plan.id)) as plans,
          (select count(*) from plan_version)
            - (select count(*) from audit_entry where action = 'plan.save') as versions,
          (select count(*) from patient where not exists (select 1 from patient_key where patient_id = patient.id)
            or not exists (select 1 from audit_entry where audit_entry.patient_id = patient.id)) as patients`.execute(
          trx,
        )
      ).rows[0],
  );
  expect(halves).toEqual({ plans: 0, versions: 0, patients: 0 });
  await database.close();
}

/** What the demonstration clinic consists of, in numbers. */
async function clinicOf(location: DatabaseLocation): Promise<unknown> {
  await expectWhole(location);
  const database = await openDatabase(location);
  const counts = await database.transaction(
    await firstClinic(database),
    async (trx) =>
      (
        await sql`select (select count(*) from account) as accounts, (select count(*) from patient) as patients,
          (select count(*) from plan_version) as versions, (select count(*) from record_entry) as entries,
          (select count(*) from audit_entry where action <> 'infusion.alert') as audited`.execute(trx)
      ).rows[0],
  );
  await database.close();
  return counts;
}
