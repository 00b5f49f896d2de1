import { randomUUID } from 'node:crypto';
import type { EntryContent, FollowUp } from '@ketame/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPatient, asOwner, openClinic, type TestClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { planTreatment } from '../infusion/treatment.ts';

const hour = 3_600_000;

const phq9 = (total: number, item9: number) => ({
  kind: 'questionnaire',
  instrument: 'phq-9',
  version: 1,
  answers: { item9 },
  scores: { total },
});

for (const kind of DATABASES) {
  describe(`follow-up (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    const later = (hours: number) => {
      clinic.now = new Date(clinic.now.getTime() + hours * hour);
    };
    const enter = (content: unknown) => ({ id: randomUUID(), at: clinic.now.toISOString(), content });

    it('counts from the last session what is due, overdue and done, for the patient and for the clinic', async () => {
      const treatment = await planTreatment(clinic);
      const { patientId } = treatment;
      const url = `/api/patients/${patientId}/follow-up`;
      // Days pass between what is read: each time somebody has signed in anew.
      const read = async (): Promise<FollowUp> => (await (await clinic.as('nurse')).send('GET', url)).json();
      expect((await read()).due).toEqual([]);

      await treatment.start();
      expect((await read()).due).toEqual([]);
      later(0.2);
      const alt: EntryContent = {
        kind: 'laboratory',
        measure: 'ALT',
        value: 30,
        unit: 'U/L',
        upperLimit: 40,
      };
      const [drawn] = await treatment.enter(alt);
      await treatment.enter({
        kind: 'correction',
        corrects: drawn?.id ?? '',
        replacement: { ...alt, value: 36 },
        reason: 'read wrongly',
      });
      await treatment.enter({ kind: 'end' });
      const ended = clinic.now.toISOString();
      const { sessions } = await read();
      expect(sessions).toMatchObject([
        {
          id: treatment.id,
          session: 1,
          of: 10,
          endedAt: ended,
          laboratory: [{ measure: 'ALT', value: 36, upperLimit: 40 }],
        },
      ]);

      later(25);
      const state = ({ due }: FollowUp, item: string, day: number) =>
        due.find((one) => one.item === item && one.day === day)?.state;
      expect(state(await read(), 'contact', 1)).toBe('due');
      const contact = {
        kind: 'questionnaire',
        instrument: 'ketame-contact',
        version: 1,
        answers: { sleep: 1, dreams: 2, perception: 0, flashbacks: 0, selfHarm: 0 },
        scores: { total: 3 },
      };
      const post = async (content: unknown): Promise<FollowUp> =>
        (await (await clinic.as('nurse')).send('POST', url, enter(content))).json();
      expect(state(await post(contact), 'contact', 1)).toBe('done');

      later(24 * 10);
      expect(state(await read(), 'contact', 2)).toBe('missed');
      expect(state(await read(), 'pain', 7)).toBe('overdue');
      const { rows } = (await (await clinic.as('nurse')).send('GET', '/api/follow-up')).json();
      const row = rows.find((one: { patientId: string }) => one.patientId === patientId);
      expect(row.due.every(({ state: is }: { state: string }) => is === 'due' || is === 'overdue')).toBe(
        true,
      );
      const after = await post({ kind: 'pain', period: 'week', mean: 4, reliefPercent: 40 });
      expect([state(after, 'pain', 7), state(after, 'pain', 28)]).toEqual(['done', 'later']);
    });

    it('computes the scores itself, and refuses a form whose total differs (platform table, row 8)', async () => {
      const nurse = await clinic.as('nurse');
      const url = `/api/patients/${await addPatient(clinic.database)}/follow-up`;
      const urine = {
        kind: 'questionnaire',
        instrument: 'ketame-urine',
        version: 1,
        answers: { frequency: 1, night: 1, urgency: 2, burning: 0, belly: 0, leaking: 0, lasting: 1 },
        scores: { total: 5, pain: 0 },
      };
      const wrong = await nurse.send('POST', url, enter(urine));
      expect([wrong.statusCode, wrong.json().code]).toEqual([422, 'score-differs']);
      expect(wrong.json().fields).toEqual([
        { path: 'content.scores.total', expected: '4, as the answers give' },
      ]);
      const open = await nurse.send('POST', url, enter({ ...urine, answers: { frequency: 1 } }));
      expect([open.statusCode, open.json().fields[0].path]).toEqual([400, 'content.answers.night']);
      const right = { ...urine, scores: { total: 4, pain: 0 } };
      expect((await nurse.send('POST', url, enter(right))).statusCode).toBe(201);

      const low = await nurse.send('POST', url, enter(phq9(1, 2)));
      expect(low.json().fields[0].path).toBe('content.scores.total');
      const thoughts: FollowUp = (await nurse.send('POST', url, enter(phq9(9, 1)))).json();
      expect(thoughts.verdict.findings.map(({ rule }) => rule.id)).toContain('mind-suicide-pathway');
    });

    it('keeps a form answer by answer, so that nothing is lost when the session ends (platform table, row 5)', async () => {
      const nurse = await clinic.as('nurse');
      const patientId = await addPatient(clinic.database);
      const id = randomUUID();
      const drafts = `/api/patients/${patientId}/questionnaire-drafts`;
      await nurse.send('POST', drafts, { id, instrument: 'ketame-contact' });
      expect((await nurse.send('POST', drafts, { id, instrument: 'ketame-contact' })).statusCode).toBe(201);
      const put = (who: typeof nurse, version: number, item: string, value: number | null) =>
        who.send('PUT', `/api/questionnaire-drafts/${id}`, { item, value }, { 'if-match': `"${version}"` });
      expect((await put(nurse, 1, 'sleep', 2)).headers.etag).toBe('"2"');
      expect((await put(nurse, 1, 'sleep', 2)).json().version).toBe(2);
      expect((await put(nurse, 2, 'dreams', 7)).statusCode).toBe(400);
      later(1);
      expect((await put(nurse, 2, 'dreams', 1)).statusCode).toBe(401);

      const again = await clinic.as('nurse');
      const { drafts: kept }: FollowUp = (
        await again.send('GET', `/api/patients/${patientId}/follow-up`)
      ).json();
      expect(kept).toMatchObject([{ id, version: 2, answers: { sleep: 2 } }]);
      const late = await put(again, 1, 'dreams', 1);
      expect([late.statusCode, late.json().stored.answers]).toEqual([412, { sleep: 2 }]);
      expect((await put(again, 2, 'sleep', null)).json().answers).toEqual({});
      const answers = { sleep: 0, dreams: 0, perception: 0, flashbacks: 0, selfHarm: 0 };
      const content = {
        kind: 'questionnaire',
        instrument: 'ketame-contact',
        version: 1,
        answers,
        scores: { total: 0 },
      };
      const handed: FollowUp = (
        await again.send('POST', `/api/patients/${patientId}/follow-up`, { ...enter(content), id })
      ).json();
      expect([handed.drafts, handed.results.map((result) => result.id)]).toEqual([[], [id]]);
      expect((await again.send('POST', drafts, { id, instrument: 'ketame-contact' })).statusCode).toBe(409);
    });

    it('enters the same result once, and answers an outdated correction with both versions (412)', async () => {
      const nurse = await clinic.as('nurse');
      const physician = await clinic.as('physician');
      const patientId = await addPatient(clinic.database);
      const url = `/api/patients/${patientId}/follow-up`;
      const pain = (mean: number) => ({ kind: 'pain', period: 'week', mean, reliefPercent: null });
      const sent = enter(pain(6));
      const twice = await Promise.all([nurse.send('POST', url, sent), nurse.send('POST', url, sent)]);
      expect(twice.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
      const other = await nurse.send('POST', url, { ...sent, content: pain(5) });
      expect([other.statusCode, other.json().code]).toEqual([409, 'result-exists']);

      const change = (who: typeof nurse, version: number, body: object) =>
        who.send('PUT', `/api/follow-up/${sent.id}`, body, { 'if-match': `"${version}"` });
      const corrected: FollowUp = (
        await change(nurse, 1, { change: 'correct', at: sent.at, content: pain(4) })
      ).json();
      expect(corrected.results).toMatchObject([{ version: 2, content: { mean: 4 } }]);
      const late = await change(physician, 1, { change: 'correct', at: sent.at, content: pain(2) });
      expect([late.statusCode, late.json().code]).toEqual([412, 'result-changed']);
      expect(late.json().stored).toMatchObject({ version: 2, savedBy: 'Test nurse', content: { mean: 4 } });
      const struck = await change(physician, 2, { change: 'strike', why: 'another patient' });
      expect(struck.json().results).toMatchObject([{ version: 3, struck: 'another patient' }]);
      const more = await change(physician, 3, { change: 'correct', at: sent.at, content: pain(2) });
      expect(more.json().code).toBe('struck-out');
      expect((await change(nurse, 3, { change: 'strike', why: '' })).statusCode).toBe(400);

      const administrator = await clinic.as('administrator');
      const audited: { subjectId: string }[] = (
        await administrator.send('GET', '/api/audit?limit=20')
      ).json();
      expect(audited.filter(({ subjectId }) => subjectId === sent.id)).toMatchObject([
        { action: 'follow-up.strike', after: { struck: 'another patient' } },
        { action: 'follow-up.correct', before: { content: { mean: 6 } }, after: { content: { mean: 4 } } },
        { action: 'follow-up.enter' },
      ]);
    });

    it('refuses what is not yet, wrong units, and to move a result to another kind', async () => {
      const nurse = await clinic.as('nurse');
      const url = `/api/patients/${await addPatient(clinic.database)}/follow-up`;
      const tomorrow = new Date(clinic.now.getTime() + 24 * hour).toISOString();
      const pain = { kind: 'pain', period: 'day', mean: 3, reliefPercent: null };
      const future = await nurse.send('POST', url, { ...enter(pain), at: tomorrow });
      expect([future.statusCode, future.json().code]).toEqual([400, 'in-the-future']);
      const value = { measure: 'bilirubin', value: 12, unit: 'U/L', upperLimit: 21 };
      const unit = await nurse.send('POST', url, enter({ kind: 'laboratory', values: [value] }));
      expect(unit.json().fields[0]).toEqual({
        path: 'content.values.0.unit',
        expected: 'for bilirubin: umol/L or mg/dL',
      });
      const entered = enter(pain);
      await nurse.send('POST', url, entered);
      const other = await nurse.send(
        'PUT',
        `/api/follow-up/${entered.id}`,
        { change: 'correct', at: entered.at, content: { kind: 'misuse review', signs: [] } },
        { 'if-match': '"1"' },
      );
      expect(other.json().code).toBe('another-kind');
    });

    it('keeps results in the database itself: no removal, no gap between versions, no way back from struck out', async () => {
      const nurse = await clinic.as('nurse');
      const patientId = await addPatient(clinic.database);
      const sent = enter({ kind: 'misuse review', signs: [] });
      await nurse.send('POST', `/api/patients/${patientId}/follow-up`, sent);
      for (const statement of [
        sql`delete from follow_up_result where id = ${sent.id}`,
        sql`update follow_up_result set version = 3 where id = ${sent.id}`,
        sql`update follow_up_result set version = 2, content = '{"kind":"pain"}' where id = ${sent.id}`,
      ]) {
        const tried = clinic.database.transaction(clinic.scope, async (trx) => {
          await asOwner(trx);
          await statement.execute(trx);
        });
        await expect(tried).rejects.toThrow();
      }
    });
  });
}
