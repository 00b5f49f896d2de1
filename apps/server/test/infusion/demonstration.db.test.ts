import { type SessionRecord, sessionOf } from '@ketame/care';
import type { Board, FollowUpRow, Infusion } from '@ketame/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareClinic } from '../../src/first-start.ts';
import { readWorklist } from '../../src/follow-up/follow-up.ts';
import { createApplication } from '../../src/http/application.ts';
import { client, cookieOf, openClinic, signIn, type TestClinic, testOrigin } from '../clinic.ts';
import { DATABASES } from '../databases.ts';

for (const kind of DATABASES) {
  describe(`sessions of the demonstration clinic (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
      clinic.now = new Date('2026-11-20T08:00:00.000Z');
      await prepareClinic(clinic.database, clinic.now, true);
    });
    afterAll(() => clinic.close());

    it('one runs, with an alert that waits for an answer; one is over, with its record complete', async () => {
      const app = await createApplication(
        { database: clinic.database, now: () => clinic.now },
        { webFolder: null, controlToken: null, logLevel: 'silent' },
      );
      const nurse = client(app, '', cookieOf(await signIn(app, 'nurse@example.org', 'ketame-nurse-demo')));
      const board = (await nurse.send('GET', '/api/infusions')).json() as Board;
      expect(
        board.rows.map(({ place, state, alerts }) => [place, state, alerts.map(({ cause }) => cause)]),
      ).toEqual([['Room 2', 'infusing', ['oxygenSaturation below']]]);
      const rows = await clinic.database.transaction(clinic.scope, (trx) =>
        trx.selectFrom('infusion').select(['id', 'state']).orderBy('state').execute(),
      );
      expect(rows.map(({ state }) => state)).toEqual([...Array(4).fill('discharged'), 'infusing']);
      const finished = `/api/infusions/${rows[0]?.id}`;
      const { events } = (await nurse.send('GET', finished)).json() as Infusion;
      expect(sessionOf(events).entries.filter(({ withoutEffect }) => withoutEffect !== null)).toEqual([]);
      expect(((await nurse.send('GET', `${finished}/record`)).json() as SessionRecord).open).toEqual([]);
      await app.close();
    });

    it('are followed: one patient is overdue, one has raised enzymes, one has just gone home', async () => {
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
        findings: [{ rule: { id: 'liver-injury' }, nextTestOn: '2026-11-20' }, {}],
      });
      expect(of('Cedar')?.verdict.findings.map(({ rule }) => rule.id)).toEqual(['liver-interval']);
      expect(of('Cedar')?.due.map(({ item }) => item)).toContain('liver enzymes');
    });
  });
}
