import { randomUUID } from 'node:crypto';
import { replay } from '@ketame/care';
import type { RegisterEntry } from '@ketame/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, verifyAudit } from '../../src/audit/index.ts';
import type { Trx } from '../../src/database/index.ts';
import { readPaper } from '../../src/register/paper.ts';
import { type Answer, asOwner, openClinic, type TestClinic, testOrigin } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { openBook, supply, TABLET_UG } from './book.ts';

const DAY = 86_400_000;

for (const kind of DATABASES) {
  describe(`the register (${kind.name})`, () => {
    let clinic: TestClinic;
    const start = new Date('2026-03-02T08:00:00.000Z');
    beforeAll(async () => {
      clinic = await openClinic(kind);
      // One of each thing that somebody may tamper with.
      const book = await openBook(clinic);
      const lotId = await book.stock(15);
      await book.prescribe();
      await book.entered({ kind: 'preparation', lotId, doseUg: TABLET_UG, packs: 1 });
      await book.entered({ kind: 'check', countedUg: 1 }, book.nurse);
    });
    afterAll(() => clinic.close());

    const refusal = (answer: Answer) => [answer.statusCode, answer.json().code];

    it('keeps running balance and numbers from receipt to destruction, each amount from one account to another', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(40);
      const prepared = await book.entered({ kind: 'preparation', lotId, doseUg: TABLET_UG, packs: 12 });
      expect(prepared.packs).toHaveLength(12);
      const prescriptionId = await book.prescribe();
      const codes = prepared.packs.slice(0, 10);
      const dispensed = await book.entered({
        ...supply(prescriptionId, lotId, 0),
        source: { packs: codes },
      });
      const returned = {
        kind: 'return',
        patientId: book.patientId,
        source: { packs: codes.slice(0, 2) },
        party: 'the patient',
      } as const;
      await book.entered(returned, book.nurse);
      await book.entered({
        kind: 'destruction',
        from: 'returned',
        source: { packs: codes.slice(0, 2) },
        reason: 'Returned by the patient',
        proofs: await book.proofs(2),
      });
      await book.entered(
        {
          kind: 'administration',
          patientId: book.patientId,
          source: { packs: prepared.packs.slice(10, 11) },
          occurredAt: clinic.now.toISOString(),
        },
        book.nurse,
      );
      await book.entered({ kind: 'check', countedUg: 29 * TABLET_UG }, book.nurse);
      const entries = await book.entries();
      expect(entries.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(entries.map(({ balanceUg }) => balanceUg / TABLET_UG)).toEqual([40, 40, 30, 30, 30, 29, 29]);
      expect(entries.map(({ balanceUg }) => balanceUg)).toEqual(replay(entries));
      expect(dispensed).toMatchObject({
        from: 'prepared',
        to: 'patient',
        patient: 'Synthetic, Sam',
        party: 'the patient',
      });
      expect(entries[4]?.signatures.map(({ meaning, valid }) => [meaning, valid])).toEqual([
        ['destroyed', true],
        ['witnessed', true],
      ]);
      expect(await book.read()).toMatchObject({
        entries: 7,
        balanceUg: 29 * TABLET_UG,
        openDiscrepancies: 0,
      });
      const [pack] = codes;
      expect((await book.nurse.send('GET', `/api/dose-packs/${pack}`)).json()).toMatchObject({
        place: 'destroyed',
      });
      const twice = await book.enter(returned, book.nurse);
      expect(refusal(twice)).toEqual([409, 'pack-not-there']);
      expect(await verifyAudit(clinic.database, clinic.scope)).toMatchObject({ ok: true });
    });

    it('refuses what must never be, and says what to do (issue 6, "The database itself refuses")', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(15);
      const expired = await book.stock(15, 'OLD', '2026-03-01');
      const prescriptionId = await book.prescribe();
      const dispense = (tablets: number, lot = lotId) => book.enter(supply(prescriptionId, lot, tablets));

      expect(refusal(await dispense(11))).toEqual([409, 'more-than-one-supply']);
      expect(refusal(await dispense(21))).toEqual([409, 'more-than-prescribed']);
      expect(refusal(await dispense(0.5))).toEqual([409, 'part-of-a-dose']);
      expect(refusal(await dispense(5, expired))).toEqual([409, 'expired-lot']);
      await book.setProgramme('suspended');
      expect(refusal(await dispense(5))).toEqual([409, 'no-valid-programme']);
      await book.setProgramme('active', clinic.now.toISOString());
      expect(refusal(await dispense(5))).toEqual([409, 'no-valid-programme']);
      await book.setProgramme('active');

      const first = await dispense(10);
      expect(first.statusCode).toBe(201);
      const early = await dispense(5);
      expect(refusal(early)).toEqual([409, 'early-refill']);
      expect(early.json().message).toContain('2026-03-12T08:00Z');
      const why = { ...supply(prescriptionId, lotId, 5), early: 'Travels for a month' };
      expect(refusal(await book.enter({ ...why, proofs: await book.proofs(1) }))).toEqual([
        409,
        'signatures-missing',
      ]);
      const own = await clinic.prove(book.pharmacist);
      const again = await clinic.prove(book.pharmacist);
      expect(refusal(await book.enter({ ...why, proofs: [own, again] }))).toEqual([409, 'signed-already']);
      expect((await book.enter({ ...why, proofs: await book.proofs(2) })).statusCode).toBe(201);
      expect(refusal(await dispense(1))).toEqual([409, 'negative-stock']);
      await book.stock(20, 'NEW');
      const next = (await book.read()).lots.find(({ lot }) => lot === 'NEW')?.id ?? '';
      // What is left of a supply that was begun is no refill.
      expect((await dispense(5, next)).statusCode).toBe(201);
      expect(refusal(await dispense(1, next))).toEqual([409, 'more-than-prescribed']);
      const entries = await book.entries();
      expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => index + 1));
    });

    it('takes a refill from two days before the end of a supply, and a prescription on its first and last day only', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(100);
      const prescriptionId = await book.prescribe({ validUntil: '2026-03-20' });
      try {
        expect((await book.enter(supply(prescriptionId, lotId, 10))).statusCode).toBe(201);
        await book.at(new Date(start.getTime() + 8 * DAY - 1));
        expect(refusal(await book.enter(supply(prescriptionId, lotId, 10)))).toEqual([409, 'early-refill']);
        // A new prescription is no way around it.
        expect(refusal(await book.enter(supply(await book.prescribe(), lotId, 10)))).toEqual([
          409,
          'early-refill',
        ]);
        clinic.now = new Date(start.getTime() + 8 * DAY);
        expect((await book.enter(supply(prescriptionId, lotId, 5))).statusCode).toBe(201);
        await book.at(new Date('2026-03-20T23:59:00.000Z'));
        expect((await book.enter(supply(prescriptionId, lotId, 1))).statusCode).toBe(201);
        clinic.now = new Date('2026-03-21T00:00:00.000Z');
        expect(refusal(await book.enter(supply(prescriptionId, lotId, 1)))).toEqual([
          409,
          'prescription-not-valid',
        ]);
      } finally {
        await book.at(start);
      }
    });

    it('enters the same once, however often and at the same moment it is sent; another with its id is refused', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(15);
      const entry = { ...supply(await book.prescribe(), lotId, 5), id: randomUUID() };
      const answers = await Promise.all(Array.from({ length: 8 }, () => book.enter(entry)));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(201));
      expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
      expect(await book.read()).toMatchObject({ entries: 2, balanceUg: 10 * TABLET_UG });
      expect(refusal(await book.enter({ ...entry, party: 'a neighbour' }))).toEqual([409, 'entry-exists']);
    });

    it('corrects by a signed reversal that is linked; the pair nets to nothing and what was supplied is free again', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(15);
      const prescriptionId = await book.prescribe({ refills: 0 });
      const wrong = await book.entered(supply(prescriptionId, lotId, 10));
      const reversal = {
        kind: 'correction',
        corrects: wrong.id,
        reason: 'Entered for the wrong patient',
      } as const;
      expect(refusal(await book.enter({ ...reversal, proofs: await book.proofs(1) }))).toEqual([
        409,
        'signatures-missing',
      ]);
      const correction = await book.entered({ ...reversal, proofs: await book.proofs(2) });
      expect(correction).toMatchObject({
        corrects: wrong.number,
        from: 'patient',
        to: 'stock',
        balanceUg: 15 * TABLET_UG,
      });
      expect((await book.entries()).find(({ id }) => id === wrong.id)).toMatchObject({
        correctedBy: correction.number,
      });
      expect(refusal(await book.enter({ ...reversal, proofs: await book.proofs(2) }))).toEqual([
        409,
        'corrected-before',
      ]);
      const again = { ...reversal, corrects: correction.id, proofs: await book.proofs(2) };
      expect(refusal(await book.enter(again))).toEqual([409, 'no-reversal']);
      expect((await book.enter(supply(prescriptionId, lotId, 10))).statusCode).toBe(201);
    });

    it('packs of a preparation that was corrected are none, whoever asks', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(4);
      const wrong = await book.entered({ kind: 'preparation', lotId, doseUg: TABLET_UG, packs: 2 });
      const reason = 'The wrong tablets';
      const proofs = await book.proofs(2);
      await book.entered({ kind: 'correction', corrects: wrong.id, reason, proofs });
      const prescriptionId = await book.prescribe();
      const source = { packs: wrong.packs };
      expect((await book.enter({ ...supply(prescriptionId, lotId, 0), source })).statusCode).toBe(409);
      // Loose drug of the same lot, with the code of such a pack put to it.
      const supplied = await book.entered(supply(prescriptionId, lotId, 1));
      await expect(
        clinic.database.transaction(clinic.scope, async (trx) => {
          await asOwner(trx);
          await sql`insert into register_entry_pack (clinic_id, entry_id, pack_id)
            select clinic_id, ${supplied.id}, id from dose_pack where code = ${wrong.packs[0]}`.execute(trx);
        }),
      ).rejects.toThrow('it is no pack');
    });

    it('moves stock to another site in one step: out of one book, into the other', async () => {
      const [here, there] = [await openBook(clinic), await openBook(clinic)];
      const lotId = await here.stock(15);
      const out = {
        kind: 'transfer out',
        lotId,
        amountUg: 5 * TABLET_UG,
        toRegisterId: there.id,
        party: 'courier',
      } as const;
      await here.entered(out);
      expect((await here.read()).balanceUg).toBe(10 * TABLET_UG);
      expect((await there.read()).lots).toMatchObject([{ lot: 'LOT-1', stockUg: 5 * TABLET_UG }]);
      expect(refusal(await here.enter({ ...out, amountUg: 11 * TABLET_UG }))).toEqual([
        409,
        'negative-stock',
      ]);
      expect((await there.read()).entries).toBe(1);
    });

    it('opens a case when a count differs, escalates it when its clock has run out, and lets two people close it', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(15);
      const check = await book.entered({ kind: 'check', countedUg: 14 * TABLET_UG }, book.nurse);
      const list = async () => (await book.nurse.send('GET', '/api/register-discrepancies')).json();
      const own = async () => (await list()).find(({ id }: { id: string }) => id === check.id);
      expect(await own()).toMatchObject({
        differenceUg: -TABLET_UG,
        dueAt: '2026-03-03T08:00:00.000Z',
        overdue: false,
      });
      await book.at(new Date(start.getTime() + DAY + 1));
      expect(await own()).toMatchObject({ overdue: true });
      await book.at(start);
      await book.entered({
        kind: 'adjustment',
        lotId,
        found: 'missing',
        amountUg: TABLET_UG,
        discrepancyId: check.id,
        reason: 'One tablet was not found',
        proofs: await book.proofs(2),
      });
      const closing = {
        conclusion: 'One tablet is missing after a search of the room.',
        proofs: await book.proofs(2),
      };
      const closed = await book.pharmacist.send(
        'POST',
        `/api/register-discrepancies/${check.id}/closing`,
        closing,
      );
      expect(closed.statusCode).toBe(200);
      expect(await own()).toMatchObject({ conclusion: closing.conclusion, overdue: false });
      expect(await book.read()).toMatchObject({ balanceUg: 14 * TABLET_UG, openDiscrepancies: 0 });
    });

    it('takes an authorisation on paper once, as it was signed and in its time; it is read without a server', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(30);
      const prescriptionId = await book.prescribe();
      const wanted = { id: randomUUID(), amountUg: 5 * TABLET_UG, hours: 24 };
      const { text } = (
        await book.physician.send('POST', `/api/prescriptions/${prescriptionId}/paper-authorisations`, wanted)
      ).json();
      const key = (await book.nurse.send('GET', '/api/register-key')).json();
      expect(readPaper(text, key)).toMatchObject({
        id: wanted.id,
        amountUg: wanted.amountUg,
        patient: 'Synthetic, Sam',
      });
      const [head, payload, signature] = text.split('.');
      const more = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), amountUg: 500 * TABLET_UG };
      const forged = [head, Buffer.from(JSON.stringify(more)).toString('base64url'), signature].join('.');
      expect(readPaper(forged, key)).toBeNull();
      try {
        const occurredAt = new Date(start.getTime() + 3_600_000).toISOString();
        await book.at(new Date(start.getTime() + 2 * DAY));
        const onPaper = (tablets: number, at = occurredAt, signed = text) => ({
          ...supply(prescriptionId, lotId, tablets),
          onPaper: { text: signed, occurredAt: at },
        });
        expect(refusal(await book.enter(onPaper(5, occurredAt, forged)))).toEqual([400, 'not-signed']);
        expect(refusal(await book.enter(onPaper(4)))).toEqual([409, 'not-authorised']);
        const late = new Date(start.getTime() + DAY + 1).toISOString();
        expect(refusal(await book.enter(onPaper(5, late)))).toEqual([409, 'not-authorised']);
        const ahead = await book.enter(onPaper(5, new Date(start.getTime() + 3 * DAY).toISOString()));
        expect(refusal(ahead)).toEqual([400, 'in-the-future']);
        expect(ahead.json().fields).toMatchObject([{ path: 'onPaper.occurredAt' }]);
        expect((await book.enter(onPaper(5))).statusCode).toBe(201);
        expect(refusal(await book.enter(onPaper(5)))).toEqual([409, 'register-entry-authorisation-id-key']);
      } finally {
        await book.at(start);
      }
    });

    it('takes a sheet in the very minute of its issue, and no time that lies further ahead than two clocks differ', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(30);
      try {
        clinic.now = new Date(start.getTime() + 40_000);
        const prescriptionId = await book.prescribe();
        const sheet = { id: randomUUID(), amountUg: TABLET_UG, hours: 24 };
        const issuing = `/api/prescriptions/${prescriptionId}/paper-authorisations`;
        const { text } = (await book.physician.send('POST', issuing, sheet)).json();
        const onPaper = (at: Date) =>
          book.enter({
            ...supply(prescriptionId, lotId, 1),
            onPaper: { text, occurredAt: at.toISOString() },
          });
        expect(refusal(await onPaper(new Date(start.getTime() - 1)))).toEqual([409, 'not-authorised']);
        expect((await onPaper(start)).statusCode).toBe(201);
        const given = (secondsAhead: number) => ({
          kind: 'administration' as const,
          patientId: book.patientId,
          source: { lotId, amountUg: TABLET_UG },
          occurredAt: new Date(clinic.now.getTime() + secondsAhead * 1000).toISOString(),
        });
        expect((await book.enter(given(120), book.nurse)).statusCode).toBe(201);
        const ahead = await book.enter(given(121), book.nurse);
        expect(refusal(ahead)).toEqual([400, 'in-the-future']);
        expect(ahead.json().fields).toEqual([
          { path: 'occurredAt', expected: `no later than ${clinic.now.toISOString()}` },
        ]);
      } finally {
        clinic.now = start;
      }
    });

    it('prints pages, a label for each pack, and the sheet of an authorisation as PDF', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(15);
      const prepared = await book.entered({ kind: 'preparation', lotId, doseUg: TABLET_UG, packs: 3 });
      const id = randomUUID();
      await book.physician.send('POST', `/api/prescriptions/${await book.prescribe()}/paper-authorisations`, {
        id,
        amountUg: TABLET_UG,
        hours: 24,
      });
      const pages = async (url: string) => {
        const answer = await book.nurse.send('GET', url);
        expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
        return answer.body.split('/Type /Page\n').length - 1;
      };
      expect(await pages(`/api/registers/${book.id}/pages?from=1&to=100`)).toBe(1);
      expect(await pages(`/api/register-entries/${prepared.id}/labels`)).toBe(3);
      expect(await pages(`/api/paper-authorisations/${id}/sheet`)).toBe(1);
    });

    it('each role enters what its work is', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(15);
      const receipt = {
        kind: 'receipt',
        lot: 'X',
        expiry: '2027-12-31',
        gtin: null,
        amountUg: TABLET_UG,
        party: 'A supplier',
      } as const;
      expect(refusal(await book.enter(receipt, book.nurse))).toEqual([403, 'not-allowed']);
      expect(refusal(await book.enter(supply(await book.prescribe(), lotId, 1), book.nurse))).toEqual([
        403,
        'not-allowed',
      ]);
      expect(refusal(await book.enter({ kind: 'check', countedUg: 0 }, book.physician))).toEqual([
        403,
        'not-allowed',
      ]);
    });

    it.each([
      ['an altered entry', 'update register_entry set amount_ug = amount_ug + 1', 'never altered'],
      ['a removed entry', 'delete from register_entry', 'never altered'],
      ['a moved counter', 'update register set last_number = last_number + 1', 'by entries'],
      ['a moved balance', "update register_account set balance_ug = 1000 where kind = 'stock'", 'by entries'],
      [
        'an account with an amount',
        "insert into register_account (lot_id, kind, balance_ug) select id, 'elsewhere', 5 from register_lot",
        'by entries',
      ],
      ['a moved pack', 'update dose_pack set account_id = account_id', 'by entries'],
      ['an altered lot', "update register_lot set expiry = '2030-01-01'", 'never altered'],
      ['an altered prescription', 'update prescription set doses = doses + 1', 'only cancelled'],
      ['a discrepancy that goes away', 'delete from register_discrepancy', 'closed once'],
      [
        'a gap in the numbers',
        `insert into register_entry (id, register_id, number, kind, amount_ug, counted_ug, party, identity_shown, reason,
            occurred_at, recorded_at, recorded_by, request_hash)
          select gen_random_uuid(), register_id, 10000, kind, 0, 0, '', '', '', occurred_at, recorded_at, recorded_by, request_hash
          from register_entry where kind = 'check' limit 1`,
        'does not follow',
      ],
      [
        'a correction without a signature',
        `insert into register_entry (id, register_id, kind, lot_id, from_account, to_account, amount_ug, patient_id, corrects,
            party, identity_shown, reason, occurred_at, recorded_at, recorded_by, request_hash)
          select gen_random_uuid(), register_id, 'correction', lot_id, to_account, from_account, amount_ug, patient_id, id,
            '', '', 'no reason', occurred_at, recorded_at, recorded_by, request_hash
          from register_entry entry where kind = 'preparation' and amount_ug = ${TABLET_UG}
            and not exists (select from register_entry where corrects = entry.id) limit 1`,
        'needs the signatures',
      ],
    ])('the database itself refuses %s', async (_what, statement, reason) => {
      for (const become of [async () => undefined, asOwner]) {
        const tamper = clinic.database.transaction(clinic.scope, async (trx: Trx) => {
          await audit(trx, testOrigin(), { action: 'tamper', subject: 'register' });
          await become(trx);
          await sql.raw(statement).execute(trx);
        });
        await expect(tamper).rejects.toThrow(reason);
      }
    });

    it('an erased patient leaves entries without a person, and the book whole', async () => {
      const book = await openBook(clinic);
      const lotId = await book.stock(15);
      await book.entered(supply(await book.prescribe(), lotId, 5));
      const administrator = await clinic.as('administrator');
      const erased = await administrator.send('DELETE', `/api/patients/${book.patientId}`);
      expect(erased.statusCode).toBeLessThan(300);
      const entries: RegisterEntry[] = await book.entries();
      expect(entries.map(({ patient }) => patient)).toEqual([null, null]);
      expect(entries.at(-1)?.balanceUg).toBe(10 * TABLET_UG);
      expect(await verifyAudit(clinic.database, clinic.scope)).toMatchObject({ ok: true });
    });
  });
}
