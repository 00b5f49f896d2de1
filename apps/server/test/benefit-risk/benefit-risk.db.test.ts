import { randomUUID } from 'node:crypto';
import { type FollowUpContent, indexOfPatient, type PatientGoals } from '@ketame/care';
import type { BenefitRisk, PatientRetreatment } from '@ketame/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPatient, asOwner, type Client, openClinic, type TestClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { calmRow, checkIn, entry, newInfusion, planTreatment } from '../infusion/treatment.ts';

const goals: PatientGoals = {
  baselinePain: 8,
  threshold: '30 %',
  harmsThatCount: ['psychotomimetic effects'],
  harmWeight: 1,
  swing: { points: { 'pain-intensity': 100, nausea: 20 }, counts: 'weights' },
};
const day = 86_400_000;
const reasons = 'Discussed with the patient: relief is worth another course to her.';

const read = async (who: Client, patientId: string): Promise<BenefitRisk> =>
  (await who.send('GET', `/api/patients/${patientId}/benefit-risk`)).json();
const agendaOf = async (who: Client, patientId: string): Promise<PatientRetreatment> =>
  (await who.send('GET', `/api/patients/${patientId}/retreatment`)).json();
const save = (who: Client, patientId: string, basedOn: number, changed: object = {}) =>
  who.send('PUT', `/api/patients/${patientId}/goals`, { basedOn, goals: { ...goals, ...changed } });

