import { randomUUID } from 'node:crypto';
import {
  addDays,
  type DrawnQuestion,
  dateIn,
  type FollowUpContent,
  homeFactKinds,
  instantOfHour,
  plannedContacts,
} from '@ketame/care';
import type { NewRegisterEntry, TrainingFor } from '@ketame/contract';
import { accountOf } from '../accounts/account.ts';
import { makeProof } from '../accounts/step-up.ts';
import type { Origin } from '../audit/index.ts';
import { readClinic } from '../clinic.ts';
import type { AccountRow, Trx } from '../database/index.ts';
import { addResult } from '../follow-up/results.ts';
import { linkAccount } from '../home/accounts.ts';
import { writeHomeClinic } from '../home/clinic-settings.ts';
import { enrol } from '../home/enrol.ts';
import { sendMessage } from '../home/events.ts';
import { readHomeProgramme } from '../home/programmes.ts';
import { addHomeRecord } from '../home/records.ts';
import { openRegister } from '../register/books.ts';
import { addEntry } from '../register/entries.ts';
import { prescribe } from '../register/prescriptions.ts';
import { readEntry } from '../register/read-entries.ts';
import { beginAttempt, finishAttempt } from '../training/attempts.ts';
import { type By, DAYS_AT_HOME, DOSE_UG, doseHours, writeDiary } from './home-diary.ts';
import { accountRow } from './infusions.ts';

const SITTER = 'Demonstration partner (synthetic)';

const results: readonly FollowUpContent[] = [
  {
    kind: 'laboratory',
    values: [
      { measure: 'ALT', value: 24, unit: 'U/L', upperLimit: 35 },
      { measure: 'AST', value: 22, unit: 'U/L', upperLimit: 40 },
      { measure: 'ALP', value: 71, unit: 'U/L', upperLimit: 120 },
      { measure: 'GGT', value: 21, unit: 'U/L', upperLimit: 40 },
      { measure: 'bilirubin', value: 9, unit: 'umol/L', upperLimit: 21 },
      { measure: 'creatinine', value: 66, unit: 'umol/L', upperLimit: 90 },
    ],
  },
  { kind: 'misuse review', signs: [] },
  { kind: 'questionnaire', instrument: 'phq-9', version: 1, answers: { item9: 0 }, scores: { total: 7 } },
  {
    kind: 'questionnaire',
    instrument: 'ketame-urine',
    version: 1,
    answers: { frequency: 1, night: 1, urgency: 0, burning: 0, belly: 0, leaking: 0, lasting: 0 },
    scores: { total: 2, pain: 0 },
  },
];

/**
 * A patient two weeks at home: requirements met, packs supplied, a diary that was kept, contacts, one count, a message.
 * @param origin at the instant of loading
 */
export async function loadHome(trx: Trx, origin: Origin, patientId: string): Promise<void> {
  const { timeZone } = await readClinic(trx);
  const firstDay = addDays(dateIn(timeZone, origin.at), -DAYS_AT_HOME);
  const people = {
    physician: await accountRow(trx, 'physician'),
    nurse: await accountRow(trx, 'nurse'),
    pharmacist: await accountRow(trx, 'pharmacist'),
    patient: await accountRow(trx, 'patient'),
    administrator: await accountRow(trx, 'administrator'),
  };
  const by: By = (who, day, hour) => ({
    ...origin,
    actor: people[who].id,
    at: new Date(instantOfHour(timeZone, addDays(firstDay, day), hour)).toISOString(),
  });

  await writeHomeClinic(trx, by('administrator', -2, 10), {
    phone: '+00 000 000 000 (invented)',
    emergencyNumber: '112',
    crisisLine: '113 (invented)',
    messagesRead: 'Monday to Friday, 9:00 to 17:00',
    costs: { currency: 'EUR', perMg: 0.4, perContactMinute: 1.2 },
  });
  await linkAccount(trx, by('nurse', -2, 11), patientId, people.patient.id);
  const before = by('physician', -1, 10);
  for (const fact of homeFactKinds) {
    const content = { id: randomUUID(), fact, at: before.at, note: '' };
    await addHomeRecord(trx, before, patientId, { kind: 'fact', content });
  }
  for (const content of results) {
    await addResult(trx, by('nurse', -1, 11), patientId, { id: randomUUID(), at: before.at, content });
  }
  const wanted = {
    programmeId: 'ketame-oral',
    validUntil: by('physician', 90, 12).at,
    timeZone,
    sitterName: SITTER,
    firstDay,
  };
  await enrol(trx, before, patientId, 0, { ...wanted, status: 'suspended' });
  await train(trx, by, people, patientId);
  await enrol(trx, by('physician', -1, 11), patientId, 1, { ...wanted, status: 'active' });
  const packs = await supply(trx, by, people, patientId, firstDay);
  await writeDiary(trx, by, patientId, timeZone, packs);
  await meet(trx, by, patientId, timeZone, firstDay, packs.length);
  const account = accountOf(people.nurse);
  const text = 'Thank you. Take it with a little food and tell us on the next call.';
  await sendMessage(trx, by('nurse', DAYS_AT_HOME - 3, 11), account, patientId, { id: randomUUID(), text });
}

