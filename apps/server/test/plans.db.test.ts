import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPatient, openClinic, planContent, type TestClinic } from './clinic.ts';
import { DATABASES } from './databases.ts';

for (const kind of DATABASES) {
  describe(`plans (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    it('are saved once, whoever sends them twice, and are read back exactly', async () => {
      const physician = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const plan = { ...planContent('First'), id: randomUUID() };
      const address = `/api/patients/${patient}/plans`;
      const [one, two] = await Promise.all([
        physician.send('POST', address, plan),
        physician.send('POST', address, plan),
      ]);
      expect([one.statusCode, two.statusCode]).toEqual([201, 201]);
      expect(one.json()).toEqual(two.json());
      expect(one.json()).toMatchObject({
        id: plan.id,
        patientId: patient,
        version: 1,
        savedBy: 'Test physician',
      });
      const { id: _id, ...content } = plan;
      const read = await physician.send('GET', `/api/plans/${plan.id}`);
      expect(read.json().content).toEqual(content);
      expect(read.headers.etag).toBe('"1"');
      expect((await physician.send('GET', address)).json()).toHaveLength(1);

      const other = await physician.send('POST', address, { ...plan, title: 'Another' });
      expect([other.statusCode, other.json().code]).toEqual([409, 'plan-exists']);
    });

    it('have versions: a change of an old one is answered with the stored one (412)', async () => {
      const physician = await clinic.as('physician');
      const colleague = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const id = randomUUID();
      await physician.send('POST', `/api/patients/${patient}/plans`, { ...planContent('One'), id });
      const address = `/api/plans/${id}/versions`;
      const save = (who: typeof physician, title: string, version: string) =>
        who.send('POST', address, planContent(title), { 'if-match': version });

      const second = await save(physician, 'Two', '"1"');
      expect([second.statusCode, second.json().version, second.headers.etag]).toEqual([201, 2, '"2"']);
      expect((await save(physician, 'Two', '"1"')).json()).toEqual(second.json());
      const late = await save(colleague, 'Two of a colleague', '1');
      expect(late.statusCode).toBe(412);
      expect(late.json()).toMatchObject({ code: 'plan-changed', stored: second.json() });
      expect((await save(colleague, 'Three', '"2"')).json().version).toBe(3);
      expect((await save(colleague, 'Ahead', '"7"')).statusCode).toBe(412);

      const versions = await physician.send('GET', address);
      expect(versions.json().map(({ title }: { title: string }) => title)).toEqual(['Three', 'Two', 'One']);
      expect((await physician.send('GET', `${address}/1`)).json().content.title).toBe('One');
      expect((await physician.send('GET', `${address}/4`)).statusCode).toBe(404);
      expect((await physician.send('POST', address, planContent('No version'))).statusCode).toBe(428);
      expect((await save(physician, 'Odd', 'W/"abc"')).statusCode).toBe(400);
      expect((await physician.send('GET', `/api/patients/${patient}/plans`)).json()).toHaveLength(1);
    });

    it('are saved once by two who save at the same moment', async () => {
      const physicians = [await clinic.as('physician'), await clinic.as('physician')];
      const patient = await addPatient(clinic.database);
      const id = randomUUID();
      await physicians[0]?.send('POST', `/api/patients/${patient}/plans`, { ...planContent('One'), id });
      const answers = await Promise.all(
        physicians.map((who, number) =>
          who.send('POST', `/api/plans/${id}/versions`, planContent(`Two by ${number}`), {
            'if-match': '"1"',
          }),
        ),
      );
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 412]);
    });

    it('take no regimen of research, and say which (issue 7, The regimen search)', async () => {
      const physician = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const content = planContent('Beyond all trials');
      const regimens = content.state.regimens.map((regimen) => ({ ...regimen, research: true }));
      const address = `/api/patients/${patient}/plans`;
      const refused = await physician.send('POST', address, {
        ...content,
        id: randomUUID(),
        state: { ...content.state, regimens },
      });
      expect(refused.statusCode).toBe(400);
      expect(refused.body).toMatch(/state\.regimens.*0.*research/);
      expect(refused.body).toContain('is research: it exceeds what any published trial gave');
      expect((await physician.send('GET', address)).json()).toEqual([]);
    });

    it('are audited with their inputs in full, before and after', async () => {
      const physician = await clinic.as('physician');
      const administrator = await clinic.as('administrator');
      const patient = await addPatient(clinic.database);
      const id = randomUUID();
      await physician.send('POST', `/api/patients/${patient}/plans`, { ...planContent('One'), id });
      await physician.send('POST', `/api/plans/${id}/versions`, planContent('Two'), { 'if-match': '"1"' });
      const [entry] = (await administrator.send('GET', '/api/audit?limit=1')).json();
      expect(entry).toMatchObject({
        action: 'plan.save',
        actor: 'Test physician',
        subjectId: id,
        before: { version: 1, title: 'One' },
        after: { version: 2, title: 'Two', state: planContent('Two').state },
      });
    });

    it('need a patient, and go with the patient', async () => {
      const physician = await clinic.as('physician');
      const administrator = await clinic.as('administrator');
      const id = randomUUID();
      const orphan = await physician.send('POST', `/api/patients/${randomUUID()}/plans`, {
        ...planContent('One'),
        id,
      });
      expect(orphan.statusCode).toBe(404);
      const patient = await addPatient(clinic.database);
      await physician.send('POST', `/api/patients/${patient}/plans`, { ...planContent('One'), id });
      expect((await administrator.send('DELETE', `/api/patients/${patient}`)).statusCode).toBe(204);
      expect((await physician.send('GET', `/api/plans/${id}`)).statusCode).toBe(404);
      expect((await administrator.send('DELETE', `/api/patients/${patient}`)).statusCode).toBe(404);
    });
  });
}
