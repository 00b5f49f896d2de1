import { dateIn, type HomeProgramme, type HomeUse, type UsePlan } from '@ketame/care';
import type { NewRegister } from '@ketame/contract';
import type { Trx } from '../database/index.ts';
import type { SupplyMovement } from './supply.ts';

/** The drug of a programme as prescriptions and the register name it. */
export const registerDrugOf = ({ drug }: Pick<HomeProgramme, 'drug'>): NewRegister['drug'] =>
  drug === 'S-ketamine' ? 'S-ketamine' : 'ketamine';

/** The dose that was prescribed, from a day on. */
export interface PrescribedDose extends Pick<UsePlan, 'from' | 'doseUg'> {
  readonly drug: NewRegister['drug'];
}

/** What was prescribed to some patients, in the order of time. */
export async function readPrescribedOf(
  trx: Trx,
  patientIds: readonly string[],
): Promise<Map<string, PrescribedDose[]>> {
  const rows = await trx
    .selectFrom('prescription')
    .select(['patient_id', 'drug', 'valid_from as from', 'dose_ug as doseUg'])
    .where('patient_id', 'in', [...patientIds])
    .orderBy('valid_from')
    .orderBy('prescribed_at')
    .execute();
  const found = new Map<string, PrescribedDose[]>();
  for (const { patient_id, ...prescribed } of rows)
    found.set(patient_id, [...(found.get(patient_id) ?? []), prescribed]);
  return found;
}

/**
 * What a programme allows with the doses of its drug that were prescribed; without any its own dose from the first day
 * on.
 */
export function plansOf(
  programme: HomeProgramme,
  prescribed: readonly PrescribedDose[],
  firstDay: string,
): UsePlan[] {
  const { doseUg, maxDosesPerDay, minHoursBetween, window } = programme;
  const own = prescribed.filter(({ drug }) => drug === registerDrugOf(programme));
  const doses = own.length === 0 ? [{ from: firstDay, doseUg: doseUg.value }] : own;
  return doses.map((dose) => ({
    from: dose.from,
    doseUg: dose.doseUg,
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
