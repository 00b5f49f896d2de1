import { randomUUID } from 'node:crypto';
import { type PatientDetail, type PatientForm, patientDetailSchema } from '@ketame/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFile } from '../../src/records/import.ts';
import { type Client, openClinic, type TestClinic, testOrigin } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { asFile, bundle, condition, observation, patient, snomed } from './bundles.ts';

const emptyForm = (): PatientForm => ({
  id: randomUUID(),
  identity: { familyName: 'Formperson', givenName: 'Bo', birthDate: '1975-06-30', sex: 'male' },
  weightKg: null,
  heightCm: null,
  systolic: null,
  diastolic: null,
  heartRate: null,
  diagnoses: [],
  medication: [],
  allergies: [],
  pregnant: null,
});

for (const kind of DATABASES) {
  describe(`patients by the plain form (${kind.name})`, () => {
    let clinic: TestClinic;
    let physician: Client;
    beforeAll(async () => {
      clinic = await openClinic(kind);
      clinic.now = new Date('2026-11-20T08:00:00.000Z');
      physician = await clinic.as('physician');
    });
    afterAll(() => clinic.close());

    const create = (form: PatientForm) => physician.send('POST', '/api/patients', form);
    const change = (id: string, version: number, { id: _, ...form }: PatientForm) =>
      physician.send('PUT', `/api/patients/${id}`, form, { 'if-match': `"${version}"` });
    const detail = async (id: string): Promise<PatientDetail> =>
      patientDetailSchema.parse((await physician.send('GET', `/api/patients/${id}`)).json());

    test('issue 2, section 3: a patient without a record, with what bears on ketamine', async () => {
      const form: PatientForm = {
        ...emptyForm(),
        weightKg: 82.5,
        systolic: 165,
        diastolic: 95,
        diagnoses: ['CRPS of the right foot', 'Family history of psychosis'],
        medication: ['Oxycodone 10 mg', 'Oxycodone 10 mg'],
        allergies: ['Penicillin'],
      };
      const answer = await create(form);
      expect(answer.statusCode, answer.body).toBe(201);
      expect(answer.headers.etag).toBe('"1"');
      const page = patientDetailSchema.parse(answer.json());
      expect(page.bearings.map((one) => one.rule)).toEqual(['blood-pressure-high', 'opioid', 'pain-crps']);
      expect(page.latest).toMatchObject([
        { measure: 'weight', value: 82.5 },
        { measure: 'systolic' },
        { measure: 'diastolic' },
      ]);
      expect(page.entries.filter((one) => one.kind === 'medication')).toHaveLength(1);
      expect(await detail(form.id)).toEqual(page);
    });

    test('the same form sent again makes one patient; another form under its id is refused', async () => {
      const form = { ...emptyForm(), weightKg: 70, diagnoses: ['Chronic pain'] };
      const [one, two] = [await create(form), await create(form)];
      expect(two.json()).toEqual(one.json());
      const other = await create({ ...form, weightKg: 71 });
      expect([other.statusCode, other.json().code]).toEqual([409, 'patient-exists']);
    });

    test('a birth date that lies ahead is refused by name', async () => {
      const form = emptyForm();
      const answer = await create({ ...form, identity: { ...form.identity, birthDate: '2026-11-21' } });
      expect(answer.statusCode).toBe(400);
      expect(answer.json().fields).toMatchObject([{ path: 'identity.birthDate' }]);
    });

    test('a change from an older version answers 412 with the stored patient, and changes nothing', async () => {
      const form = { ...emptyForm(), weightKg: 70 };
      await create(form);
      expect((await change(form.id, 1, { ...form, weightKg: 72 })).statusCode).toBe(200);
      const late = await change(form.id, 1, { ...form, weightKg: 90 });
      expect(late.statusCode).toBe(412);
      const stored = await detail(form.id);
      expect(late.json().stored).toEqual(stored);
      expect(stored.latest[0]?.value).toBe(72);
      expect((await physician.send('PUT', `/api/patients/${form.id}`, {})).statusCode).not.toBe(200);
    });

    test('of two changes at once one is saved and one is told', async () => {
      const form = emptyForm();
      await create(form);
      const answers = await Promise.all(
        [60, 61].map((weightKg) => change(form.id, 1, { ...form, weightKg })),
      );
      expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 412]);
      expect((await detail(form.id)).version).toBe(2);
    });

    test('the form changes what it put down itself, never what came by an import, and gives old values no new date', async () => {
      const record = bundle(
        patient({ gender: 'male', birthDate: '1970-01-02' }),
        condition('c', snomed('84757009', 'Epilepsy')),
        observation('w', '29463-7', 80, 'kg', { effectiveDateTime: '2020-02-02' }),
      );
      const { patientId } = await importFile(
        clinic.database,
        clinic.scope,
        { ...testOrigin('command'), at: '2026-11-20T08:00:00.000Z' },
        asFile(record),
      );
      const { identity } = await detail(patientId);
      const filledIn = { ...emptyForm(), identity, weightKg: 80, diagnoses: ['Epilepsy', 'CRPS'] };
      await change(patientId, 1, filledIn);
      const first = await detail(patientId);
      expect(first.latest).toMatchObject([{ value: 80, at: '2020-02-02' }]);
      expect(first.entries.map((one) => one.text)).toEqual(['CRPS', 'Epilepsy', '29463-7']);

      await change(patientId, 2, { ...filledIn, weightKg: 78, diagnoses: [] });
      const second = await detail(patientId);
      expect(second.latest).toMatchObject([{ value: 78, at: '2026-11-20T08:00:00.000Z' }]);
      expect(second.entries.filter((one) => one.kind === 'condition').map((one) => one.text)).toEqual([
        'Epilepsy',
      ]);

      clinic.now = new Date('2026-11-21T08:00:00.000Z');
      physician = await clinic.as('physician');
      await change(patientId, 3, { ...filledIn, weightKg: 78 });
      expect((await detail(patientId)).latest).toMatchObject([{ value: 78, at: '2026-11-20T08:00:00.000Z' }]);
      await change(patientId, 4, { ...filledIn, weightKg: null });
      expect((await detail(patientId)).latest).toMatchObject([{ value: 80, at: '2020-02-02' }]);
    });

    test('the clinic’s word on pregnancy is kept: yes, no, not said', async () => {
      const form = { ...emptyForm(), pregnant: true };
      form.identity = { ...form.identity, sex: 'female' };
      await create(form);
      expect((await detail(form.id)).bearings[0]).toMatchObject({ rule: 'pregnant', severity: 'exclusion' });
      await change(form.id, 1, { ...form, pregnant: false });
      expect((await detail(form.id)).pregnancy).toBe('not possible');
      await change(form.id, 2, { ...form, pregnant: null });
      expect((await detail(form.id)).pregnancy).toBe('possible');
    });

    test('a pregnancy of the record, seen in the form and sent back, is not taken for the word of the clinic', async () => {
      const at = '2026-11-20T08:00:00.000Z';
      const pregnant = (status: string) =>
        bundle(
          patient({
            identifier: [{ system: 'https://example.org/mrn', value: 'T-8' }],
            birthDate: '1992-02-02',
          }),
          condition('p', snomed('72892002', 'Normal pregnancy'), {
            onsetDateTime: '2026-09-01',
            clinicalStatus: { coding: [{ code: status }] },
          }),
        );
      const origin = { ...testOrigin('command'), at };
      const { patientId } = await importFile(
        clinic.database,
        clinic.scope,
        origin,
        asFile(pregnant('active')),
      );
      const { identity, pregnancy } = await detail(patientId);
      expect(pregnancy).toBe('pregnant');
      await change(patientId, 1, {
        ...emptyForm(),
        identity,
        pregnant: true,
        diagnoses: ['Normal pregnancy'],
      });
      await importFile(clinic.database, clinic.scope, origin, asFile(pregnant('resolved')));
      expect((await detail(patientId)).pregnancy).toBe('possible');
    });

    test.each([
      ['physician', [201, 200, 200]],
      ['nurse', [403, 200, 200]],
      ['pharmacist', [403, 200, 200]],
      ['administrator', [403, 200, 200]],
      ['researcher', [403, 403, 403]],
      ['patient', [403, 403, 403]],
      [null, [401, 401, 401]],
    ] as const)(
      'issue 2, section 6: %s writing, listing and reading patients: %j',
      async (role, expected) => {
        const known = emptyForm();
        await create(known);
        const somebody = await clinic.as(role);
        const answers = [
          await somebody.send('POST', '/api/patients', emptyForm()),
          await somebody.send('GET', '/api/patients'),
          await somebody.send('GET', `/api/patients/${known.id}`),
        ];
        expect(answers.map((one) => one.statusCode)).toEqual(expected);
      },
    );

    test('an unknown patient is 404', async () => {
      expect((await physician.send('GET', `/api/patients/${randomUUID()}`)).statusCode).toBe(404);
      expect((await change(randomUUID(), 1, emptyForm())).statusCode).toBe(404);
    });
  });
}
