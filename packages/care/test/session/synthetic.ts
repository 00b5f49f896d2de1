import {
  type EventContent,
  type Person,
  proposedLimits,
  type Reading,
  type SessionEvent,
  type SessionPlan,
  type SyringeCheck,
  sessionPlanOf,
  shippedProtocols,
} from '../../src/index.ts';

/** People and sessions of the tests; nobody of them is real. */
export const nurse: Person = { id: 'nurse', name: 'Synthetic nurse', role: 'nurse' };
export const physician: Person = { id: 'physician', name: 'Synthetic physician', role: 'physician' };

export const begin = Date.parse('2026-11-23T08:00:00.000Z');
export const at = (minutes: number): string => new Date(begin + minutes * 60_000).toISOString();

/** A session of a shipped protocol in somebody of 80 kg. */
export function planOf(protocol: string, more: Partial<SessionPlan> = {}): SessionPlan {
  const found = shippedProtocols.find(({ id }) => id === protocol);
  if (found === undefined) throw new Error(`There is no protocol "${protocol}".`);
  return {
    ...sessionPlanOf(found, {
      patientId: 'patient',
      patient: { weightKg: 80, ageYears: 45, sex: 'female', diagnosis: 'CRPS-1' },
      session: 4,
      firstTreatment: false,
      plannedStart: at(0),
      timeZone: 'Europe/Amsterdam',
      limits: { version: 1, values: proposedLimits, confirmedBy: physician.name, confirmedAt: at(-9000) },
    }),
    ...more,
  };
}

export const checkIn = {
  kind: 'check-in',
  fastedH: 8,
  fasted: true,
  escort: 'a sister',
  baseline: { systolic: 128, diastolic: 78, heartRate: 72, oxygenSaturation: 98, respiration: 14 },
  takes: {
    benzodiazepine: false,
    hypnotic: false,
    opioid: true,
    psychostimulant: false,
    monoamineOxidaseInhibitor: false,
  },
  reasonToGoOn: null,
} as const satisfies EventContent;

/** A syringe of 2 mg/mL, made for the first rate of the plan. */
export function syringe(plan: SessionPlan, more: Partial<SyringeCheck> = {}): SyringeCheck {
  const rateMgPerH = more.rateMgPerH ?? plan.rates[0]?.mgPerH ?? 0;
  return {
    kind: 'syringe-check',
    syringe: 1,
    patientId: plan.patientId,
    drug: plan.drug,
    amountAs: plan.amountAs,
    concentrationMgPerMl: 2,
    volumeMl: 50,
    lot: 'SYN-1',
    expires: '2027-12-31',
    rateMlPerH: rateMgPerH / 2,
    rateMgPerH,
    ...more,
  };
}

/** A session being written: each entry gets the next sequence and its own id. */
export class Chart {
  readonly events: SessionEvent[] = [];

  constructor(plan: SessionPlan) {
    this.add(-30, { kind: 'plan', plan: plan }, { by: physician });
  }

  /** The event as it would be sent, without being added. */
  make(minutes: number, content: EventContent, more: Partial<SessionEvent> = {}): SessionEvent {
    const sequence = this.events.length + 1;
    const signed = content.kind === 'syringe-check' || content.kind === 'discharge';
    return {
      id: `event-${sequence}`,
      sequence,
      occurredAt: at(minutes),
      recordedAt: at(minutes),
      by: nurse,
      signature: signed ? `signature-${sequence}` : null,
      content,
      ...more,
    };
  }

  add(minutes: number, content: EventContent, more: Partial<SessionEvent> = {}): this {
    this.events.push(this.make(minutes, content, more));
    return this;
  }
}

/** Checked in, checked by two and armed. */
export function armed(plan: SessionPlan): Chart {
  return new Chart(plan)
    .add(-25, checkIn)
    .add(-20, syringe(plan))
    .add(-18, syringe(plan), { by: physician })
    .add(-15, { kind: 'arm', syringe: 1 });
}

/** Started at minute 0. */
export function infusing(plan: SessionPlan): Chart {
  return armed(plan).add(0, { kind: 'start' });
}

export const calmRow = {
  kind: 'chart',
  systolic: 132,
  diastolic: 80,
  heartRate: 76,
  oxygenSaturation: 97,
  respiration: 14,
  sedation: { scale: 'RASS', score: 0 },
  pain: 6,
  drugHigh: 1,
  internalPerception: 1,
  externalPerception: 1,
  nausea: 0,
} as const satisfies EventContent;

/** A monitor's reading, seconds after the start. */
export function reading(seconds: number, values: Reading['values'], more: Partial<Reading> = {}): Reading {
  const taken = at(seconds / 60);
  return { at: taken, receivedAt: taken, monitor: 'monitor-1', values, ...more };
}
