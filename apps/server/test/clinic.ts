import { randomUUID } from 'node:crypto';
import type { PlanContent, Role } from '@ketame/contract';
import { sql } from 'kysely';
import { createAccount } from '../src/accounts/accounts.ts';
import { addMonitor } from '../src/accounts/monitors.ts';
import { hashPassword } from '../src/accounts/password.ts';
import { audit, createPatientKey, type Origin } from '../src/audit/index.ts';
import { firstClinic } from '../src/clinic.ts';
import { type ClinicDatabase, type ClinicScope, openDatabase, type Trx } from '../src/database/index.ts';
import { createApplication } from '../src/http/application.ts';
import type { TestDatabase } from './databases.ts';

/** Of every account of a test clinic. */
export const PASSWORD = 'correct horse battery staple';
const passwordHash = hashPassword(PASSWORD);

export interface TestClinic {
  readonly database: ClinicDatabase;
  /** Of the clinic, in nobody's name. */
  readonly scope: ClinicScope;
  readonly app: Awaited<ReturnType<typeof createApplication>>;
  /** What the clinic takes for the time; a test sets it forward. */
  now: Date;
  /** Somebody with this role who has just signed in; null is nobody. Of the clinic, or of another on the server. */
  as(role: Role | null, scope?: ClinicScope): Promise<Client>;
  /** A monitor with a token that an administrator has just made. @returns with the id of the monitor */
  asMonitor(name: string, place?: string): Promise<Client>;
  addAccount(role: Role, scope?: ClinicScope): Promise<{ id: string; email: string }>;
  /** A proof that somebody has just shown who they are, for one signature: the client, or a second person there. */
  prove(client: Client, email?: string): Promise<string>;
  close(): Promise<void>;
}

export type Answer = Awaited<ReturnType<TestClinic['app']['inject']>>;

export interface Client {
  readonly id: string;
  /** "ketame=..." */
  readonly cookie: string;
  send(method: Method, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function openClinic(kind: TestDatabase): Promise<TestClinic> {
  const database = await openDatabase(await kind.create());
  const scope = await firstClinic(database);
  const clinic = { now: new Date('2026-03-02T08:00:00.000Z') };
  const app = await createApplication(
    { database, now: () => clinic.now },
    { webFolder: null, controlToken: 'control', logLevel: 'silent' },
  );
  const addAccount = async (role: Role, within = scope): Promise<{ id: string; email: string }> => {
    const email = `${role}-${randomUUID()}@example.org`;
    const hash = await passwordHash;
    const { id } = await database.transaction(within, (trx) =>
      createAccount(trx, testOrigin(), { email, displayName: `Test ${role}`, role }, hash),
    );
    return { id, email };
  };
  return Object.assign(clinic, {
    database,
    scope,
    app,
    addAccount,
    as: async (role: Role | null, within = scope): Promise<Client> => {
      if (role === null) return client(app, '', '');
      const { id, email } = await addAccount(role, within);
      return client(app, id, cookieOf(await signIn(app, email)));
    },
    asMonitor: async (name: string, place?: string): Promise<Client> => {
      const { id } = await addAccount('administrator');
      const { monitor, token } = await database.transaction(scope, (trx) =>
        addMonitor(trx, testOrigin(id), name, place ?? null),
      );
      const { send } = client(app, '', '');
      const authorization = `Bearer ${token}`;
      return {
        id: monitor.id,
        cookie: '',
        send: (method, url, body, headers) => send(method, url, body, { authorization, ...headers }),
      };
    },
    prove: async (who: Client, email?: string) => {
      const answer = await who.send('POST', '/api/step-up', { email, password: PASSWORD });
      if (answer.statusCode !== 200) throw new Error(answer.body);
      return answer.json().proof;
    },
    close: async () => {
      await app.close();
      await database.close();
    },
  });
}

/** `address` is the client's. */
export function signIn(
  app: TestClinic['app'],
  email: string,
  password = PASSWORD,
  address = `10.0.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`,
): Promise<Answer> {
  return app.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload: { email, password },
    remoteAddress: address,
  });
}

export function cookieOf(answer: Answer): string {
  const cookie = answer.cookies[0];
  if (!cookie) throw new Error(`No cookie was set: ${answer.statusCode} ${answer.body}`);
  return `${cookie.name}=${cookie.value}`;
}

export function client(app: TestClinic['app'], id: string, cookie: string): Client {
  return {
    id,
    cookie,
    send: (method, url, body, headers = {}) =>
      app.inject({
        method,
        url,
        headers: { ...(cookie ? { cookie } : {}), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      }),
  };
}

export function testOrigin(actor = 'server'): Origin {
  return { actor, requestId: randomUUID(), at: '2026-03-02T08:00:00.000Z' };
}

/** Takes back the rights of whoever owns the database, for what no scope may do. */
export async function asOwner(trx: Trx): Promise<void> {
  await sql`reset role`.execute(trx);
}

/** A synthetic patient. @param scope the first clinic when absent @returns the id */
export async function addPatient(database: ClinicDatabase, scope?: ClinicScope): Promise<string> {
  const id = randomUUID();
  await database.transaction(scope ?? (await firstClinic(database)), (trx) => insertPatient(trx, id));
  return id;
}

export async function insertPatient(trx: Trx, id: string): Promise<void> {
  const origin = testOrigin();
  await trx
    .insertInto('patient')
    .values({
      id,
      version: 1,
      family_name: 'Synthetic',
      given_name: 'Sam',
      birth_date: '1970-02-28',
      sex: 'female',
      pregnancy: 'unknown',
      created_at: origin.at,
      updated_at: origin.at,
    })
    .execute();
  await createPatientKey(trx, id);
  await audit(trx, origin, {
    action: 'patient.create',
    subject: 'patient',
    subjectId: id,
    patientId: id,
    after: { familyName: 'Synthetic', givenName: 'Sam' },
  });
}

export function planContent(title: string): PlanContent {
  return {
    title,
    note: '',
    state: {
      patient: { weightKg: 70, ageYears: 46, sex: 'female' },
      regimens: [
        {
          name: '20 mg over 20 min',
          drug: 'S-ketamine',
          amountAs: 'base',
          steps: [{ kind: 'infusion', startH: 0, durationH: 1 / 3, rate: 60, basis: 'patient' }],
        },
      ],
      selected: 0,
    },
    models: { 'simons-2022': '1' },
    outputs: [
      {
        regimen: '20 mg over 20 min',
        summary: { totalMg: 20 },
        curves: [
          {
            id: 'ketamine',
            label: 'S-ketamine',
            unit: 'ng/mL',
            timesH: [0, 1 / 3],
            typical: [0, 268],
            low: null,
            high: null,
            basis: 'fitted',
          },
        ],
      },
    ],
  };
}
