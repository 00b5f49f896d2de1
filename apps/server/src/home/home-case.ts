import {
  type AfterDoseCheck,
  afterDoseChecks,
  type CareInput,
  type DiaryState,
  dateIn,
  foldDiary,
  type HomeAlert,
  type HomeFacts,
  type HomeProgramme,
  homeAlerts,
  homeUseOf,
  type MisuseScore,
  missingOf,
  misuseCourse,
  misuseScore,
  type OpenStop,
  openStops,
  type PlannedContact,
  type ProgrammeStatus,
  plannedContacts,
  programmeStatus,
  type Reconciliation,
  reconcile,
  type ToxicityWatch,
  toxicityWatch,
} from '@ketame/care';
import type { HomeEnrolment } from '@ketame/contract';
import type { Origin } from '../audit/index.ts';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { readCare } from '../follow-up/follow-up.ts';
import { notFound } from '../http/problem.ts';
import { requirePatient } from '../records/known-patient.ts';
import { readTrainingStandings } from '../training/standings.ts';
import { readEnrolmentsOf } from './enrolments.ts';
import { readEventsOf } from './events.ts';
import { plansOf, readPrescribedOf, refillsOf } from './home-use.ts';
import { listHomeProgrammes } from './programmes.ts';
import { type HomeRecords, readHomeRecordsOf } from './records.ts';
import { readMovementsOf, type SupplyMovement, supplyOf } from './supply.ts';

/** All that is known of one patient's treatment at home, and what the rules of care say of it. */
export interface HomeCase {
  readonly patientId: string;
  /** Null with `programme` and `status` for who is in no programme; all that the rules say is empty then. */
  readonly enrolment: HomeEnrolment | null;
  readonly programme: HomeProgramme | null;
  readonly status: ProgrammeStatus | null;
  readonly diary: DiaryState;
  readonly alerts: readonly HomeAlert[];
  readonly stops: readonly OpenStop[];
  readonly checks: readonly AfterDoseCheck[];
  readonly planned: readonly PlannedContact[];
  readonly records: HomeRecords;
  readonly movements: readonly SupplyMovement[];
  readonly reconciliation: Reconciliation;
  readonly misuse: {
    readonly now: MisuseScore;
    readonly course: { readonly on: string; readonly score: number }[];
  } | null;
  readonly toxicity: ToxicityWatch | null;
}

/** @throws Problem 404 */
export async function readHomeCase(trx: Trx, origin: Origin, patientId: string): Promise<HomeCase> {
  await requirePatient(trx, patientId);
  const [found] = await readHomeCases(trx, origin, [patientId]);
  if (found === undefined) throw notFound('patient');
  return found;
}

/** The same of these patients, or of all who are enrolled. */
export async function readHomeCases(
  trx: Trx,
  origin: Origin,
  patientIds?: readonly string[],
): Promise<HomeCase[]> {
  const { timeZone } = await readClinic(trx);
  const enrolments = await readEnrolmentsOf(trx, patientIds);
  const ids = patientIds ?? [...enrolments.keys()];
  if (ids.length === 0) return [];
  const programmes = new Map((await listHomeProgrammes(trx)).map((one) => [one.id, one]));
  const eventsOf = await readEventsOf(trx, ids);
  const recordsOf = await readHomeRecordsOf(trx, ids);
  const movementsOf = await readMovementsOf(trx, ids);
  const careOf = new Map((await readCare(trx, origin, ids)).map((one) => [one.patient.id, one.input]));
  const prescribedOf = await readPrescribedOf(trx, ids);
  const programmeOf = new Map(
    ids.flatMap((id) => {
      const programme = programmes.get(enrolments.get(id)?.programmeId ?? '');
      return programme === undefined ? [] : [[id, programme] as const];
    }),
  );
  const trainingOf = await readTrainingStandings(trx, programmeOf, origin.at);
  const cases: HomeCase[] = [];
  for (const patientId of ids) {
    const enrolment = enrolments.get(patientId) ?? null;
    const programme = programmeOf.get(patientId) ?? null;
    const records = recordsOf.get(patientId);
    const care = careOf.get(patientId);
    // A patient whose record is closed to who asks.
    if (records === undefined || care === undefined) continue;
    const movements = movementsOf.get(patientId) ?? [];
    const diary = foldDiary(eventsOf.get(patientId) ?? []);
    const home = enrolment?.timeZone ?? timeZone;
    const supply = supplyOf(movements, diary, records.counts, home);
    const base = {
      patientId,
      diary,
      records,
      movements,
      reconciliation: reconcile(supply, dateIn(home, origin.at)),
    };
    if (enrolment === null || programme === null) {
      const none = { enrolment: null, programme: null, status: null };
      cases.push({
        ...base,
        ...none,
        alerts: [],
        stops: [],
        checks: [],
        planned: [],
        misuse: null,
        toxicity: null,
      });
      continue;
    }
    const training = trainingOf.get(patientId) ?? [];
    const stops = openStops(programme, diary, { timeZone: home, training, now: origin.at });
    const { contacts, counts } = records;
    const use = homeUseOf({
      plans: plansOf(programme, prescribedOf.get(patientId) ?? [], enrolment.firstDay),
      refills: refillsOf(movements, home),
      supply,
      diary: diary.entries,
      results: care.results,
      timeZone,
    });
    const homeDay = dateIn(home, origin.at);
    const facts: HomeFacts = {
      timeZone,
      facts: records.facts,
      training,
      followUp: followUpOf(programme, care.results),
      countedAt: counts.map(({ at }) => at),
      contacts,
      diary,
      stops,
      firstDay: enrolment.firstDay,
    };
    cases.push({
      ...base,
      enrolment,
      programme,
      stops,
      status: programmeStatus(programme, facts, origin.at),
      misuse: { now: misuseScore(use, homeDay), course: misuseCourse(use, enrolment.firstDay, homeDay) },
      toxicity: toxicityWatch({ ...care, diary: diary.entries }),
      alerts: homeAlerts(programme, diary, home, origin.at),
      checks: afterDoseChecks(programme, diary, origin.at),
      planned: plannedContacts(
        programme,
        enrolment.firstDay,
        contacts,
        timeZone,
        dateIn(timeZone, origin.at),
      ),
    });
  }
  return cases;
}

/** When each item that the programme asks of the follow-up was served. */
function followUpOf({ requirements }: HomeProgramme, results: CareInput['results']): HomeFacts['followUp'] {
  const items = new Set(requirements.flatMap(({ metBy }) => (metBy.by === 'follow-up' ? [metBy.item] : [])));
  return [...items].flatMap((item) =>
    results
      .filter(({ struck, content }) => struck === null && missingOf(item, [content]).length === 0)
      .map(({ at }) => ({ item, at })),
  );
}
