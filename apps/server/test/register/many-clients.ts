import { randomUUID } from 'node:crypto';
import { replay } from '@ketame/care';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { verifyAudit } from '../../src/audit/index.ts';
import { firstClinic } from '../../src/clinic.ts';
import { openDatabase } from '../../src/database/index.ts';
import { demonstrationAccounts } from '../../src/demonstration/index.ts';
import { readEntries } from '../../src/register/read-entries.ts';
import type { TestDatabase } from '../databases.ts';
import { enrolActive, type SendAsPhysician } from '../home/enrolled.ts';
import { builtServer, startServerProcess } from '../server-process.ts';
import { supply, TABLET_UG } from './book.ts';

const DEMONSTRATION = { KETAME_DEMO: '1' };

/** How hard it is tried. */
export interface Trial {
  readonly clients: number;
  /** The server is ended so often, at random moments in the middle of the work. */
  readonly kills: number;
  /** Doses of the one prescription; there are more in stock than that, and more asked for. */
  readonly doses: number;
}

/**
 * Issue 6, "Proof": many clients at once on one prescription and one stock line, a server that is killed at random, and
 * each client sends what was not acknowledged again, with the same id. Afterwards nothing was supplied twice or beyond
 * the prescription, the balance is that of a replay, every acknowledged entry is there exactly once, and no number is
 * missing.
 */
export async function tryManyClients(kind: TestDatabase, { clients, kills, doses }: Trial): Promise<void> {
  const bundle = await builtServer();
  const location = await kind.create();
  let process = startServerProcess(bundle, location, DEMONSTRATION);
  let url = await process.ready();
  const pharmacist = await signedIn(url, 'pharmacist');
  const { registerId, lotId, prescriptionId } = await prepare(url, pharmacist, doses);

  const acknowledged = new Set<string>();
  const refused = new Map<string, string>();
  let down: Promise<void> = Promise.resolve();
  const client = async (): Promise<void> => {
    while (refused.size < clients) {
      const id = randomUUID();
      const entry = { id, proofs: [], ...supply(prescriptionId, lotId, 1) };
      // Until it is answered, the client does not know whether it was entered: it sends the same again.
      for (;;) {
        await down;
        const answer = await ask(
          url,
          pharmacist,
          'POST',
          `/api/registers/${registerId}/entries`,
          entry,
        ).catch(() => null);
        if (answer === null || answer.status === 503) {
          await new Promise((wake) => setTimeout(wake, 20));
          continue;
        }
        const text = await answer.text();
        if (answer.status === 201) acknowledged.add(id);
        else refused.set(id, `${answer.status} ${(JSON.parse(text) as { code: string }).code}`);
        break;
      }
      if (refused.has(id)) return;
    }
  };
  const working = Promise.all(Array.from({ length: clients }, client));
  for (let kill = 1; kill <= kills; kill++) {
    const enough = Math.floor((doses * kill) / (kills + 1));
    while (acknowledged.size < enough) await new Promise((wake) => setTimeout(wake, 5));
    await new Promise((wake) => setTimeout(wake, Math.random() * 50));
    await process.kill();
    process = startServerProcess(bundle, location, DEMONSTRATION);
    down = process.ready().then((ready) => {
      url = ready;
    });
    await down;
  }
  await working;
  await process.kill();

  const database = await openDatabase(location);
  const scope = await firstClinic(database);
  const { entries, sums } = await database.transaction(scope, async (trx) => ({
    entries: [...(await readEntries(trx, registerId, { from: 1, to: 10_000 }))],
    sums: (
      await sql<{ held: number; all: number }>`select
        (select sum(balance_ug) from register_account join register_lot on register_lot.id = lot_id
          where register_id = ${registerId})::int8 as "all",
        (select balance_ug from register where id = ${registerId}) as held`.execute(trx)
    ).rows[0],
  }));
  expect(await verifyAudit(database, scope)).toMatchObject({ ok: true });
  await database.close();

  const supplied = entries.filter((entry) => entry.kind === 'dispensing');
  expect(supplied.reduce((sum, { amountUg }) => sum + amountUg, 0)).toBe(doses * TABLET_UG);
  expect(new Set(supplied.map(({ id }) => id))).toEqual(acknowledged);
  expect(supplied).toHaveLength(acknowledged.size);
  expect(new Set(refused.values())).toEqual(new Set(['409 more-than-prescribed']));
  expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => index + 1));
  expect(entries.map(({ balanceUg }) => balanceUg)).toEqual(replay(entries));
  expect(sums).toEqual({ all: 0, held: entries.at(-1)?.balanceUg });
}

/** A book with stock, a patient who may be supplied, and the prescription that all clients supply from. */
async function prepare(url: string, pharmacist: string, doses: number) {
  const physician = await signedIn(url, 'physician');
  const send = async (cookie: string, ...wanted: Parameters<SendAsPhysician>): Promise<unknown> => {
    const answer = await ask(url, cookie, ...wanted);
    if (!answer.ok) throw new Error(`${wanted[1]}: ${await answer.text()}`);
    return answer.json();
  };
  const post = (cookie: string, path: string, body: object) => send(cookie, 'POST', path, body);
  const patientId = randomUUID();
  await post(physician, '/api/patients', {
    id: patientId,
    identity: { familyName: 'Alder (synthetic)', givenName: 'Sam', birthDate: '1970-02-28', sex: 'female' },
    weightKg: 80,
    heightCm: null,
    systolic: null,
    diastolic: null,
    heartRate: null,
    diagnoses: [],
    medication: [],
    allergies: [],
    pregnant: null,
  });
  await enrolActive((...wanted) => send(physician, ...wanted), patientId, new Date());
  const today = new Date().toISOString();
  const registerId = randomUUID();
  const product = { drug: 'ketamine', form: 'tablet', strengthUg: TABLET_UG };
  await post(pharmacist, '/api/registers', { id: registerId, site: 'Trial', ...product });
  await post(pharmacist, `/api/registers/${registerId}/entries`, {
    id: randomUUID(),
    proofs: [],
    kind: 'receipt',
    lot: 'LOT-1',
    expiry: '2099-12-31',
    gtin: null,
    amountUg: 2 * doses * TABLET_UG,
    party: 'Synthetic supplier',
  });
  const register = await fetch(`${url}/api/registers/${registerId}`, { headers: { cookie: pharmacist } });
  const { lots } = (await register.json()) as { lots: { id: string }[] };
  const password = demonstrationAccounts.find(({ role }) => role === 'physician')?.password;
  const { proof } = (await post(physician, '/api/step-up', { password })) as { proof: string };
  const prescriptionId = randomUUID();
  await post(physician, `/api/patients/${patientId}/prescriptions`, {
    id: prescriptionId,
    ...product,
    doseUg: TABLET_UG,
    doses,
    intervalHours: 24,
    refills: 0,
    validFrom: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
    validUntil: new Date(Date.parse(today) + 30 * 86_400_000).toISOString().slice(0, 10),
    instructions: 'Synthetic.',
    proof,
  });
  return { registerId, lotId: lots[0]?.id ?? '', prescriptionId };
}

function ask(
  url: string,
  cookie: string,
  ...[method, path, body, headers]: Parameters<SendAsPhysician>
): Promise<Response> {
  return fetch(url + path, {
    method,
    headers: { cookie, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** @returns the cookie of the session, which outlives the server */
async function signedIn(url: string, role: string): Promise<string> {
  const account = demonstrationAccounts.find((one) => one.role === role);
  const credentials = { email: account?.email, password: account?.password };
  const answer = await ask(url, '', 'POST', '/api/sign-in', credentials);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
