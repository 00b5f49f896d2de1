import { describe, it } from 'vitest';
import { DATABASES } from '../databases.ts';
import { tryManyClients } from './many-clients.ts';

/** The size that issue 6 asks for. */
for (const kind of DATABASES) {
  describe(`the register under many clients and a killed server (${kind.name})`, () => {
    it('supplies nothing twice and loses nothing: 64 clients, 8 kills', { timeout: 1_800_000 }, () =>
      tryManyClients(kind, { clients: 64, kills: 8, doses: 640 }),
    );
  });
}
