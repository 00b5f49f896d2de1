import { randomUUID } from 'node:crypto';
import { copyProtocol, type Protocol, shippedProtocols } from '@ketame/care';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClinic, type TestClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';

const [original] = shippedProtocols as [Protocol];

for (const kind of DATABASES) {
  describe(`protocols (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    it('are the shipped ones and the clinic’s own by copy and change, version after version', async () => {
      const physician = await clinic.as('physician');
      const own = copyProtocol(original, randomUUID(), 'Ours');
      const save = (protocol: Protocol) => physician.send('POST', '/api/protocols', protocol);
      expect((await save(own)).statusCode).toBe(201);
      expect((await save(own)).statusCode).toBe(201);
      expect((await save({ ...own, version: 2, title: 'Ours, second' })).statusCode).toBe(201);
      const late = await save({ ...own, version: 2, title: 'Of a colleague' });
      expect(late.json()).toMatchObject({ code: 'protocol-changed', stored: { title: 'Ours, second' } });
      const titles = (await physician.send('GET', '/api/protocols')).json();
      expect(titles.map(({ title }: Protocol) => title)).toEqual([
        ...shippedProtocols.map(({ title }) => title),
        'Ours, second',
      ]);
    });

    it('of the clinic never leave out "never first or second choice"', async () => {
      const physician = await clinic.as('physician');
      const own = copyProtocol(original, randomUUID(), 'Softer');
      const criteria = own.criteria.filter((one) => one.id !== 'never-first-or-second');
      const answer = await physician.send('POST', '/api/protocols', { ...own, criteria });
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'unfit-protocol']);
    });

    it('stand beside the guidance that the clinic follows', async () => {
      const administrator = await clinic.as('administrator');
      expect((await administrator.send('GET', '/api/jurisdiction')).json()).toEqual({
        jurisdiction: 'elsewhere',
      });
      await administrator.send('PUT', '/api/jurisdiction', { jurisdiction: 'united-kingdom' });
      expect((await administrator.send('GET', '/api/jurisdiction')).json()).toEqual({
        jurisdiction: 'united-kingdom',
      });
    });
  });
}
