import { randomUUID } from 'node:crypto';
import type { OutcomeNumber, Outcomes } from '@ketame/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, openClinic, type TestClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { calmRow, entry, planTreatment, type Team, teamOf } from '../infusion/treatment.ts';

for (const kind of DATABASES) {
  describe(`the outcomes of a clinic (${kind.name}, issue 5)`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    const outcomes = async (who: Client, days = 365): Promise<Outcomes> =>
      (await who.send('GET', `/api/outcomes?days=${days}`)).json();
    const count = (numbers: readonly OutcomeNumber[], id: string): [number, number] | undefined => {
      const found = numbers.find((number) => number.id === id);
      return found && [found.patients, found.rows];
    };
    let team: Team | undefined;
    async function treat(rows: object[]): Promise<string> {
      team ??= await teamOf(clinic);
      const treatment = await planTreatment(clinic, team);
      await treatment.start();
      await treatment.send(rows);
      return treatment.patientId;
    }
    const report = (code: string) =>
      entry(clinic, {
        kind: 'adverse-event',
        code: code as 'headache',
        text: 'synthetic',
        serious: false,
        resolvedAt: null,
      });

    it('count nothing in a clinic that has treated nobody', async () => {
      const { numbers } = await outcomes(await clinic.as('nurse'));
      expect(numbers.every(({ patients, rows }) => patients === 0 && rows === 0)).toBe(true);
    });

    it('are each the number of the rows behind them', async () => {
      const better = await treat([
        report('headache'),
        entry(clinic, { ...calmRow, kind: 'chart', systolic: 200 }),
      ]);
      await treat([report('visible blood in urine')]);
      const unknown = await treat([]);
      clinic.now = new Date(clinic.now.getTime() + 14 * 86_400_000);
      const nurse = await clinic.as('nurse');
      const week = { kind: 'pain', period: 'week', mean: 4, reliefPercent: 45 };
      const at = clinic.now.toISOString();
      for (const content of [week, { ...week, period: 'day', reliefPercent: 0 }]) {
        const url = `/api/patients/${better}/follow-up`;
        expect((await nurse.send('POST', url, { id: randomUUID(), at, content })).statusCode).toBe(201);
      }
      const { numbers } = await outcomes(nurse);
      expect(count(numbers, 'treated')).toEqual([3, 3]);
      expect(count(numbers, 'response')).toEqual([1, 1]);
      expect(count(numbers, 'no-response')).toEqual([0, 0]);
      expect(count(numbers, 'response-unknown')).toEqual([2, 2]);
      expect(count(numbers, 'harm-other')).toEqual([1, 1]);
      expect(count(numbers, 'harm-kidney-and-bladder')?.[0]).toBe(1);
      expect(count(numbers, 'harm-heart-and-circulation')?.[0]).toBe(1);
      expect(count(numbers, 'held-bladder-and-kidney')?.[0]).toBe(0);
      expect(count(numbers, 'without-goals')).toEqual([3, 3]);
      for (const number of numbers) {
        const answer = await nurse.send('GET', `/api/outcomes/${number.id}?days=365`);
        expect(answer.statusCode).toBe(200);
        expect(answer.json().number).toEqual(number);
        expect(answer.json().rows).toHaveLength(number.rows);
      }
      const { rows } = (await nurse.send('GET', '/api/outcomes/response-unknown')).json();
      expect(rows.map(({ patientId }: { patientId: string }) => patientId)).toContain(unknown);
    });

    it('count only what is in the time looked at, and refuse another time', async () => {
      clinic.now = new Date(clinic.now.getTime() + 100 * 86_400_000);
      const nurse = await clinic.as('nurse');
      expect(count((await outcomes(nurse, 90)).numbers, 'treated')).toEqual([0, 0]);
      expect(count((await outcomes(nurse, 365)).numbers, 'treated')).toEqual([3, 3]);
      expect((await nurse.send('GET', '/api/outcomes?days=91')).statusCode).toBe(400);
      expect((await nurse.send('GET', '/api/outcomes/nothing')).statusCode).toBe(404);
    });
  });
}
