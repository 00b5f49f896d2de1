import { randomUUID } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { addPatient, openClinic, planContent } from './clinic.ts';
import { DATABASES } from './databases.ts';

const kind = DATABASES.find(({ name }) => name === 'PostgreSQL');

/** Between Ketame and the server of the tests, so that the connection can be cut without touching the server. */
class Line {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #cut = false;

  constructor(target: { host: string; port: number }) {
    this.#server = createServer((near) => {
      if (this.#cut) {
        near.destroy();
        return;
      }
      const far = connect(target);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy()).on('close', () => this.#sockets.delete(from));
      }
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#cut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}

describe.skipIf(kind === undefined)('while the database server is away', () => {
  const lines: Line[] = [];
  afterAll(() => {
    for (const line of lines) line.close();
  });

  it('requests are answered 503, nothing is half done, and all goes on when it is back (Bad days)', async () => {
    if (kind === undefined) return;
    const direct = await kind.create();
    if (!('databaseUrl' in direct)) throw new Error('a server');
    const url = new URL(direct.databaseUrl);
    const line = new Line({ host: url.hostname, port: Number(url.port || 5432) });
    lines.push(line);
    url.hostname = '127.0.0.1';
    url.port = String(await line.listen());
    const clinic = await openClinic({ name: kind.name, create: async () => ({ databaseUrl: url.href }) });
    const physician = await clinic.as('physician');
    const patient = await addPatient(clinic.database);
    const plan = { ...planContent('Kept'), id: randomUUID() };
    expect((await physician.send('POST', `/api/patients/${patient}/plans`, plan)).statusCode).toBe(201);

    line.cut();
    const lost = { ...planContent('Lost'), id: randomUUID() };
    const refused = await physician.send('POST', `/api/patients/${patient}/plans`, lost);
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'database-unavailable']);
    const health = await clinic.app.inject('/health');
    expect([health.statusCode, health.json().status]).toEqual([503, 'unavailable']);

    line.mend();
    expect((await clinic.app.inject('/health')).statusCode).toBe(200);
    const plans = await physician.send('GET', `/api/patients/${patient}/plans`);
    expect(plans.json().map(({ title }: { title: string }) => title)).toEqual(['Kept']);

    // In the middle of a save: the answer is a 503, and the plan is there whole or not at all.
    const saving = Array.from({ length: 20 }, (_, number) =>
      physician.send('POST', `/api/patients/${patient}/plans`, {
        ...planContent(`Cut ${number}`),
        id: randomUUID(),
      }),
    );
    await Promise.race(saving);
    line.cut();
    const codes = (await Promise.all(saving)).map(({ statusCode }) => statusCode);
    line.mend();
    expect(new Set(codes)).toEqual(new Set([201, 503]));
    const administrator = await clinic.as('administrator');
    expect((await administrator.send('GET', '/api/audit/verify')).json()).toMatchObject({ ok: true });
    const after = await physician.send('GET', `/api/patients/${patient}/plans`);
    expect(after.json().length - 1).toBeGreaterThanOrEqual(codes.filter((code) => code === 201).length);
    await clinic.close();
  });
});
