import { foldDiary, type HomeEvent } from '@ketame/care';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DeviceDiary, emptyDiary, entered, held, unsent } from '../../src/home/device/diary.ts';
import { type DiaryServer, exchange, oneAtATime, type Shelf } from '../../src/home/device/exchange.ts';
import { modelClinic } from './model-clinic.ts';

/** A network that drops the request on its way, or the answer on its way back. */
function network(server: DiaryServer, falls: readonly ('request' | 'answer' | 'none')[]): DiaryServer {
  let call = 0;
  const through = async <T>(work: () => Promise<T>): Promise<T> => {
    const fall = falls[call++ % falls.length] ?? 'none';
    if (fall === 'request') throw new Error('away');
    const answer = await work();
    if (fall === 'answer') throw new Error('away');
    return answer;
  };
  return {
    send: (events) => through(() => server.send(events)),
    fetch: (after) => through(() => server.fetch(after)),
  };
}

function phone() {
  let diary: DeviceDiary = emptyDiary;
  const shelf: Shelf = {
    diary: () => diary,
    change: async (change) => {
      diary = change(diary);
    },
  };
  return { shelf, enter: (event: HomeEvent) => shelf.change((one) => entered(one, event)) };
}

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const instant = (minute: number) => new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString();

const step = fc.oneof(
  fc.record({ do: fc.constant('dose' as const), phone: fc.nat(1), pack: fc.constantFrom('4H2M9K7PD', null) }),
  fc.record({ do: fc.constant('correct' as const), by: fc.nat(2), of: fc.nat(20), strike: fc.boolean() }),
  fc.record({
    do: fc.constant('exchange' as const),
    phone: fc.nat(1),
    falls: fc.array(fc.constantFrom('request' as const, 'answer' as const, 'none' as const), {
      minLength: 1,
      maxLength: 5,
    }),
  }),
);

test('two devices and edits of the clinic in random offline windows converge, lose nothing, and list what disagrees', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const clinic = modelClinic();
      const phones = [phone(), phone()];
      const made: string[] = [];
      let minute = 0;
      for (const one of steps) {
        minute += 1;
        const event = { id: id(minute), at: instant(minute), zone: 'Europe/Amsterdam' };
        if (one.do === 'exchange') {
          const device = phones[one.phone] ?? phone();
          await exchange(device.shelf, network(clinic.server, one.falls)).catch(() => undefined);
        } else if (one.do === 'dose') {
          const content = { kind: 'dose', packCode: one.pack, doseUg: 20_000 } as const;
          await phones[one.phone]?.enter({
            ...event,
            device: id(900 + one.phone),
            author: 'patient',
            content,
          });
          made.push(event.id);
        } else {
          const target = made[one.of % Math.max(1, made.length)];
          if (target === undefined) continue;
          const replacement = one.strike
            ? null
            : { at: instant(minute), statement: { kind: 'dose', packCode: null, doseUg: 10_000 } as const };
          const content = {
            kind: 'correction',
            corrects: [target],
            replacement,
            reason: 'mistyped',
          } as const;
          const author = one.by === 2 ? 'clinic' : 'patient';
          const correction = { ...event, device: id(900 + one.by), author, content } as const;
          if (author === 'clinic') clinic.enterByClinic(correction);
          else await phones[one.by]?.enter(correction);
          made.push(event.id);
        }
        // At no moment is an entry in neither place.
        const known = new Set([
          ...clinic.kept.map((kept) => kept.event.id),
          ...phones.flatMap(({ shelf }) => unsent(shelf.diary()).map((waiting) => waiting.id)),
        ]);
        expect(made.filter((one) => !known.has(one))).toEqual([]);
      }
      for (const { shelf } of [...phones, ...phones]) await exchange(shelf, clinic.server);

      expect(clinic.kept.map(({ event }) => event.id).toSorted()).toEqual(made.toSorted());
      const truth = foldDiary(clinic.kept.map(({ event }) => event));
      for (const { shelf } of phones) {
        expect(unsent(shelf.diary())).toEqual([]);
        expect(foldDiary(held(shelf.diary()))).toEqual(truth);
      }
      const dosesOfThePack = truth.entries.filter(
        ({ now }) => now?.kind === 'dose' && now.packCode === '4H2M9K7PD',
      );
      const listed = truth.conflicts.filter(({ kind }) => kind === 'pack-taken-twice');
      expect(listed.length).toBe(dosesOfThePack.length > 1 ? 1 : 0);
    }),
    { numRuns: 150 },
  );
});

test('an event that the server refuses stays on the device, is shown with why, and is not sent again', async () => {
  const { shelf, enter } = phone();
  const event = {
    id: id(1),
    device: id(2),
    author: 'patient',
    at: instant(0),
    zone: 'UTC',
    content: { kind: 'help', text: null },
  } as const;
  await enter(event);
  await enter(event);
  let sent = 0;
  const server: DiaryServer = {
    send: async (events) => {
      sent += events.length;
      return { now: instant(1), answers: [{ id: id(1), answer: 'refused', why: 'Too old.', cursor: null }] };
    },
    fetch: async () => ({ events: [], cursor: 0, more: false, now: instant(1) }),
  };
  await exchange(shelf, server);
  await exchange(shelf, server);
  expect(sent).toBe(1);
  expect(shelf.diary().events.get(id(1))).toMatchObject({ state: 'refused', why: 'Too old.' });
});

/** Exchanges that end when the test says so, each with whether the server was heard. */
function exchanges(waiting: { count: number }) {
  const ends: ((heard: boolean) => void)[] = [];
  const once = () => new Promise<boolean>((resolve) => ends.push(resolve));
  const ask = oneAtATime(once, () => waiting.count > 0);
  const end = async (heard: boolean) => {
    ends.at(-1)?.(heard);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { ask, end, begun: () => ends.length };
}

test('the network comes back while an exchange is failing: it is tried again at once, and only once', async () => {
  const { ask, end, begun } = exchanges({ count: 1 });
  const asked = ask();
  expect(ask()).toBe(asked);
  await end(false);
  expect(begun()).toBe(2);
  await end(false);
  await asked;
  expect(begun()).toBe(2);
});

test('an exchange that fails is not tried again by itself; one that is heard goes on until nothing waits', async () => {
  const waiting = { count: 1 };
  const { ask, end, begun } = exchanges(waiting);
  const failing = ask();
  await end(false);
  await failing;
  expect(begun()).toBe(1);
  const heard = ask();
  await end(true);
  expect(begun()).toBe(3);
  waiting.count = 0;
  await end(true);
  await heard;
  expect(begun()).toBe(3);
});
