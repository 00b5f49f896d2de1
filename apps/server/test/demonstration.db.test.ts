import { type SessionRecord, sessionOf } from '@ketame/care';
import type {
  Account,
  Board,
  FollowUpRow,
  Infusion,
  PatientDetail,
  PatientSummary,
  PlanVersion,
} from '@ketame/contract';
import { planContentSchema, roles } from '@ketame/contract';
import { predictCourse } from '@ketame/ketamine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../src/accounts/accounts.ts';
import { verifyAudit } from '../src/audit/index.ts';
import { firstClinic } from '../src/clinic.ts';
import { openDatabase } from '../src/database/index.ts';
import { demonstrationAccounts } from '../src/demonstration/index.ts';
import { syntheticPlans } from '../src/demonstration/plans.ts';
import { prepareClinic } from '../src/first-start.ts';
import { readWorklist } from '../src/follow-up/follow-up.ts';
import { createApplication } from '../src/http/application.ts';
import { type Client, client, cookieOf, openClinic, signIn, type TestClinic, testOrigin } from './clinic.ts';
import { DATABASES } from './databases.ts';

for (const kind of DATABASES) {
  describe(`the demonstration clinic (${kind.name})`, () => {
    let clinic: TestClinic;
    let physician: Client;
    beforeAll(async () => {
      clinic = await openClinic(kind);
      clinic.now = new Date('2026-11-20T08:00:00.000Z');
      expect(await prepareClinic(clinic.database, clinic.now, true)).toEqual({ kind: 'demonstration' });
      physician = client(
        clinic.app,
        '',
        cookieOf(await signIn(clinic.app, 'physician@example.org', 'ketame-physician-demo')),
      );
    });
    afterAll(() => clinic.close());
    const patients = async (): Promise<PatientSummary[]> =>
      (await physician.send('GET', '/api/patients')).json();
    const named = async (givenName: string): Promise<PatientDetail> => {
      const found = (await patients()).find((one) => one.identity.givenName === givenName);
      return (await physician.send('GET', `/api/patients/${found?.id}`)).json();
    };
    const rules = async (givenName: string) => (await named(givenName)).bearings.map((one) => one.rule);

    test('every role has an account that signs in with the password that the page shows', async () => {
      expect(demonstrationAccounts.map((one) => one.role).sort()).toEqual([...roles].sort());
      for (const { email, password, role } of demonstrationAccounts) {
        const answer = await signIn(clinic.app, email, password);
        expect(answer.statusCode, answer.body).toBe(200);
        expect((answer.json().account as Account).role).toBe(role);
      }
    });

    test('eleven people, every one of them labelled synthetic, at every stage', async () => {
      const list = await patients();
      expect(list).toHaveLength(11);
      for (const { identity } of list) expect(identity.familyName).toContain('(synthetic)');
      expect(list.map((one) => one.entries === 0)).toContain(true);
      expect(list.filter((one) => one.plans > 0)).toHaveLength(syntheticPlans.length);
      expect(await rules('Ada')).toEqual(
        expect.arrayContaining(['pain-crps', 'enzyme-clarithromycin', 'sedative']),
      );
      expect(await rules('Ben')).toEqual(
        expect.arrayContaining([
          'opioid',
          'benzodiazepine',
          'seizure',
          'enzyme-other-inducer',
          'liver-values-above',
        ]),
      );
      expect(await rules('Carla')).toEqual(
        expect.arrayContaining([
          'pregnancy-possible',
          'pain-fibromyalgia',
          'depression',
          'enzyme-st-johns-wort',
        ]),
      );
      expect(await rules('Dev')).toContain('under-18');
      expect(await rules('Esther')).toEqual(
        expect.arrayContaining(['liver-enzymes-far-above', 'blood-pressure-high', 'hypertension', 'liver']),
      );
      expect((await named('Femke')).pregnancy).toBe('pregnant');
      expect(await rules('Gus')).toEqual(
        expect.arrayContaining([
          'heart',
          'kidney',
          'kidney-function',
          'eye-pressure',
          'enzyme-other-cyp3a4-inhibitor',
        ]),
      );
      expect(await rules('Hanna')).toEqual(expect.arrayContaining(['opioid', 'pain-neuropathic']));
      expect(await rules('Jonas')).toEqual(
        expect.arrayContaining(['substance-use', 'psychosis', 'opioid', 'pain-chronic']),
      );
    });

    test('plans went the way of real ones, and hold what the models say today', async () => {
      const ada = await named('Ada');
      const [summary] = (await physician.send('GET', `/api/patients/${ada.id}/plans`)).json();
      expect(summary).toMatchObject({ version: 3, savedBy: 'Demonstration physician' });
      const plan: PlanVersion = (await physician.send('GET', `/api/plans/${summary.id}`)).json();
      const content = planContentSchema.parse(plan.content);
      expect(Object.keys(content.models)).toHaveLength(3);
      for (const [index, output] of content.outputs.entries()) {
        const regimen = content.state.regimens[index];
        const plasma = output.curves.find((curve) => curve.id === 'plasma');
        if (regimen === undefined || plasma === undefined) throw new Error('no regimen or curve');
        const now = predictCourse(regimen, content.state.patient, Float64Array.from(plasma.timesH));
        if (now.refused !== null) throw new Error('refused');
        expect(output.summary).toEqual(JSON.parse(JSON.stringify(now.answer.summary)));
        expect(Math.max(...plasma.typical)).toBeCloseTo(Math.max(...now.answer.course.plasma.ketamine), 1);
        expect(plasma.timesH).toEqual([...plasma.timesH].sort((a, b) => a - b));
        expect(plasma.timesH.at(-1)).toBe(12 * 7 * 24);
      }
    });

    test('of its sessions one runs, with an alert that waits for an answer; one is over, with its record complete', async () => {
      const app = await createApplication(
        { database: clinic.database, now: () => clinic.now },
        { webFolder: null, controlToken: null, logLevel: 'silent' },
      );
      const nurse = client(app, '', cookieOf(await signIn(app, 'nurse@example.org', 'ketame-nurse-demo')));
      const board = (await nurse.send('GET', '/api/infusions')).json() as Board;
      expect(
        board.rows.map(({ place, state, alerts }) => [place, state, alerts.map(({ cause }) => cause)]),
      ).toEqual([['Room 2', 'infusing', ['oxygenSaturation below']]]);
      const rows = await clinic.database.transaction(clinic.scope, (trx) =>
        trx.selectFrom('infusion').select(['id', 'state']).orderBy('state').execute(),
      );
      expect(rows.map(({ state }) => state)).toEqual([...Array(4).fill('discharged'), 'infusing']);
      const finished = `/api/infusions/${rows[0]?.id}`;
      const { events } = (await nurse.send('GET', finished)).json() as Infusion;
      expect(sessionOf(events).entries.filter(({ withoutEffect }) => withoutEffect !== null)).toEqual([]);
      expect(((await nurse.send('GET', `${finished}/record`)).json() as SessionRecord).open).toEqual([]);
      await app.close();
    });

    test('its patients are followed: one is overdue, one has raised enzymes, one has just gone home', async () => {
      const origin = { ...testOrigin(), at: clinic.now.toISOString() };
      const { rows } = await clinic.database.transaction(clinic.scope, (trx) => readWorklist(trx, origin));
      const of = (name: string): FollowUpRow | undefined =>
        rows.find(({ familyName }) => familyName.startsWith(name));
      expect(
        of('Birch')
          ?.due.filter(({ state }) => state === 'overdue')
          .map(({ item, overdueDays }) => [item, overdueDays]),
      ).toEqual([
        ['cognition', 6],
        ['misuse', 6],
      ]);
      expect(of('Ginkgo')?.verdict).toMatchObject({
        outcome: 'stop',
        findings: [{ rule: { id: 'liver-injury' }, nextTestOn: '2026-11-20' }, {}],
      });
      expect(of('Cedar')?.verdict.findings.map(({ rule }) => rule.id)).toEqual(['liver-interval']);
      expect(of('Cedar')?.due.map(({ item }) => item)).toContain('liver enzymes');
    });

    test('the audit verifies, and a second start loads nothing', async () => {
      expect(await verifyAudit(clinic.database, clinic.scope)).toMatchObject({ ok: true });
      expect(await prepareClinic(clinic.database, clinic.now, true)).toEqual({ kind: 'demonstration' });
      expect(await patients()).toHaveLength(11);
    });
  });

  test(`a database that has somebody gets no demonstration clinic (${kind.name})`, async () => {
    const database = await openDatabase(await kind.create());
    await prepareClinic(database, new Date('2026-11-20T08:00:00.000Z'), false);
    await database.transaction(await firstClinic(database), (trx) =>
      createAccount(
        trx,
        testOrigin(),
        { email: 'a@example.org', displayName: 'A', role: 'administrator' },
        'x',
      ),
    );
    expect(await prepareClinic(database, new Date('2026-11-20T08:00:00.000Z'), true)).toEqual({
      kind: 'accounts',
    });
    await database.close();
  });
}
