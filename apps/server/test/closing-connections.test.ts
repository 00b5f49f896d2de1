import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { closeConnectionsWithServer } from '../src/http/closing-connections.ts';

it('a stop ends connections that were never used, answers what was asked, and waits for no more', async () => {
  const app = fastify({ forceCloseConnections: 'idle' });
  closeConnectionsWithServer(app);
  let answer = (): void => undefined;
  const asked = new Promise<void>((arrived) => {
    app.get('/slow', async () => {
      arrived();
      await new Promise<void>((wake) => {
        answer = wake;
      });
      return 'answered';
    });
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const accepted = once(app.server, 'connection');
  const unused = connect(port, '127.0.0.1').resume();
  await accepted;
  const used = fetch(`http://127.0.0.1:${port}/slow`);
  await asked;

  const closed = app.close();
  // Otherwise each of the two would last for more than a minute.
  await once(unused, 'close');
  answer();
  expect(await (await used).text()).toBe('answered');
  await closed;
});
