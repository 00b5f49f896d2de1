import { bloodPressureLimits } from '../bearing/findings.ts';
import type { ChartedItem } from '../protocol/protocol.ts';
import { charted } from './charted.ts';
import { dischargeItems } from './discharge.ts';
import type { VitalValues } from './event.ts';
import { givenMg, type Session } from './session.ts';

/** Something that began and was over. */
export interface Course {
  readonly onset: string;
  /** Null: it lasted to the end of the record. */
  readonly resolved: string | null;
  /** The worst score, in words. */
  readonly worst: string;
}

/**
 * The record of a session with every field of the patient monitoring form of the Spravato programme, read from what was
 * charted and from nothing else. Source: Spravato REMS, patient monitoring form (FDA, REMS 386).
 */
export interface SessionRecord {
  readonly patientId: string;
  readonly firstTreatment: boolean;
  readonly session: number;
  readonly of: number;
  readonly protocol: Session['plan']['protocol'];
  /** Null: the patient has not been checked in. */
  readonly takes: NonNullable<Session['checkIn']>['takes'] | null;
  readonly monitoredBy: readonly { readonly name: string; readonly role: string }[];
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly dischargedAt: string | null;
  readonly aborted: { readonly at: string; readonly reason: string } | null;
  readonly drug: Session['plan']['drug'];
  readonly amountAs: Session['plan']['amountAs'];
  /** mg as ordered. */
  readonly givenMg: number;
  readonly lots: readonly string[];
  /** From start to discharge. */
  readonly totalMinutes: number | null;
  /** When the patient would have been ready without the rule of a least observation. */
  readonly readyAt: string | null;
  /** Before: pressure at check-in within the limits of the label. At discharge: the vital signs among the protocol's criteria; null when one is not charted. */
  readonly vitalsAcceptable: { readonly before: boolean | null; readonly discharge: boolean | null };
  readonly bloodPressure: {
    readonly before: Pressure | null;
    /** The one charted nearest to 40 minutes after the start, within 15. */
    readonly at40Minutes: Pressure | null;
    readonly beforeDischarge: Pressure | null;
  };
  readonly sedation: Course | null;
  readonly dissociation: Course | null;
  readonly respiratoryDepression: Course | null;
  readonly seriousAdverseEvents: readonly {
    readonly at: string;
    readonly code: string;
    readonly text: string;
    readonly resolvedAt: string | null;
  }[];
  readonly drugsGiven: readonly { readonly at: string; readonly text: string; readonly reason: string }[];
  readonly deviations: readonly { readonly at: string; readonly text: string }[];
  readonly dischargeOverride: string | null;
  /** Fields that nobody has filled in yet. */
  readonly open: readonly string[];
}

export interface Pressure {
  readonly at: string;
  readonly systolic: number;
  readonly diastolic: number;
}

const minute = 60_000;
/** What the form asks for, and how far from it a measurement still counts. The second is ours. */
const middle = { atMinutes: 40, withinMinutes: 15 };
/** Ours: rated at this or above, or breathing slower than this, counts as what the form asks for. */
const counts = { dissociation: 4, respiration: 10, moaas: 4, rass: -1 };

