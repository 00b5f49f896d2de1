import { type AlertSystem, alertRules, type CareSystem, courseDecisions, reportCodes } from '@ketame/care';
import type { OutcomeNumber, OutcomeRow } from '@ketame/contract';
import { sql } from 'kysely';
import type { Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { readWorklist } from '../follow-up/follow-up.ts';

/** A number of the clinic as the query of its rows: what is counted is what is listed. */
export interface NumberOfClinic extends Pick<OutcomeNumber, 'id' | 'group' | 'title' | 'note'> {
  /** @param since ISO 8601: nothing older counts, where the number has a time */
  readonly rows: (trx: Trx, origin: Origin, since: string) => Promise<readonly OutcomeRow[]>;
}

type Found = Omit<OutcomeRow, 'familyName' | 'givenName'>;

/** Rows of a query that answers patient, time, words and session, with the names of the patients. */
async function named(trx: Trx, query: ReturnType<typeof sql<Found>>): Promise<OutcomeRow[]> {
  const { rows } = await sql<OutcomeRow>`
    select found."patientId", patient.family_name as "familyName", patient.given_name as "givenName",
      found.at, found.text, found."infusionId"
    from (${query}) as found join patient on patient.id = found."patientId"
    order by found.at desc nulls last, "familyName", "givenName", found."patientId", found.text
  `.execute(trx);
  return rows;
}

/** Every session in which an infusion was started, with the protocol. */
const started = (since: string) => sql<Found>`
  select event.patient_id as "patientId", event.occurred_at as at, event.infusion_id as "infusionId",
    concat(plan.content -> 'plan' -> 'protocol' ->> 'title', ', session ', plan.content -> 'plan' ->> 'session') as text
  from infusion_event as event
  join infusion_event as plan on plan.infusion_id = event.infusion_id and plan.sequence = 1
  where event.content ->> 'kind' = 'start' and event.occurred_at >= ${since}::timestamptz`;

/**
 * The patients treated, each with the latest week of pain after the latest start: relief as it was told, else from the
 * pain before treatment that stands in the goals.
 */
const relief = (since: string) => sql`
  select treated.patient_id, latest.at, latest.percent
  from (
    select patient_id, max(occurred_at) as last_start from infusion_event
    where content ->> 'kind' = 'start' and occurred_at >= ${since}::timestamptz group by patient_id
  ) as treated
  left join lateral (
    select result.at, coalesce(
      (result.content ->> 'reliefPercent')::float8,
      100 * (goals.baseline - (result.content ->> 'mean')::float8) / goals.baseline
    ) as percent
    from follow_up_result as result
    left join lateral (
      select (content ->> 'baselinePain')::float8 as baseline from patient_goals
      where patient_id = treated.patient_id order by version desc limit 1
    ) as goals on true
    where result.patient_id = treated.patient_id and result.struck is null and result.at > treated.last_start
      and result.content ->> 'kind' = 'pain' and result.content ->> 'period' = 'week'
    order by result.at desc, result.id limit 1
  ) as latest on true`;

const response = (since: string, which: ReturnType<typeof sql>) => sql<Found>`
  select patient_id as "patientId", at, null::uuid as "infusionId",
    coalesce('relief of ' || round(percent::numeric) || ' %', 'no week of pain after the latest session') as text
  from (${relief(since)}) as relief where ${which}`;

const newestIndex = (advice: string) => sql<Found>`
  select newest.patient_id as "patientId", newest.computed_at as at, null::uuid as "infusionId",
    coalesce(newest.result -> 'reasons' -> 0 ->> 'text', 'no rule decides') as text
  from (
    select distinct on (patient_id) * from benefit_risk_index order by patient_id, sequence desc
  ) as newest where newest.result ->> 'advice' = ${advice}`;

const treatment: readonly NumberOfClinic[] = [
  {
    id: 'treated',
    group: 'Treatment',
    title: 'Treated',
    note: 'Sessions in which an infusion was started.',
    rows: (trx, _, since) => named(trx, started(since)),
  },
  {
    id: 'in-session',
    group: 'Treatment',
    title: 'In a session now',
    note: 'Checked in and not yet discharged.',
    rows: (trx) =>
      named(
        trx,
        sql<Found>`select patient_id as "patientId", planned_start as at, id as "infusionId",
          concat(place, ', ', state) as text from infusion where present`,
      ),
  },
];

const responses: readonly NumberOfClinic[] = [
  {
    id: 'response',
    group: 'Response',
    title: 'Relief of 30 % or more',
    note: 'In the latest week of pain after the latest session (30 %: Farrar 2001).',
    rows: (trx, _, since) => named(trx, response(since, sql`percent >= 30`)),
  },
  {
    id: 'no-response',
    group: 'Response',
    title: 'Less relief',
    note: 'In the latest week of pain after the latest session.',
    rows: (trx, _, since) => named(trx, response(since, sql`percent < 30`)),
  },
  {
    id: 'response-unknown',
    group: 'Response',
    title: 'Relief not known',
    note: 'Treated, and no week of pain since, or no pain before treatment to compare it with.',
    rows: (trx, _, since) => named(trx, response(since, sql`percent is null`)),
  },
];

const systems: readonly AlertSystem[] = [
  'mind and consciousness',
  'heart and circulation',
  'breathing',
  'liver',
  'kidney and bladder',
  'misuse',
];
const codesOfRules = new Set<string>(
  alertRules.flatMap(({ condition }) => (condition.kind === 'report' ? condition.codes : [])),
);
const otherCodes = reportCodes.filter((code) => !codesOfRules.has(code));

const harms: readonly NumberOfClinic[] = [
  ...systems.map((system): NumberOfClinic => {
    const rules = alertRules.filter((rule) => rule.system === system);
    const titles = Object.fromEntries(rules.map(({ id, title }) => [id, title]));
    return {
      id: `harm-${system.replaceAll(' ', '-')}`,
      group: 'Harms by system',
      title: `In sessions: ${system}`,
      note: 'Alerts that were raised in a session.',
      rows: (trx, _, since) =>
        named(
          trx,
          sql<Found>`select patient_id as "patientId", raised_at as at, infusion_id as "infusionId",
            ${JSON.stringify(titles)}::jsonb ->> rule as text from infusion_alert
            where raised_at >= ${since}::timestamptz and ${JSON.stringify(titles)}::jsonb ? rule`,
        ),
    };
  }),
  {
    id: 'harm-other',
    group: 'Harms by system',
    title: 'In sessions: other reports',
    note: 'Adverse events that no rule of the watch looks for.',
    rows: (trx, _, since) =>
      named(
        trx,
        sql<Found>`select patient_id as "patientId", occurred_at as at, infusion_id as "infusionId",
          concat(content ->> 'code', ': ', content ->> 'text') as text from infusion_event
          where content ->> 'kind' = 'adverse-event' and occurred_at >= ${since}::timestamptz
            and content ->> 'code' in (${sql.join(otherCodes)})
            and not exists (select from infusion_event as later where later.infusion_id = infusion_event.infusion_id
              and later.content ->> 'kind' = 'correction' and later.content ->> 'corrects' = infusion_event.id::text)`,
      ),
  },
  ...(['liver', 'bladder and kidney', 'mind', 'misuse'] as const).map(
    (system: CareSystem): NumberOfClinic => ({
      id: `held-${system.replaceAll(' ', '-')}`,
      group: 'Harms by system',
      title: `After sessions: ${system}`,
      note: 'Held or stopped by a rule of care as of now.',
      rows: async (trx, origin) =>
        (await readWorklist(trx, origin)).rows.flatMap((row) =>
          row.verdict.findings
            .filter(({ rule }) => rule.system === system && rule.outcome !== 'watch')
            .map(({ rule, reason, inputs }) => ({
              ...patientOf(row),
              at: inputs.at(-1)?.at ?? null,
              text: `${rule.outcome}: ${reason}`,
            })),
        ),
    }),
  ),
];

const decisions: readonly NumberOfClinic[] = [
  ...courseDecisions.map(
    (decision): NumberOfClinic => ({
      id: `decided-${decision.replace(' ', '-')}`,
      group: 'Decisions',
      title: `Decided: ${decision}`,
      note: 'Decisions about the next course, signed by a physician.',
      rows: (trx, _, since) =>
        named(
          trx,
          sql<Found>`select patient_id as "patientId", decided_at as at, null::uuid as "infusionId", reasons as text
            from course_decision where decision = ${decision} and decided_at >= ${since}::timestamptz`,
        ),
    }),
  ),
  ...(['go on', 'change', 'stop', 'undecided'] as const).map(
    (advice): NumberOfClinic => ({
      id: `advised-${advice.replace(' ', '-')}`,
      group: 'Decisions',
      title: `The index advises: ${advice}`,
      note: 'By the newest stored index of each patient.',
      rows: (trx) => named(trx, newestIndex(advice)),
    }),
  ),
];

const checks: readonly NumberOfClinic[] = [
  {
    id: 'overdue',
    group: 'Checks',
    title: 'Overdue checks',
    note: 'Items of the follow-up past their last day.',
    rows: async (trx, origin) =>
      (await readWorklist(trx, origin)).rows.flatMap((row) =>
        row.due
          .filter(({ state }) => state === 'overdue')
          .map(({ item, day, overdueDays }) => ({
            ...patientOf(row),
            at: null,
            text: `${item} of day ${day}, ${overdueDays} d overdue`,
          })),
      ),
  },
  {
    id: 'without-goals',
    group: 'Checks',
    title: 'Treated without goals',
    note: 'Nobody has asked what the patient calls benefit and harm: there is no index.',
    rows: (trx, _, since) =>
      named(
        trx,
        sql<Found>`select patient_id as "patientId", max(occurred_at) as at, null::uuid as "infusionId",
          'no goals' as text from infusion_event as event
          where content ->> 'kind' = 'start' and occurred_at >= ${since}::timestamptz
            and not exists (select from patient_goals where patient_goals.patient_id = event.patient_id)
          group by patient_id`,
      ),
  },
];

function patientOf({
  patientId,
  familyName,
  givenName,
}: Pick<OutcomeRow, 'patientId' | 'familyName' | 'givenName'>) {
  return { patientId, familyName, givenName, infusionId: null };
}

/** Every number of the dashboard, in its order. */
export const numbersOfClinic: readonly NumberOfClinic[] = [
  ...treatment,
  ...responses,
  ...harms,
  ...decisions,
  ...checks,
];
