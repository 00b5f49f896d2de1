import { randomUUID } from 'node:crypto';
import { addDays, dateIn, type FollowUpContent, noonIn, type PatientGoals } from '@ketame/care';
import type { Origin } from '../audit/index.ts';
import { saveGoals } from '../benefit-risk/goals.ts';
import { keepIndex } from '../benefit-risk/patient-index.ts';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { addResult } from '../follow-up/results.ts';
import { answeredOf } from './admissions.ts';
import { accountRow, loadSession } from './infusions.ts';

const minuteMs = 60_000;

/** A result so many days after the last session; before it where the number is negative. */
type Course = readonly (readonly [day: number, FollowUpContent])[];

const pain = (mean: number, reliefPercent: number | null): FollowUpContent => ({
  kind: 'pain',
  period: 'week',
  mean,
  reliefPercent,
});

/** The upper limits are those of the demonstration laboratory for a man. */
const blood = (alt: number, ast: number, alp: number, ggt: number, eGFR: number): FollowUpContent => ({
  kind: 'laboratory',
  values: [
    { measure: 'ALT', value: alt, unit: 'U/L', upperLimit: 50 },
    { measure: 'AST', value: ast, unit: 'U/L', upperLimit: 40 },
    { measure: 'ALP', value: alp, unit: 'U/L', upperLimit: 120 },
    { measure: 'GGT', value: ggt, unit: 'U/L', upperLimit: 60 },
    { measure: 'bilirubin', value: 11, unit: 'umol/L', upperLimit: 21 },
    { measure: 'eGFR', value: eGFR, unit: 'mL/min/{1.73_m2}', upperLimit: null },
  ],
});

const form = (
  instrument: string,
  answers: Readonly<Record<string, number>>,
  scores: Readonly<Record<string, number>>,
): FollowUpContent => ({ kind: 'questionnaire', instrument, version: 1, answers, scores });

const contact = (sleep: number, dreams: number, perception: number, flashbacks: number): FollowUpContent =>
  form(
    'ketame-contact',
    { sleep, dreams, perception, flashbacks, selfHarm: 0 },
    { total: sleep + dreams + perception + flashbacks },
  );
const mood = (total: number): FollowUpContent => form('phq-9', { item9: 0 }, { total });
const daily = (home: number, moving: number, occupation: number, people: number): FollowUpContent =>
  form(
    'ketame-function',
    { home, moving, occupation, people },
    { total: (home + moving + occupation + people) / 4 },
  );
const bladder = (frequency: number, night: number): FollowUpContent =>
  form(
    'ketame-urine',
    { frequency, night, urgency: 0, burning: 0, belly: 0, leaking: 0, lasting: 0 },
    { total: frequency + night, pain: 0 },
  );

const contacts: Course = [
  [1, contact(1, 2, 1, 0)],
  [2, contact(1, 1, 0, 0)],
  [3, contact(0, 0, 0, 0)],
];

/** Relief that wears off within weeks; cognition and misuse of the fourth week were forgotten. */
const wornOff: Course = [
  [-11, pain(7.4, null)],
  [-11, blood(31, 27, 84, 48, 102)],
  [-11, daily(7, 8, 7, 6)],
  [-11, bladder(1, 0)],
  ...contacts,
  [7, pain(3.9, 50)],
  [7, blood(35, 29, 88, 52, 99)],
  [7, daily(4, 5, 4, 3)],
  [7, mood(8)],
  [7, bladder(1, 1)],
  [14, pain(4.6, 40)],
  [21, pain(5.8, 20)],
  [28, pain(6.6, 10)],
  [29, blood(33, 30, 85, 50, 100)],
  [29, daily(6, 7, 6, 5)],
  [29, mood(10)],
  [29, bladder(1, 0)],
  [36, pain(7.1, 5)],
];

/** Enzymes rose in the first week and come down. */
const enzymesRaised: Course = [
  [-11, pain(6.8, null)],
  [-11, blood(28, 25, 90, 44, 46)],
  ...contacts,
  [7, pain(4.2, 40)],
  [7, blood(184, 131, 142, 151, 45)],
  [7, daily(4, 5, 5, 3)],
  [7, mood(6)],
  [7, bladder(1, 2)],
  [13, blood(108, 79, 128, 120, 44)],
  [14, pain(4.4, 35)],
];

/** Just home, all as wished. */
const justHome: Course = [[-11, pain(6.1, null)], ...contacts, [7, pain(2.8, 55)]];

/** What all three call benefit and harm. */
const goalsOf = (baselinePain: number): PatientGoals => ({
  baselinePain,
  threshold: '30 %',
  harmsThatCount: ['psychotomimetic effects', 'nausea'],
  harmWeight: 0.5,
  swing: null,
});

/**
 * Three patients some days or weeks after the last of ten sessions, with what was measured since.
 * @param origin at the instant of loading
 */
export async function loadFollowUp(
  trx: Trx,
  origin: Origin,
  patients: Readonly<Record<'wornOff' | 'enzymesRaised' | 'justHome', string>>,
): Promise<void> {
  const { timeZone } = await readClinic(trx);
  const today = dateIn(timeZone, origin.at);
  const people = { physician: await accountRow(trx, 'physician'), nurse: await accountRow(trx, 'nurse') };
  for (const [patientId, weightKg, daysAgo, course, baselinePain, answered] of [
    [patients.wornOff, 84, 41, wornOff, 7.4, answeredOf.birch],
    [patients.enzymesRaised, 92, 20, enzymesRaised, 6.8, answeredOf.ginkgo],
    [patients.justHome, 61, 8, justHome, 6.1, answeredOf.cedar],
  ] as const) {
    const endedOn = addDays(today, -daysAgo);
    await loadSession(trx, origin, people, {
      patientId,
      weightKg,
      session: 10,
      place: 'Room 3',
      // Of 4 h before noon, so that it ends on that day whatever the hour of loading.
      startedMinutesAgo: (Date.parse(origin.at) - Date.parse(noonIn(timeZone, endedOn))) / minuteMs + 240,
      minutes: 360,
      isMonitored: false,
      answered,
    });
    const by = (day: number): Origin => ({
      ...origin,
      actor: people.nurse.id,
      at: noonIn(timeZone, addDays(endedOn, day)),
    });
    await saveGoals(trx, by(1), patientId, 0, goalsOf(baselinePain));
    for (const [day, content] of course) {
      await addResult(trx, by(day), patientId, { id: randomUUID(), at: by(day).at, content });
      if (day > 0) await keepIndex(trx, by(day), patientId);
    }
  }
}