/** Everybody passes what the programme asks, with the right answers. */
async function train(
  trx: Trx,
  by: By,
  people: Readonly<Record<'physician' | 'nurse' | 'pharmacist', AccountRow>>,
  patientId: string,
): Promise<void> {
  const { training } = await readHomeProgramme(trx, 'ketame-oral');
  for (const { audience, modules } of training) {
    const isStaff = audience !== 'patient' && audience !== 'sitter';
    const origin = by(isStaff ? audience : 'nurse', -1, 9);
    const asker = accountOf(people[isStaff ? audience : 'nurse']);
    const trainee: TrainingFor =
      audience === 'sitter'
        ? { kind: audience, patientId, name: SITTER }
        : isStaff
          ? { kind: 'self' }
          : { kind: 'patient', patientId };
    for (const module of modules) {
      const id = randomUUID();
      await beginAttempt(trx, origin, asker, null, { id, module, language: 'en', trainee });
      const { drawn } = await trx
        .selectFrom('training_attempt')
        .select('drawn')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const answers = (drawn as DrawnQuestion[]).map(({ order }) => order.indexOf(0));
      await finishAttempt(trx, origin, asker, id, answers);
    }
  }
}

/** A book with one lot, and all packs of the first supply handed over. @returns their codes */
async function supply(
  trx: Trx,
  by: By,
  people: Readonly<Record<'physician' | 'pharmacist', AccountRow>>,
  patientId: string,
  firstDay: string,
): Promise<string[]> {
  const pharmacist = accountOf(people.pharmacist);
  const [registerId, prescriptionId] = [randomUUID(), randomUUID()];
  const product = { drug: 'ketamine', form: 'capsule', strengthUg: DOSE_UG } as const;
  await openRegister(trx, by('pharmacist', -2, 9), {
    id: registerId,
    site: 'Demonstration pharmacy',
    ...product,
  });
  const prescribed = by('physician', -1, 12);
  await prescribe(trx, prescribed, patientId, {
    id: prescriptionId,
    ...product,
    doseUg: DOSE_UG,
    doses: (DAYS_AT_HOME + 7) * doseHours.length,
    intervalHours: 8,
    refills: 2,
    validFrom: addDays(firstDay, -1),
    validUntil: addDays(firstDay, 90),
    instructions: 'One capsule at 8:00, 14:00 and 20:00, while the conditions of the plan are met.',
    proof: (await makeProof(trx, prescribed, people.physician, 'password')).proof,
  });
  const enter = async (hour: number, entry: NewRegisterEntry) => {
    await addEntry(trx, by('pharmacist', -1, hour), pharmacist, registerId, entry);
    return readEntry(trx, entry.id);
  };
  const base = () => ({ id: randomUUID(), proofs: [] });
  await enter(13, {
    ...base(),
    kind: 'receipt',
    lot: 'DEMO-1',
    expiry: addDays(firstDay, 400),
    gtin: null,
    amountUg: 100 * DOSE_UG,
    party: 'Demonstration supplier, delivery 1',
  });
  const lot = await trx
    .selectFrom('register_lot')
    .select('id')
    .where('register_id', '=', registerId)
    .executeTakeFirstOrThrow();
  const prepared = await enter(14, {
    ...base(),
    kind: 'preparation',
    lotId: lot.id,
    doseUg: DOSE_UG,
    packs: (DAYS_AT_HOME + 7) * doseHours.length,
  });
  await enter(15, {
    ...base(),
    kind: 'dispensing',
    prescriptionId,
    source: { packs: prepared.packs },
    party: 'the patient',
    identityShown: 'identity card',
    early: null,
    onPaper: null,
  });
  return prepared.packs;
}

/** Every contact until yesterday was made; a week ago the packs were counted by video. */
async function meet(
  trx: Trx,
  by: By,
  patientId: string,
  timeZone: string,
  firstDay: string,
  packs: number,
): Promise<void> {
  const programme = await readHomeProgramme(trx, 'ketame-oral');
  const planned = plannedContacts(programme, firstDay, [], timeZone, addDays(firstDay, DAYS_AT_HOME));
  for (const { key, kind, day } of planned.filter((one) => one.day < DAYS_AT_HOME)) {
    const origin = by('nurse', day, 11);
    await addHomeRecord(trx, origin, patientId, {
      kind: 'contact',
      content: {
        id: randomUUID(),
        planned: key,
        kind,
        at: origin.at,
        outcome: 'done',
        minutes: kind === 'visit' ? 40 : 12,
        note: '',
      },
    });
  }
  const counted = by('nurse', 6, 23);
  const taken = 7 * doseHours.length - 1;
  await addHomeRecord(trx, counted, patientId, {
    kind: 'count',
    content: {
      id: randomUUID(),
      at: counted.at,
      by: 'video',
      inHandUg: (packs - taken) * DOSE_UG,
      packs: [],
    },
  });
}
