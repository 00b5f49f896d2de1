import { type HomeEvent, shippedHomeProgrammes } from '@ketame/care';
import type { HomeEventAnswers, HomeEvents, KeptHomeEvent, MyHome } from '@ketame/contract';
import type { DiaryServer } from '../../src/home/device/exchange.ts';

/** A server's diary of one patient, as the contract tells it: an id is kept once, and arrivals are numbered. */
export function modelClinic(now: () => string = () => new Date().toISOString()) {
  const kept: KeptHomeEvent[] = [];
  const add = (event: HomeEvent, by: string | null) => {
    const found = kept.find((one) => one.event.id === event.id);
    if (found !== undefined) {
      const isSame = JSON.stringify(found.event) === JSON.stringify(event);
      return { id: event.id, cursor: found.cursor, isSame, isNew: false };
    }
    const cursor = kept.length + 1;
    kept.push({ event, cursor, receivedAt: now(), by });
    return { id: event.id, cursor, isSame: true, isNew: true };
  };
  const server: DiaryServer = {
    send: async (events): Promise<HomeEventAnswers> => ({
      now: now(),
      answers: events.map((event) => {
        const { id, cursor, isSame, isNew } = add(event, null);
        const answer = isNew ? 'stored' : isSame ? 'already there' : 'refused';
        return { id, answer, why: isSame ? null : 'Another entry has this number.', cursor };
      }),
    }),
    fetch: async (after): Promise<HomeEvents> => {
      const events = kept.filter(({ cursor }) => cursor > after).slice(0, 3);
      const cursor = events.at(-1)?.cursor ?? after;
      return { events, cursor, more: cursor < kept.length, now: now() };
    },
  };
  return { kept, server, enterByClinic: (event: HomeEvent) => add(event, 'Synthetic nurse') };
}

const packs = ['4H2M9K7PD', '8R3T6V2WA'];

/** What the server tells a phone: our sublingual programme, active, with doses in hand; the clinic is synthetic. */
export function modelHome(now: string, cursor: number): MyHome {
  const programme = shippedHomeProgrammes.find(({ id }) => id === 'ketame-sublingual') ?? null;
  return {
    patientId: '5f0c2a52-0c55-4a0e-9c0a-0d6f1f1f0a01',
    now,
    programme: programme && { ...programme, window: { ...programme.window, fromHour: 0, toHour: 24 } },
    enrolment: {
      status: 'active',
      validUntil: new Date(Date.parse(now) + 60 * 86_400_000).toISOString(),
      timeZone: 'Europe/Amsterdam',
    },
    doseUg: programme?.doseUg.value ?? null,
    packs: packs.map((code) => ({ code, doseUg: programme?.doseUg.value ?? 0, expiry: '2099-12-31' })),
    looseUg: 1_000_000,
    planned: [],
    stops: [],
    clinic: {
      name: 'Synthetic pain clinic',
      timeZone: 'Europe/Amsterdam',
      phone: '+31 000 000 000',
      emergencyNumber: '112',
      crisisLine: '113',
      messagesRead: 'weekdays 9 to 17',
    },
    cursor,
  };
}
