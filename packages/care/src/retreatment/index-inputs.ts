import {
  type PatientIndex,
  patientIndex,
  type RecordEntry,
  type SessionHarm,
  type TreatmentRecord,
} from '@ketame/evidence';
import type { RuleStatus } from '../bearing/bearing.ts';
import {
  countedResults,
  type FollowUpContent,
  type FollowUpResult,
  type LaboratoryValue,
  type MisuseSign,
} from '../follow-up/result.ts';
import type { EventContent, ReportCode } from '../session/event.ts';
import type { Session } from '../session/session.ts';
import type { PatientGoals } from './goals.ts';

/** One thing that the index of a patient is computed from, with the id under which it is stored. */
export interface IndexInput {
  readonly id: string;
  readonly entry: RecordEntry;
}

/** When a session counts as one with a harm that distressed the patient or needed action. */
export const harmLimits: {
  readonly source: string;
  readonly status: RuleStatus;
  /** Rated 0 to 10, from here on. */
  readonly perception: number;
  readonly nausea: number;
  /** mmHg, from here on. */
  readonly systolic: number;
  readonly diastolic: number;
  readonly reported: Readonly<Partial<Record<ReportCode, SessionHarm>>>;
  /** Given after the start of the infusion: what was given before it was to prevent. */
  readonly given: Readonly<Record<string, SessionHarm>>;
} = {
  source: 'Ours; perception and blood pressure as in the stop rules of the protocols',
  status: 'ours',
  perception: 7,
  nausea: 4,
  systolic: 180,
  diastolic: 110,
  reported: { psychosis: 'psychotomimetic effects', anxiety: 'psychotomimetic effects', vomiting: 'nausea' },
  given: {
    midazolam: 'psychotomimetic effects',
    lorazepam: 'psychotomimetic effects',
    ondansetron: 'nausea',
    clonidine: 'blood pressure',
    labetalol: 'blood pressure',
    urapidil: 'blood pressure',
  },
};

/** Reports of a session that are a sign for the rules of the index. */
const signs: Readonly<Partial<Record<ReportCode, Extract<RecordEntry, { kind: 'sign' }>['sign']>>> = {
  'visible blood in urine': 'visible blood in urine',
  psychosis: 'psychosis or suicidality',
  'suicidal thoughts': 'psychosis or suicidality',
  'pump or line tampered with': 'misuse',
  'drug in urine that was not prescribed': 'misuse',
};

/** Signs of a misuse review that are misuse; the others are warnings, which the rules of misuse weigh. Ours. */
const misuse: ReadonlySet<MisuseSign> = new Set([
  'another prescriber',
  'drug in urine that was not prescribed',
  'route that was not prescribed',
]);

/**
 * What the index reads of a session: its harms once it is over, and at any time its blood tests and signs. A psychosis
 * that was over before the infusion was is a harm of the session and no sign.
 * @param id of the session
 */
export function inputsOfSession(id: string, session: Session): IndexInput[] {
  const { startedAt, endedAt, entries } = session;
  if (startedAt === null) return [];
  const harms = new Set<SessionHarm>();
  const inputs: IndexInput[] = [];
  for (const { event, at, content, withoutEffect } of entries) {
    if (content === null || withoutEffect !== null) continue;
    for (const harm of harmsOf(content, Date.parse(at) >= Date.parse(startedAt))) harms.add(harm);
    if (content.kind === 'laboratory') {
      const entry = laboratoryEntry(at, [content]);
      if (entry !== null) inputs.push({ id: event.id, entry });
    }
    const sign = content.kind === 'adverse-event' ? signs[content.code] : undefined;
    const passed =
      content.kind === 'adverse-event' &&
      content.code === 'psychosis' &&
      content.resolvedAt !== null &&
      endedAt !== null &&
      Date.parse(content.resolvedAt) <= Date.parse(endedAt);
    if (sign !== undefined && !passed) inputs.push({ id: event.id, entry: { kind: 'sign', at, sign } });
  }
  if (endedAt !== null) {
    inputs.push({ id, entry: { kind: 'session', at: endedAt, harms: [...harms].sort() } });
  }
  return inputs;
}

function harmsOf(content: EventContent, isAfterStart: boolean): SessionHarm[] {
  if (content.kind === 'adverse-event') {
    const harm = harmLimits.reported[content.code];
    return harm === undefined ? [] : [harm];
  }
  if (content.kind === 'drug-given') {
    const harm = isAfterStart ? harmLimits.given[content.drug.trim().toLowerCase()] : undefined;
    return harm === undefined ? [] : [harm];
  }
  if (content.kind !== 'chart' || !isAfterStart) return [];
  const { drugHigh, internalPerception, externalPerception, nausea, systolic, diastolic } = content;
  const harms: SessionHarm[] = [];
  if (Math.max(drugHigh ?? 0, internalPerception ?? 0, externalPerception ?? 0) >= harmLimits.perception) {
    harms.push('psychotomimetic effects');
  }
  if ((nausea ?? 0) >= harmLimits.nausea) harms.push('nausea');
  if ((systolic ?? 0) >= harmLimits.systolic || (diastolic ?? 0) >= harmLimits.diastolic) {
    harms.push('blood pressure');
  }
  return harms;
}

