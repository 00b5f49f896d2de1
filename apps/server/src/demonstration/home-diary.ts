import { randomUUID } from 'node:crypto';
import { dateIn, type HomeStatement } from '@ketame/care';
import type { Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { addPatientEvents } from '../home/events.ts';

/** Days since the first dose at home. */
export const DAYS_AT_HOME = 14;
/** Micrograms, and the hours of the day at which one is taken. */
export const DOSE_UG = 10_000;
export const doseHours = [8, 14, 20] as const;

/** In the name of a person, at an hour of a day of the programme; the first is day 0. */
export type By = (
  who: 'physician' | 'nurse' | 'pharmacist' | 'patient' | 'administrator',
  day: number,
  hour: number,
) => Origin;

/** Every day until yesterday: three doses with what goes before and after, and the day itself; one dose was forgotten. */
export async function writeDiary(
  trx: Trx,
  by: By,
  patientId: string,
  timeZone: string,
  packs: readonly string[],
): Promise<void> {
  const device = randomUUID();
  const waiting = [...packs];
  for (let day = 0; day < DAYS_AT_HOME; day++) {
    const event = (hour: number, content: HomeStatement) => ({
      id: randomUUID(),
      device,
      author: 'patient' as const,
      at: by('patient', day, hour).at,
      zone: timeZone,
      content,
    });
    const doses = doseHours.flatMap((hour, index) => {
      if (day === 5 && hour === 14) {
        return [event(hour, { kind: 'not-taken', reason: 'forgot', packCode: null })];
      }
      const dose = event(hour + 0.25, {
        kind: 'dose',
        packCode: waiting.shift() ?? null,
        doseUg: DOSE_UG,
      });
      const systolic = 126 + ((day * 3 + index * 5) % 9);
      return [
        event(hour, { kind: 'blood-pressure', systolic, diastolic: 78 + ((day + index) % 5) }),
        event(hour + 0.05, { kind: 'sitter', present: true, confirmed: true }),
        event(hour + 0.1, { kind: 'substances', alcohol: false, sedatives: false, otherDrugs: false }),
        dose,
        ...[30, 60].map((minute) =>
          event(hour + 0.25 + minute / 60, {
            kind: 'after-dose',
            doseId: dose.id,
            minute,
            awake: day === 2 && minute === 30 ? 'drowsy' : 'awake',
            breathing: 'normal',
            systolic: systolic + 6,
            diastolic: 82,
            sitter: true,
          }),
        ),
      ];
    });
    const painAverage = Math.round(7 - (day * 2.4) / DAYS_AT_HOME);
    const date = dateIn(timeZone, by('patient', day, 12).at);
    await addPatientEvents(trx, by('patient', day, 22), patientId, [
      ...doses,
      event(21.75, {
        kind: 'day',
        date,
        painAverage,
        painWorst: Math.min(10, painAverage + 2),
        reliefPercent: Math.min(40, day * 3),
        sleep: day < 5 ? 4 : 6,
        mood: day < 3 ? 5 : 6,
        hindered: day < 6 ? 'a-lot' : 'a-little',
        sideEffects: day % 4 === 2 ? ['sleepy', 'dizzy'] : [],
        urine: [],
      }),
      ...(day % 7 === 6
        ? [
            event(21.8, {
              kind: 'week',
              date,
              knowsWhenToStop: true,
              instrument: 'ketame-urine',
              instrumentVersion: 1,
              answers: { frequency: 1, night: 1, urgency: 0, burning: 0, belly: 0, leaking: 0, lasting: 0 },
              scores: { total: 2, pain: 0 },
            }),
          ]
        : []),
      ...(day === DAYS_AT_HOME - 4
        ? [event(21.9, { kind: 'message', text: 'My stomach is upset after the morning capsule.' })]
        : []),
    ]);
  }
}
