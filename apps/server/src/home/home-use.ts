import { dateIn, type HomeProgramme, type HomeUse, type UsePlan } from '@ketame/care';
import type { Trx } from '../database/index.ts';
import type { SupplyMovement } from './supply.ts';

/** The dose that was prescribed, from a day on. */
export type PrescribedDose = Pick<UsePlan, 'from' | 'doseUg'>;

/** What was prescribed to some patients, in the order of time. */
export async function readPrescribedOf(
  trx: Trx,
  patientIds: readonly string[],
): Promise<Map<string, PrescribedDose[]>> {
  const rows = await trx
    .selectFrom('prescription')
    .select(['patient_id', 'valid_from as from', 'dose_ug as doseUg'])
    .where('patient_id', 'in', [...patientIds])
    .orderBy('valid_from')
    .orderBy('prescribed_at')
    .execute();
  const found = new Map<string, PrescribedDose[]>();
  for (const { patient_id, ...prescribed } of rows)
    found.set(patient_id, [...(found.get(patient_id) ?? []), prescribed]);
  return found;
}

/** What a programme allows with the doses that were prescribed; without any its own dose from the first day on. */
export function plansOf(
  { doseUg, maxDosesPerDay, minHoursBetween, window }: HomeProgramme,
  prescribed: readonly PrescribedDose[],
  firstDay: string,
): UsePlan[] {
  const doses = prescribed.length === 0 ? [{ from: firstDay, doseUg: doseUg.value }] : prescribed;
  return doses.map((dose) => ({
    ...dose,
    maxDosesPerDay: maxDosesPerDay.value,
    minHoursBetween: minHoursBetween.value,
    window,
  }));
}

/** Each supply with the days for which it lasts as prescribed. @param timeZone of the patient's home, IANA */
export function refillsOf(movements: readonly SupplyMovement[], timeZone: string): HomeUse['refills'] {
  const supplies = new Map<string, { on: string; days: number }>();
  for (const { entry, at, hours } of movements) {
    if (hours === null) continue;
    const before = supplies.get(entry)?.days ?? 0;
    supplies.set(entry, { on: dateIn(timeZone, at), days: before + hours / 24 });
  }
  return [...supplies.values()];
}
