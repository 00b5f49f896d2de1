import { randomUUID } from 'node:crypto';
import { homeTraining, replay } from '@ketame/care';
import type { Register } from '@ketame/contract';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { verifyAudit } from '../../src/audit/index.ts';
import { firstClinic } from '../../src/clinic.ts';
import { openDatabase } from '../../src/database/index.ts';
import { readEntries } from '../../src/register/read-entries.ts';
import { addPatient, type Client, openClinic } from '../clinic.ts';
import type { TestDatabase } from '../databases.ts';
import { enrolActive, type SendAsPhysician } from '../home/enrolled.ts';
import { builtServer, startServerProcess } from '../server-process.ts';
import { take } from '../training/pass-training.ts';
import { supply, TABLET_UG } from './book.ts';

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
  const { pharmacist, registerId, lotId, prescriptionId } = await prepare(
    { name: kind.name, create: async () => location },
    doses,
  );
  let process = startServerProcess(bundle, location, { KETAME_DEMO: '0' });
  let url = await process.ready();

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
        const answer = await fetch(`${url}/api/registers/${registerId}/entries`, {
          method: 'POST',
          headers: { cookie: pharmacist, 'content-type': 'application/json' },
          body: JSON.stringify(entry),
        }).catch(() => null);
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
    process = startServerProcess(bundle, location, { KETAME_DEMO: '0' });
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

/**
 * A book with stock, a patient who may be supplied, and the prescription that all clients supply from; made before the
 * server that is killed starts.
 * @returns with the cookie of a pharmacist, whose session outlives the server
 */
async function prepare(kind: TestDatabase, doses: number) {
  const clinic = await openClinic(kind);
  clinic.now = new Date();
  const staff = {
    physician: await clinic.as('physician'),
    nurse: await clinic.as('nurse'),
    pharmacist: await clinic.as('pharmacist'),
  };
  for (const { audience, modules } of homeTraining) {
    if (audience === 'patient' || audience === 'sitter') continue;
    for (const module of modules) await take(staff[audience], module, { kind: 'self' });
  }
  const sendAs =
    (client: Client): SendAsPhysician =>
    async (...wanted) => {
      const answer = await client.send(...wanted);
      if (answer.statusCode >= 300) throw new Error(`${wanted[1]}: ${answer.body}`);
      return answer.json();
    };
  const patientId = await addPatient(clinic.database);
  await enrolActive(sendAs(staff.physician), patientId, clinic.now);
  const registerId = randomUUID();
  const product = { drug: 'ketamine', form: 'tablet', strengthUg: TABLET_UG };
  const asPharmacist = sendAs(staff.pharmacist);
  await asPharmacist('POST', '/api/registers', { id: registerId, site: 'Trial', ...product });
  await asPharmacist('POST', `/api/registers/${registerId}/entries`, {
    id: randomUUID(),
    proofs: [],
    kind: 'receipt',
    lot: 'LOT-1',
    expiry: '2099-12-31',
    gtin: null,
    amountUg: 2 * doses * TABLET_UG,
    party: 'Synthetic supplier',
  });
  const { lots }: Register = (await staff.pharmacist.send('GET', `/api/registers/${registerId}`)).json();
  const prescriptionId = randomUUID();
  const inDays = (days: number) => new Date(clinic.now.getTime() + days * 86_400_000).toISOString();
  await sendAs(staff.physician)('POST', `/api/patients/${patientId}/prescriptions`, {
    id: prescriptionId,
    ...product,
    doseUg: TABLET_UG,
    doses,
    intervalHours: 24,
    refills: 0,
    validFrom: inDays(-1).slice(0, 10),
    validUntil: inDays(30).slice(0, 10),
    instructions: 'Synthetic.',
    proof: await clinic.prove(staff.physician),
  });
  await clinic.close();
  return { pharmacist: staff.pharmacist.cookie, registerId, lotId: lots[0]?.id ?? '', prescriptionId };
}
