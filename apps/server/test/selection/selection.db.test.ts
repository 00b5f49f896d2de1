import { randomUUID } from 'node:crypto';
import { type Answer, evaluate, type SelectionInput, testCases } from '@ketame/care';
import type { SelectionDetail } from '@ketame/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '../../src/audit/index.ts';
import { readStored, writeVersion } from '../../src/selection/selection-input.ts';
import {
  addPatient,
  asOwner,
  type Client,
  type Answer as HttpAnswer,
  openClinic,
  type TestClinic,
  testOrigin,
} from '../clinic.ts';
import { DATABASES } from '../databases.ts';

const protocol = { id: 'inpatient-100-h', version: 1 };
const reason = 'Free of opioids for ten years, agreed with the addiction service.';

/** The answers of a synthetic patient, as of the test's day. */
function answersOf(id: string): readonly Answer[] {
  const found = testCases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no test case "${id}".`);
  return found.answers;
}

async function begin(who: Client, patient: string): Promise<SelectionDetail> {
  const answer = await who.send('POST', `/api/patients/${patient}/selections`, {
    id: randomUUID(),
    protocol,
  });
  expect(answer.statusCode).toBe(201);
  return answer.json();
}

/** A selection with all answers of a synthetic patient, written at once; one by one is tested below. */
async function answered(
  clinic: TestClinic,
  who: Client,
  patient: string,
  id: string,
): Promise<SelectionDetail> {
  const begun = await begin(who, patient);
  const answers = answersOf(id).map((one) => ({ ...one, on: '2026-03-02' }));
  await clinic.database.transaction(clinic.scope, async (trx) => {
    const origin = testOrigin(who.id);
    const stored = await readStored(trx, begun.id, { lock: true });
    await writeVersion(trx, origin, stored, answers);
    await audit(trx, origin, { action: 'selection.answer', subject: 'selection', patientId: patient });
  });
  return (await who.send('GET', `/api/selections/${begun.id}`)).json();
}

/** What the patient signs, without the physician's proof. */
const consentTo = ({ consentText }: SelectionDetail, id: string, decision: string) => ({
  id,
  decision,
  text: { id: consentText.id, version: consentText.version },
  patientName: 'Sam Synthetic',
  drawing: 'M 1 1 L 20 12',
});

function put(
  who: Client,
  { id, version }: { id: string; version: number },
  body: unknown,
): Promise<HttpAnswer> {
  return who.send('PUT', `/api/selections/${id}/answers`, body, { 'if-match': `"${version}"` });
}

for (const kind of DATABASES) {
  describe(`selection (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    it('is saved answer by answer; an old version is answered with the stored one (412)', async () => {
      const physician = await clinic.as('physician');
      const nurse = await clinic.as('nurse');
      const patient = await addPatient(clinic.database);
      const begun = await begin(nurse, patient);
      expect(begun.result.verdict).toBe('incomplete');
      const pain = { question: 'pain', value: { kind: 'score', value: 7 }, on: '2026-03-02' };
      const saved = await put(nurse, begun, pain);
      expect(saved.headers.etag).toBe('"2"');
      expect(saved.json().answers).toEqual([
        {
          ...pain,
          origin: { from: 'person', by: 'Test nurse', at: '2026-03-02T08:00:00.000Z' },
        },
      ]);
      expect((await put(nurse, begun, pain)).json().version).toBe(2);
      const late = await put(physician, begun, { ...pain, value: { kind: 'score', value: 3 } });
      expect(late.statusCode).toBe(412);
      expect(late.json()).toMatchObject({ code: 'selection-changed', stored: { version: 2 } });
      const back = await put(physician, saved.json(), { ...pain, value: null });
      expect(back.json().answers).toEqual([]);

      const wrong = await put(physician, back.json(), { ...pain, value: { kind: 'score', value: 11 } });
      expect([wrong.statusCode, wrong.json().fields[0].path]).toEqual([400, 'value']);
    });

    it('keeps a decision with all that it was computed from, so that it is computed again', async () => {
      const physician = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const selection = await answered(clinic, physician, patient, 'clear');
      expect(selection.result.verdict).toBe('eligible');
      const address = `/api/selections/${selection.id}/decisions`;
      const other = await physician.send('POST', address, { id: randomUUID(), verdict: 'not eligible' });
      expect([other.statusCode, other.json().code]).toEqual([409, 'verdict-changed']);
      const body = { id: randomUUID(), verdict: 'eligible' };
      await physician.send('POST', address, body);
      const twice = await physician.send('POST', address, body);
      expect(twice.json().decisions).toHaveLength(1);

      const { input, result } = await clinic.database.transaction(clinic.scope, (trx) =>
        trx
          .selectFrom('selection_decision')
          .select(['input', 'result'])
          .where('id', '=', body.id)
          .executeTakeFirstOrThrow(),
      );
      expect(evaluate(input as SelectionInput)).toEqual(result);
      const [listed] = (await physician.send('GET', `/api/patients/${patient}/selections`)).json();
      expect(listed).toMatchObject({ verdict: 'eligible', consented: false });
    });

    it('sets a criterion aside by two physicians, and never by one', async () => {
      const physician = await clinic.as('physician');
      const colleague = await clinic.as('physician');
      const nurse = await clinic.as('nurse');
      const patient = await addPatient(clinic.database);
      const selection = await answered(clinic, physician, patient, 'past-abuse');
      const first = { id: randomUUID(), criterion: 'drug-abuse', why: reason };
      const address = `/api/selections/${selection.id}/overrides`;
      const begun = await physician.send('POST', address, {
        ...first,
        proof: await clinic.prove(physician),
      });
      expect(begun.json().result.verdict).toBe('not eligible');
      const second = `/api/selection-overrides/${first.id}/second`;
      clinic.now = new Date(clinic.now.getTime() + 60_000);
      const same = await physician.send('POST', second, { proof: await clinic.prove(physician) });
      expect([same.statusCode, same.json().code]).toEqual([409, 'signed-already']);
      expect((await nurse.send('POST', second, { proof: 'x'.repeat(30) })).statusCode).toBe(403);
      const joined = await colleague.send('POST', second, { proof: await clinic.prove(colleague) });
      expect(joined.json().result.verdict).toBe('eligible with conditions');
      expect(joined.json().overrides).toMatchObject([
        { criterion: 'drug-abuse', by: { account: physician.id }, second: { account: colleague.id } },
      ]);
      const more = await put(physician, joined.json(), {
        question: 'drug-abuse',
        value: { kind: 'one', value: 'now' },
        on: '2026-03-02',
      });
      expect(more.json().result.verdict).toBe('not eligible');

      const none = await physician.send('POST', address, {
        id: randomUUID(),
        criterion: 'severe',
        why: reason,
        proof: await clinic.prove(physician),
      });
      expect([none.statusCode, none.json().code]).toEqual([409, 'not-overridable']);
    });

    it('takes a consent only to the decision that stands, and never alters it', async () => {
      const physician = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const selection = await answered(clinic, physician, patient, 'clear');
      const decision = randomUUID();
      await physician.send('POST', `/api/selections/${selection.id}/decisions`, {
        id: decision,
        verdict: 'eligible',
      });
      const sign = async (id: string) =>
        physician.send('POST', `/api/selections/${selection.id}/consents`, {
          ...consentTo(selection, id, decision),
          proof: await clinic.prove(physician),
        });
      const id = randomUUID();
      const signed = await sign(id);
      expect(signed.json().consents).toMatchObject([
        {
          id,
          content: { text: { title: selection.consentText.title }, patientName: 'Sam Synthetic' },
          signatures: [{ meaning: 'informed consent taken', printedName: 'Test physician', valid: true }],
          withdrawn: null,
        },
      ]);

      const alter = clinic.database.transaction(clinic.scope, async (trx) => {
        await asOwner(trx);
        await sql`update consent set content = '{}' where id = ${id}`.execute(trx);
      });
      await expect(alter).rejects.toThrow('a consent is never altered');
      const refuse = clinic.database.transaction(clinic.scope, async (trx) => {
        await asOwner(trx);
        await sql`update selection_decision set verdict = 'eligible' where id = ${decision}`.execute(trx);
      });
      await expect(refuse).rejects.toThrow('never altered');

      const withdrawn = await physician.send('POST', `/api/consents/${id}/withdrawal`, {
        why: 'The patient prefers to wait.',
      });
      expect(withdrawn.json().consents[0].withdrawn).toMatchObject({ by: 'Test physician' });
      const again = await physician.send('POST', `/api/consents/${id}/withdrawal`, { why: 'Once more.' });
      expect(again.statusCode).toBe(409);

      await put(physician, withdrawn.json(), {
        question: 'drug-abuse',
        value: { kind: 'one', value: 'past' },
        on: '2026-03-02',
      });
      const late = await sign(randomUUID());
      expect([late.statusCode, late.json().code]).toEqual([409, 'decision-outdated']);
    });

    it('lists a consent only of the decision that stands', async () => {
      const physician = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const selection = await answered(clinic, physician, patient, 'clear');
      const decide = async (): Promise<string> => {
        clinic.now = new Date(clinic.now.getTime() + 60_000);
        const id = randomUUID();
        await physician.send('POST', `/api/selections/${selection.id}/decisions`, {
          id,
          verdict: 'eligible',
        });
        return id;
      };
      const sign = async (decision: string) =>
        physician.send('POST', `/api/selections/${selection.id}/consents`, {
          ...consentTo(selection, randomUUID(), decision),
          proof: await clinic.prove(physician),
        });
      const listed = async () =>
        (await physician.send('GET', `/api/patients/${patient}/selections`)).json()[0];
      await sign(await decide());
      expect(await listed()).toMatchObject({ isOutdated: false, consented: true });
      const second = await decide();
      expect(await listed()).toMatchObject({ isOutdated: false, consented: false });
      await sign(second);
      expect(await listed()).toMatchObject({ isOutdated: false, consented: true });
      await put(physician, selection, {
        question: 'drug-abuse',
        value: { kind: 'one', value: 'past' },
        on: '2026-03-02',
      });
      expect(await listed()).toMatchObject({ verdict: 'eligible', isOutdated: true, consented: false });
    });

    it('takes no consent to a decision against it, in the database neither', async () => {
      const physician = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const selection = await answered(clinic, physician, patient, 'past-abuse');
      const { id } = selection;
      const decision = randomUUID();
      await physician.send('POST', `/api/selections/${id}/decisions`, {
        id: decision,
        verdict: 'not eligible',
      });
      const refused = await physician.send('POST', `/api/selections/${id}/consents`, {
        ...consentTo(selection, randomUUID(), decision),
        proof: await clinic.prove(physician),
      });
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'not-eligible']);
      const insert = clinic.database.transaction(clinic.scope, (trx) =>
        trx
          .insertInto('consent')
          .values({
            id: randomUUID(),
            selection_id: id,
            decision_id: decision,
            patient_id: patient,
            content: '{}',
            withdrawn_at: null,
            withdrawn_by: null,
            withdrawn_why: null,
          })
          .execute(),
      );
      await expect(insert).rejects.toThrow('a consent follows a decision');
    });

    it('takes no consent once a value that the decision rests on is too old', async () => {
      const before = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const selection = await answered(clinic, before, patient, 'clear');
      const decision = { id: randomUUID(), verdict: 'eligible' };
      await before.send('POST', `/api/selections/${selection.id}/decisions`, decision);
      clinic.now = new Date(clinic.now.getTime() + 31 * 24 * 3600 * 1000);
      const later = await clinic.as('physician');
      const refused = await later.send('POST', `/api/selections/${selection.id}/consents`, {
        ...consentTo(selection, randomUUID(), decision.id),
        proof: await clinic.prove(later),
      });
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'decision-outdated']);
      clinic.now = new Date('2026-03-02T08:00:00.000Z');
    });

    it('goes with the patient, and every step stands in the audit', async () => {
      const physician = await clinic.as('physician');
      const administrator = await clinic.as('administrator');
      const patient = await addPatient(clinic.database);
      const { id } = await answered(clinic, physician, patient, 'clear');
      const decision = { id: randomUUID(), verdict: 'eligible' };
      await physician.send('POST', `/api/selections/${id}/decisions`, decision);
      const entries = (await administrator.send('GET', '/api/audit?limit=3')).json();
      expect(entries.map(({ action }: { action: string }) => action)).toContain('selection.decide');
      expect((await administrator.send('DELETE', `/api/patients/${patient}`)).statusCode).toBe(204);
      expect((await physician.send('GET', `/api/selections/${id}`)).statusCode).toBe(404);
      expect((await administrator.send('GET', '/api/audit/verify')).json()).toMatchObject({ ok: true });
    });
  });
}