for (const kind of DATABASES) {
  describe(`benefit and risk of a patient (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    /** Some time later: nobody is signed in any more, so that somebody signs in. */
    async function later(ms: number) {
      clinic.now = new Date(clinic.now.getTime() + ms);
      return { nurse: await clinic.as('nurse'), physician: await clinic.as('physician') };
    }

    /** A session of four hours that has just ended. */
    async function treated() {
      const { patientId, start, enter, send } = await planTreatment(clinic);
      await start();
      await enter({ ...calmRow, kind: 'chart', internalPerception: 8 });
      const people = await later(4 * 3_600_000);
      await send([entry(clinic, { kind: 'end' })], people.nurse);
      return { patientId, send, ...people };
    }
    async function measure(who: Client, patientId: string, content: FollowUpContent): Promise<void> {
      const url = `/api/patients/${patientId}/follow-up`;
      const body = { id: randomUUID(), at: clinic.now.toISOString(), content };
      const answer = await who.send('POST', url, body);
      if (answer.statusCode !== 201) throw new Error(answer.body);
    }
    const week = (mean: number): FollowUpContent => ({
      kind: 'pain',
      period: 'week',
      mean,
      reliefPercent: null,
    });
    const enzymes = (alt: number): FollowUpContent => ({
      kind: 'laboratory',
      values: (['ALT', 'AST', 'ALP', 'GGT'] as const).map((measured) => ({
        measure: measured,
        value: measured === 'ALT' ? alt : 20,
        unit: 'U/L',
        upperLimit: 40,
      })),
    });

    it('is computed anew after a session, a week and a laboratory result, and each stays as it was (issue 4)', async () => {
      const { patientId, send, ...then } = await treated();
      expect((await save(then.nurse, patientId, 0)).statusCode).toBe(200);
      const [first] = (await read(then.nurse, patientId)).history;
      expect(first).toMatchObject({ sequence: 1, goalsVersion: 1, replay: 'same' });
      expect(first?.inputs).toMatchObject([
        { entry: { kind: 'session', harms: ['psychotomimetic effects'] } },
      ]);

      const { nurse, physician } = await later(7 * day);
      await measure(nurse, patientId, week(4));
      await measure(nurse, patientId, enzymes(30));
      // Entered a week later, of the session: it finds its place before them.
      const alt = { kind: 'laboratory', measure: 'ALT', value: 150, unit: 'U/L', upperLimit: 40 } as const;
      await send([{ ...entry(clinic, alt), occurredAt: first?.computedAt }], nurse);
      const { history, now } = await read(physician, patientId);
      expect(history.map(({ inputs }) => inputs.length)).toEqual([1, 2, 3, 4]);
      expect(history.map(({ replay }) => replay)).toEqual(['same', 'same', 'same', 'same']);
      expect(history[0]).toEqual(first);
      expect(now?.index).toEqual(history.at(-1)?.index);
      const place = now?.inputs.findIndex(({ entry: one }) => one.kind === 'laboratory' && one.alt === 3.75);
      expect(place).toBeLessThan(2);
      expect(indexOfPatient(goals, [...(now?.inputs ?? [])].reverse())).toEqual(now?.index);

      const again = await save(nurse, patientId, 1);
      expect(again.json().history).toHaveLength(4);
      const other = await save(nurse, patientId, 1, { harmWeight: 3 });
      expect(other.json().history.at(-1)).toMatchObject({ sequence: 5, goalsVersion: 2, replay: 'same' });
      const late = await save(physician, patientId, 1, { harmWeight: 2 });
      expect([late.statusCode, late.json().code, late.json().stored.version]).toEqual([
        412,
        'goals-changed',
        2,
      ]);
    });

    it('tells a stored index that somebody has altered behind the back of the application', async () => {
      const { patientId, nurse } = await treated();
      await save(nurse, patientId, 0);
      const alter = (trx: Parameters<typeof asOwner>[0]) =>
        trx
          .updateTable('benefit_risk_index')
          .set({ result: JSON.stringify({ advice: 'go on' }) })
          .where('patient_id', '=', patientId)
          .execute();
      await expect(clinic.database.transaction(clinic.scope, alter)).rejects.toThrow(/never altered/);
      await clinic.database.transaction(clinic.scope, async (trx) => {
        await asOwner(trx);
        await sql`set local session_replication_role = replica`.execute(trx);
        await alter(trx);
      });
      expect((await read(nurse, patientId)).history.map(({ replay }) => replay)).toEqual(['differs']);
    });

    it('refuses goals that cannot be weighed, with the field', async () => {
      const nurse = await clinic.as('nurse');
      const patientId = await addPatient(clinic.database);
      const answer = await save(nurse, patientId, 0, { swing: { points: { nausea: 90 }, counts: 'order' } });
      expect([answer.statusCode, answer.json().fields[0].path]).toEqual([400, 'goals.swing.points']);
      expect((await save(nurse, randomUUID(), 0)).statusCode).toBe(404);
    });

    it('puts the agenda: the liver outranks the window; a physician decides with reasons and signs (issue 5)', async () => {
      const { patientId, nurse: before } = await treated();
      await save(before, patientId, 0);
      const url = `/api/patients/${patientId}/course-decisions`;
      const { nurse, physician } = await later(35 * day);
      await measure(nurse, patientId, week(4));
      await measure(nurse, patientId, enzymes(200));
      const { agenda } = await agendaOf(physician, patientId);
      expect(agenda?.window.state).toBe('in');
      expect(agenda).toMatchObject({
        answer: 'not now',
        exposure: [{ drug: 'racemic ketamine', lifetime: { sessions: 1, courses: 1, hours: 4 } }],
      });
      expect(agenda?.exposure[0]?.lifetime.givenMg).toBeCloseTo(32, 10);
      expect(agenda?.text).toContain('outranks the window');

      const decision = {
        id: randomUUID(),
        decision: 'stop',
        reasons,
        answer: 'can be weighed',
        proof: await clinic.prove(physician),
      };
      const unseen = await physician.send('POST', url, decision);
      expect([unseen.statusCode, unseen.json().code]).toEqual([409, 'agenda-changed']);
      const seen = { ...decision, answer: 'not now', proof: await clinic.prove(physician) };
      const decided = await physician.send('POST', url, seen);
      expect(decided.json().decisions).toMatchObject([
        {
          decision: 'stop',
          reasons,
          agenda: { answer: 'not now' },
          signature: { printedName: 'Test physician', meaning: 'decided', valid: true },
        },
      ]);
      expect((await read(nurse, patientId)).history.at(-1)?.id).toBe(decided.json().decisions[0].indexId);
      const repeated = await physician.send('POST', url, { ...seen, proof: await clinic.prove(physician) });
      expect(repeated.json().decisions).toHaveLength(1);
      expect((await nurse.send('POST', url, seen)).statusCode).toBe(403);
    });

    it('nobody is treated while a rule of care holds, unless a physician decided in sight of it (issue 5)', async () => {
      const first = await planTreatment(clinic);
      await measure(first.nurse, first.patientId, enzymes(200));
      expect(await first.enter(checkIn)).toMatchObject([{ outcome: 'accepted' }]);

      const { patientId } = await treated();
      const { nurse, physician } = await later(day);
      const id = randomUUID();
      const plan = (other: string) =>
        physician.send('POST', '/api/infusions', newInfusion(clinic.now, other, patientId));
      const comes = async () => {
        const body = { entries: [entry(clinic, checkIn)] };
        const [one] = (await nurse.send('POST', `/api/infusions/${id}/entries`, body)).json().answers;
        return one.outcome === 'refused' ? one.refusal.code : one.outcome;
      };
      const goOn = async (answer: string) => {
        clinic.now = new Date(clinic.now.getTime() + 60_000);
        return physician.send('POST', `/api/patients/${patientId}/course-decisions`, {
          id: randomUUID(),
          decision: 'go on',
          reasons,
          answer,
          proof: await clinic.prove(physician),
        });
      };

      await measure(nurse, patientId, enzymes(200));
      expect((await plan(id)).statusCode).toBe(201);
      expect(await comes()).toBe('held-by-care');
      expect((await goOn('not now')).statusCode).toBe(200);
      await measure(nurse, patientId, enzymes(240));
      expect(await comes()).toBe('held-by-care');
      await goOn('not now');
      // Only the session before, which nobody has discharged, stands in the way now.
      expect(await comes()).toBe('in-another-session');

      await measure(nurse, patientId, enzymes(360));
      await goOn('not again');
      const refused = await plan(randomUUID());
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'held-by-care']);
      expect(refused.json().message).toContain('ALT is above 8 times');
    });

    it('is erased with the patient', async () => {
      const { patientId, nurse } = await treated();
      await save(nurse, patientId, 0);
      const administrator = await clinic.as('administrator');
      expect((await administrator.send('DELETE', `/api/patients/${patientId}`)).statusCode).toBe(204);
      const left = await clinic.database.transaction(clinic.scope, async (trx) => [
        ...(await trx.selectFrom('patient_goals').where('patient_id', '=', patientId).selectAll().execute()),
        ...(await trx
          .selectFrom('benefit_risk_index')
          .where('patient_id', '=', patientId)
          .selectAll()
          .execute()),
      ]);
      expect(left).toEqual([]);
    });

    it('has no agenda before the first course is over, and decides nothing', async () => {
      const physician = await clinic.as('physician');
      const patientId = await addPatient(clinic.database);
      expect(await agendaOf(physician, patientId)).toMatchObject({ agenda: null, decisions: [] });
      const answer = await physician.send('POST', `/api/patients/${patientId}/course-decisions`, {
        id: randomUUID(),
        decision: 'go on',
        reasons,
        answer: 'can be weighed',
        proof: await clinic.prove(physician),
      });
      expect([answer.statusCode, answer.json().code]).toEqual([409, 'no-course']);
    });

    it('never keeps an entry from being stored when the index cannot be kept', async () => {
      const { patientId, nurse, send } = await treated();
      await save(nurse, patientId, 0);
      await clinic.database.transaction(clinic.scope, async (trx) => {
        await asOwner(trx);
        await sql`alter table benefit_risk_index rename to benefit_risk_index_away`.execute(trx);
      });
      const sent = entry(clinic, { kind: 'abort', reason: 'the patient asks for it' });
      const answer = await send([sent], nurse);
      await clinic.database.transaction(clinic.scope, async (trx) => {
        await asOwner(trx);
        await sql`alter table benefit_risk_index_away rename to benefit_risk_index`.execute(trx);
      });
      expect(answer.json().answers).toMatchObject([{ outcome: 'accepted' }]);
    });
  });
}
