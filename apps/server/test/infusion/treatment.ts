import { randomUUID } from 'node:crypto';
import { proposedLimits } from '@ketame/care';
import type { EntryAnswers, EntryContent, Infusion } from '@ketame/contract';
import { admitSynthetic } from '../../src/demonstration/admissions.ts';
import { type Answer, addPatient, type Client, type TestClinic, testOrigin } from '../clinic.ts';

/** Who treats. */
export interface Team {
  readonly physician: Client;
  readonly nurse: Client;
  /** The second person's email, for proofs at the nurse's own screen. */
  readonly second: string;
}

/** Two people and a second signer, of whom the physician has confirmed the limits of the alerts. */
export async function teamOf(clinic: TestClinic): Promise<Team> {
  const physician = await clinic.as('physician');
  const limits = await physician.send('PUT', '/api/alert-limits', proposedLimits);
  if (limits.statusCode !== 200) throw new Error(limits.body);
  return {
    physician,
    nurse: await clinic.as('nurse'),
    second: (await clinic.addAccount('nurse')).email,
  };
}

/** A session of the shipped protocol of ten days in a synthetic patient of 80 kg, and two people to treat. */
export interface Treatment extends Team {
  readonly id: string;
  readonly patientId: string;
  enter(...contents: EntryContent[]): Promise<EntryAnswers['answers']>;
  send(entries: readonly object[], who?: Client): Promise<Answer>;
  read(): Promise<Infusion>;
  /** From check-in to a running infusion. */
  start(): Promise<void>;
}

interface ProtocolVersion {
  readonly id: string;
  readonly version: number;
}

const tenDays: ProtocolVersion = { id: 'outpatient-10-days', version: 1 };

/**
 * @param team signed in not long ago; a new one when absent
 * @param protocol the shipped one of ten days, or a copy of it with the same rates
 */
export async function planTreatment(
  clinic: TestClinic,
  team?: Team,
  protocol: ProtocolVersion = tenDays,
): Promise<Treatment> {
  const { physician, nurse, second } = team ?? (await teamOf(clinic));
  const patientId = await addPatient(clinic.database, clinic.scope);
  await admit(clinic, physician, patientId, protocol);
  const id = randomUUID();
  const planned = await physician.send(
    'POST',
    '/api/infusions',
    newInfusion(clinic.now, id, patientId, protocol),
  );
  if (planned.statusCode !== 201) throw new Error(planned.body);
  const url = `/api/infusions/${id}`;
  const send: Treatment['send'] = (entries, who = nurse) => who.send('POST', `${url}/entries`, { entries });
  const read: Treatment['read'] = async () => (await nurse.send('GET', url)).json();
  const enter: Treatment['enter'] = async (...contents) => {
    const entries = contents.map((content) => entry(clinic, content));
    const answer = await send(entries);
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return (answer.json() as EntryAnswers).answers;
  };
  return {
    id,
    patientId,
    physician,
    nurse,
    second,
    enter,
    send,
    read,
    start: async () => {
      await enter(checkIn);
      for (const email of [undefined, second]) {
        const proof = await clinic.prove(nurse, email);
        await send([{ ...entry(clinic, syringe(patientId)), proof }]);
      }
      const answers = await enter({ kind: 'arm', syringe: 1 }, { kind: 'start' });
      if (answers.some(({ outcome }) => outcome !== 'accepted')) throw new Error(JSON.stringify(answers));
    },
  };
}

/** Decides that a synthetic patient is eligible for the protocol, with the consent of both. */
export async function admit(
  clinic: TestClinic,
  physician: Client,
  patientId: string,
  protocol: ProtocolVersion = tenDays,
): Promise<void> {
  const origin = { ...testOrigin(physician.id), at: clinic.now.toISOString() };
  await clinic.database.transaction(clinic.scope, async (trx) => {
    const account = await trx
      .selectFrom('account')
      .selectAll()
      .where('id', '=', physician.id)
      .executeTakeFirstOrThrow();
    await admitSynthetic(trx, origin, account, patientId, protocol);
  });
}

export function newInfusion(now: Date, id: string, patientId: string, protocol: ProtocolVersion = tenDays) {
  return {
    id,
    patientId,
    protocolId: protocol.id,
    protocolVersion: protocol.version,
    session: 1,
    firstTreatment: true,
    plannedStart: now.toISOString(),
    place: 'Room 2',
    weightKg: 80,
  };
}

export function entry(clinic: TestClinic, content: EntryContent) {
  return { id: randomUUID(), occurredAt: clinic.now.toISOString(), content, proof: null };
}

export const checkIn: EntryContent = {
  kind: 'check-in',
  fastedH: 8,
  fasted: true,
  escort: 'a brother',
  baseline: { systolic: 124, diastolic: 76, heartRate: 70, oxygenSaturation: 98, respiration: 13 },
  takes: {
    benzodiazepine: false,
    hypnotic: false,
    opioid: false,
    psychostimulant: false,
    monoamineOxidaseInhibitor: false,
  },
  reasonToGoOn: null,
};

/** 0.1 mg/kg/h in 80 kg, of 2 mg/mL. */
export function syringe(patientId: string): Extract<EntryContent, { kind: 'syringe-check' }> {
  return {
    kind: 'syringe-check',
    syringe: 1,
    patientId,
    drug: 'racemic ketamine',
    amountAs: 'base',
    concentrationMgPerMl: 2,
    volumeMl: 50,
    lot: 'SYN-7',
    expires: '2027-12-31',
    rateMlPerH: 4,
    rateMgPerH: 8,
  };
}

export const calmRow: EntryContent = {
  kind: 'chart',
  systolic: 130,
  diastolic: 80,
  heartRate: 74,
  oxygenSaturation: 97,
  respiration: 14,
  sedation: { scale: 'RASS', score: 0 },
  pain: 6,
  drugHigh: 1,
  internalPerception: 1,
  externalPerception: 1,
  nausea: 0,
};
