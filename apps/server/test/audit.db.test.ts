import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../src/accounts/accounts.ts';
import { audit, verifyAudit } from '../src/audit/index.ts';
import { readAudit } from '../src/audit/read.ts';
import { firstClinic } from '../src/clinic.ts';
import { type ClinicDatabase, type ClinicScope, openDatabase, type Trx } from '../src/database/index.ts';
import { erasePatient } from '../src/erasure/erasure.ts';
import { createPlan } from '../src/plans/plans.ts';
import { addPatient, asOwner, planContent, testOrigin } from './clinic.ts';
import { DATABASES } from './databases.ts';

for (const kind of DATABASES) {
  describe(`the audit (${kind.name})`, () => {
    let database: ClinicDatabase;
    let scope: ClinicScope;
    beforeAll(async () => {
      database = await openDatabase(await kind.create());
      scope = await firstClinic(database);
      for (let entry = 1; entry <= 6; entry++) {
        await database.transaction(scope, (trx) =>
          audit(trx, testOrigin(), {
            action: 'test.change',
            subject: 'test',
            before: { entry: entry - 1 },
            after: { entry },
          }),
        );
      }
    });
    afterAll(() => database.close());

    /** Alters the audit as somebody with all rights over the database could, asks for the verdict, and takes it back. */
    async function afterTampering(tamper: (trx: Trx) => Promise<unknown>) {
      const undo = new Error('undo');
      let verdict: Awaited<ReturnType<typeof verifyAudit>> | undefined;
      await database
        .transaction(scope, async (trx) => {
          await asOwner(trx);
          await sql`set local session_replication_role = replica`.execute(trx);
          await tamper(trx);
          verdict = await verifyAudit({ ...database, transaction: (_scope, work) => work(trx) }, scope);
          throw undo;
        })
        .catch((error: unknown) => {
          if (error !== undo) throw error;
        });
      return verdict;
    }

    it('verifies as written, to its last entry', async () => {
      const newest = await database.transaction(scope, (trx) => readAudit(trx, { limit: 1 }));
      const verdict = await verifyAudit(database, scope);
      expect(verdict).toMatchObject({ ok: true, badSequence: null, entries: newest[0]?.sequence });
      expect(verdict.head).toMatch(/^[0-9a-f]{64}$/);
    });

    it.each([
      ['at', { at: '2026-03-02T08:00:00.001Z' }],
      ['actor', { actor: 'somebody else' }],
      ['action', { action: 'another' }],
      ['subject id', { subject_id: randomUUID() }],
      ['request id', { request_id: 'another' }],
      ['content before', { before_content: '{"entry":17}' }],
      ['content after', { after_content: null }],
      ['own hash', { hash: 'f'.repeat(64) }],
    ])('names the entry of which the %s was altered', async (_what, change) => {
      const verdict = await afterTampering((trx) =>
        trx.updateTable('audit_entry').set(change).where('sequence', '=', 3).execute(),
      );
      expect(verdict).toMatchObject({ ok: false, badSequence: 3 });
    });

    it('names the place of an entry removed', async () => {
      const remove = (sequence: number) => (trx: Trx) =>
        trx.deleteFrom('audit_entry').where('sequence', '=', sequence).execute();
      expect(await afterTampering(remove(1))).toMatchObject({ ok: false, badSequence: 1 });
      expect(await afterTampering(remove(4))).toMatchObject({ ok: false, badSequence: 4 });
      expect(await afterTampering(remove(6))).toMatchObject({ ok: false, badSequence: 6 });
    });

    it('names the first of two entries exchanged', async () => {
      const verdict = await afterTampering(async (trx) => {
        for (const [from, to] of [
          [2, 1002],
          [5, 2],
          [1002, 5],
        ] as const) {
          await trx.updateTable('audit_entry').set({ sequence: to }).where('sequence', '=', from).execute();
        }
      });
      expect(verdict).toMatchObject({ ok: false, badSequence: 2 });
    });

    it('names an entry put in, also at the end', async () => {
      const insert = (sequence: number) => async (trx: Trx) => {
        await sql`update audit_entry set sequence = sequence + 1000 where sequence >= ${sequence}`.execute(
          trx,
        );
        await sql`update audit_entry set sequence = sequence - 999 where sequence >= 1000`.execute(trx);
        await sql`insert into audit_entry
          select ${sequence}::bigint, at, actor, action, subject, subject_id, request_id, patient_id, before_content, after_content,
            previous_hash, hash from audit_entry where sequence = 2`.execute(trx);
      };
      expect(await afterTampering(insert(4))).toMatchObject({ ok: false, badSequence: 4 });
      expect(await afterTampering(insert(7))).toMatchObject({ ok: false, badSequence: 7 });
    });

    it('notices a whole chain written anew, by the head kept beside it', async () => {
      const verdict = await afterTampering(async (trx) => {
        const kept = await trx
          .selectFrom('setting')
          .selectAll()
          .where('key', '=', 'audit-head')
          .executeTakeFirstOrThrow();
        await trx.deleteFrom('audit_entry').execute();
        for (let entry = 1; entry <= 7; entry++) {
          await audit(trx, testOrigin('forger'), {
            action: 'test.change',
            subject: 'test',
            after: { entry },
          });
        }
        await trx
          .updateTable('setting')
          .set({ value: JSON.stringify(kept.value) })
          .where('key', '=', 'audit-head')
          .execute();
      });
      expect(verdict).toMatchObject({ ok: false, badSequence: 6 });
    });

    it('is kept by the database itself: entries are not altered, removed, or put in out of turn', async () => {
      const alter = (trx: Trx) => trx.updateTable('audit_entry').set({ actor: 'x' }).execute();
      const remove = (trx: Trx) => trx.deleteFrom('audit_entry').execute();
      const empty = (trx: Trx) => sql`truncate audit_entry`.execute(trx);
      const insert = (trx: Trx) =>
        sql`insert into audit_entry select sequence + 2, at, actor, action, subject, subject_id, request_id, patient_id,
          before_content, after_content, hash, hash from audit_entry order by sequence desc limit 1`.execute(
          trx,
        );
      const refused: ReadonlyArray<(trx: Trx) => Promise<unknown>> = [alter, remove, empty];
      for (const work of refused) {
        await expect(
          database.transaction(scope, (trx) => asOwner(trx).then(() => work(trx))),
        ).rejects.toThrow('never altered or removed');
      }
      await expect(database.transaction(scope, insert)).rejects.toThrow('does not follow');
    });

    it('stays one chain when many write at once', async () => {
      await Promise.all(
        Array.from({ length: 40 }, (_, entry) =>
          database.transaction(scope, (trx) =>
            audit(trx, testOrigin(), { action: 'test.crowd', subject: 'test', after: { entry } }),
          ),
        ),
      );
      expect(await verifyAudit(database, scope)).toMatchObject({ ok: true });
    });

    it('keeps nothing readable of a patient after an erasure, and stays whole', async () => {
      const patient = await addPatient(database);
      const other = await addPatient(database);
      const physician = await database.transaction(scope, (trx) =>
        createAccount(
          trx,
          testOrigin(),
          { email: `${randomUUID()}@example.org`, displayName: 'P', role: 'physician' },
          'x',
        ),
      );
      await database.transaction(scope, (trx) =>
        createPlan(trx, testOrigin(physician.id), patient, randomUUID(), planContent('Secret plan')),
      );
      const about = async (id: string) =>
        (await database.transaction(scope, (trx) => readAudit(trx, { limit: 500 }))).filter(
          (entry) => entry.subjectId === id,
        );
      expect((await about(patient))[0]).toMatchObject({ erased: false, after: { familyName: 'Synthetic' } });

      await database.transaction(scope, (trx) => erasePatient(trx, testOrigin(), patient));

      const [erasure, creation] = await about(patient);
      expect(erasure).toMatchObject({ action: 'patient.erase', erased: false });
      expect(creation).toMatchObject({ action: 'patient.create', erased: true, before: null, after: null });
      expect((await about(other))[0]).toMatchObject({ erased: false, after: { familyName: 'Synthetic' } });
      const left = await database.transaction(scope, async (trx) => {
        const counts = await sql<Record<string, number>>`select
          (select count(*) from patient where id = ${patient}) as patients,
          (select count(*) from patient_key where patient_id = ${patient}) as keys,
          (select count(*) from plan where patient_id = ${patient}) as plans,
          (select count(*) from plan_version where title = 'Secret plan') as versions,
          (select count(*) from audit_entry where coalesce(before_content, '') || coalesce(after_content, '') like '%Secret plan%') as entries`.execute(
          trx,
        );
        return counts.rows[0];
      });
      expect(left).toEqual({ patients: 0, keys: 0, plans: 0, versions: 0, entries: 0 });
      expect(await verifyAudit(database, scope)).toMatchObject({ ok: true });
    });

    it('keeps plans and their versions as they were saved: only with their patient do they go', async () => {
      const patient = await addPatient(database);
      const physician = await database.transaction(scope, (trx) =>
        createAccount(
          trx,
          testOrigin(),
          { email: `${randomUUID()}@example.org`, displayName: 'P', role: 'physician' },
          'x',
        ),
      );
      const plan = randomUUID();
      await database.transaction(scope, (trx) =>
        createPlan(trx, testOrigin(physician.id), patient, plan, planContent('Kept')),
      );
      const refused: ReadonlyArray<(trx: Trx) => Promise<unknown>> = [
        (trx: Trx) =>
          trx.updateTable('plan_version').set({ title: 'Altered' }).where('plan_id', '=', plan).execute(),
        (trx: Trx) => trx.deleteFrom('plan_version').where('plan_id', '=', plan).execute(),
        (trx: Trx) => trx.deleteFrom('plan').where('id', '=', plan).execute(),
        (trx: Trx) => sql`truncate plan_version`.execute(trx),
      ];
      for (const work of refused) {
        await expect(
          database.transaction(scope, (trx) => asOwner(trx).then(() => work(trx))),
        ).rejects.toThrow(/never altered or removed|only with its patient/);
      }
    });
  });
}
