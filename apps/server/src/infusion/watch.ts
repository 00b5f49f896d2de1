import { randomUUID } from 'node:crypto';
import {
  type Alert,
  type AlertWatch,
  type ChartedItem,
  createAlertWatch,
  isOpen,
  type Reading,
  type Session,
  type SessionEvent,
  sessionOf,
  sessionWith,
  type VitalMeasure,
} from '@ketame/care';
import { audit } from '../audit/index.ts';
import { clinicScope, isUnavailable } from '../database/index.ts';
import type { ServerContext } from '../http/context.ts';
import { notFound } from '../http/problem.ts';
import type { Live } from './entries.ts';
import { findInfusion, readEvents, readReadings, type Total } from './stored.ts';

/** A session as the server watches it. */
export interface Watched {
  readonly id: string;
  readonly clinicId: string;
  readonly patientId: string;
  readonly place: string;
  readonly events: readonly SessionEvent[];
  readonly readings: readonly Reading[];
  readonly session: Session;
  readonly alerts: readonly Alert[];
  /** Newest value of each vital sign a monitor sent. */
  readonly vitals: Readonly<Partial<Record<VitalMeasure, { value: number; at: string }>>>;
}

/**
 * Watches all open sessions of this server: reads what is new in them, lets their alerts begin and end in time, keeps
 * each alert as it is raised, and tells who listens. All of it follows from what is stored, so that a server started
 * anew goes on where the last one ended.
 */
export interface InfusionWatch {
  start(): Promise<void>;
  stop(): void;
  /**
   * Takes what is new in a session. Called after each transaction that wrote to it.
   * @param added what the transaction added; what came from elsewhere meanwhile is read. Without it, all is read
   */
  changed(clinicId: string, id: string, added?: Added): Promise<Watched>;
  /** A session as it is known, read first when it is not watched. @throws Problem 404 */
  session(clinicId: string, id: string): Promise<Watched>;
  /** Those of these sessions that are watched. */
  among(ids: ReadonlySet<string>): Watched[];
  /** @returns what ends the listening */
  listen(listener: (changed: Watched) => void): () => void;
}

/** What a transaction added to a session, in its order, and how many of each the session has with it. */
export interface Added {
  readonly events?: readonly SessionEvent[];
  readonly readings?: readonly Reading[];
  readonly total: Total;
}

/** How often alerts are looked at, and how far behind the clock, so that what is just being written is there. */
const TICK_MS = 1000;

interface Kept {
  watched: Watched;
  readonly watch: AlertWatch;
  /** Alerts that are stored, by id and rule. */
  readonly stored: Set<string>;
  /** What was told last, to tell nothing twice. */
  told: string;
  /** One reading after the other. */
  work: Promise<unknown>;
}

