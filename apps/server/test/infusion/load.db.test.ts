import { describe, expect, it } from 'vitest';
import { openClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { putUnderLoad } from './load.ts';

for (const kind of DATABASES) {
  describe(`issue 5, load at a reduced size (${kind.name})`, () => {
    it('sessions with vital signs and people who watch: nothing is lost or doubled, everybody is served', async () => {
      const clinic = await openClinic(kind);
      try {
        const result = await putUnderLoad(clinic, { sessions: 3, watchers: 10, rounds: 3, everyMs: 300 });
        expect(result.lostOrDoubled).toBe(0);
        expect(result.watchersServed).toBe(10);
        expect(result.acknowledgedMs).toHaveLength(9);
      } finally {
        await clinic.close();
      }
    });
  });
}
