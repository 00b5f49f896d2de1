import { randomUUID } from 'node:crypto';
import { alertsOf, proposedLimits, sessionOf, sessionWith } from '@ketame/care';
import type { EntryContent } from '@ketame/contract';
import { accountOf } from '../accounts/account.ts';
import { makeProof } from '../accounts/step-up.ts';
import type { Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { appendEntry } from '../infusion/entries.ts';
import { confirmLimits } from '../infusion/limits.ts';
import { planInfusion } from '../infusion/plan-infusion.ts';
import { addReadings, type MonitorReadings } from '../infusion/readings.ts';
import { readEvents, readReadings } from '../infusion/stored.ts';
import { type Answered, admitSynthetic } from './admissions.ts';

const minuteMs = 60_000;
/** Minute of the infusion at which the monitor is attached. */
const MONITOR_FROM = 40;
/** Of the syringe. */
const concentrationMgPerMl = 2;

type Chart = Extract<EntryContent, { kind: 'chart' }>;

/**
 * Two sessions of treatment, written entry by entry as people would have: one that ended the day before, one that has
 * run for nearly two hours, in which an alert waits for an answer.
 * @param origin at the instant of loading
 */
export async function loadInfusions(
  trx: Trx,
  origin: Origin,
  patients: { readonly finished: string; readonly running: string },
): Promise<void> {
  const physician = await accountRow(trx, 'physician');
  const nurse = await accountRow(trx, 'nurse');
  await confirmLimits(trx, { ...origin, actor: physician.id }, proposedLimits);
  const people = { physician, nurse };
  await loadSession(trx, origin, people, {
    patientId: patients.finished,
    weightKg: 74,
    session: 3,
    place: 'Room 1',
    startedMinutesAgo: 26 * 60,
    minutes: 360,
    isMonitored: false,
  });
  await loadSession(trx, origin, people, {
    patientId: patients.running,
    weightKg: 74,
    session: 4,
    place: 'Room 2',
    startedMinutesAgo: 112,
    minutes: 112,
    isMonitored: true,
  });
}

interface SyntheticSession {
  readonly patientId: string;
  readonly weightKg: number;
  /** Of the protocol's ten. */
  readonly session: number;
  readonly place: string;
  readonly startedMinutesAgo: number;
  /** How long it has been written; 360 is a whole one. */
  readonly minutes: number;
  readonly isMonitored: boolean;
  /** What was answered before the course otherwise than "nothing against ketamine". */
  readonly answered?: Answered;
}

const protocol = { id: 'outpatient-10-days', version: 1 };

/** Writes one session of the shipped protocol of ten days, entry by entry. */
export async function loadSession(
  trx: Trx,
  origin: Origin,
  { physician, nurse }: Readonly<Record<'physician' | 'nurse', Awaited<ReturnType<typeof accountRow>>>>,
  {
    patientId,
    weightKg,
    session,
    place,
    startedMinutesAgo,
    minutes,
    isMonitored,
    answered,
  }: SyntheticSession,
): Promise<void> {
  const id = randomUUID();
  const begin = Date.parse(origin.at) - startedMinutesAgo * minuteMs;
  const at = (minute: number): string => new Date(begin + minute * minuteMs).toISOString();
  const by = (row: typeof physician, minute: number): Origin => ({
    ...origin,
    actor: row.id,
    at: at(minute),
  });
  // Records are imported at the instant of loading, and what is decided reads them: it cannot have been before.
  await admitSynthetic(trx, { ...origin, actor: physician.id }, physician, patientId, protocol, answered);
  await planInfusion(trx, by(physician, -60), accountOf(physician), {
    id,
    patientId,
    protocolId: protocol.id,
    protocolVersion: protocol.version,
    session,
    firstTreatment: false,
    plannedStart: at(0),
    place,
    weightKg,
  });
  let known = sessionOf(await readEvents(trx, id));
  let sent = MONITOR_FROM - 1;
  const monitorUntil = async (minute: number): Promise<void> => {
    while (isMonitored && sent < minute) {
      sent += 1;
      const now = new Date(at(sent));
      await addReadings(trx, by(nurse, sent), id, monitored(now, sent), () => now);
    }
  };
  for (const [minute, content] of course(patientId, isMonitored, ratesIn(weightKg))) {
    if (minute > minutes) continue;
    await monitorUntil(minute);
    const who = content.kind === 'syringe-check' && minute % 2 === 0 ? physician : nurse;
    const instant = by(who, minute);
    const proof =
      content.kind === 'syringe-check' ? (await makeProof(trx, instant, who, 'password')).proof : null;
    const needsAlerts = content.kind === 'acknowledge' || content.kind === 'rate';
    const alerts = needsAlerts
      ? alertsOf(await readEvents(trx, id), await readReadings(trx, id), at(minute))
      : [];
    const waiting = alerts.find(({ acknowledged }) => acknowledged === null);
    const { event } = await appendEntry(
      trx,
      instant,
      accountOf(who),
      id,
      {
        id: randomUUID(),
        occurredAt: at(minute),
        content: content.kind === 'acknowledge' ? { ...content, alert: waiting?.id ?? 'none' } : content,
        proof,
      },
      { session: known, alerts, sent: {} },
      () => new Date(at(minute)),
    );
    known = sessionWith(known, event);
  }
  await monitorUntil(minutes);
}

export async function accountRow(trx: Trx, role: string) {
  return trx
    .selectFrom('account')
    .selectAll()
    .where('email', '=', `${role}@example.org`)
    .executeTakeFirstOrThrow();
}

/** The rates of the shipped protocol, mg/h. */
const ratesIn = (weightKg: number) =>
  [0.1 * weightKg, 0.2 * weightKg, Math.min(0.35 * weightKg, 25)] as const;

/** What happens in a session, by minutes from the start of the infusion; those after its length are left out. */
function course(
  patientId: string,
  isMonitored: boolean,
  rates: readonly [number, number, number],
): (readonly [number, EntryContent])[] {
  const check = {
    kind: 'syringe-check',
    syringe: 1,
    patientId,
    drug: 'racemic ketamine',
    amountAs: 'base',
    concentrationMgPerMl,
    volumeMl: 50,
    lot: 'SYN-2241',
    expires: '2031-12-31',
    rateMlPerH: rates[0] / concentrationMgPerMl,
    rateMgPerH: rates[0],
  } as const;
  const rate = (mgPerH: number, reason: string): EntryContent => ({
    kind: 'rate',
    rateMgPerH: mgPerH,
    rateMlPerH: mgPerH / concentrationMgPerMl,
    reason,
  });
  const steps: (readonly [number, EntryContent])[] = [
    [
      -40,
      {
        kind: 'check-in',
        fastedH: 9,
        fasted: true,
        escort: 'A friend, with a car',
        baseline: { systolic: 128, diastolic: 78, heartRate: 72, oxygenSaturation: 98, respiration: 14 },
        takes: {
          benzodiazepine: false,
          hypnotic: false,
          opioid: true,
          psychostimulant: false,
          monoamineOxidaseInhibitor: false,
        },
        reasonToGoOn: null,
      },
    ],
    [-21, check],
    [-20, check],
    [-10, { kind: 'arm', syringe: 1 }],
    [0, { kind: 'start' }],
    [31, rate(rates[1], 'pain 6, nothing speaks against it')],
    ...(isMonitored
      ? [[50, { kind: 'acknowledge', alert: '', reason: 'Probe had come off, put back on' }] as const]
      : []),
    [61, rate(rates[2], 'pain 5, nothing speaks against it')],
    [77, { kind: 'acknowledge', alert: '', reason: 'Stayed with the patient, quiet room, rated again' }],
    [77.5, { kind: 'drug-given', drug: 'midazolam', amount: 1, unit: 'mg', route: 'i.v.', reason: 'unease' }],
    [79, rate(rates[1], 'drug high 7')],
    [240, { kind: 'end' }],
    [
      360,
      {
        kind: 'discharge',
        readyAt: new Date(0).toISOString(),
        instructionsGiven: true,
        escortPresent: true,
        confirmed: ['walks'],
        override: null,
      },
    ],
  ];
  const rows = Array.from({ length: 25 }, (_, index): readonly [number, EntryContent] => [
    index === 0 ? 2 : index * 15 - 1,
    row(index === 0 ? 2 : index * 15 - 1),
  ]);
  return [...steps, ...rows].sort(([one], [other]) => one - other);
}

/** A row of the chart at a minute: pain falls, the drug is felt, blood pressure rises and comes back. */
function row(minute: number): Chart {
  const felt =
    minute < 70 ? minute / 16 : minute < 80 ? 7 : minute < 245 ? 3 : Math.max(0, 3 - (minute - 245) / 20);
  return {
    kind: 'chart',
    systolic: Math.round(128 + 3 * felt),
    diastolic: Math.round(78 + 1.5 * felt),
    heartRate: Math.round(72 + 2 * felt),
    // The last row before the running session is looked at.
    oxygenSaturation: minute === 104 ? 92 : 97,
    respiration: 14,
    sedation: minute > 245 ? { scale: 'MOAA/S', score: 5 } : { scale: 'RASS', score: felt > 5 ? -1 : 0 },
    pain: Math.round(Math.max(3, 7 - minute / 30)),
    drugHigh: Math.round(felt),
    internalPerception: Math.round(felt * 0.6),
    externalPerception: Math.round(felt * 0.7),
    nausea: minute > 80 && minute < 130 ? 2 : 0,
  };
}

/** What the monitor measures at a minute; its probe is off for a while. */
function monitored(now: Date, minute: number): MonitorReadings {
  const isOff = minute >= 47 && minute < 55;
  return {
    monitor: 'Synthetic monitor',
    readings: [
      {
        at: now.toISOString(),
        values: [
          { measure: 'heartRate', value: 76 + (minute % 5), unit: '/min' },
          { measure: 'oxygenSaturation', value: isOff ? null : 97 - (minute % 2), unit: '%' },
          { measure: 'respiration', value: 13 + (minute % 3), unit: '/min' },
        ],
      },
    ],
  };
}
