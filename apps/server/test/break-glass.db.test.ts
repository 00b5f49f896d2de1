import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPEN_MINUTES } from '../src/break-glass/break-glass.ts';
import { addPatient, asOwner, type Client, openClinic, planContent, type TestClinic } from './clinic.ts';
import { DATABASES } from './databases.ts';

for (const kind of DATABASES) {
  describe(`a restricted patient (${kind.name})`, () => {
    let clinic: TestClinic;
    let physician: Client;
    let nurse: Client;
    let administrator: Client;
    let patient: string;
    let plan: string;
    beforeAll(async () => {
      clinic = await openClinic(kind);
      // The database closes the glass by its own clock.
      clinic.now = new Date();
      [physician, nurse, administrator] = await Promise.all([
        clinic.as('physician'),
        clinic.as('nurse'),
        clinic.as('administrator'),
      ]);
      patient = await addPatient(clinic.database);
      plan = crypto.randomUUID();
      await physician.send('POST', `/api/patients/${patient}/plans`, { ...planContent('Plan'), id: plan });
      const restricted = await physician.send('PUT', `/api/patients/${patient}/restriction`, {
        restricted: true,
      });
      expect(restricted.statusCode).toBe(200);
    });
    afterAll(() => clinic.close());

    const reason = 'Found drowsy on the ward, what was given?';
    const addresses = () => [
      `/api/patients/${patient}`,
      `/api/patients/${patient}/plans`,
      `/api/plans/${plan}`,
    ];
    const statuses = (who: Client) =>
      Promise.all(addresses().map(async (url) => (await who.send('GET', url)).statusCode));

    it('is there for physicians and administrators, and for other roles is not', async () => {
      expect(await statuses(physician)).toEqual([200, 200, 200]);
      expect(await statuses(administrator)).toEqual([200, 200, 200]);
      expect(await statuses(nurse)).toEqual([404, 404, 404]);
      expect((await nurse.send('GET', '/api/patients')).body).not.toContain(patient);
    });

    it('is opened with a reason for an hour, for reading, to the one who asked, and reviewed by another', async () => {
      const [listed] = (await nurse.send('GET', '/api/restricted-patients')).json();
      expect(listed).toEqual({
        id: patient,
        familyName: 'Synthetic',
        givenName: 'Sam',
        birthDate: '1970-02-28',
      });
      const noReason = await nurse.send('POST', `/api/patients/${patient}/break-glass`, { reason: 'please' });
      expect(noReason.statusCode).toBe(400);
      const opened = await nurse.send('POST', `/api/patients/${patient}/break-glass`, { reason });
      expect(opened.json()).toEqual({
        closesAt: new Date(clinic.now.getTime() + OPEN_MINUTES * 60_000).toISOString(),
      });
      expect(await statuses(nurse)).toEqual([200, 200, 200]);
      expect(await statuses(await clinic.as('pharmacist'))).toEqual([404, 404, 404]);
      const written = await nurse.send('POST', `/api/patients/${patient}/plans`, planContent('Not hers'));
      expect(written.statusCode).toBe(403);

      const [task] = (await administrator.send('GET', '/api/break-glass')).json();
      expect(task).toMatchObject({ patientId: patient, by: 'Test nurse', reason, review: null });
      const verdict = { verdict: 'justified', note: 'Emergency on the ward.' };
      const review = () => administrator.send('POST', `/api/break-glass/${task.id}/review`, verdict);
      expect((await review()).statusCode).toBe(204);
      expect((await review()).json().code).toBe('reviewed-already');
      const [entry, opening] = (await administrator.send('GET', '/api/audit?limit=2')).json();
      expect(entry).toMatchObject({ action: 'break-glass.review', after: verdict });
      expect(opening.action).not.toBe('break-glass.review');
    });

    it('closes by the clock', async () => {
      const pharmacist = await clinic.as('pharmacist');
      await pharmacist.send('POST', `/api/patients/${patient}/break-glass`, { reason });
      expect(await statuses(pharmacist)).toEqual([200, 200, 200]);
      await clinic.database.transaction(clinic.scope, async (trx) => {
        await asOwner(trx);
        const past = new Date(Date.now() - 1000).toISOString();
        const earlier = new Date(Date.now() - 3_600_000).toISOString();
        await sql`set local session_replication_role = replica`.execute(trx);
        await trx.updateTable('break_glass').set({ opened_at: earlier, closes_at: past }).execute();
      });
      expect(await statuses(pharmacist)).toEqual([404, 404, 404]);
    });

    it('is one like others again when the restriction is lifted', async () => {
      await physician.send('PUT', `/api/patients/${patient}/restriction`, { restricted: false });
      expect(await statuses(nurse)).toEqual([200, 200, 200]);
      const needless = await nurse.send('POST', `/api/patients/${patient}/break-glass`, { reason });
      expect([needless.statusCode, needless.json().code]).toEqual([409, 'not-restricted']);
    });
  });
}
