import type { GivenSession } from '@ketame/care';
import { entryContentSchema } from '@ketame/contract';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../database/index.ts';

const planned = z.object({
  protocol: z.object({ id: z.string(), version: z.int(), title: z.string() }),
  session: z.int(),
  of: z.int(),
});

/** States of a session in which drug has not been given. */
const notGiven = ['planned', 'checked in', 'armed'] as const;

/**
 * The sessions in which drug was given, by patient. A session counts as given once its start was entered, although a
 * pause that was entered late may have come before it: rather one that is followed without need than one that is not.
 * @param patientIds all patients when absent
 */
export async function readGivenSessions(
  trx: Trx,
  patientIds?: readonly string[],
): Promise<Map<string, GivenSession[]>> {
  let query = trx
    .selectFrom('infusion')
    .innerJoin('infusion_event', 'infusion_event.infusion_id', 'infusion.id')
    .select(['infusion.id', 'infusion.patient_id', 'infusion_event.id as eventId', 'sequence'])
    .select(sql<string>`least(occurred_at, recorded_at)`.as('at'))
    .select(
      sql<unknown>`case content ->> 'kind' when 'plan' then
        jsonb_build_object('kind', 'plan', 'plan', jsonb_build_object('protocol', content -> 'plan' -> 'protocol',
          'session', content -> 'plan' -> 'session', 'of', content -> 'plan' -> 'of'))
        else content end`.as('content'),
    )
    .where('infusion.state', 'not in', notGiven)
    .where(sql`content ->> 'kind'`, 'in', ['plan', 'start', 'end', 'abort', 'laboratory', 'correction'])
    .orderBy('infusion.id')
    .orderBy('sequence');
  if (patientIds !== undefined) query = query.where('infusion.patient_id', 'in', [...patientIds]);
  const rows = await query.execute();
  const found = new Map<string, GivenSession[]>();
  const eventsOf = new Map<string, (typeof rows)[number][]>();
  for (const row of rows) {
    const known = eventsOf.get(row.id) ?? [];
    known.push(row);
    eventsOf.set(row.id, known);
  }
  for (const events of eventsOf.values()) {
    const session = givenSession(events);
    const patientId = events[0]?.patient_id;
    if (session === null || patientId === undefined) continue;
    found.set(patientId, [...(found.get(patientId) ?? []), session]);
  }
  return found;
}

interface EventRow {
  readonly id: string;
  readonly eventId: string;
  readonly at: string;
  readonly content: unknown;
}

const kindOf = ({ content }: EventRow): unknown => (content as { kind?: unknown }).kind;

/** @param rows of one session, in their sequence */
function givenSession(rows: readonly EventRow[]): GivenSession | null {
  const plan = rows.find((row) => kindOf(row) === 'plan');
  const startedAt = rows.find((row) => kindOf(row) === 'start')?.at;
  if (plan === undefined || startedAt === undefined) return null;
  const ends = rows
    .filter((row) => (kindOf(row) === 'end' || kindOf(row) === 'abort') && row.at >= startedAt)
    .map(({ at }) => at)
    .sort();
  return {
    id: plan.id,
    ...z.object({ plan: planned }).parse(plan.content).plan,
    startedAt,
    endedAt: ends[0] ?? null,
    laboratory: laboratoryOf(rows),
  };
}

function laboratoryOf(rows: readonly EventRow[]): GivenSession['laboratory'] {
  const contents = rows
    .filter((row) => kindOf(row) === 'laboratory' || kindOf(row) === 'correction')
    .map((row) => ({ ...row, content: entryContentSchema.parse(row.content) }));
  return contents.flatMap(({ eventId, at, content }) => {
    if (content.kind !== 'laboratory') return [];
    const correction = contents.findLast(
      (later) => later.content.kind === 'correction' && later.content.corrects === eventId,
    )?.content;
    const counted = correction?.kind === 'correction' ? correction.replacement : content;
    if (counted?.kind !== 'laboratory') return [];
    const { measure, value, unit, upperLimit } = counted;
    return [{ measure, value, unit, upperLimit, at }];
  });
}