/** The record of a session, however far it has come. */
export function sessionRecord(session: Session): SessionRecord {
  const { plan, checkIn, startedAt, endedAt, entries, checks, state } = session;
  const contents = entries.flatMap(({ at, content, event, withoutEffect }) =>
    content === null || withoutEffect !== null ? [] : [{ at, content, event }],
  );
  const dischargeEntry = contents.findLast(({ content }) => content.kind === 'discharge');
  const discharge = dischargeEntry?.content.kind === 'discharge' ? dischargeEntry.content : null;
  const abort = contents.find(({ content }) => content.kind === 'abort');
  const rows = contents.flatMap(({ at, content }) => (content.kind === 'chart' ? [{ at, ...content }] : []));
  const pressures = rows.flatMap(({ at, systolic, diastolic }): Pressure[] =>
    systolic === undefined || diastolic === undefined ? [] : [{ at, systolic, diastolic }],
  );
  const since = (from: string | null) =>
    from === null ? [] : pressures.filter(({ at }) => Date.parse(at) >= Date.parse(from));
  const dischargedAt = state === 'discharged' ? session.since : null;
  const before =
    checkIn === null
      ? null
      : {
          at: contents.find(({ content }) => content.kind === 'check-in')?.at ?? plan.plannedStart,
          systolic: checkIn.baseline.systolic,
          diastolic: checkIn.baseline.diastolic,
        };
  const record = {
    patientId: plan.patientId,
    firstTreatment: plan.firstTreatment,
    session: plan.session,
    of: plan.of,
    protocol: plan.protocol,
    takes: checkIn?.takes ?? null,
    monitoredBy: people(contents.filter(({ content }) => content.kind === 'chart')),
    startedAt,
    endedAt,
    dischargedAt,
    aborted: abort?.content.kind === 'abort' ? { at: abort.at, reason: abort.content.reason } : null,
    drug: plan.drug,
    amountAs: plan.amountAs,
    givenMg: givenMg(session, endedAt ?? entries.at(-1)?.at ?? plan.plannedStart),
    lots: [...new Set(checks.map(({ content }) => content.lot))],
    totalMinutes:
      startedAt === null || dischargedAt === null
        ? null
        : (Date.parse(dischargedAt) - Date.parse(startedAt)) / minute,
    readyAt: discharge?.readyAt ?? null,
    vitalsAcceptable: {
      before:
        checkIn === null
          ? null
          : checkIn.baseline.systolic <= bloodPressureLimits.systolic.value &&
            checkIn.baseline.diastolic <= bloodPressureLimits.diastolic.value,
      discharge: dischargeEntry === undefined ? null : vitalsAtDischarge(session, dischargeEntry.at),
    },
    bloodPressure: {
      before,
      at40Minutes: startedAt === null ? null : nearest(pressures, startedAt),
      beforeDischarge: since(endedAt).at(-1) ?? null,
    },
    sedation: courseOf(rows, ({ sedation }) =>
      sedation === undefined
        ? null
        : {
            holds: sedation.score <= (sedation.scale === 'RASS' ? counts.rass : counts.moaas),
            score: sedation.score,
            words: `${sedation.scale} ${sedation.score}`,
          },
    ),
    dissociation: courseOf(rows, ({ internalPerception, externalPerception }) => {
      const rated = [internalPerception, externalPerception].filter((value) => value !== undefined);
      if (rated.length === 0) return null;
      const score = Math.max(...rated);
      return { holds: score >= counts.dissociation, score: -score, words: `perception ${score} of 10` };
    }),
    respiratoryDepression: courseOf(rows, ({ respiration }: VitalValues) =>
      respiration === undefined
        ? null
        : {
            holds: respiration < counts.respiration,
            score: respiration,
            words: `${respiration} breaths/min`,
          },
    ),
    seriousAdverseEvents: contents.flatMap(({ at, content }) =>
      content.kind === 'adverse-event' && content.serious
        ? [{ at, code: content.code, text: content.text, resolvedAt: content.resolvedAt }]
        : [],
    ),
    drugsGiven: contents.flatMap(({ at, content }) =>
      content.kind === 'drug-given'
        ? [
            {
              at,
              text: `${content.drug} ${content.amount} ${content.unit} ${content.route}`,
              reason: content.reason,
            },
          ]
        : [],
    ),
    deviations: contents.flatMap(({ at, content }) =>
      content.kind === 'deviation' ? [{ at, text: content.text }] : [],
    ),
    dischargeOverride: discharge?.override ?? null,
  };
  return { ...record, open: openFields(record) };
}

const vitalItems: ReadonlySet<ChartedItem> = new Set([
  'blood pressure',
  'heart rate',
  'oxygen saturation',
  'respiration',
]);

function vitalsAtDischarge(session: Session, at: string): boolean | null {
  const { plan, endedAt, entries } = session;
  const vital = plan.discharge.criteria.filter(
    ({ limit }) => limit !== undefined && vitalItems.has(limit.item),
  );
  const since = entries.filter((entry) => endedAt !== null && Date.parse(entry.at) >= Date.parse(endedAt));
  const isCharted = vital.every(({ limit }) => limit !== undefined && charted(since, limit.item).length > 0);
  if (vital.length === 0 || !isCharted) return null;
  const word = { instructionsGiven: true, escortPresent: true, confirmed: [] };
  return dischargeItems(session, entries, at, word)
    .filter(({ id }) => vital.some((criterion) => criterion.id === id))
    .every(({ met }) => met);
}

function people(entries: readonly { event: { by: { id: string; name: string; role: string } } }[]) {
  const found = new Map(entries.map(({ event: { by } }) => [by.id, { name: by.name, role: by.role }]));
  return [...found.values()];
}

function nearest(pressures: readonly Pressure[], startedAt: string): Pressure | null {
  const wanted = Date.parse(startedAt) + middle.atMinutes * minute;
  const distance = ({ at }: Pressure) => Math.abs(Date.parse(at) - wanted);
  const best = [...pressures].sort((one, other) => distance(one) - distance(other))[0];
  return best !== undefined && distance(best) <= middle.withinMinutes * minute ? best : null;
}

/** From the first row in which it holds to the first after the last such row in which it does not. */
function courseOf<Row extends { readonly at: string }>(
  rows: readonly Row[],
  read: (row: Row) => { holds: boolean; score: number; words: string } | null,
): Course | null {
  const seen = rows.flatMap((row) => {
    const found = read(row);
    return found === null ? [] : [{ at: row.at, ...found }];
  });
  const holding = seen.filter(({ holds }) => holds);
  const first = holding[0];
  if (first === undefined) return null;
  const last = seen.findLastIndex(({ holds }) => holds);
  const worst = holding.reduce((one, other) => (other.score < one.score ? other : one));
  return { onset: first.at, resolved: seen[last + 1]?.at ?? null, worst: worst.words };
}

function openFields(record: Omit<SessionRecord, 'open'>): string[] {
  const fields: [string, unknown][] = [
    ['concomitant drugs', record.takes],
    ['start of the infusion', record.startedAt],
    ['end of the infusion', record.endedAt],
    ['discharge', record.dischargedAt],
    ['lot number', record.lots[0] ?? null],
    ['who monitored', record.monitoredBy[0] ?? null],
    ['when the patient would have been ready', record.readyAt],
    ['blood pressure before', record.bloodPressure.before],
    ['blood pressure at 40 minutes', record.bloodPressure.at40Minutes],
    ['blood pressure before discharge', record.bloodPressure.beforeDischarge],
  ];
  return fields.filter(([, value]) => value === null).map(([name]) => name);
}
