import { randomUUID } from 'node:crypto';
import type { Board, InfusionMessage } from '@ketame/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clinicNamed } from '../../src/clinic.ts';
import { addClinic } from '../../src/clinics/clinics.ts';
import { createApplication } from '../../src/http/application.ts';
import { type Client, openClinic, type TestClinic, testOrigin } from '../clinic.ts';
import { DATABASES } from '../databases.ts';
import { calmRow, planTreatment, type Treatment } from './treatment.ts';

/** Reads server-sent events as a browser does. */
async function listen(url: string, { cookie }: Client, lastId?: string) {
  const abort = new AbortController();
  const answer = await fetch(url, {
    headers: { cookie, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
    signal: abort.signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    /** The next message that is one. */
    next: async (): Promise<{ event: string; id: string; data: unknown }> => {
      for (;;) {
        const found = /event: (.+)\nid: (.+)\ndata: (.+)\n\n/.exec(text);
        if (found?.[1] !== undefined && found[2] !== undefined && found[3] !== undefined) {
          text = text.slice(found.index + found[0].length);
          return { event: found[1], id: found[2], data: JSON.parse(found[3]) };
        }
        const read = await reader?.read();
        if (read === undefined || read.done) throw new Error('The stream ended.');
        text += read.value;
      }
    },
    close: () => abort.abort(),
  };
}

for (const kind of DATABASES) {
  describe(`issue 5, the streams (${kind.name})`, () => {
    let clinic: TestClinic;
    let url: string;
    let treatment: Treatment;
    beforeAll(async () => {
      clinic = await openClinic(kind);
      url = await clinic.app.listen({ host: '127.0.0.1', port: 0 });
      treatment = await planTreatment(clinic);
      await treatment.start();
    });
    afterAll(() => {
      // Whoever breaks a stream off opens a spare line, whose first request the server would wait for.
      clinic.app.server.closeAllConnections();
      return clinic.close();
    });

    it('of a session: all of it first, then what is new; from where the page was when the line broke', async () => {
      const stream = await listen(`${url}/api/infusions/${treatment.id}/stream`, treatment.nurse);
      expect([stream.status, stream.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
      const first = await stream.next();
      const { events } = first.data as InfusionMessage;
      expect(first.id).toBe(`${events.length}.0`);
      await treatment.enter({ ...calmRow, drugHigh: 9 } as never);
      const second = (await stream.next()).data as InfusionMessage;
      expect(second.events.map(({ content }) => content.kind)).toEqual(['chart']);
      expect(second.alerts.map(({ cause }) => cause)).toEqual(['drug high']);
      stream.close();
      await treatment.enter({ kind: 'note', text: 'while nobody listened' });
      const again = await listen(`${url}/api/infusions/${treatment.id}/stream`, treatment.nurse, first.id);
      const missed = (await again.next()).data as InfusionMessage;
      expect(missed.events.map(({ content }) => content.kind)).toEqual(['chart', 'note']);
      again.close();
      // A page that has fetched the session before it listens says how much of it it has.
      const address = `${url}/api/infusions/${treatment.id}/stream?after=${first.id}`;
      const opened = await listen(address, treatment.nurse);
      expect(((await opened.next()).data as InfusionMessage).events).toHaveLength(2);
      opened.close();
    });

    it('of the board: all lines first, then each that changes', async () => {
      const stream = await listen(`${url}/api/infusions/stream`, treatment.physician);
      const all = (await stream.next()).data as Board;
      expect(all.rows.map(({ id }) => id)).toContain(treatment.id);
      await treatment.enter({ kind: 'pause', reason: 'asked' });
      const changed = await stream.next();
      expect(changed.event).toBe('row');
      expect((changed.data as Board).rows[0]).toMatchObject({ id: treatment.id, state: 'paused' });
      stream.close();
    });

    it('of the board tell one clinic nothing of another, and nothing after a line that broke', async () => {
      await addClinic(clinic.database, testOrigin('command'), { name: 'Second', timeZone: 'UTC' });
      const scope = await clinicNamed(clinic.database, 'Second');
      const second: TestClinic = {
        ...clinic,
        scope,
        as: (role) => clinic.as(role, scope),
        addAccount: (role) => clinic.addAccount(role, scope),
      };
      const theirNurse = await second.as('nurse');
      const address = `${url}/api/infusions/stream`;
      const idsOf = async (stream: Awaited<ReturnType<typeof listen>>) =>
        ((await stream.next()).data as Board).rows.map(({ id }) => id);
      const ours = await listen(address, treatment.nurse);
      const broken = await listen(address, theirNurse);
      expect(await idsOf(ours)).toEqual([treatment.id]);
      expect(await idsOf(broken)).toEqual([]);
      await treatment.enter({ kind: 'note', text: 'ours alone' });
      expect(await idsOf(ours)).toEqual([treatment.id]);
      broken.close();
      const theirs = await listen(address, theirNurse, '0');
      expect(await idsOf(theirs)).toEqual([]);
      const foreign = `${url}/api/infusions/${treatment.id}/stream`;
      expect((await listen(foreign, theirNurse, '1.0')).status).toBe(404);

      // What each of them enters at the same time comes to its own stream, as the next message there.
      const own = await planTreatment(second);
      expect(await idsOf(theirs)).toEqual([own.id]);
      await treatment.enter({ kind: 'note', text: 'ours again' });
      await own.enter({ kind: 'note', text: 'theirs' });
      expect([await idsOf(ours), await idsOf(theirs)]).toEqual([[treatment.id], [own.id]]);
      ours.close();
      theirs.close();
    });

    it('are for those who may see a session, and of one that they may see', async () => {
      for (const role of ['researcher', 'patient'] as const) {
        const person = await clinic.as(role);
        expect((await person.send('GET', '/api/infusions/stream')).statusCode).toBe(403);
        expect((await person.send('GET', `/api/infusions/${treatment.id}/stream`)).statusCode).toBe(403);
      }
      const nobody = await clinic.as(null);
      expect((await nobody.send('GET', '/api/infusions/stream')).statusCode).toBe(401);
      const absent = await treatment.nurse.send('GET', `/api/infusions/${randomUUID()}/stream`);
      expect(absent.statusCode).toBe(404);
    });

    it('end at once for who signs out and whose account is disabled, and for nobody else', async () => {
      const administrator = await clinic.as('administrator');
      const [leaving, dismissed, staying] = [
        await clinic.as('nurse'),
        await clinic.as('nurse'),
        await clinic.as('nurse'),
      ];
      const address = `${url}/api/infusions/stream`;
      const open = async (who: Client) => {
        const stream = await listen(address, who);
        await stream.next();
        return stream;
      };
      const streams = [await open(leaving), await open(dismissed), await open(staying)] as const;
      await leaving.send('POST', '/api/sign-out');
      await expect(streams[0].next()).rejects.toThrow('ended');
      const disabled = { disabled: true };
      const done = await administrator.send('PATCH', `/api/accounts/${dismissed.id}`, disabled);
      expect(done.statusCode).toBe(200);
      await expect(streams[1].next()).rejects.toThrow('ended');
      await treatment.enter({ kind: 'note', text: 'somebody still watches' });
      expect((await streams[2].next()).event).toBe('row');
      streams[2].close();
    });

    it('a server started anew goes on with the same alerts, and raises none of them twice', async () => {
      const before = (await treatment.read()).alerts;
      expect(before.length).toBeGreaterThan(0);
      const stored = () =>
        clinic.database.transaction(clinic.scope, (trx) =>
          trx.selectFrom('infusion_alert').select('id').where('infusion_id', '=', treatment.id).execute(),
        );
      const rows = await stored();
      const anew = await createApplication(
        { database: clinic.database, now: () => clinic.now },
        { webFolder: null, controlToken: null, logLevel: 'silent' },
      );
      const answer = await anew.inject({
        url: `/api/infusions/${treatment.id}`,
        headers: { cookie: treatment.nurse.cookie },
      });
      expect(answer.json().alerts).toEqual(before);
      expect(await stored()).toEqual(rows);
      await anew.close();
    });
  });
}
