import { createHash } from 'node:crypto';
import { clockToleranceMinutes, type Reading, vitalValue } from '@ketame/care';
import type { VitalsAnswer, VitalsBatch } from '@ketame/contract';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { findInfusion, type Total } from './stored.ts';

/** What one monitor sent; which, is known. */
export type MonitorReadings = Omit<VitalsBatch, 'monitor'> & { readonly monitor: string };

/**
 * Which monitor the readings are of: the one whose token was shown, else the one that the person names.
 * @param shown the monitor of the token; null when a person sends
 * @throws Problem 400 when a person names none, 422 when a monitor names another
 */
export function namedMonitor(batch: VitalsBatch, shown: { readonly name: string } | null): MonitorReadings {
  const monitor = shown?.name ?? batch.monitor;
  if (monitor === undefined) {
    throw new Problem(400, 'invalid', 'Say in "monitor" which monitor these readings are of.', {
      fields: [{ path: 'monitor', expected: 'the name of the monitor' }],
    });
  }
  if (batch.monitor !== undefined && batch.monitor !== monitor) {
    throw new Problem(
      422,
      'another-monitor',
      `The token is that of ${monitor}, and the readings name ${batch.monitor}. Leave the name out, or use the token of that monitor.`,
      {
        fields: [{ path: 'monitor', expected: `${monitor}, or nothing` }],
      },
    );
  }
  return { ...batch, monitor };
}

/**
 * A monitor sends by itself only while the patient of the session is there.
 * @throws Problem 404, 409 before check-in and after the session
 */
export async function requirePresent(trx: Trx, infusionId: string): Promise<void> {
  const infusion = await findInfusion(trx, infusionId, { lock: true });
  if (infusion === undefined) throw notFound('session of treatment');
  if (infusion.present) return;
  throw new Problem(
    409,
    'session-not-running',
    'Nobody is checked in to this session, or it is over. Nothing was kept: give the monitor the session that runs.',
  );
}

/**
 * Keeps what a monitor sent, in the units that are kept. A reading that was sent before is kept once; a gap stays a
 * gap. The batch has one audit entry, with the hash of what was kept.
 * @returns with the answer what was kept, and how many of each the session has with it
 * @param now the server's clock
 * @throws Problem 404, 409 when the session is over, 422 for a unit that is none of the measure, or a clock that is ahead
 */
export async function addReadings(
  trx: Trx,
  origin: Origin,
  infusionId: string,
  batch: MonitorReadings,
  now: () => Date,
): Promise<{ readonly answer: VitalsAnswer; readonly readings: readonly Reading[]; readonly total: Total }> {
  const { converted, artefacts } = convert(batch, now());
  const infusion = await findInfusion(trx, infusionId, { lock: true });
  if (infusion === undefined) throw notFound('session of treatment');
  if (!infusion.open) {
    throw new Problem(
      409,
      'session-over',
      'This session is over: its monitor is sent to another, or to none.',
    );
  }
  const last = await trx
    .selectFrom('infusion_reading')
    .select('received_at')
    .where('infusion_id', '=', infusionId)
    .where('sequence', '=', infusion.readings)
    .executeTakeFirst();
  const receivedAt = new Date(
    Math.max(now().getTime(), last === undefined ? 0 : Date.parse(last.received_at)),
  ).toISOString();
  const known = new Set(
    (
      await trx
        .selectFrom('infusion_reading')
        .select('at')
        .where('infusion_id', '=', infusionId)
        .where('monitor', '=', batch.monitor)
        .where('at', 'in', [...converted.keys()])
        .execute()
    ).map(({ at }) => at),
  );
  const fresh = [...converted].filter(([at]) => !known.has(at));
  if (fresh.length > 0) {
    const rows = fresh.map(([at, values], index) => ({
      infusion_id: infusionId,
      patient_id: infusion.patientId,
      sequence: infusion.readings + index + 1,
      monitor: batch.monitor,
      at,
      received_at: receivedAt,
      values: JSON.stringify(values),
    }));
    await trx.insertInto('infusion_reading').values(rows).execute();
    await trx
      .updateTable('infusion')
      .set({ readings: infusion.readings + fresh.length })
      .where('id', '=', infusionId)
      .execute();
    await audit(trx, origin, {
      action: 'infusion.vitals',
      subject: 'infusion',
      subjectId: infusionId,
      patientId: infusion.patientId,
      after: {
        monitor: batch.monitor,
        from: rows[0]?.sequence,
        to: rows.at(-1)?.sequence,
        sha256: createHash('sha256').update(canonicalJson(rows)).digest('hex'),
      },
    });
  }
  return {
    answer: { accepted: fresh.length, duplicates: batch.readings.length - fresh.length, artefacts },
    readings: fresh.map(([at, values]) => ({ at, receivedAt, monitor: batch.monitor, values })),
    total: { events: infusion.events, readings: infusion.readings + fresh.length },
  };
}

/** By instant, so that an instant that stands twice in one batch counts once. */
function convert(
  batch: MonitorReadings,
  now: Date,
): { converted: Map<string, Reading['values']>; artefacts: number } {
  const converted = new Map<string, Reading['values']>();
  let artefacts = 0;
  for (const [index, { at, values }] of batch.readings.entries()) {
    if (Date.parse(at) > now.getTime() + clockToleranceMinutes * 60_000) {
      throw new Problem(
        422,
        'in-the-future',
        `A reading is said to be of ${at}; it is ${now.toISOString()} now. Set the clock of the monitor.`,
        { fields: [{ path: `readings.${index}.at`, expected: 'not later than now' }] },
      );
    }
    const kept: Partial<Record<(typeof values)[number]['measure'], number | null>> = {};
    for (const [position, { measure, value, unit }] of values.entries()) {
      const found = vitalValue(measure, value ?? 0, unit);
      if ('refusal' in found) {
        throw new Problem(422, 'unit', `${found.refusal.reason} ${found.refusal.whatToDo}`, {
          fields: [{ path: `readings.${index}.values.${position}.unit`, expected: found.refusal.whatToDo }],
        });
      }
      kept[measure] = value === null ? null : found.value;
      if (value !== null && found.value === null) artefacts += 1;
    }
    const instant = new Date(at).toISOString();
    if (!converted.has(instant)) converted.set(instant, kept);
  }
  return { converted, artefacts };
}
