import { randomUUID } from 'node:crypto';
import { homeTraining, type PatientGoals } from '@ketame/care';
import { sql } from 'kysely';
import { audit } from '../src/audit/index.ts';
import { type Client, type Method, planContent, type TestClinic, testOrigin } from './clinic.ts';
import { openHousehold } from './home/household.ts';
import { calmRow, planTreatment } from './infusion/treatment.ts';
import { openBook, supply, TABLET_UG } from './register/book.ts';

export const patientGoals: PatientGoals = {
  baselinePain: 8,
  threshold: '30 %',
  harmsThatCount: ['psychotomimetic effects'],
  harmWeight: 1,
  swing: { points: { 'pain-intensity': 100, nausea: 20 }, counts: 'weights' },
};

/** Puts something of everything that has an address into a clinic: patients, plans, sessions, results, register, home. */
export async function fillClinic(clinic: TestClinic): Promise<void> {
  const treatment = await planTreatment(clinic);
  const { physician, nurse, patientId } = treatment;
  const patient = `/api/patients/${patientId}`;
  await treatment.start();
  await treatment.enter(calmRow);
  const monitor = await clinic.asMonitor('Bed 1');
  await done(monitor, `/api/infusions/${treatment.id}/vitals`, {
    readings: [{ at: clinic.now.toISOString(), values: [{ measure: 'heartRate', value: 71, unit: '/min' }] }],
  });
  await done(physician, `${patient}/plans`, { ...planContent('First plan'), id: randomUUID() });
  await done(physician, `${patient}/goals`, { basedOn: 0, goals: patientGoals }, 'PUT');
  await done(nurse, `${patient}/follow-up`, {
    id: randomUUID(),
    at: clinic.now.toISOString(),
    content: { kind: 'misuse review', signs: [] },
  });
  await done(nurse, `${patient}/questionnaire-drafts`, { id: randomUUID(), instrument: 'ketame-contact' });
  const [selection] = (await physician.send('GET', `${patient}/selections`)).json();
  await insertOverrideAndPasskey(clinic, patientId, selection.id);

  const household = await openHousehold(clinic, { physician, nurse, patientId });
  await household.send(household.entry({ kind: 'message', text: 'Is the leaflet right?' }));
  await done(physician, '/api/home-programmes', {
    id: randomUUID(),
    copyOf: 'ketame-oral',
    title: 'Programme of the first',
    change: {},
  });
  const [module] = homeTraining.find(({ audience }) => audience === 'nurse')?.modules ?? [];
  await done(nurse, '/api/training-attempts', {
    id: randomUUID(),
    module,
    language: 'en',
    trainee: { kind: 'self' },
  });

  const book = await openBook(clinic);
  const lotId = await book.stock(20);
  const prescription = await book.prescribe();
  await book.entered({ kind: 'preparation', lotId, doseUg: TABLET_UG, packs: 2 });
  await book.entered(supply(prescription, lotId, 1));
  await done(physician, `/api/prescriptions/${prescription}/paper-authorisations`, {
    id: randomUUID(),
    amountUg: TABLET_UG,
    hours: 24,
  });
  await book.entered({ kind: 'check', countedUg: TABLET_UG }, book.nurse);

  await physician.send('PUT', `${patient}/restriction`, { restricted: true });
  await done(nurse, `${patient}/break-glass`, { reason: 'Needed at once on the ward.' });
}

async function done(who: Client, address: string, body: object, method: Method = 'POST'): Promise<void> {
  const answer = await who.send(method, address, body);
  if (answer.statusCode >= 300) throw new Error(`${address}: ${answer.body}`);
}

/** Written into the tables: by its address an override needs a patient who is refused, and a passkey a device. */
async function insertOverrideAndPasskey(
  clinic: TestClinic,
  patientId: string,
  selectionId: string,
): Promise<void> {
  await clinic.database.transaction(clinic.scope, async (trx) => {
    await trx
      .insertInto('selection_override')
      .values({
        id: randomUUID(),
        selection_id: selectionId,
        patient_id: patientId,
        criterion: 'drug-abuse',
        reason_refused: 'Synthetic',
        why: 'Synthetic, and long enough to say why it was set aside.',
      })
      .execute();
    await sql`insert into passkey (id, account_id, name, public_key, counter, transports, created_at)
      select 'key-of-the-first', id, 'Tablet', '\\x00'::bytea, 0, '[]', ${testOrigin().at} from account limit 1`.execute(
      trx,
    );
    await audit(trx, testOrigin(), { action: 'selection.override', subject: 'selection' });
  });
}