export function createInfusionWatch({ database, now }: ServerContext): InfusionWatch {
  const all = new Map<string, Kept>();
  const listeners = new Set<(changed: Watched) => void>();
  let timer: NodeJS.Timeout | undefined;

  const alertsNow = (watch: AlertWatch) => watch.at(new Date(now().getTime() - TICK_MS).toISOString());

  const load = async (clinicId: string, id: string): Promise<Kept> => {
    const found = await database.transaction(clinicScope(clinicId), (trx) => findInfusion(trx, id));
    if (found === undefined) throw notFound('session of treatment');
    const events = await database.transaction(clinicScope(clinicId), (trx) => readEvents(trx, id));
    const kept: Kept = {
      watched: {
        id,
        clinicId,
        patientId: found.patientId,
        place: found.place,
        events: [],
        readings: [],
        session: sessionOf(events),
        alerts: [],
        vitals: {},
      },
      watch: createAlertWatch(),
      stored: new Set(),
      told: '',
      work: Promise.resolve(),
    };
    return kept;
  };

  const takeNew = async (kept: Kept, added: Added | undefined): Promise<void> => {
    const { id, clinicId, events, readings, session, vitals } = kept.watched;
    const { events: newEvents = [], readings: newReadings = [] } = isNext(kept.watched, added)
      ? added
      : await database.transaction(clinicScope(clinicId), async (trx) => ({
          events: await readEvents(trx, id, events.length),
          readings: await readReadings(trx, id, readings.length),
        }));
    const inputs = [
      ...newEvents.map((event) => ({ at: event.recordedAt, take: () => kept.watch.event(event) })),
      ...newReadings.map((reading) => ({ at: reading.receivedAt, take: () => kept.watch.reading(reading) })),
    ];
    // Instants that are stored are all in one form, in which later is greater.
    for (const { take } of inputs.sort((one, other) => Number(one.at > other.at) - Number(one.at < other.at)))
      take();
    const every = [...events, ...newEvents];
    kept.watched = {
      ...kept.watched,
      events: every,
      readings: [...readings, ...newReadings],
      session: events.length === 0 ? sessionOf(every) : newEvents.reduce(sessionWith, session),
      alerts: alertsNow(kept.watch),
      vitals: newest(vitals, newReadings),
    };
    await keepAlerts(kept);
    tell(kept);
  };

  /** Stores each alert, and each rule of a higher priority under it, once. */
  const keepAlerts = async (kept: Kept): Promise<void> => {
    const { id, clinicId, patientId, alerts } = kept.watched;
    const fresh = alerts.filter((alert) => !kept.stored.has(`${alert.id} ${alert.rule.id}`));
    if (fresh.length === 0) return;
    await database.transaction(clinicScope(clinicId), async (trx) => {
      const inserted = await trx
        .insertInto('infusion_alert')
        .values(
          fresh.map((alert) => ({
            infusion_id: id,
            patient_id: patientId,
            id: alert.id,
            rule: alert.rule.id,
            rule_version: alert.rule.version,
            priority: alert.rule.priority,
            raised_at: alert.raisedAt,
            inputs: JSON.stringify(alert.inputs),
          })),
        )
        .onConflict((conflict) => conflict.columns(['infusion_id', 'id', 'rule']).doNothing())
        .returning(['id', 'rule', 'priority', 'raised_at', 'inputs'])
        .execute();
      if (inserted.length === 0) return;
      await audit(
        trx,
        { actor: 'server', requestId: randomUUID(), at: now().toISOString() },
        {
          action: 'infusion.alert',
          subject: 'infusion',
          subjectId: id,
          patientId,
          after: inserted,
        },
      );
    });
    for (const alert of fresh) kept.stored.add(`${alert.id} ${alert.rule.id}`);
  };

  const tell = (kept: Kept): void => {
    const { events, readings, alerts } = kept.watched;
    const state = JSON.stringify([
      events.length,
      readings.length,
      alerts.map(({ id, rule, acknowledged, clearedAt, escalated, sounding }) => [
        id,
        rule.id,
        acknowledged?.at,
        clearedAt,
        escalated.length,
        sounding,
      ]),
    ]);
    if (state === kept.told) return;
    kept.told = state;
    for (const listener of listeners) listener(kept.watched);
  };

  const loading = new Map<string, Promise<Kept>>();
  const find = async (clinicId: string, id: string): Promise<Kept> => {
    const known = all.get(id);
    if (known !== undefined) return known;
    const begun = loading.get(id) ?? load(clinicId, id);
    loading.set(id, begun);
    try {
      const kept = await begun;
      if (!all.has(id)) all.set(id, kept);
      return all.get(id) ?? kept;
    } finally {
      loading.delete(id);
    }
  };

  const changed = async (clinicId: string, id: string, added?: Added): Promise<Watched> => {
    const kept = await find(clinicId, id);
    const work = kept.work.catch(() => undefined).then(() => takeNew(kept, added));
    kept.work = work;
    await work;
    // What is over is told once more to the listeners and then forgotten.
    if (!isOpen(kept.watched.session) && kept.watched.alerts.every(({ open }) => !open)) all.delete(id);
    return kept.watched;
  };

  let isLoaded = false;
  const loadOpen = async (): Promise<void> => {
    const clinics = await database.transaction('server', (trx) =>
      trx.selectFrom('clinic').select('id').execute(),
    );
    for (const { id: clinicId } of clinics) {
      const open = await database.transaction(clinicScope(clinicId), (trx) =>
        trx.selectFrom('infusion').select('id').where('open', '=', true).execute(),
      );
      await Promise.all(open.map(({ id }) => changed(clinicId, id)));
    }
    isLoaded = true;
  };

  const tick = async (): Promise<void> => {
    if (!isLoaded) await loadOpen();
    for (const kept of [...all.values()]) {
      kept.watched = { ...kept.watched, alerts: alertsNow(kept.watch) };
      try {
        await keepAlerts(kept);
      } catch (error) {
        const { id, clinicId } = kept.watched;
        const found = await database.transaction(clinicScope(clinicId), (trx) => findInfusion(trx, id));
        if (found !== undefined) throw error;
        // The patient has been erased.
        all.delete(id);
      }
      tell(kept);
    }
  };

  let ticking = false;
  const safeTick = (): void => {
    if (ticking) return;
    ticking = true;
    // What fails while the database is away is done by the next tick.
    tick()
      .catch(() => undefined)
      .finally(() => {
        ticking = false;
      });
  };

  return {
    start: async () => {
      await loadOpen().catch((error: unknown) => {
        if (!isUnavailable(error)) throw error;
      });
      timer = setInterval(safeTick, TICK_MS).unref();
    },
    stop: () => clearInterval(timer),
    changed,
    session: async (clinicId, id) => all.get(id)?.watched ?? (await changed(clinicId, id)),
    among: (ids) => [...all.values()].map(({ watched }) => watched).filter(({ id }) => ids.has(id)),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether what was added follows on what is known, with nothing from elsewhere between. */
function isNext({ events, readings }: Watched, added: Added | undefined): added is Added {
  if (added === undefined) return false;
  const { total } = added;
  return (
    events.length + (added.events?.length ?? 0) === total.events &&
    readings.length + (added.readings?.length ?? 0) === total.readings
  );
}

/** What the entries of a session need to know of it. */
export function liveOf({ session, alerts, vitals }: Watched): Live {
  const sent: Partial<Record<ChartedItem, string>> = {
    ...(vitals.heartRate && { 'heart rate': vitals.heartRate.at }),
    ...(vitals.systolic && { 'blood pressure': vitals.systolic.at }),
    ...(vitals.oxygenSaturation && { 'oxygen saturation': vitals.oxygenSaturation.at }),
    ...(vitals.respiration && { respiration: vitals.respiration.at }),
  };
  return { session, alerts, sent };
}

function newest(before: Watched['vitals'], readings: readonly Reading[]): Watched['vitals'] {
  const found: Partial<Record<VitalMeasure, { value: number; at: string }>> = { ...before };
  for (const { at, values } of readings) {
    for (const [name, value] of Object.entries(values)) {
      const measure = name as VitalMeasure;
      // Instants of readings are all in one form, in which later is greater.
      if (value !== null && at >= (found[measure]?.at ?? at)) found[measure] = { value, at };
    }
  }
  return found;
}
