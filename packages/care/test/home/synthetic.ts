import {
  type DoseContext,
  type HomeContent,
  type HomeEvent,
  type HomeProgramme,
  shippedHomeProgrammes,
} from '../../src/index.ts';

export const zone = 'Europe/Amsterdam';

export function programme(id: string): HomeProgramme {
  const found = shippedHomeProgrammes.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no programme "${id}".`);
  return found;
}
export const oral = programme('ketame-oral');

let made = 0;
/** An event of a synthetic patient; ids rise, so that they sort as they were made. */
export function event(at: string, content: HomeContent, more: Partial<HomeEvent> = {}): HomeEvent {
  made += 1;
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    device: '11111111-1111-4111-8111-111111111111',
    author: 'patient',
    at: new Date(at).toISOString(),
    zone,
    content,
    ...more,
  };
}

export const dose = (at: string, packCode: string | null = null, doseUg = 10_000) =>
  event(at, { kind: 'dose', packCode, doseUg });

/** What makes every condition of the oral programme met at an instant, minutes before it. */
export function answers(at: string, minutesBefore = 5): HomeEvent[] {
  const then = new Date(Date.parse(at) - minutesBefore * 60_000).toISOString();
  return [
    event(then, { kind: 'blood-pressure', systolic: 128, diastolic: 80 }),
    event(then, { kind: 'sitter', present: true, confirmed: true }),
    event(then, { kind: 'substances', alcohol: false, sedatives: false, otherDrugs: false }),
  ];
}

export const check = (doseEvent: HomeEvent, minute: number, change: Partial<HomeContent> = {}): HomeEvent =>
  event(new Date(Date.parse(doseEvent.at) + minute * 60_000).toISOString(), {
    kind: 'after-dose',
    doseId: doseEvent.id,
    minute,
    awake: 'awake',
    breathing: 'normal',
    systolic: null,
    diastolic: null,
    sitter: true,
    ...change,
  } as HomeContent);

export const day = (date: string, change: Partial<Extract<HomeContent, { kind: 'day' }>> = {}): HomeEvent =>
  event(`${date}T19:00:00Z`, {
    kind: 'day',
    date,
    painAverage: 4,
    painWorst: 6,
    reliefPercent: 30,
    sleep: 6,
    mood: 6,
    hindered: 'a-little',
    sideEffects: [],
    urine: [],
    ...change,
  });

/** A device that heard the server a minute ago, with supply and no stop. */
export const context = (now: string, change: Partial<DoseContext> = {}): DoseContext => {
  const heard = new Date(Date.parse(now) - 60_000).toISOString();
  return {
    timeZone: zone,
    enrolment: { status: 'active', validUntil: '2027-06-01T00:00:00.000Z' },
    doseUg: 10_000,
    packs: [
      { code: 'AAAAAAAA1', doseUg: 10_000, expiry: '2027-12-31' },
      { code: 'AAAAAAAA2', doseUg: 10_000, expiry: '2027-12-31' },
    ],
    looseUg: 0,
    stops: [],
    clock: { server: { at: heard, deviceAt: heard }, steady: null },
    ...change,
  };
};
