import { randomUUID } from 'node:crypto';
import { sessionOf } from '@ketame/care';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/audit/verify.ts';
import { addPatient, asOwner, openClinic, type TestClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import {
  admit,
  calmRow,
  checkIn,
  entry,
  newInfusion,
  planTreatment,
  syringe,
  type Team,
  teamOf,
} from './treatment.ts';

for (const kind of DATABASES) {
  describe(`issue 5, the session on the server (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());
    // All have one team, whom no test leaves waiting until they are signed out.
    let team: Team | undefined;
    const planSession = async () => {
      team ??= await teamOf(clinic);
      return planTreatment(clinic, team);
    };
    const start = new Date('2026-03-02T08:00:00.000Z');
    afterEach(() => {
      clinic.now = start;
    });
    const later = (minutes: number) => {
      clinic.now = new Date(clinic.now.getTime() + minutes * 60_000);
    };

    it('a session without limits that the clinic confirmed is not armed', async () => {
      const physician = await clinic.as('physician');
      expect((await physician.send('GET', '/api/alert-limits')).json().confirmed).toBeNull();
      const wrong = await physician.send('PUT', '/api/alert-limits', { oxygenSaturationLow: 94 });
      expect(wrong.statusCode).toBe(400);
    });

    it('lists the sessions of one patient', async () => {
      const treatment = await planSession();
      const answer = await treatment.nurse.send('GET', `/api/patients/${treatment.patientId}/infusions`);
      expect(answer.json()).toContainEqual(
        expect.objectContaining({ id: treatment.id, place: 'Room 2', open: true }),
      );
    });

    it('goes from plan to running infusion, and no step can be skipped', async () => {
      const treatment = await planSession();
      const [skipped] = await treatment.enter({ kind: 'start' });
      expect(skipped).toMatchObject({ outcome: 'refused', refusal: { code: 'not-armed' } });
      await treatment.start();
      const session = sessionOf((await treatment.read()).events);
      expect(session.state).toBe('infusing');
      expect(session.checks.map(({ by }) => by.name)).toEqual(['Test nurse', 'Test nurse']);
      expect(new Set(session.checks.map(({ by }) => by.id)).size).toBe(2);
      const board = (await treatment.nurse.send('GET', '/api/infusions')).json();
      expect(board.rows.find(({ id }: { id: string }) => id === treatment.id)).toMatchObject({
        place: 'Room 2',
        state: 'infusing',
        rateMgPerH: 8,
      });
    });

    it('is planned, checked in and armed only with a decision and a consent that stand', async () => {
      const physician = await clinic.as('physician');
      const patientId = await addPatient(clinic.database);
      const plan = () =>
        physician.send('POST', '/api/infusions', newInfusion(clinic.now, randomUUID(), patientId));
      const refused = await plan();
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'not-decided']);
      await admit(clinic, physician, patientId);
      expect((await plan()).statusCode).toBe(201);

      const treatment = await planSession();
      const [selection] = (
        await physician.send('GET', `/api/patients/${treatment.patientId}/selections`)
      ).json();
      const { consents } = (await physician.send('GET', `/api/selections/${selection.id}`)).json();
      await treatment.enter(checkIn);
      for (const email of [undefined, treatment.second]) {
        const proof = await clinic.prove(treatment.nurse, email);
        await treatment.send([{ ...entry(clinic, syringe(treatment.patientId)), proof }]);
      }
      const why = { why: 'The patient has thought it over.' };
      const withdrawn = await physician.send('POST', `/api/consents/${consents[0].id}/withdrawal`, why);
      expect(withdrawn.statusCode).toBe(200);
      expect(await treatment.enter({ kind: 'arm', syringe: 1 })).toMatchObject([
        { outcome: 'refused', refusal: { code: 'no-consent' } },
      ]);
    });

    it('the same person does not check twice, and a check without proof is refused', async () => {
      const treatment = await planSession();
      await treatment.enter(checkIn);
      const check = async () => ({
        ...entry(clinic, syringe(treatment.patientId)),
        proof: await clinic.prove(treatment.nurse),
      });
      expect((await treatment.send([await check()])).json().answers[0].outcome).toBe('accepted');
      expect((await treatment.send([await check()])).json().answers[0].refusal.code).toBe('same-person');
      const [unsigned] = await treatment.enter(syringe(treatment.patientId));
      expect(unsigned).toMatchObject({ refusal: { code: 'not-signed' } });
    });

    it('an entry sent again is one; the same id with another content is refused with 422', async () => {
      const treatment = await planSession();
      const row = entry(clinic, { kind: 'note', text: 'slept well' });
      const answers = await Promise.all([1, 2, 3].map(() => treatment.send([row])));
      expect(answers.map((answer) => answer.json().answers[0].outcome)).toEqual(Array(3).fill('accepted'));
      expect((await treatment.read()).events.filter(({ id }) => id === row.id)).toHaveLength(1);
      const other = await treatment.send([{ ...row, content: { kind: 'note', text: 'slept badly' } }]);
      expect([other.statusCode, other.json().code]).toEqual([422, 'id-used']);
    });

    it('many write at once: the entries are numbered without a gap, the audit chain is whole', async () => {
      const treatment = await planSession();
      await treatment.start();
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => treatment.enter({ ...calmRow, pain: index % 10 } as never)),
      );
      const { events } = await treatment.read();
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
      expect(await verifyAudit(clinic.database, clinic.scope)).toMatchObject({ ok: true });
    });

    it('what a client kept while offline is taken in order, late, and the pause stands at its own time', async () => {
      const treatment = await planSession();
      await treatment.start();
      const began = clinic.now;
      later(14);
      const at = (minutes: number) => new Date(began.getTime() + minutes * 60_000).toISOString();
      const kept = [
        { ...entry(clinic, calmRow), occurredAt: at(2) },
        { ...entry(clinic, { kind: 'pause', reason: 'drug high' }), occurredAt: at(4) },
        { ...entry(clinic, { kind: 'resume' }), occurredAt: at(7) },
      ];
      const { answers } = (await treatment.send(kept)).json();
      expect(
        answers.map((answer: { outcome: string; late: boolean }) => [answer.outcome, answer.late]),
      ).toEqual(Array(3).fill(['accepted', true]));
      const { rates } = sessionOf((await treatment.read()).events);
      expect(rates).toEqual([
        { at: at(0), mgPerH: 8 },
        { at: at(4), mgPerH: 0 },
        { at: at(7), mgPerH: 8 },
      ]);
    });

    it('nobody leaves while an alert about them is open', async () => {
      const treatment = await planSession();
      await treatment.start();
      later(14);
      await treatment.enter(calmRow, { kind: 'end' });
      const awake = { ...calmRow, sedation: { scale: 'MOAA/S', score: 5 }, drugHigh: 0 } as never;
      for (let row = 0; row < 8; row++) {
        later(14);
        await treatment.enter(awake);
      }
      later(10);
      await treatment.enter({ ...(awake as object), diastolic: 112 } as never);
      const leaves = {
        kind: 'discharge',
        readyAt: clinic.now.toISOString(),
        instructionsGiven: true,
        escortPresent: true,
        confirmed: ['walks'],
        override: null,
      } as const;
      const [refused] = await treatment.enter(leaves);
      expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'not-ready' } });
      expect(JSON.stringify(refused)).toContain('Diastolic pressure very high');
      await treatment.enter(
        { kind: 'acknowledge', alert: 'diastolic above/1', reason: 'measured again' },
        awake,
      );
      expect((await treatment.enter(leaves))[0]).toMatchObject({ outcome: 'accepted' });
    });

    it('a step up is refused while an alert is open', async () => {
      const treatment = await planSession();
      await treatment.start();
      later(14);
      await treatment.enter(calmRow);
      later(14);
      await treatment.enter({ ...calmRow, drugHigh: 8 } as never);
      later(4);
      const up = { kind: 'rate', rateMgPerH: 16, rateMlPerH: 8, reason: 'pain' } as const;
      expect((await treatment.enter(up))[0]).toMatchObject({ refusal: { code: 'no-step-up' } });
      const { alerts } = await treatment.read();
      expect(alerts.map(({ cause }) => cause)).toEqual(['drug high']);
      await treatment.enter(
        { kind: 'acknowledge', alert: alerts[0]?.id ?? '', reason: 'stayed, rated again' },
        calmRow,
      );
      expect((await treatment.enter(up))[0]).toMatchObject({ outcome: 'accepted' });
      expect(
        (await treatment.enter({ kind: 'acknowledge', alert: 'none', reason: 'seen' }))[0],
      ).toMatchObject({
        refusal: { code: 'no-such-alert' },
      });
    });

    it('vital signs: units are converted or refused, duplicates kept once, artefacts are no values', async () => {
      const treatment = await planSession();
      await treatment.start();
      const url = `/api/infusions/${treatment.id}/vitals`;
      const batch = (unit: string, value: number) => ({
        monitor: 'synthetic monitor',
        readings: [{ at: clinic.now.toISOString(), values: [{ measure: 'systolic', value, unit }] }],
      });
      const wrong = await treatment.nurse.send('POST', url, batch('m[Hg]', 0.12));
      expect([wrong.statusCode, wrong.json().fields[0].path]).toEqual([422, 'readings.0.values.0.unit']);
      const sent = await treatment.nurse.send('POST', url, batch('kPa', 16));
      expect(sent.json()).toEqual({ accepted: 1, duplicates: 0, artefacts: 0 });
      const again = await treatment.nurse.send('POST', url, batch('kPa', 16));
      expect(again.json()).toEqual({ accepted: 0, duplicates: 1, artefacts: 0 });
      later(1);
      const artefact = await treatment.nurse.send('POST', url, batch('mm[Hg]', 900));
      expect(artefact.json()).toEqual({ accepted: 1, duplicates: 0, artefacts: 1 });
      expect((await treatment.read()).readings.map(({ values }) => values.systolic)).toEqual([120, null]);
      later(-1);
    });

    it('a monitor sends with a token of its own, in its own name, while the patient is there', async () => {
      const administrator = await clinic.as('administrator');
      const added = await administrator.send('POST', '/api/monitors', {
        name: 'Bed 7',
        proof: await clinic.prove(administrator),
      });
      expect(added.statusCode).toBe(201);
      const { monitor, token } = added.json();
      const send = (url: string, body: object) =>
        clinic.app.inject({
          method: 'POST',
          url,
          headers: { authorization: `Bearer ${token}` },
          payload: body,
        });
      const readings = () => [
        { at: clinic.now.toISOString(), values: [{ measure: 'heartRate', value: 71, unit: '/min' }] },
      ];
      const treatment = await planSession();
      const url = `/api/infusions/${treatment.id}/vitals`;
      expect((await send(url, { readings: readings() })).json().code).toBe('session-not-running');
      await treatment.start();
      expect((await send(url, { readings: readings() })).json().accepted).toBe(1);
      expect((await send(url, { monitor: 'Bed 8', readings: readings() })).json().code).toBe(
        'another-monitor',
      );
      expect((await treatment.read()).readings.map(({ monitor }) => monitor)).toEqual(['Bed 7']);
      const entries = await send(`/api/infusions/${treatment.id}/entries`, { entries: [] });
      expect([entries.statusCode, entries.json().code]).toEqual([403, 'not-allowed']);
      const unnamed = await treatment.nurse.send('POST', url, { readings: readings() });
      expect(unnamed.json().fields).toEqual([{ path: 'monitor', expected: 'the name of the monitor' }]);

      const listed = (await administrator.send('GET', '/api/monitors')).json();
      expect(listed).toEqual([{ ...monitor, lastUsedAt: clinic.now.toISOString() }]);
      const audited = (await administrator.send('GET', '/api/audit?limit=50')).json();
      expect(audited).toContainEqual(
        expect.objectContaining({ action: 'infusion.vitals', actor: 'monitor Bed 7' }),
      );
      const rows = await clinic.database.transaction(clinic.scope, (trx) =>
        trx.selectFrom('monitor').selectAll().execute(),
      );
      expect(JSON.stringify([rows, audited])).not.toContain(token);

      const again = { name: 'Bed 7', proof: await clinic.prove(administrator) };
      expect((await administrator.send('POST', '/api/monitors', again)).json().code).toBe('name-taken');
      const revoke = () => administrator.send('POST', `/api/monitors/${monitor.id}/revocation`);
      expect([(await revoke()).statusCode, (await revoke()).statusCode]).toEqual([204, 204]);
      const refused = await send(url, { readings: readings() });
      expect([refused.statusCode, refused.json().code]).toEqual([401, 'monitor-unknown']);
      const renewed = { ...again, proof: await clinic.prove(administrator) };
      expect((await administrator.send('POST', '/api/monitors', renewed)).statusCode).toBe(201);
      const unproved = await administrator.send('POST', '/api/monitors', { ...renewed, name: 'Bed 9' });
      expect([unproved.statusCode, unproved.json().code]).toEqual([403, 'proof-needed']);
    });

    it('a monitor that stands at a place sends to the session that runs there, and to none when that is not clear', async () => {
      const administrator = await clinic.as('administrator');
      const monitor = await clinic.asMonitor('Bed 6');
      const stand = (place: string | null) =>
        administrator.send('PUT', `/api/monitors/${monitor.id}/place`, { place });
      const reading = (at: Date) => ({
        readings: [{ at: at.toISOString(), values: [{ measure: 'heartRate', value: 71, unit: '/min' }] }],
      });
      const code = async (at = clinic.now) =>
        (await monitor.send('POST', '/api/vitals', reading(at))).json().code;
      const [treatment, neighbour] = [await planSession(), await planSession()];
      const places = { [treatment.id]: 'Room 6', [neighbour.id]: 'Room 66' };
      await clinic.database.transaction(clinic.scope, async (trx) => {
        for (const [id, place] of Object.entries(places))
          await trx.updateTable('infusion').set({ place }).where('id', '=', id).execute();
      });
      expect(await code()).toBe('monitor-without-place');
      expect((await stand('room 6')).json()).toMatchObject({ name: 'Bed 6', place: 'room 6' });
      expect(await code()).toBe('no-session-at-place');
      await treatment.start();
      await neighbour.start();
      expect(await code(new Date(clinic.now.getTime() - 60_000))).toBe('before-check-in');
      const sent = await monitor.send('POST', '/api/vitals', reading(clinic.now));
      expect(sent.json()).toEqual({ accepted: 1, duplicates: 0, artefacts: 0 });
      expect((await treatment.read()).readings.map((one) => one.monitor)).toEqual(['Bed 6']);
      expect((await neighbour.read()).readings).toEqual([]);
      await clinic.database.transaction(clinic.scope, (trx) =>
        trx.updateTable('infusion').set({ place: ' Room 6 ' }).where('id', '=', neighbour.id).execute(),
      );
      expect(await code()).toBe('several-sessions-at-place');
      const audited = (await administrator.send('GET', '/api/audit?limit=50')).json();
      expect(audited).toContainEqual(expect.objectContaining({ action: 'monitor.place' }));
    });

    it('a nurse brings a monitor to a session, and what it sends is of that one', async () => {
      const treatment = await planSession();
      const monitor = await clinic.asMonitor('Bed 60');
      const { nurse } = treatment;
      const bring = (monitorId: string) =>
        nurse.send('PUT', `/api/infusions/${treatment.id}/monitor`, { monitorId });
      await clinic.database.transaction(clinic.scope, (trx) =>
        trx.updateTable('infusion').set({ place: 'Room 60' }).where('id', '=', treatment.id).execute(),
      );
      await treatment.start();
      expect((await bring(monitor.id)).json()).toMatchObject({ name: 'Bed 60', place: 'Room 60' });
      const listed = (await nurse.send('GET', '/api/bedside-monitors')).json();
      expect(listed).toContainEqual({ id: monitor.id, name: 'Bed 60', place: 'Room 60', lastUsedAt: null });
      const sent = await monitor.send('POST', '/api/vitals', {
        readings: [
          {
            at: clinic.now.toISOString(),
            values: [{ measure: 'heartRate', value: 71, unit: '/min' }],
          },
        ],
      });
      expect(sent.json()).toEqual({ accepted: 1, duplicates: 0, artefacts: 0 });
      expect((await treatment.read()).readings.map((one) => one.monitor)).toEqual(['Bed 60']);
      const administrator = await clinic.as('administrator');
      const audited = (await administrator.send('GET', '/api/audit?limit=50')).json();
      expect(audited).toContainEqual(
        expect.objectContaining({ action: 'monitor.place', subjectId: monitor.id }),
      );
      await administrator.send('POST', `/api/monitors/${monitor.id}/revocation`);
      expect((await bring(monitor.id)).json().code).toBe('not-found');
      expect((await nurse.send('GET', '/api/bedside-monitors')).json()).not.toContainEqual(
        expect.objectContaining({ id: monitor.id }),
      );
      const over = await planSession();
      await over.enter({ kind: 'abort', reason: 'not today' });
      const late = await nurse.send('PUT', `/api/infusions/${over.id}/monitor`, { monitorId: monitor.id });
      expect([late.statusCode, late.json().code]).toEqual([409, 'session-over']);
    });

    it('the database refuses two sessions of one patient at once, altered entries, and a gap', async () => {
      const treatment = await planSession();
      await treatment.start();
      const second = randomUUID();
      await treatment.physician.send(
        'POST',
        '/api/infusions',
        newInfusion(clinic.now, second, treatment.patientId),
      );
      const refused = await treatment.nurse.send('POST', `/api/infusions/${second}/entries`, {
        entries: [entry(clinic, checkIn)],
      });
      expect(refused.json().answers[0].refusal.code).toBe('in-another-session');
      const tamper = (statement: string) =>
        clinic.database.transaction(clinic.scope, async (trx) => {
          await asOwner(trx);
          await sql.raw(statement).execute(trx);
        });
      await expect(tamper(`update infusion set present = true where id = '${second}'`)).rejects.toThrow(
        'infusion_one_for_a_patient',
      );
      await expect(
        tamper(`update infusion_event set content = '{}' where infusion_id = '${treatment.id}'`),
      ).rejects.toThrow('never altered');
      await expect(
        tamper(`delete from infusion_event where infusion_id = '${treatment.id}' and sequence = 2`),
      ).rejects.toThrow('never altered');
      await expect(
        tamper(`insert into infusion_event
          select clinic_id, gen_random_uuid(), infusion_id, patient_id, sequence + 7, occurred_at, recorded_at,
            recorded_by, by_name, by_role, signature_id, content
          from infusion_event where infusion_id = '${treatment.id}' and sequence = 1`),
      ).rejects.toThrow('does not follow');
    });

    it('an erasure takes the sessions of the patient with it', async () => {
      const treatment = await planSession();
      await treatment.start();
      const administrator = await clinic.as('administrator');
      const erased = await administrator.send('DELETE', `/api/patients/${treatment.patientId}`);
      expect([erased.statusCode, erased.body]).toEqual([204, '']);
      expect((await treatment.nurse.send('GET', `/api/infusions/${treatment.id}`)).statusCode).toBe(404);
      expect((await treatment.nurse.send('GET', '/api/infusions')).body).not.toContain(treatment.id);
    });

    it('the record of a session is read from what was charted', async () => {
      const treatment = await planSession();
      await treatment.start();
      const record = (await treatment.nurse.send('GET', `/api/infusions/${treatment.id}/record`)).json();
      expect(record).toMatchObject({ lots: ['SYN-7'], firstTreatment: true, dischargedAt: null });
      expect(record.open).toContain('discharge');
      const printed = await treatment.nurse.send('GET', `/api/infusions/${treatment.id}/record.pdf`);
      expect([printed.statusCode, printed.headers['content-type']]).toEqual([200, 'application/pdf']);
      expect(printed.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
      const due = (await treatment.nurse.send('GET', `/api/infusions/${treatment.id}/due`)).json();
      expect(due.find(({ id }: { id: string }) => id === 'chart:pain')).toMatchObject({ inMinutes: 15 });
    });
  });
}
