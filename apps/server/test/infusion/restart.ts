import { sql } from 'kysely';
import { audit } from '../../src/audit/index.ts';
import { createApplication } from '../../src/http/application.ts';
import type { Application } from '../../src/http/context.ts';
import { asOwner, cookieOf, signIn, type TestClinic, testOrigin } from '../clinic.ts';
import { calmRow, planTreatment, teamOf } from './treatment.ts';

export interface LongSessions {
  readonly sessions: number;
  readonly hours: number;
}

export interface Restarted {
  readonly app: Application;
  /** Of an account that may see the board. */
  readonly cookie: string;
  readonly ids: readonly string[];
  /** Of the last reading of each session. */
  readonly lastReadingAt: string;
  /** From the start to the first answer, ms. */
  readonly tookMs: number;
}

/**
 * Starts a second server on the clinic's database while sessions run that have lasted for hours, with a row of the chart
 * every 15 min and vital signs every 15 s.
 */
export async function restartDuring(
  clinic: TestClinic,
  { sessions, hours }: LongSessions,
): Promise<Restarted> {
  const team = await teamOf(clinic);
  const ids: string[] = [];
  for (let index = 0; index < sessions; index++) {
    clinic.now = new Date(clinic.now.getTime() + 60_000);
    const treatment = await planTreatment(clinic, team);
    await treatment.start();
    ids.push(treatment.id);
  }
  const begin = clinic.now.getTime();
  for (const id of ids) await addHours(clinic, id, hours);
  await clinic.app.close();
  clinic.now = new Date(begin + hours * 3_600_000);
  const startedAt = performance.now();
  const app = await createApplication(
    { database: clinic.database, now: () => clinic.now },
    { webFolder: null, controlToken: null, logLevel: 'silent' },
  );
  const tookMs = performance.now() - startedAt;
  const { email } = await clinic.addAccount('nurse');
  const cookie = cookieOf(await signIn(app, email));
  return { app, cookie, ids, lastReadingAt: clinic.now.toISOString(), tookMs };
}

/** Written as the owner of the database: by the doors of the server it would take as many requests. */
async function addHours(clinic: TestClinic, id: string, hours: number): Promise<void> {
  const values = { heartRate: 70, oxygenSaturation: 97, respiration: 14, systolic: 124, diastolic: 76 };
  const begin = clinic.now.toISOString();
  const [readings, rows] = [hours * 240, hours * 4];
  await clinic.database.transaction(clinic.scope, async (trx) => {
    await asOwner(trx);
    await sql`insert into infusion_reading
        (clinic_id, infusion_id, patient_id, sequence, monitor, at, received_at, values)
      select clinic_id, id, patient_id, n, 'synthetic', instant, instant, ${JSON.stringify(values)}::jsonb
      from infusion, generate_series(1, ${readings}::integer) n,
        lateral (select ${begin}::timestamptz + n * interval '15 seconds' as instant) clock
      where id = ${id}`.execute(trx);
    await sql`insert into infusion_event
        (id, infusion_id, patient_id, sequence, occurred_at, recorded_at, recorded_by, by_name, by_role, content)
      select gen_random_uuid(), infusion_id, patient_id, sequence + n, instant, instant, recorded_by, by_name,
        by_role, ${JSON.stringify(calmRow)}::jsonb
      from infusion_event, generate_series(1, ${rows}::integer) n,
        lateral (select ${begin}::timestamptz + n * interval '15 minutes' as instant) clock
      where infusion_id = ${id} and sequence = (select events from infusion where infusion.id = ${id})
      order by n`.execute(trx);
    await sql`update infusion set readings = ${readings}, events = events + ${rows} where id = ${id}`.execute(
      trx,
    );
    await audit(trx, testOrigin(), { action: 'infusion.vitals', subject: 'infusion', subjectId: id });
  });
}
