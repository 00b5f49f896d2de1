import { randomUUID } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { shippedHomeProgrammes } from '@ketame/care';
import type { PatientTraining, TrainingAttempt, TrainingOverview, TrainingPerson } from '@ketame/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/audit/index.ts';
import { readPaper } from '../../src/register/paper.ts';
import { readCertificate } from '../../src/training/certificate.ts';
import { readTrainingStandings } from '../../src/training/standings.ts';
import { addPatient, client, cookieOf, openClinic, signIn, type TestClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { chosenAnswers, passTraining, take } from './pass-training.ts';

/** The words of a PDF without the breaks between its lines. */
function textOfPdf(file: Buffer): string {
  const streams = file.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g);
  return [...streams]
    .map(([, stream = '']) => {
      try {
        return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    })
    .flatMap((content) => [...content.matchAll(/<([0-9a-f]+)>/g)])
    .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
    .join('');
}

const oral = shippedHomeProgrammes.find(({ id }) => id === 'ketame-oral');

for (const kind of DATABASES) {
  describe(`training (${kind.name}; issue 6, Training)`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    const standingsOf = (patientId: string) =>
      clinic.database.transaction(clinic.scope, async (trx) => {
        if (oral === undefined) throw new Error('The oral programme is gone.');
        const of = await readTrainingStandings(trx, new Map([[patientId, oral]]), clinic.now.toISOString());
        return of.get(patientId) ?? [];
      });

    it('is valid once everybody who needs it has passed, ends with an incident, and runs out', async () => {
      const patientId = await addPatient(clinic.database);
      expect((await standingsOf(patientId)).map(({ valid }) => valid)).toEqual(Array(5).fill(false));
      await passTraining(clinic, patientId, 'Robin Side');
      expect((await standingsOf(patientId)).map(({ valid }) => valid)).toEqual(Array(5).fill(true));

      const nurse = await clinic.as('nurse');
      clinic.now = new Date(clinic.now.getTime() + 60_000);
      const incident = {
        id: randomUUID(),
        patientId,
        modules: ['driving'],
        what: 'Drove home after a dose.',
      };
      expect((await nurse.send('POST', '/api/training-incidents', incident)).statusCode).toBe(204);
      expect((await nurse.send('POST', '/api/training-incidents', incident)).statusCode).toBe(204);
      const [patient] = await standingsOf(patientId);
      expect(patient).toMatchObject({ audience: 'patient', valid: false });
      expect(patient?.reason).toContain('“Driving and risky work” after an incident');

      clinic.now = new Date(clinic.now.getTime() + 60_000);
      expect((await take(nurse, 'driving', { kind: 'patient', patientId })).json()).toMatchObject({
        passed: true,
      });
      expect((await standingsOf(patientId))[0]).toMatchObject({ valid: true, until: '2027-03-02' });
      const kept: PatientTraining = (await nurse.send('GET', `/api/patients/${patientId}/training`)).json();
      expect(
        kept.attempts.filter(({ module, audience }) => module === 'driving' && audience === 'patient'),
      ).toHaveLength(2);
      expect(kept.incidents).toMatchObject([{ what: 'Drove home after a dose.', by: 'Test nurse' }]);

      const before = clinic.now;
      clinic.now = new Date('2027-03-04T08:00:00.000Z');
      const runOut = await standingsOf(patientId);
      clinic.now = before;
      expect(Object.fromEntries(runOut.map(({ audience, valid }) => [audience, valid]))).toEqual({
        patient: false,
        sitter: false,
        physician: true,
        nurse: true,
        pharmacist: true,
      });
    });

    it('never sends which answer is right, judges on the server, and keeps what was not passed', async () => {
      const patientId = await addPatient(clinic.database);
      const nurse = await clinic.as('nurse');
      const sent = {
        id: randomUUID(),
        module: 'misuse',
        language: 'en',
        trainee: { kind: 'sitter', patientId, name: 'Robin' },
      };
      const refused = await nurse.send('POST', '/api/training-attempts', sent);
      expect([refused.statusCode, refused.json().code]).toEqual([400, 'not-for-this-person']);

      const trainee = { kind: 'patient', patientId };
      const begun = await nurse.send('POST', '/api/training-attempts', { ...sent, trainee });
      const test: TrainingAttempt = begun.json();
      expect(test.questions.map((question) => Object.keys(question).sort())).toEqual(
        Array(3).fill(['answers', 'text']),
      );
      // Sent again after a lost answer: the same test.
      expect((await nurse.send('POST', '/api/training-attempts', { ...sent, trainee })).json()).toEqual(test);
      const stolen = await nurse.send('POST', '/api/training-attempts', {
        ...sent,
        trainee,
        module: 'driving',
      });
      expect(stolen.json().code).toBe('attempt-exists');

      const answers = chosenAnswers(test, 1);
      const url = `/api/training-attempts/${sent.id}`;
      const result = (await nurse.send('PUT', url, { answers })).json();
      expect(result).toMatchObject({ right: 2, of: 3, passed: false });
      expect(result.readAgain).toHaveLength(1);
      expect(result.readAgain[0].source).not.toBe('');
      expect((await nurse.send('PUT', url, { answers })).json()).toEqual(result);
      const better = await nurse.send('PUT', url, { answers: chosenAnswers(test) });
      expect([better.statusCode, better.json().code]).toEqual([409, 'handed-in']);
      const kept: PatientTraining = (await nurse.send('GET', `/api/patients/${patientId}/training`)).json();
      expect(kept.attempts).toMatchObject([{ id: sent.id, right: 2, passed: false }]);
      expect((await nurse.send('GET', `/api/patients/${patientId}/training/certificate`)).statusCode).toBe(
        404,
      );

      const modules = (await nurse.send('GET', '/api/training/modules?language=nl')).body;
      expect(modules).toContain('Autorijden');
      expect(modules).not.toContain('Nee, pas de volgende dag na een goede nacht');
    });

    it('lets nobody be tested in the name of a colleague, and a patient in the own name alone', async () => {
      const nurse = await clinic.as('nurse');
      const sent = { id: randomUUID(), module: 'nurse-home', language: 'en', trainee: { kind: 'self' } };
      const test: TrainingAttempt = (await nurse.send('POST', '/api/training-attempts', sent)).json();
      const colleague = await clinic.as('nurse');
      const answers = chosenAnswers(test);
      const url = `/api/training-attempts/${sent.id}`;
      expect((await colleague.send('PUT', url, { answers })).json().code).toBe('not-yours');
      expect((await nurse.send('PUT', url, { answers })).json()).toMatchObject({ passed: true });

      const patientId = await addPatient(clinic.database);
      const other = await addPatient(clinic.database);
      const account = {
        email: `patient-${randomUUID()}@example.org`,
        password: 'correct horse battery staple',
      };
      const made = await nurse.send('POST', `/api/patients/${patientId}/home/account`, account);
      expect(made.statusCode).toBe(201);
      const patient = client(clinic.app, made.json().id, cookieOf(await signIn(clinic.app, account.email)));
      expect((await take(patient, 'driving', { kind: 'self' })).json()).toMatchObject({ passed: true });
      expect((await take(patient, 'driving', { kind: 'patient', patientId: other })).statusCode).toBe(403);
      expect(
        (await take(patient, 'whom-to-call', { kind: 'sitter', patientId, name: 'Me' })).statusCode,
      ).toBe(403);
      expect((await patient.send('PUT', url, { answers })).statusCode).toBe(404);
      const { person }: { person: TrainingPerson } = (await patient.send('GET', '/api/my/training')).json();
      expect(person.modules.filter(({ state }) => state === 'valid').map(({ module }) => module)).toEqual([
        'driving',
      ]);
      const { people }: TrainingOverview = (await nurse.send('GET', '/api/training')).json();
      expect(
        people.find(({ modules }) => modules.some(({ module }) => module === 'physician-home')),
      ).toBeDefined();
    });

    it('gives a certificate with the hash of its content: the same again, another after another test', async () => {
      const nurse = await clinic.as('nurse');
      await take(nurse, 'nurse-home', { kind: 'self' });
      const print = async () => (await nurse.send('GET', '/api/my/training/certificate')).rawPayload;
      const first = await print();
      expect(first.subarray(0, 5).toString()).toBe('%PDF-');
      expect(Buffer.compare(first, await print())).toBe(0);
      const dutch = await nurse.send('GET', '/api/my/training/certificate?language=nl');
      expect(Buffer.compare(first, dutch.rawPayload)).not.toBe(0);
    });

    it('signs a certificate with the key of the clinic: what is printed is verified without the server, altered it is not', async () => {
      const nurse = await clinic.as('nurse');
      const patientId = await addPatient(clinic.database);
      await take(nurse, 'driving', { kind: 'patient', patientId });
      const printed = await nurse.send('GET', `/api/patients/${patientId}/training/certificate`);
      const [text = ''] = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(textOfPdf(printed.rawPayload)) ?? [];
      const key = (await nurse.send('GET', '/api/register-key')).json();
      expect(readCertificate(text, key)).toMatchObject({
        audience: 'patient',
        name: 'Sam Synthetic',
        modules: [{ module: 'driving', version: 1 }],
      });
      const [head, payload = '', signature] = text.split('.');
      const altered = Buffer.from(payload, 'base64url').toString().replace('Sam', 'Max');
      const forged = [head, Buffer.from(altered).toString('base64url'), signature].join('.');
      expect(readCertificate(forged, key)).toBeNull();
      // A certificate is no authorisation of a supply, though the same key signed it.
      expect(readPaper(text, key)).toBeNull();
    });

    it('is kept by the database: a test is handed in once, an incident stays, every change is in the audit', async () => {
      const refusal = (
        statement: (
          trx: Parameters<Parameters<typeof clinic.database.transaction>[1]>[0],
        ) => Promise<unknown>,
      ) => expect(clinic.database.transaction(clinic.scope, statement)).rejects.toThrow();
      await refusal((trx) =>
        trx.updateTable('training_attempt').set({ passed: true, right_answers: 3 }).execute(),
      );
      await refusal((trx) => trx.deleteFrom('training_attempt').execute());
      await refusal((trx) => trx.deleteFrom('training_incident').execute());
      await refusal((trx) => trx.updateTable('training_incident').set({ what: 'nothing' }).execute());
      expect(await verifyAudit(clinic.database, clinic.scope)).toMatchObject({ ok: true });
    });
  });
}
