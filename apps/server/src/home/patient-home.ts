import type { PatientHome } from '@ketame/contract';
import type { Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { readHomeCase } from './home-case.ts';
import { readSilences } from './silence.ts';

/** What the clinic sees of one patient's treatment at home. @throws Problem 404 */
export async function readPatientHome(trx: Trx, origin: Origin, patientId: string): Promise<PatientHome> {
  const { records, movements: _movements, ...home } = await readHomeCase(trx, origin, patientId);
  return {
    ...home,
    alerts: [...home.alerts],
    stops: [...home.stops],
    checks: [...home.checks],
    planned: [...home.planned],
    now: origin.at,
    ...records,
    silences: await readSilences(trx, patientId),
  };
}
