import { describe, expect, it } from 'vitest';
import { openClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { restartDuring } from './restart.ts';

for (const kind of DATABASES) {
  describe(`issue 5, restart (${kind.name})`, () => {
    it('ten sessions of 100 h are on the board again; the time is printed', async () => {
      const clinic = await openClinic(kind);
      const { app, cookie, ids, tookMs } = await restartDuring(clinic, { sessions: 10, hours: 100 });
      try {
        console.log(
          `Started with ten sessions of 100 h in ${(tookMs / 1000).toFixed(1)} s (required: 5 s on a machine that does nothing else).`,
        );
        const answer = await app.inject({ url: '/api/infusions', headers: { cookie } });
        expect(answer.json().rows).toHaveLength(ids.length);
      } finally {
        await app.close();
        await clinic.database.close();
      }
    });
  });
}
