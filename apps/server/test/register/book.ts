import { randomUUID } from 'node:crypto';
import type {
  NewPrescription,
  NewRegister,
  NewRegisterEntry,
  Register,
  RegisterEntry,
} from '@ketame/contract';
import { audit } from '../../src/audit/index.ts';
import { type Answer, addPatient, type Client, type TestClinic, testOrigin } from '../clinic.ts';

/** Of a synthetic tablet, and of one dose of the synthetic prescription. */
export const TABLET_UG = 25_000;

/** A clinic with a book of tablets, the people who work with it, and a patient who may be supplied. */
export interface TestBook {
  readonly id: string;
  readonly patientId: string;
  readonly pharmacist: Client;
  readonly physician: Client;
  readonly nurse: Client;
  /** Sets the clock of the clinic; people sign in again. */
  at(time: Date): Promise<void>;
  /** Enters one thing, by the pharmacist unless another is named. */
  enter(entry: Wanted, by?: Client): Promise<Answer>;
  /** The same, which must be accepted. */
  entered(entry: Wanted, by?: Client): Promise<RegisterEntry>;
  /** Proofs of so many different people. */
  proofs(people: 1 | 2): Promise<string[]>;
  /** By the physician unless another is named. */
  prescribe(change?: Partial<NewPrescription>, by?: Client): Promise<string>;
  /** Past the enrolment in a programme, whose requirements are none of the register's. */
  setProgramme(status: 'active' | 'suspended' | 'ended', validUntil?: string): Promise<void>;
  read(): Promise<Register>;
  entries(): Promise<RegisterEntry[]>;
  /** A receipt of so many tablets. @returns the id of the lot */
  stock(tablets: number, lot?: string, expiry?: string): Promise<string>;
}

/** An entry without what every entry has. */
type Wanted = NewRegisterEntry extends infer Entry
  ? Entry extends NewRegisterEntry
    ? Omit<Entry, 'id' | 'proofs'> & { readonly id?: string; readonly proofs?: string[] }
    : never
  : never;

interface People {
  readonly pharmacist: Client;
  readonly physician: Client;
  readonly nurse: Client;
  /** Of a second pharmacist. */
  readonly second: string;
}

/** Proving who one is takes time on purpose: the people of a clinic sign in once. */
const peopleOf = new WeakMap<TestClinic, People>();

async function signIn(clinic: TestClinic): Promise<People> {
  return {
    pharmacist: await clinic.as('pharmacist'),
    physician: await clinic.as('physician'),
    nurse: await clinic.as('nurse'),
    second: (await clinic.addAccount('pharmacist')).email,
  };
}

export async function openBook(
  clinic: TestClinic,
  site = `Site ${randomUUID()}`,
  drug: NewRegister['drug'] = 'S-ketamine',
): Promise<TestBook> {
  let people = peopleOf.get(clinic) ?? (await signIn(clinic));
  peopleOf.set(clinic, people);
  const patientId = await addPatient(clinic.database);
  const id = randomUUID();
  const opened = await people.pharmacist.send('POST', '/api/registers', {
    id,
    site,
    drug,
    form: 'tablet',
    strengthUg: TABLET_UG,
  });
  if (opened.statusCode !== 201) throw new Error(opened.body);
  const enter: TestBook['enter'] = (entry, by = people.pharmacist) =>
    by.send('POST', `/api/registers/${id}/entries`, { id: randomUUID(), proofs: [], ...entry });
  const entered: TestBook['entered'] = async (entry, by) => {
    const answer = await enter(entry, by);
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json();
  };
  const read = async (): Promise<Register> =>
    (await people.pharmacist.send('GET', `/api/registers/${id}`)).json();
  const book: TestBook = {
    id,
    patientId,
    get pharmacist() {
      return people.pharmacist;
    },
    get physician() {
      return people.physician;
    },
    get nurse() {
      return people.nurse;
    },
    at: async (time) => {
      clinic.now = time;
      people = await signIn(clinic);
      peopleOf.set(clinic, people);
    },
    enter,
    entered,
    read,
    entries: async () =>
      (await people.pharmacist.send('GET', `/api/registers/${id}/entries?from=1&to=500`)).json(),
    proofs: async (count) => {
      const own = await clinic.prove(people.pharmacist);
      return count === 1 ? [own] : [own, await clinic.prove(people.pharmacist, people.second)];
    },
    prescribe: async (change = {}, by = people.physician) => {
      const wanted = {
        id: randomUUID(),
        drug,
        form: 'tablet',
        strengthUg: TABLET_UG,
        doseUg: TABLET_UG,
        doses: 10,
        intervalHours: 24,
        refills: 1,
        validFrom: '2026-03-02',
        validUntil: '2026-09-02',
        instructions: 'One tablet in the evening.',
        proof: await clinic.prove(by),
        ...change,
      };
      const answer = await by.send('POST', `/api/patients/${patientId}/prescriptions`, wanted);
      if (answer.statusCode !== 201) throw new Error(answer.body);
      return wanted.id;
    },
    setProgramme: async (status, validUntil = '2027-03-02T08:00:00.000Z') => {
      const origin = { ...testOrigin(people.physician.id), at: clinic.now.toISOString() };
      const row = { status, valid_until: validUntil, set_by: origin.actor, set_at: origin.at };
      await clinic.database.transaction(clinic.scope, async (trx) => {
        await trx
          .insertInto('home_programme')
          .values({ patient_id: patientId, version: 1, ...row })
          .onConflict((conflict) => conflict.columns(['clinic_id', 'patient_id']).doUpdateSet(row))
          .execute();
        await audit(trx, origin, { action: 'home-programme.set', subject: 'home programme' });
      });
    },
    stock: async (tablets, lot = 'LOT-1', expiry = '2027-12-31') => {
      await entered({
        kind: 'receipt',
        lot,
        expiry,
        gtin: null,
        amountUg: tablets * TABLET_UG,
        party: 'Synthetic supplier, delivery 1',
      });
      return (await read()).lots.find((one) => one.lot === lot)?.id ?? '';
    },
  };
  await book.setProgramme('active');
  return book;
}

/** A supply of so many loose tablets. */
export function supply(prescriptionId: string, lotId: string, tablets: number) {
  return {
    kind: 'dispensing',
    prescriptionId,
    source: { lotId, amountUg: tablets * TABLET_UG },
    party: 'the patient',
    identityShown: 'passport',
    early: null,
    onPaper: null,
  } as const;
}
