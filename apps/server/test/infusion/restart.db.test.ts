import { boardSchema } from '@ketame/contract';
import { describe, expect, it } from 'vitest';
import { openClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { restartDuring } from './restart.ts';

for (const kind of DATABASES) {
  describe(`issue 5, restart at a reduced size (${kind.name})`, () => {
    it('the first answer of a server started anew has all that the sessions had', async () => {
      const clinic = await openClinic(kind);
      const { app, cookie, ids, lastReadingAt } = await restartDuring(clinic, { sessions: 2, hours: 5 });
      try {
        const answer = await app.inject({ url: '/api/infusions', headers: { cookie } });
        const { rows } = boardSchema.parse(answer.json());
        expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids));
        for (const row of rows) {
          expect(row.vitals.heartRate).toEqual({ value: 70, at: lastReadingAt });
          expect(row.state).toBe('infusing');
        }
      } finally {
        await app.close();
        await clinic.database.close();
      }
    });
  });
}
