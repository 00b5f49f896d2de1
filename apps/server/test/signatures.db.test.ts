import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROOF_MINUTES } from '../src/accounts/step-up.ts';
import type { Origin } from '../src/audit/index.ts';
import { sign, verifySignatures } from '../src/signatures/signatures.ts';
import { addPatient, type Client, openClinic, PASSWORD, type TestClinic, testOrigin } from './clinic.ts';
import { DATABASES } from './databases.ts';

for (const kind of DATABASES) {
  describe(`signatures (${kind.name})`, () => {
    let clinic: TestClinic;
    let nurse: Client;
    let physician: { id: string; email: string };
    let patientId: string;
    beforeAll(async () => {
      clinic = await openClinic(kind);
      nurse = await clinic.as('nurse');
      physician = await clinic.addAccount('physician');
      patientId = await addPatient(clinic.database);
    });
    afterAll(() => clinic.close());

    const content = { drug: 'S-ketamine', concentrationMgPerMl: 25 };
    const checkOf = (id: string) => ({ kind: 'pump check', id, version: 1, patientId });
    const originOf = (client: Client): Origin => ({ ...testOrigin(client.id), at: clinic.now.toISOString() });
    const signAs = (proof: string, id: string, who = nurse) =>
      clinic.database.transaction(clinic.scope, (trx) =>
        sign(trx, originOf(who), {
          proof,
          meaning: 'checked',
          roles: ['nurse', 'physician'],
          subject: checkOf(id),
          content,
        }),
      );
    const verify = (id: string, now: unknown = content) =>
      clinic.database.transaction(clinic.scope, (trx) => verifySignatures(trx, checkOf(id), now));

    it('show printed name, time and meaning, and fit what was signed (21 CFR 11.50)', async () => {
      const id = randomUUID();
      await signAs(await clinic.prove(nurse), id);
      expect(await verify(id)).toMatchObject([
        {
          meaning: 'checked',
          printedName: 'Test nurse',
          role: 'nurse',
          factor: 'password',
          signedAt: clinic.now.toISOString(),
          valid: true,
        },
      ]);
    });

    it('of two people: the second gives email and password on the same screen, the first stays signed in', async () => {
      const id = randomUUID();
      await signAs(await clinic.prove(nurse), id);
      const again = signAs(await clinic.prove(nurse), id);
      await expect(again).rejects.toMatchObject({ status: 409, code: 'signed-already' });
      await signAs(await clinic.prove(nurse, physician.email), id);
      expect((await verify(id)).map(({ printedName }) => printedName).sort()).toEqual([
        'Test nurse',
        'Test physician',
      ]);
      expect((await nurse.send('GET', '/api/session')).json().account.id).toBe(nurse.id);
    });

    it('do not fit altered content, and are not moved to another record or version (21 CFR 11.70)', async () => {
      const [id, other] = [randomUUID(), randomUUID()];
      await signAs(await clinic.prove(nurse), id);
      expect(await verify(id, { ...content, concentrationMgPerMl: 50 })).toMatchObject([{ valid: false }]);
      await clinic.database
        .transaction(clinic.scope, async (trx) => {
          const row = await trx
            .selectFrom('signature')
            .selectAll()
            .where('subject_id', '=', id)
            .executeTakeFirstOrThrow();
          await trx
            .insertInto('signature')
            .values({ ...row, id: randomUUID(), subject_id: other })
            .execute();
          expect(await verifySignatures(trx, checkOf(other), content)).toMatchObject([{ valid: false }]);
          throw new Error('undo');
        })
        .catch((error: Error) => expect(error.message).toBe('undo'));
      const altered = clinic.database.transaction(clinic.scope, (trx) =>
        trx.updateTable('signature').set({ meaning: 'witnessed' }).where('subject_id', '=', id).execute(),
      );
      await expect(altered).rejects.toThrow('never altered or removed');
    });

    it('need a proof that is fresh, unused, and of this session', async () => {
      const refused = { status: 403, code: 'proof-needed' };
      const used = await clinic.prove(nurse);
      await signAs(used, randomUUID());
      await expect(signAs(used, randomUUID())).rejects.toMatchObject(refused);
      await expect(signAs('never given to anybody', randomUUID())).rejects.toMatchObject(refused);
      const colleague = await clinic.as('nurse');
      await expect(signAs(await clinic.prove(nurse), randomUUID(), colleague)).rejects.toMatchObject(refused);
      const old = await clinic.prove(nurse);
      clinic.now = new Date(clinic.now.getTime() + PROOF_MINUTES * 60_000);
      await expect(signAs(old, randomUUID())).rejects.toMatchObject(refused);
    });

    it('need a role that may sign', async () => {
      const pharmacist = await clinic.as('pharmacist');
      const proof = await clinic.prove(pharmacist);
      await expect(signAs(proof, randomUUID(), pharmacist)).rejects.toMatchObject({ code: 'may-not-sign' });
    });

    it('are not given for a wrong password, whose refusal is audited', async () => {
      const answer = await nurse.send('POST', '/api/step-up', { password: 'not the right one' });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'sign-in-refused']);
      const second = await nurse.send('POST', '/api/step-up', {
        email: 'nobody@example.org',
        password: PASSWORD,
      });
      expect(second.statusCode).toBe(403);
      const administrator = await clinic.as('administrator');
      const entries = (await administrator.send('GET', '/api/audit?limit=5')).json();
      expect(entries.filter(({ action }: { action: string }) => action === 'session.refuse')).toHaveLength(2);
    });
  });
}
