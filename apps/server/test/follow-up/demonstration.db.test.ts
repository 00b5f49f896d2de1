import type { FollowUpRow } from '@ketame/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareClinic } from '../../src/first-start.ts';
import { readWorklist } from '../../src/follow-up/follow-up.ts';
import { openClinic, type TestClinic, testOrigin } from '../clinic.ts';
import { DATABASES } from '../databases.ts';

for (const kind of DATABASES) {
  describe(`follow-up of the demonstration clinic (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
      clinic.now = new Date('2026-11-20T08:00:00.000Z');
      await prepareClinic(clinic.database, clinic.now, true);
    });
    afterAll(() => clinic.close());

    it('has a patient who is overdue, one with raised enzymes, and one who has just gone home', async () => {
      const origin = { ...testOrigin(), at: clinic.now.toISOString() };
      const { rows } = await clinic.database.transaction(clinic.scope, (trx) => readWorklist(trx, origin));
      const of = (name: string): FollowUpRow | undefined =>
        rows.find(({ familyName }) => familyName.startsWith(name));
      expect(
        of('Birch')
          ?.due.filter(({ state }) => state === 'overdue')
          .map(({ item, overdueDays }) => [item, overdueDays]),
      ).toEqual([
        ['cognition', 6],
        ['misuse', 6],
      ]);
      expect(of('Ginkgo')?.verdict).toMatchObject({
        outcome: 'stop',
        findings: [{ rule: { id: 'liver-injury' }, nextTestOn: '2026-11-20' }, {}, {}],
      });
      expect(of('Cedar')?.verdict.findings.map(({ rule }) => rule.id)).toEqual(['liver-interval']);
      expect(of('Cedar')?.due.map(({ item }) => item)).toContain('liver enzymes');
    });
  });
}
