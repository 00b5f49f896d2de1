import { createHash, randomUUID } from 'node:crypto';
import { planContentOf, type Role, type Session } from '@ketame/contract';
import type { Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { writeLaboratoryProfile } from '../laboratory/laboratory-profile.ts';
import { appendPlanVersion, createPlan } from '../plans/plans.ts';
import { clinicDate } from '../records/clinic-date.ts';
import { understandBundle } from '../records/fhir/bundle.ts';
import { saveRecord } from '../records/import.ts';
import { createPatient, readPatient } from '../records/patients.ts';
import { bundleOf } from './bundle.ts';
import { loadFollowUp } from './follow-up.ts';
import { loadHome } from './home.ts';
import { loadInfusions } from './infusions.ts';
import {
  demonstrationLaboratory,
  type SyntheticPatient,
  syntheticForms,
  syntheticRecords,
} from './patients.ts';
import { syntheticPlans } from './plans.ts';

/** The accounts of the demonstration clinic, with their passwords: the sign-in page lists them. */
export const demonstrationAccounts: Session['demonstrationAccounts'] = [
  account('physician', 'Demonstration physician'),
  account('nurse', 'Demonstration nurse'),
  account('pharmacist', 'Demonstration pharmacist'),
  account('researcher', 'Demonstration researcher'),
  account('administrator', 'Demonstration administrator'),
  account('patient', 'Demonstration patient'),
];

function account(role: Role, displayName: string): Session['demonstrationAccounts'][number] {
  return { email: `${role}@example.org`, password: `ketame-${role}-demo`, displayName, role };
}

/**
 * Writes the demonstration clinic into an empty database, all of it in the caller's one transaction. The accounts
 * above are already there. Everything goes the way that a real import, form or plan goes.
 */
export async function loadDemonstration(trx: Trx, origin: Origin): Promise<void> {
  const byAdministrator = { ...origin, actor: await accountId(trx, 'administrator') };
  const byPhysician = { ...origin, actor: await accountId(trx, 'physician') };
  const today = await clinicDate(trx, origin.at);

  await writeLaboratoryProfile(trx, byAdministrator, demonstrationLaboratory);
  for (const form of syntheticForms) await createPatient(trx, byPhysician, form);
  const patientIds = new Map<SyntheticPatient, string>();
  for (const [name, record] of Object.entries(syntheticRecords)) {
    const bundle = bundleOf(record, today);
    const { patientId } = await saveRecord(trx, byPhysician, {
      ...understandBundle(bundle, today),
      fingerprint: createHash('sha256').update(JSON.stringify(bundle)).digest('hex'),
    });
    patientIds.set(name as SyntheticPatient, patientId);
  }
  for (const plan of syntheticPlans) {
    const patientId = patientIds.get(plan.patient);
    if (patientId === undefined) throw new Error(`The plan "${plan.title}" is of nobody.`);
    const { identity, ageYears, latest } = await readPatient(trx, byPhysician, patientId);
    const measured = (measure: 'weight' | 'height') => {
      const found = latest.find((one) => one.measure === measure);
      if (found === undefined) throw new Error(`${identity.familyName} has no ${measure}.`);
      return found.value;
    };
    const patient = {
      weightKg: measured('weight'),
      heightCm: measured('height'),
      ageYears,
      sex: identity.sex,
      diagnosis: plan.diagnosis,
    };
    const planId = randomUUID();
    for (const [index, { note, regimens }] of plan.versions.entries()) {
      const content = planContentOf({ patient, regimens: [...regimens], selected: 0 }, plan.title, note);
      if (index === 0) await createPlan(trx, byPhysician, patientId, planId, content);
      else await appendPlanVersion(trx, byPhysician, planId, index, content);
    }
  }
  const finished = syntheticForms[0]?.id;
  const running = patientIds.get('aspen');
  if (finished === undefined || running === undefined) throw new Error('Nobody is there to be treated.');
  await loadInfusions(trx, origin, { finished, running });
  const [wornOff, enzymesRaised, justHome, atHome] = [
    patientIds.get('birch'),
    patientIds.get('ginkgo'),
    patientIds.get('cedar'),
    patientIds.get('larch'),
  ];
  if (wornOff === undefined || enzymesRaised === undefined || justHome === undefined || atHome === undefined)
    throw new Error('Nobody is there to be followed.');
  await loadFollowUp(trx, origin, { wornOff, enzymesRaised, justHome });
  await loadHome(trx, origin, atHome);
}

async function accountId(trx: Trx, role: Role): Promise<string> {
  const row = await trx
    .selectFrom('account')
    .select('id')
    .where('email', '=', `${role}@example.org`)
    .executeTakeFirstOrThrow();
  return row.id;
}
