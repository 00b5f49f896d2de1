import { randomUUID } from 'node:crypto';
import { homeFactKinds } from '@ketame/care';
import type { PatientHome } from '@ketame/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseSilences } from '../../src/home/silence.ts';
import { createApplication } from '../../src/http/application.ts';
import { asOwner, openClinic, type TestClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { openBook, supply, TABLET_UG } from '../register/book.ts';
import { passTraining } from '../training/pass-training.ts';
import { enrolment, openHousehold, resultsBeforeSupply, type TestHousehold } from './household.ts';

const minutesLater = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

for (const kind of DATABASES) {
  describe(`treatment at home (${kind.name})`, () => {
    let clinic: TestClinic;
    let home: TestHousehold;
    let people: Pick<TestHousehold, 'physician' | 'nurse'>;
    const begin = new Date('2026-03-02T08:00:00.000Z');
    beforeAll(async () => {
      clinic = await openClinic(kind);
      home = await openHousehold(clinic);
      people = { physician: home.physician, nurse: home.nurse };
    });
    afterAll(() => clinic.close());

    it('stores the same entry once, however often and at the same moment it is sent (issue 6, duplicates)', async () => {
      const entry = home.entry({ kind: 'message', text: 'Is it late?' });
      const answers = await Promise.all(Array.from({ length: 64 }, () => home.send(entry)));
      const all = answers.flat();
      expect(all.filter(({ answer }) => answer === 'stored')).toHaveLength(1);
      expect(all.filter(({ answer }) => answer === 'already there')).toHaveLength(63);
      expect(new Set(all.map(({ cursor }) => cursor)).size).toBe(1);
      const { events } = (await home.patient.send('GET', '/api/my/home/events')).json();
      expect(events.filter(({ event }: { event: { id: string } }) => event.id === entry.id)).toHaveLength(1);
      expect(await home.send({ ...entry, at: '2026-03-02T09:00:00.000+01:00' })).toEqual([
        { id: entry.id, answer: 'already there', why: null, cursor: all[0]?.cursor },
      ]);
      expect(await home.send({ ...entry, content: { kind: 'message', text: 'Another.' } })).toEqual([
        { id: entry.id, answer: 'refused', why: expect.stringContaining('Another entry'), cursor: null },
      ]);
    });

    it('judges each entry by itself: one that is not well formed holds up no other', async () => {
      const good = home.entry({ kind: 'blood-pressure', systolic: 128, diastolic: 80 });
      const high = { ...home.entry({ kind: 'message', text: '' }), content: { kind: 'dose', doseUg: -1 } };
      const nul = home.entry({ kind: 'message', text: 'NUL \u0000' });
      const byClinic = { ...home.entry({ kind: 'stop', reason: 'no more' }), author: 'clinic' };
      const answers = await home.send(high, good, nul, byClinic, 'nothing');
      expect(answers.map(({ answer }) => answer)).toEqual([
        'refused',
        'stored',
        'refused',
        'refused',
        'refused',
      ]);
      expect(answers.every(({ answer, why }) => (answer === 'refused') === (why !== null))).toBe(true);
    });

    it('keeps the clock of the device beside that of the server, a day wrong too', async () => {
      const wrong = home.entry({ kind: 'message', text: 'From tomorrow' }, '2026-03-03T08:00:00.000Z');
      const [answer] = await home.send(wrong);
      expect(answer?.answer).toBe('stored');
      const after = (answer?.cursor ?? 1) - 1;
      const { events } = (await home.patient.send('GET', `/api/my/home/events?after=${after}`)).json();
      expect(events).toEqual([
        { event: wrong, cursor: answer?.cursor, receivedAt: clinic.now.toISOString(), by: null },
      ]);
    });

    it('numbers entries of all authors without a gap, and hands out what came after a number', async () => {
      const before = (await home.patient.send('GET', '/api/my/home')).json().cursor;
      const id = randomUUID();
      const message = () =>
        home.nurse.send('POST', `/api/patients/${home.patientId}/home/messages`, { id, text: 'Call us.' });
      expect((await message()).statusCode).toBe(200);
      clinic.now = minutesLater(begin, 1);
      expect((await message()).statusCode).toBe(200);
      await home.send(home.entry({ kind: 'message', text: 'I will.' }, undefined, randomUUID()));
      const page = (await home.patient.send('GET', `/api/my/home/events?after=${before}`)).json();
      expect(page.events.map(({ cursor }: { cursor: number }) => cursor)).toEqual([before + 1, before + 2]);
      expect(page.events.map(({ by }: { by: string | null }) => by)).toEqual(['Test nurse', null]);
      expect(page).toMatchObject({ cursor: before + 2, more: false });
      expect(
        (await home.patient.send('GET', `/api/my/home/events?after=${before + 2}`)).json(),
      ).toMatchObject({
        events: [],
        cursor: before + 2,
      });
    });

    it('lets an account of a patient reach the own rows alone, in the database too (ASVS 8.2)', async () => {
      const other = await openHousehold(clinic, people);
      const entry = other.entry({ kind: 'message', text: 'Of somebody else' });
      await other.send(entry);
      expect((await home.patient.send('GET', `/api/patients/${other.patientId}/home`)).statusCode).toBe(403);
      expect((await home.patient.send('GET', '/api/my/home')).json().patientId).toBe(home.patientId);
      const scope = { ...clinic.scope, accountId: home.patient.id, role: 'patient' as const };
      const seen = await clinic.database.transaction(scope, async (trx) => {
        const { rows: tables } = await sql<{ name: string }>`
          select relname as name from pg_class where relrowsecurity and relkind = 'r'`.execute(trx);
        const counts: Record<string, number> = {};
        for (const { name } of tables) {
          const { rows } = await sql<{ count: number }>`select count(*) from ${sql.table(name)}`.execute(trx);
          if (rows[0]?.count) counts[name] = rows[0].count;
        }
        const { rows: own } = await sql<{ patient_id: string }>`
          select distinct patient_id from home_event union select id from patient`.execute(trx);
        return { open: Object.keys(counts).sort(), own };
      });
      expect(seen.own).toEqual([{ patient_id: home.patientId }]);
      expect(seen.open).toEqual([
        'account',
        'audit_entry',
        'clinic',
        'home_event',
        'home_programme',
        'patient',
        'patient_account',
        'patient_key',
        'session',
        'setting',
      ]);
      const forged = clinic.database.transaction(scope, (trx) =>
        sql`update home_programme set status = 'active' where patient_id = ${other.patientId}`.execute(trx),
      );
      expect((await forged).numAffectedRows).toBe(0n);
      await expect(
        clinic.database.transaction(scope, (trx) =>
          sql`insert into home_event (patient_id, id, author, device, at, zone, received_at, content, entered_by)
            values (${other.patientId}, ${randomUUID()}, 'patient', ${randomUUID()}, now(), 'UTC', now(), '{}', ${home.patient.id})`.execute(
            trx,
          ),
        ),
      ).rejects.toThrow('row-level security');
    });

    it('keeps the account of a patient one of a patient: no administrator gives it another role', async () => {
      const administrator = await clinic.as('administrator');
      const change = (body: object) => administrator.send('PATCH', `/api/accounts/${home.patient.id}`, body);
      const refused = await change({ role: 'physician' });
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'account-of-a-patient']);
      expect(refused.json().fields).toMatchObject([{ path: 'role' }]);
      const renamed = await change({ displayName: 'Sam S.', role: 'patient' });
      expect(renamed.json()).toMatchObject({ displayName: 'Sam S.', role: 'patient' });
    });

    it('never alters or removes an entry, whoever asks; an erased patient takes all along', async () => {
      const gone = await openHousehold(clinic, people);
      await gone.send(gone.entry({ kind: 'message', text: 'Hello' }));
      for (const statement of [
        "update home_event set content = '{}'",
        'delete from home_event',
        'truncate home_event',
      ]) {
        await expect(
          clinic.database.transaction(clinic.scope, async (trx) => {
            await asOwner(trx);
            await sql.raw(statement).execute(trx);
          }),
        ).rejects.toThrow('never altered');
      }
      const administrator = await clinic.as('administrator');
      expect((await administrator.send('DELETE', `/api/patients/${gone.patientId}`)).statusCode).toBe(204);
      expect((await gone.patient.send('GET', '/api/my/home')).statusCode).toBe(404);
      expect((await administrator.send('GET', '/api/audit/verify')).json()).toMatchObject({ ok: true });
    });

    it('sets the programme active only when all is met that must be before a supply', async () => {
      const refused = await home.put({ status: 'active' }, 1);
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'requirements-not-met']);
      expect(refused.json().fields.length).toBeGreaterThan(3);
      expect((await home.read()).enrolment).toMatchObject({ ...enrolment, version: 1, hasAccount: true });
      const stale = await home.put({ sitterName: 'Another' }, 7);
      expect([stale.statusCode, stale.json().stored.version]).toEqual([412, 1]);
      const fact = { id: randomUUID(), fact: 'consent', at: clinic.now.toISOString(), note: '' };
      const entered = await home.nurse.send('POST', `/api/patients/${home.patientId}/home/facts`, fact);
      const again = await home.nurse.send('POST', `/api/patients/${home.patientId}/home/facts`, fact);
      expect([entered.statusCode, again.statusCode]).toEqual([200, 200]);
      expect(again.json().facts).toEqual([{ ...fact, by: 'Test nurse' }]);
      const met = ({ metBy, state }: { metBy: object; state: string }) =>
        state === 'met' && 'fact' in metBy && metBy.fact === 'consent';
      const { requirements } = again.json().status;
      expect(
        requirements.some((one: { requirement: { metBy: object }; state: string }) =>
          met({ metBy: one.requirement.metBy, state: one.state }),
        ),
      ).toBe(true);
    });

    it('supplies while all is met, and no longer when a training does not count any more (issue 6, Training)', async () => {
      const book = await openBook(clinic, undefined, 'ketamine');
      const trained = await openHousehold(clinic, { ...people, patientId: book.patientId });
      const at = clinic.now.toISOString();
      const add = async (path: string, content: object) => {
        const address = `/api/patients/${trained.patientId}/${path}`;
        const answer = await people.nurse.send('POST', address, { id: randomUUID(), at, ...content });
        expect(answer.statusCode, answer.body).toBeLessThan(300);
      };
      for (const fact of homeFactKinds) await add('home/facts', { fact, note: '' });
      for (const content of resultsBeforeSupply) await add('follow-up', { content });
      const staff = { physician: book.physician, pharmacist: book.pharmacist };
      await passTraining(clinic, trained.patientId, enrolment.sitterName, staff);
      const active = await trained.put({ status: 'active' }, 2);
      expect(active.statusCode, active.body).toBe(200);
      const lotId = await book.stock(4);
      const prescriptionId = await book.prescribe();
      await book.entered(supply(prescriptionId, lotId, 1));
      const untrained = await clinic.as('pharmacist');
      const byAnother = await book.enter(supply(prescriptionId, lotId, 1), untrained);
      expect([byAnother.statusCode, byAnother.json().code]).toEqual([409, 'not-trained']);
      expect(byAnother.json().message).toContain(
        'Test pharmacist: “Home supply, for pharmacists” not passed.',
      );
      clinic.now = minutesLater(clinic.now, 1);
      const another = await book.prescribe({}, people.physician);
      const ofPrescriber = (await trained.read()).status?.requirements.find(
        ({ requirement }) => requirement.id === 'physician-trained',
      );
      expect(ofPrescriber).toMatchObject({
        state: 'not met',
        reason: 'Test physician: “Home treatment, for physicians” not passed.',
      });
      const why = 'Written by mistake.';
      await people.physician.send('POST', `/api/prescriptions/${another}/cancellation`, { why });
      await book.entered(supply(prescriptionId, lotId, 1));
      const incident = {
        id: randomUUID(),
        patientId: null,
        modules: ['misuse'],
        what: 'A supply was stolen.',
      };
      expect(
        (await people.physician.send('POST', '/api/training-incidents', incident)).statusCode,
      ).toBeLessThan(300);
      const refused = await book.enter(supply(prescriptionId, lotId, 1));
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'requirements-not-met']);
      expect(refused.json().message).toContain('The patient is trained.');
    });

    it('supplies, prescribes and authorises on paper no other drug than that of the programme; the database neither (issue 6, "a dispense without a valid programme status")', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(4);
      const prescriptionId = await book.prescribe();
      const authorise = () =>
        book.physician.send('POST', `/api/prescriptions/${prescriptionId}/paper-authorisations`, {
          id: randomUUID(),
          amountUg: TABLET_UG,
          hours: 24,
        });
      const { text } = (await authorise()).json();
      await openHousehold(clinic, { ...people, patientId: book.patientId });
      await book.setProgramme('active');
      const supplied = await book.enter(supply(prescriptionId, lotId, 1));
      // No requirement is asked of what was supplied on paper: what refuses is the database.
      const onPaper = await book.enter({
        ...supply(prescriptionId, lotId, 1),
        onPaper: { text, occurredAt: clinic.now.toISOString() },
      });
      for (const refused of [supplied, onPaper, await authorise()]) {
        expect([refused.statusCode, refused.json().code]).toEqual([409, 'not-the-programme']);
        expect(refused.json().message).toContain('their doses are not the same');
      }
      await expect(book.prescribe()).rejects.toThrow('not-the-programme');
      expect(await book.prescribe({ drug: 'ketamine' })).toBeDefined();
    });

    it('sets beside each other what was supplied, told and counted, and what there is to talk about', async () => {
      const book = await openBook(clinic, undefined, 'ketamine');
      await book.setProgramme('active');
      const lotId = await book.stock(10);
      const { packs } = await book.entered({ kind: 'preparation', lotId, doseUg: TABLET_UG, packs: 6 });
      await book.entered({ ...supply(await book.prescribe(), lotId, 0), source: { packs } });
      // Prescribed later, of the other drug: no dose of this programme.
      await book.prescribe({ drug: 'S-ketamine', doseUg: 2 * TABLET_UG });
      const counted = await openHousehold(clinic, { ...people, patientId: book.patientId });
      const [first = '', second = ''] = packs;
      const mine = (await counted.patient.send('GET', '/api/my/home')).json();
      expect(mine).toMatchObject({ doseUg: TABLET_UG, looseUg: 0 });
      expect(mine.packs.map(({ code }: { code: string }) => code).sort()).toEqual([...packs].sort());
      await counted.send(
        counted.entry({ kind: 'dose', packCode: first, doseUg: TABLET_UG }),
        counted.entry({ kind: 'gone', how: 'lost', packCode: second, amountUg: TABLET_UG }),
      );
      const count = {
        id: randomUUID(),
        at: clinic.now.toISOString(),
        by: 'video',
        inHandUg: 3 * TABLET_UG,
        packs: [],
      };
      const answer = await people.nurse.send('POST', `/api/patients/${counted.patientId}/home/counts`, count);
      const { reconciliation, misuse, toxicity }: PatientHome = answer.json();
      // Six supplied, one taken, three in hand: one is lost, and of one nobody said anything.
      expect(reconciliation.unexplainedUg).toBe(2 * TABLET_UG);
      expect(reconciliation.packs.find(({ pack }) => pack === first)?.openUg).toBe(0);
      expect(reconciliation.packs.find(({ pack }) => pack === second)?.openUg).toBe(TABLET_UG);
      expect(misuse?.now.rules.map(({ rule }) => rule.id)).toContain('count-off');
      expect(misuse?.course.at(-1)?.score).toBe(misuse?.now.score);
      expect(toxicity?.findings).toEqual([]);
    });

    it('raises each step of a silence after a dose once, by two who look at once and after a restart too', async () => {
      const silent = await openHousehold(clinic, people);
      const context = { database: clinic.database, now: () => clinic.now };
      const doseMinutesAgo = (minutes: number) =>
        silent.entry(
          { kind: 'dose', packCode: null, doseUg: 10_000 },
          minutesLater(clinic.now, -minutes).toISOString(),
        );
      await silent.send(doseMinutesAgo(29));
      await raiseSilences(context);
      expect((await silent.read()).silences).toEqual([]);
      await silent.send(doseMinutesAgo(180));
      await Promise.all([raiseSilences(context), raiseSilences(context)]);
      const { silences, checks } = await silent.read();
      const expected = checks.flatMap(({ minute, escalated }) =>
        escalated.map(({ to }) => `${minute} ${to}`),
      );
      expect(expected.length).toBeGreaterThan(0);
      expect(silences.map(({ minute, to }) => `${minute} ${to}`).sort()).toEqual(expected.sort());
      const restarted = await createApplication(context, {
        webFolder: null,
        controlToken: null,
        logLevel: 'silent',
      });
      await restarted.close();
      expect((await silent.read()).silences).toEqual(silences);
      const list = (await silent.nurse.send('GET', '/api/home/worklist')).json();
      expect(list.rows[0]).toMatchObject({ patientId: silent.patientId, row: { urgency: 'now' } });
    });

    it('puts a call for help and suicidal thoughts on top of the worklist, and stops until they are lifted', async () => {
      const troubled = await openHousehold(clinic, people);
      const entry = troubled.entry({ kind: 'suicidal-thoughts', text: null });
      await troubled.send(entry);
      const list = (await troubled.nurse.send('GET', '/api/home/worklist')).json();
      const row = list.rows.find(({ patientId }: { patientId: string }) => patientId === troubled.patientId);
      expect(row.row).toMatchObject({ urgency: 'now' });
      expect(row.row.reasons[0]).toMatchObject({ id: 'suicidal-thoughts', urgency: 'now' });
      const stops = (await troubled.patient.send('GET', '/api/my/home')).json().stops;
      expect(stops).toContainEqual(
        expect.objectContaining({ stop: 'suicidal-thoughts', entries: [entry.id] }),
      );
      expect(JSON.stringify(stops)).not.toContain('Test nurse');
      const lifted = await troubled.nurse.send('POST', `/api/patients/${troubled.patientId}/home/events`, {
        id: randomUUID(),
        at: clinic.now.toISOString(),
        content: {
          kind: 'stop-lifted',
          stop: 'suicidal-thoughts',
          entries: [entry.id],
          reason: 'Seen by the psychiatrist today.',
        },
      });
      expect(lifted.json().stops).not.toContainEqual(expect.objectContaining({ stop: 'suicidal-thoughts' }));
    });
  });
}
