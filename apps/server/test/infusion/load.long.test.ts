import { describe, expect, it } from 'vitest';
import { openClinic } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { putUnderLoad } from './load.ts';

for (const kind of DATABASES.filter(({ name }) => name === 'PostgreSQL')) {
  describe(`issue 5, load (${kind.name})`, () => {
    it('50 sessions with vital signs every 15 s, 200 watching: nothing is lost, everybody is served; p99 of acknowledging is printed', async () => {
      const clinic = await openClinic(kind);
      try {
        const result = await putUnderLoad(clinic, {
          sessions: 50,
          watchers: 200,
          rounds: 12,
          everyMs: 15_000,
        });
        const p99 = result.acknowledgedMs[Math.floor(result.acknowledgedMs.length * 0.99)];
        console.log(
          `Entries acknowledged: ${result.acknowledgedMs.length}, p99 ${p99?.toFixed(0)} ms (required: below 100 ms on a machine that does nothing else).`,
        );
        expect(result.lostOrDoubled).toBe(0);
        expect(result.watchersServed).toBe(200);
      } finally {
        await clinic.close();
      }
    });
  });
}
