import { Agent, request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ImportPreview, ImportResult, PatientDetail } from '@ketame/contract';
import { importPreviewSchema, patientDetailSchema } from '@ketame/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/audit/index.ts';
import { importFile } from '../../src/records/import.ts';
import { asOwner, type Client, openClinic, type TestClinic, testOrigin } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import {
  allergy,
  asFile,
  bundle,
  condition,
  fullRecord,
  observation,
  patient,
  pieces,
  request,
  snomed,
  syntheaBytes,
  syntheaFiles,
  syntheaIsHere,
} from './bundles.ts';

for (const kind of DATABASES) {
  describe(`importing records (${kind.name})`, () => {
    let clinic: TestClinic;
    let physician: Client;
    beforeAll(async () => {
      clinic = await openClinic(kind);
      clinic.now = new Date('2026-11-20T08:00:00.000Z');
      physician = await clinic.as('physician');
    });
    afterAll(() => clinic.close());
    beforeEach(async () => {
      await clinic.database.transaction(clinic.scope, async (trx) => {
        await asOwner(trx);
        await sql`set local session_replication_role = replica`.execute(trx);
        for (const table of ['patient', 'patient_source', 'patient_key', 'record_entry']) {
          await sql`delete from ${sql.table(table)}`.execute(trx);
        }
      });
    });

    const command = { ...testOrigin('command'), at: '2026-11-20T08:00:00.000Z' };
    const headers = { 'content-type': 'application/json' };
    const preview = async (content: unknown, query = ''): Promise<ImportPreview> => {
      const answer = await physician.send(
        'POST',
        `/api/imports/preview${query}`,
        JSON.stringify(content),
        headers,
      );
      expect(answer.statusCode, answer.body).toBe(200);
      return importPreviewSchema.parse(answer.json());
    };
    const save = (content: unknown, fingerprint: string, query = '') =>
      physician.send(
        'POST',
        `/api/imports?fingerprint=${fingerprint}${query}`,
        JSON.stringify(content),
        headers,
      );
    const saved = async (content: unknown, query = ''): Promise<ImportResult> => {
      const { fingerprint } = await preview(content);
      const answer = await save(content, fingerprint, query);
      expect(answer.statusCode, answer.body).toBe(200);
      return answer.json();
    };
    const detail = async (id: string): Promise<PatientDetail> =>
      patientDetailSchema.parse((await physician.send('GET', `/api/patients/${id}`)).json());

    /** Every row that an import may touch, the audit's included. */
    const everything = () =>
      clinic.database.transaction(clinic.scope, async (trx) => ({
        patients: await trx.selectFrom('patient').selectAll().orderBy('id').execute(),
        sources: await trx.selectFrom('patient_source').selectAll().orderBy('id').execute(),
        keys: await trx.selectFrom('patient_key').select('patient_id').orderBy('patient_id').execute(),
        entries: await trx
          .selectFrom('record_entry')
          .selectAll()
          .orderBy('patient_id')
          .orderBy('source_id')
          .execute(),
        audit: await trx.selectFrom('audit_entry').select('sequence').orderBy('sequence').execute(),
      }));

    test.skipIf(!syntheaIsHere)(
      'issue 2, section 3: all 16 bundles of Synthea import; again, they change nothing and duplicate nothing',
      async () => {
        expect(syntheaFiles).toHaveLength(16);
        const importAll = async () => {
          const results: ImportResult[] = [];
          for (const name of syntheaFiles) {
            results.push(
              await importFile(clinic.database, clinic.scope, command, pieces(syntheaBytes(name))),
            );
          }
          return results;
        };
        const first = await importAll();
        expect(first.every((one) => one.created && one.changes.added > 0)).toBe(true);
        const before = await everything();
        expect(before.patients).toHaveLength(16);
        const second = await importAll();
        expect(second.map((one) => one.patientId)).toEqual(first.map((one) => one.patientId));
        for (const { created, changes } of second) {
          expect(created).toBe(false);
          expect(changes).toMatchObject({ added: 0, changed: 0, removed: 0 });
        }
        const { audit: _before, ...rowsBefore } = before;
        const { audit: _after, ...rowsAfter } = await everything();
        expect(rowsAfter).toEqual(rowsBefore);
        expect(await verifyAudit(clinic.database, clinic.scope)).toMatchObject({ ok: true });
      },
    );

    test('what is shown before saving is what is saved, and the page has what bears on ketamine', async () => {
      const shown = await preview(fullRecord);
      expect(shown).toMatchObject({
        existing: null,
        identityDiffers: [],
        changes: { added: 10, changed: 0, unchanged: 0, removed: 0 },
      });
      expect((await everything()).patients).toEqual([]);
      const answer = await save(fullRecord, shown.fingerprint);
      expect(answer.json()).toMatchObject({ created: true, changes: shown.changes });
      const page = await detail(answer.json().patientId);
      expect(page.entries).toHaveLength(10);
      expect(page.entries).toEqual(expect.arrayContaining([...shown.understood.entries]));
      expect(page.bearings).toEqual(shown.bearings);
      expect(page.bearings.map((one) => one.rule)).toEqual([
        'liver-enzymes-far-above',
        'ketamine-allergy',
        'pregnancy-possible',
        'blood-pressure-high',
        'enzyme-clarithromycin',
        'liver-values-without-range',
        'pain-crps',
      ]);
      expect(page).toMatchObject({ version: 1, ageYears: 46, pregnancy: 'possible' });
      expect(page.latest.map((one) => one.measure)).toEqual([
        'weight',
        'systolic',
        'diastolic',
        'heartRate',
        'ALT',
        'GGT',
      ]);
      const list = (await physician.send('GET', '/api/patients')).json();
      expect(list).toMatchObject([
        { id: page.id, diagnosis: 'Complex regional pain syndrome', entries: 10, plans: 0, ageYears: 46 },
      ]);
    });

    test('a later record of the same patient adds, changes and takes back; what it does not hold stays', async () => {
      const epilepsy = snomed('84757009', 'Epilepsy');
      const { patientId } = await saved(
        bundle(
          patient(),
          condition('c1', epilepsy),
          condition('c2', snomed('38341003', 'Hypertension')),
          request('m1', 'Morphine'),
        ),
      );
      const later = bundle(
        patient(),
        condition('c1', epilepsy, { clinicalStatus: { coding: [{ code: 'resolved' }] } }),
        condition('c2', snomed('38341003', 'Hypertension'), {
          verificationStatus: { coding: [{ code: 'entered-in-error' }] },
        }),
        allergy('a1', 'Penicillin'),
      );
      expect(await saved(later)).toEqual({
        patientId,
        created: false,
        changes: { added: 1, changed: 1, unchanged: 0, removed: 1 },
      });
      const page = await detail(patientId);
      expect(page.version).toBe(2);
      expect(page.entries.map((one) => [one.text, 'status' in one ? one.status : ''])).toEqual([
        ['Penicillin', 'active'],
        ['Epilepsy', 'inactive'],
        ['Morphine', 'active'],
      ]);
    });

    test('the same record imported many times at once makes one patient', async () => {
      const results = await Promise.all(
        Array.from({ length: 12 }, () =>
          importFile(clinic.database, clinic.scope, command, asFile(fullRecord)),
        ),
      );
      expect(new Set(results.map((one) => one.patientId)).size).toBe(1);
      expect(results.filter((one) => one.created)).toHaveLength(1);
      const { patients, sources, entries } = await everything();
      expect([patients.length, sources.length, entries.length]).toEqual([1, 1, 10]);
    });

    test('a record whose name or birth date differs asks first, and is saved when confirmed', async () => {
      const { patientId } = await saved(fullRecord);
      const other = bundle(
        patient({ name: [{ family: 'Married', given: ['Anna', 'Maria'] }], birthDate: '1980-05-18' }),
      );
      const shown = await preview(other);
      expect(shown.existing).toMatchObject({ id: patientId, matchedBy: 'source', version: 1 });
      expect(shown.identityDiffers).toEqual([
        { field: 'familyName', stored: 'Testperson', file: 'Married' },
        { field: 'birthDate', stored: '1980-05-17', file: '1980-05-18' },
      ]);
      const before = await everything();
      const refused = await save(other, shown.fingerprint);
      expect(refused.statusCode).toBe(409);
      expect(refused.json()).toMatchObject({
        code: 'identity-differs',
        message: expect.stringContaining('"1980-05-18" in the file'),
      });
      expect(await everything()).toEqual(before);
      const confirmed = await save(other, shown.fingerprint, '&identity=confirmed');
      expect(confirmed.json()).toMatchObject({ patientId, created: false });
      expect((await detail(patientId)).identity).toMatchObject({
        familyName: 'Married',
        birthDate: '1980-05-18',
      });
    });

    test('a patient of the plain form is found by name and birth date, and keeps what the form said', async () => {
      const id = '6f1c8a52-6f0e-4d0b-9a51-0d9f0a1b2c3d';
      const form = {
        id,
        identity: {
          familyName: 'TESTPERSON',
          givenName: 'Anna Maria',
          birthDate: '1980-05-17',
          sex: 'female',
        },
        weightKg: 66,
        heightCm: null,
        systolic: null,
        diastolic: null,
        heartRate: null,
        diagnoses: [],
        medication: ['Grapefruit juice'],
        allergies: [],
        pregnant: false,
      };
      expect((await physician.send('POST', '/api/patients', form)).statusCode).toBe(201);
      const shown = await preview(fullRecord);
      expect(shown.existing).toMatchObject({ id, matchedBy: 'name and birth date' });
      // Written otherwise, which a person should see before it is taken over.
      expect(shown.identityDiffers).toEqual([
        { field: 'familyName', stored: 'TESTPERSON', file: 'Testperson' },
      ]);
      expect((await save(fullRecord, shown.fingerprint, '&identity=confirmed')).json()).toMatchObject({
        patientId: id,
        created: false,
      });
      const page = await detail(id);
      expect(page.bearings.map((one) => one.rule)).toContain('enzyme-grapefruit');
      expect(page.pregnancy).toBe('not possible');
      expect((await preview(fullRecord)).existing?.matchedBy).toBe('source');
    });

    test('onto a patient who was chosen; a record that is another patient’s is refused', async () => {
      const { patientId } = await saved(bundle(patient()));
      const second = bundle(
        patient({
          identifier: [{ system: 'https://example.org/mrn', value: 'T-2' }],
          birthDate: '1980-05-18',
        }),
      );
      const { fingerprint } = await preview(second, `?patient=${patientId}`);
      expect(
        (await save(second, fingerprint, `&patient=${patientId}&identity=confirmed`)).json(),
      ).toMatchObject({ patientId, created: false });
      const other = await saved(
        bundle(
          patient({
            identifier: [{ system: 'https://example.org/mrn', value: 'T-3' }],
            birthDate: '1990-01-01',
          }),
        ),
      );
      const refused = await physician.send(
        'POST',
        `/api/imports/preview?patient=${other.patientId}`,
        JSON.stringify(second),
        headers,
      );
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'record-of-another']);
      const nobody = await physician.send(
        'POST',
        '/api/imports/preview?patient=6f1c8a52-6f0e-4d0b-9a51-0d9f0a1b2c3d',
        JSON.stringify(
          bundle(patient({ identifier: [{ system: 'https://example.org/mrn', value: 'T-4' }] })),
        ),
        headers,
      );
      expect(nobody.statusCode).toBe(404);
    });

    test('another file than the one that was looked at is refused', async () => {
      const { fingerprint } = await preview(fullRecord);
      const answer = await save(bundle(patient()), fingerprint);
      expect([answer.statusCode, answer.json().code]).toEqual([409, 'fingerprint-differs']);
      expect((await everything()).patients).toEqual([]);
    });

    test.each([
      ['broken JSON', '{"resourceType":', 400, 'not-json'],
      [
        'another version',
        JSON.stringify(bundle(patient(), { resourceType: 'MedicationOrder' })),
        422,
        'wrong-version',
      ],
      ['no patient', JSON.stringify(bundle()), 422, 'no-patient'],
      ['a gzip bomb', gzipSync(Buffer.alloc(101 * 1024 * 1024, ' ')), 413, 'too-large'],
      ['too large as sent', Buffer.alloc(50 * 1024 * 1024 + 1, ' '), 413, 'too-large'],
      ['born tomorrow', JSON.stringify(bundle(patient({ birthDate: '2026-11-21' }))), 400, 'invalid'],
    ])(
      'issue 2, section 3: %s is refused with a clear message and leaves nothing behind',
      async (_, body, statusCode, code) => {
        await saved(fullRecord);
        const before = await everything();
        for (const url of ['/api/imports/preview', `/api/imports?fingerprint=${'0'.repeat(64)}`]) {
          const answer = await physician.send('POST', url, body, { 'content-type': 'application/gzip' });
          expect([answer.statusCode, answer.json().code], answer.body).toEqual([statusCode, code]);
          expect(answer.json().message.length).toBeGreaterThan(30);
        }
        expect(await everything()).toEqual(before);
      },
    );

    test('issue 2, section 3: over a connection the refusal of a huge file arrives, and the connection is of use again', async () => {
      const url = new URL(await clinic.app.listen({ port: 0, host: '127.0.0.1' }));
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const connections = new Set<unknown>();
      const post = (body: Buffer) =>
        new Promise<{ status: number | undefined; code: string | undefined }>((resolve, reject) => {
          const sent = httpRequest(
            {
              agent,
              port: url.port,
              method: 'POST',
              path: '/api/imports/preview',
              headers: {
                cookie: physician.cookie,
                'content-type': 'application/json',
                'content-length': body.length,
              },
            },
            async (answer) => {
              const parts: Buffer[] = [];
              for await (const part of answer) parts.push(part);
              resolve({
                status: answer.statusCode,
                code: JSON.parse(Buffer.concat(parts).toString()).code,
              });
            },
          );
          sent.on('socket', (socket) => connections.add(socket));
          sent.on('error', reject);
          sent.end(body);
        });
      expect(await post(Buffer.alloc(70 * 1024 * 1024, ' '))).toMatchObject({
        status: 413,
        code: 'too-large',
      });
      expect(await post(Buffer.from(JSON.stringify(fullRecord)))).toMatchObject({ status: 200 });
      expect(connections.size).toBe(1);
      agent.destroy();
    });

    test('a failure in the middle of saving leaves nothing behind', async () => {
      // PostgreSQL holds no NUL in text: the writing of this entry fails after the patient was inserted.
      const answer = importFile(
        clinic.database,
        clinic.scope,
        command,
        asFile(bundle(patient(), condition('c', snomed('1', 'a\0b')))),
      );
      await expect(answer).rejects.toThrow();
      const { patients, sources, keys, entries } = await everything();
      expect([patients, sources, keys, entries]).toEqual([[], [], [], []]);
    });

    test.each([
      ['nurse', 403],
      ['pharmacist', 403],
      ['researcher', 403],
      ['administrator', 403],
      ['patient', 403],
      [null, 401],
    ] as const)('issue 2, section 6: %s may not import', async (role, statusCode) => {
      const somebody = await clinic.as(role);
      for (const url of ['/api/imports/preview', `/api/imports?fingerprint=${'0'.repeat(64)}`]) {
        expect((await somebody.send('POST', url, fullRecord)).statusCode).toBe(statusCode);
      }
    });

    test('the audit says who imported which file, sealed under the patient’s key', async () => {
      const { fingerprint } = await preview(fullRecord);
      await save(fullRecord, fingerprint);
      const administrator = await clinic.as('administrator');
      const entries: { action: string; actor: string; after: { fingerprint: string } }[] = (
        await administrator.send('GET', '/api/audit?limit=10')
      ).json();
      const entry = entries.find((one) => one.action === 'record.import');
      expect(entry).toMatchObject({ after: { fingerprint, identity: { familyName: 'Testperson' } } });
      const raw = await clinic.database.transaction(clinic.scope, (trx) =>
        trx
          .selectFrom('audit_entry')
          .select('after_content')
          .where('action', '=', 'record.import')
          .orderBy('sequence', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow(),
      );
      expect(raw.after_content).not.toContain('Testperson');
    });

    test('reference ranges of the clinic serve where the result has none', async () => {
      const administrator = await clinic.as('administrator');
      const profile = {
        name: 'Test laboratory',
        ranges: [{ measure: 'GGT', sex: 'female', low: null, high: 40, unit: 'U/L' }],
      };
      expect((await administrator.send('PUT', '/api/laboratory-profile', profile)).statusCode).toBe(200);
      const { patientId } = await saved(bundle(patient(), observation('ggt', '2324-2', 88, 'U/L')));
      const page = await detail(patientId);
      expect(page.latest[0]).toMatchObject({ flag: 'high', range: { high: 40, from: 'laboratory profile' } });
      expect(page.bearings.map((one) => one.rule)).toContain('liver-values-above');
      await administrator.send('PUT', '/api/laboratory-profile', { name: '', ranges: [] });
    });
  });
}
