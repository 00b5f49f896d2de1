import type {
  CareInput,
  FollowedMeasure,
  FollowUpContent,
  FollowUpResult,
  GivenSession,
} from '../../src/index.ts';
import { shippedProtocols } from '../../src/index.ts';

const protocol = shippedProtocols.find(({ id }) => id === 'inpatient-100-h');
if (protocol === undefined) throw new Error('The protocol of the tests is not shipped.');
export const { followUp, retreatment } = protocol;
export const { id: protocolId, version: protocolVersion, title: protocolTitle } = protocol;

let next = 0;

/** A result on a date, at noon of Amsterdam in winter. */
export function result(on: string, content: FollowUpContent): FollowUpResult {
  next += 1;
  return {
    id: `result-${String(next).padStart(4, '0')}`,
    version: 1,
    at: `${on}T11:00:00.000Z`,
    content,
    savedBy: 'Synthetic nurse',
    savedAt: `${on}T12:00:00.000Z`,
    struck: null,
  };
}

const limits: Partial<Record<FollowedMeasure, number>> = {
  ALT: 40,
  AST: 40,
  ALP: 100,
  GGT: 50,
  bilirubin: 20,
};
const units: Partial<Record<FollowedMeasure, string>> = {
  bilirubin: 'umol/L',
  eGFR: 'mL/min/{1.73_m2}',
  INR: '{INR}',
  eosinophils: '%',
};

/** A blood sample; ALT, AST, ALP, GGT and bilirubin as multiples of their upper limit, the others as they are. */
export function blood(on: string, values: Partial<Record<FollowedMeasure, number>>): FollowUpResult {
  return result(on, {
    kind: 'laboratory',
    values: (Object.entries(values) as [FollowedMeasure, number][]).map(([measure, value]) => ({
      measure,
      value: value * (limits[measure] ?? 1),
      unit: units[measure] ?? 'U/L',
      upperLimit: limits[measure] ?? null,
    })),
  });
}

/** The form of bladder symptoms. */
export function urine(on: string, answers: Readonly<Record<string, number>>): FollowUpResult {
  const all = {
    frequency: 0,
    night: 0,
    urgency: 0,
    burning: 0,
    belly: 0,
    leaking: 0,
    lasting: 0,
    ...answers,
  };
  const total = all.frequency + all.night + all.urgency + all.burning + all.belly + all.leaking;
  return result(on, {
    kind: 'questionnaire',
    instrument: 'ketame-urine',
    version: 1,
    answers: all,
    scores: { total, pain: all.burning + all.belly },
  });
}

/** One infusion of 100 h that ended then. */
export function course(endedAt: string, id = 'session-1'): GivenSession {
  return {
    id,
    protocol: { id: protocolId, version: protocolVersion, title: protocolTitle },
    session: 1,
    of: 1,
    startedAt: new Date(Date.parse(endedAt) - 112 * 3_600_000).toISOString(),
    endedAt,
    laboratory: [],
  };
}

/** On a date, at noon; without a waiting time of the protocol, so that the other rules speak alone. */
export function on(
  date: string,
  results: readonly FollowUpResult[],
  sessions: readonly GivenSession[] = [course('2026-01-10T15:00:00.000Z')],
): CareInput {
  return {
    results,
    sessions,
    recorded: [],
    notBefore: null,
    now: `${date}T11:00:00.000Z`,
    timeZone: 'Europe/Amsterdam',
  };
}
