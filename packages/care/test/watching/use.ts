import { addDays, type HomeUse, type TakenDose, takenDose } from '../../src/index.ts';

const doseUg = 25_000;

/** A synthetic patient of whom nothing is known but the plan: two doses a day, 8 h apart, from 7 to 23 h. */
export function useOf(known: Partial<HomeUse> = {}): HomeUse {
  return {
    plans: [
      {
        from: '2026-03-02',
        doseUg,
        maxDosesPerDay: 2,
        minHoursBetween: 8,
        window: { fromHour: 7, toHour: 23 },
      },
    ],
    doses: [],
    supply: { dispensed: [], returned: [], destroyed: [], counts: [] },
    refills: [],
    losses: [],
    requests: [],
    otherPrescribers: [],
    urineTests: [],
    bladderScores: [],
    conversations: [],
    ...known,
  };
}

/** A dose in UTC. @param clock HH:MM */
export const dose = (on: string, clock: string): TakenDose =>
  takenDose(`${on}T${clock}:00.000Z`, 'UTC', doseUg);

/** Doses at 9 and 20 h on so many days from one on. */
export const regularDoses = (from: string, days: number): TakenDose[] =>
  Array.from({ length: days }, (_, day) => addDays(from, day)).flatMap((on) => [
    dose(on, '09:00'),
    dose(on, '20:00'),
  ]);

/** So many doses at home on a day. */
export const amount = (on: string, doses: number) => ({ on, amountUg: doses * doseUg, pack: null });
