import { randomUUID } from 'node:crypto';
import { copyProtocol, dueOf, ownItem, type Protocol, sessionOf, shippedProtocols } from '@ketame/care';
import type { FollowUp } from '@ketame/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClinic, type TestClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { planTreatment } from '../infusion/treatment.ts';

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

    it('of the clinic set when it is charted and followed up in those who are planned under them (issue 5)', async () => {
      const physician = await clinic.as('physician');
      const tenDays = shippedProtocols.find(({ id }) => id === 'outpatient-10-days') as Protocol;
      const first = copyProtocol(tenDays, randomUUID(), 'With intervals of ours');
      const [second, ...others] = first.followUp.slice(1);
      const own: Protocol = {
        ...first,
        monitoring: {
          ...first.monitoring,
          charted: first.monitoring.charted.map((one) =>
            one.item === 'pain' && one.phase === 'infusion'
              ? ownItem({ ...one, everyMin: 25 }, one, ({ everyMin }) => `every ${everyMin} min`)
              : one,
          ),
        },
        discharge: {
          ...first.discharge,
          instructions: {
            parts: [{ title: 'Today', lines: ['Ring us tonight.'] }],
            source: 'This clinic',
            status: 'ours',
          },
        },
        followUp: [
          ...first.followUp.slice(0, 1),
          ...(second === undefined
            ? []
            : [ownItem({ ...second, day: 5 }, second, ({ day }) => `day ${day}`)]),
          ...others.filter(({ day }) => day > 5),
        ],
      };
      expect((await physician.send('POST', '/api/protocols', own)).json()).toEqual(own);
      const dueTimes = async (protocol: Protocol) => {
        const treatment = await planTreatment(clinic, undefined, protocol);
        await treatment.start();
        const session = sessionOf((await treatment.read()).events);
        const pain = dueOf(session, {}, clinic.now.toISOString()).find(({ id }) => id === 'chart:pain');
        await treatment.enter({ kind: 'abort', reason: 'Synthetic.' });
        const { due }: FollowUp = (
          await treatment.physician.send('GET', `/api/patients/${treatment.patientId}/follow-up`)
        ).json();
        return {
          painInMinutes: Math.round(pain?.inMinutes ?? 0),
          contactDays: due.filter(({ item }) => item === 'contact').map(({ day }) => day),
          baselineOfALT: session.plan.laboratoryBefore?.some(({ measure }) => measure === 'ALT'),
          instructions: session.plan.discharge.instructions?.parts[0]?.lines,
        };
      };
      expect(await dueTimes(tenDays)).toEqual({
        painInMinutes: 15,
        contactDays: [1, 2, 3],
        baselineOfALT: true,
      });
      expect(await dueTimes(own)).toEqual({
        painInMinutes: 25,
        contactDays: [1, 5],
        baselineOfALT: true,
        instructions: ['Ring us tonight.'],
      });
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
