import { describe, it } from 'vitest';
import { DATABASES } from '../databases.ts';
import { tryManyClients } from './many-clients.ts';

for (const kind of DATABASES) {
  describe(`the register under many clients and a killed server (${kind.name})`, () => {
    it('supplies nothing twice and loses nothing: 16 clients, 1 kill', { timeout: 300_000 }, () =>
      tryManyClients(kind, { clients: 16, kills: 1, doses: 40 }),
    );
  });
}