/** What the index reads of the follow-up: weeks of pain, blood tests and signs. What was struck out is not in it. */
export function inputsOfResults(results: readonly FollowUpResult[]): IndexInput[] {
  const counted = countedResults(results);
  return counted.flatMap(({ id, at, content }) => {
    const entry = entryOf(at, content, counted);
    return entry === null ? [] : [{ id, entry }];
  });
}

function entryOf(
  at: string,
  content: FollowUpContent,
  results: readonly FollowUpResult[],
): RecordEntry | null {
  switch (content.kind) {
    case 'pain':
      return content.period === 'week'
        ? { kind: 'diary week', at, pain: content.mean, urinarySymptoms: urinarySymptoms(at, results) }
        : null;
    case 'laboratory':
      return laboratoryEntry(at, content.values);
    case 'urine test':
      return content.blood === 'visible' ? { kind: 'sign', at, sign: 'visible blood in urine' } : null;
    case 'misuse review':
      return content.signs.some((sign) => misuse.has(sign)) ? { kind: 'sign', at, sign: 'misuse' } : null;
    case 'sign':
      return content.sign === 'psychosis' || content.sign === 'suicidal thoughts'
        ? { kind: 'sign', at, sign: 'psychosis or suicidality' }
        : null;
    case 'questionnaire':
    case 'drug test':
    case 'ultrasound':
    case 'use at home':
    case 'misuse conversation':
    case 'not done':
      return null;
  }
}

const weekMs = 7 * 86_400_000;

/** Whether bladder symptoms were told in the week that ends then, by the clinic's own questions; null when not asked. */
function urinarySymptoms(at: string, results: readonly FollowUpResult[]): boolean | null {
  const end = Date.parse(at);
  const asked = results.flatMap((result) => {
    const { content } = result;
    const time = Date.parse(result.at);
    const isOfWeek = time <= end && time > end - weekMs;
    return isOfWeek && content.kind === 'questionnaire' && content.instrument === 'ketame-urine'
      ? [(content.answers.lasting ?? 0) > 0]
      : [];
  });
  return asked.length === 0 ? null : asked.some((told) => told);
}

const analytes = {
  ALT: 'alt',
  AST: 'ast',
  ALP: 'alkalinePhosphatase',
  GGT: 'gammaGt',
  bilirubin: 'bilirubin',
} as const;

/** A value with the upper limit that it is judged by, in the same unit. */
export interface JudgedValue extends Pick<LaboratoryValue, 'value' | 'upperLimit'> {
  readonly measure: string;
}

/**
 * A laboratory result as multiples of the upper limits; null when it holds no enzyme and no bilirubin. A value without
 * an upper limit, or of more than 1000 times its limit (a wrong unit, not a patient), cannot be judged and is not in it:
 * the rules of care name it.
 */
export function laboratoryEntry(at: string, values: readonly JudgedValue[]): RecordEntry | null {
  const times = values.flatMap(({ measure, value, upperLimit }) =>
    measure in analytes && upperLimit !== null && value <= 1000 * upperLimit
      ? [[analytes[measure as keyof typeof analytes], value / upperLimit] as const]
      : [],
  );
  if (times.length === 0) return null;
  const none = { alt: null, ast: null, alkalinePhosphatase: null, gammaGt: null, bilirubin: null };
  return { kind: 'laboratory', at, ...none, ...Object.fromEntries(times) };
}

/**
 * The record that the index is computed from: the same inputs make the same record, in whatever order they arrive.
 * @param inputs each id once
 */
export function treatmentRecord(goals: PatientGoals, inputs: readonly IndexInput[]): TreatmentRecord {
  const { baselinePain, threshold, harmsThatCount, harmWeight } = goals;
  return {
    baselinePain,
    threshold,
    harmsThatCount,
    harmWeight,
    entries: sortedInputs(inputs).map(({ entry }) => entry),
  };
}

/**
 * The index of a patient, from what is stored and nothing else.
 * @throws InputError naming the input that is wrong
 */
export function indexOfPatient(goals: PatientGoals, inputs: readonly IndexInput[]): PatientIndex {
  return patientIndex(treatmentRecord(goals, inputs));
}

/** In the order of time; of two at the same time the one with the smaller id first. */
export function sortedInputs(inputs: readonly IndexInput[]): IndexInput[] {
  return [...inputs].sort(
    (one, other) => Date.parse(one.entry.at) - Date.parse(other.entry.at) || compare(one.id, other.id),
  );
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
