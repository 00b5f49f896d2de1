import type { HomeEnrolment } from '@ketame/contract';
import { sql } from 'kysely';
import type { Trx } from '../database/index.ts';

/** Those of these patients, or of all, who are enrolled in a programme. */
export async function readEnrolmentsOf(
  trx: Trx,
  patientIds?: readonly string[],
): Promise<Map<string, HomeEnrolment>> {
  if (patientIds?.length === 0) return new Map();
  let query = trx
    .selectFrom('home_programme')
    .select([
      'patient_id',
      'version',
      'status',
      'valid_until',
      'set_at',
      'programme_id',
      'time_zone',
      'sitter_name',
      'first_day',
    ])
    .select(
      sql<boolean>`exists (select from patient_account where patient_account.patient_id = home_programme.patient_id)`.as(
        'has_account',
      ),
    )
    .where('programme_id', 'is not', null);
  if (patientIds !== undefined) query = query.where('patient_id', 'in', [...patientIds]);
  const rows = await query.execute();
  return new Map(
    rows.flatMap((row) => {
      const { programme_id, time_zone, sitter_name, first_day } = row;
      if (programme_id === null || time_zone === null || sitter_name === null || first_day === null)
        return [];
      const enrolment: HomeEnrolment = {
        version: row.version,
        programmeId: programme_id,
        status: row.status,
        validUntil: row.valid_until,
        timeZone: time_zone,
        sitterName: sitter_name,
        firstDay: first_day,
        setAt: row.set_at,
        hasAccount: row.has_account,
      };
      return [[row.patient_id, enrolment] as const];
    }),
  );
}
