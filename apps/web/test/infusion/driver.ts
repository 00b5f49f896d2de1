import { randomUUID } from 'node:crypto';
import { consentFor, shippedProtocols, testCases } from '@ketame/care';
import type { Infusion, SelectionDetail } from '@ketame/contract';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What people do at the screen of a session, by the keyboard alone. The clinic of the demonstration is in UTC. */

export const birthDate = '1970-02-28';
export const nurse = { email: 'nurse@example.org', password: 'ketame-nurse-demo' };
export const physician = { email: 'physician@example.org', password: 'ketame-physician-demo' };
export const pharmacist = { email: 'pharmacist@example.org', password: 'ketame-pharmacist-demo' };

type Signer = typeof nurse;

/** A synthetic patient of 80 kg who may be treated, made through the API. @param page of a physician */
export async function addPatient(page: Page, familyName: string): Promise<string> {
  const id = await enterPatient(page, familyName);
  await admit(page, id);
  return id;
}

/** The same, of whom nothing but the record is known yet. */
export async function enterPatient(page: Page, familyName: string): Promise<string> {
  const id = randomUUID();
  const answer = await page.request.post('/api/patients', {
    data: {
      id,
      identity: { familyName, givenName: 'Sam', birthDate, sex: 'female' },
      weightKg: 80,
      heightCm: null,
      systolic: null,
      diastolic: null,
      heartRate: null,
      diagnoses: [],
      medication: [],
      allergies: [],
      pregnant: null,
    },
  });
  expect(answer.status()).toBe(201);
  return id;
}

/** Answers as one against whom nothing speaks, the decision, and the consent of both. */
async function admit(page: Page, patientId: string): Promise<void> {
  const { request } = page;
  const protocol = shippedProtocols.find(({ id }) => id === 'single-session');
  const answers = testCases.find(({ id }) => id === 'clear')?.answers ?? [];
  if (protocol === undefined) throw new Error('There is no protocol of a single session.');
  const id = randomUUID();
  const address = `/api/selections/${id}`;
  const begun = await request.post(`/api/patients/${patientId}/selections`, {
    data: { id, protocol: { id: protocol.id, version: protocol.version } },
  });
  let selection: SelectionDetail = await begun.json();
  for (const { question, value } of answers) {
    const saved = await request.put(`${address}/answers`, {
      data: { question, value, on: selection.result.on },
      headers: { 'if-match': `"${selection.version}"` },
    });
    expect(saved.status()).toBe(200);
    selection = await saved.json();
  }
  const decision = randomUUID();
  const decided = await request.post(`${address}/decisions`, {
    data: { id: decision, verdict: selection.result.verdict },
  });
  expect(decided.ok()).toBe(true);
  const { password } = physician;
  const { proof } = await (await request.post('/api/step-up', { data: { password } })).json();
  const text = consentFor(protocol);
  const consented = await request.post(`${address}/consents`, {
    data: {
      id: randomUUID(),
      decision,
      text: { id: text.id, version: text.version },
      patientName: 'Sam Synthetic',
      drawing: null,
      proof,
    },
  });
  expect(consented.ok()).toBe(true);
}

const field = (minutesAgo: number): string =>
  new Date(Date.now() - minutesAgo * 60_000).toISOString().slice(0, 16);

/** From the patient's page to the page of the planned session. @returns the session's id */
export async function planSession(page: Page, patientId: string, place: string): Promise<string> {
  await page.goto(`/patients/${patientId}`);
  await page.getByRole('link', { name: 'Plan a session' }).press('Enter');
  await page.getByLabel('Protocol').selectOption({ label: 'A single supervised session, version 1' });
  await page.getByLabel('Place').fill(place);
  await page.getByLabel('Weight today, kg').fill('80');
  await page.getByLabel('Weight today, kg').press('Enter');
  await page.waitForURL('**/sessions/*');
  return page.url().split('/').at(-1) ?? '';
}

const step = (page: Page) => page.getByRole('region', { name: 'What comes next' });

/** Says of the next entry that it happened earlier. */
async function earlier(page: Page, minutesAgo: number): Promise<void> {
  await step(page).getByRole('button', { name: 'It happened earlier' }).last().press('Enter');
  await step(page).getByLabel('When it happened').fill(field(minutesAgo));
}

/** @param minutesAgo null: now */
export async function checkIn(page: Page, minutesAgo: number | null): Promise<void> {
  const region = step(page);
  await region.getByLabel('Systolic').fill('124');
  await region.getByLabel('Diastolic').fill('76');
  await region.getByLabel('Pulse').fill('70');
  await region.getByLabel('SpO₂').fill('98');
  await region.getByLabel('Breaths').fill('14');
  await region.getByLabel('Who takes the patient home').fill('a sister');
  await region.getByRole('checkbox', { name: 'The patient has fasted' }).press('Space');
  if (minutesAgo !== null) await earlier(page, minutesAgo);
  await region.getByRole('button', { name: 'Check in' }).press('Enter');
  await page.getByRole('heading', { name: 'Two people check the syringe' }).waitFor();
}

/** What is read off syringe and pump: 0.1 mg/kg/h in 80 kg, of 2 mg/mL. */
export const rightReading = {
  'Birth date of the person in the bed': birthDate,
  'Concentration, mg/mL': '2',
  'Volume, mL': '50',
  'Pump shows, mL/h': '4',
  'Pump shows, mg/h': '8',
  Lot: 'SYN-7',
  Expires: '2099-12-31',
};

export async function readSyringe(
  page: Page,
  reading: Readonly<Record<string, string>> = rightReading,
): Promise<void> {
  const region = step(page);
  await region.getByLabel('Drug on the syringe').selectOption('racemic ketamine');
  await region.getByLabel('Amount given as').selectOption('base');
  for (const [label, value] of Object.entries(reading)) await region.getByLabel(label).fill(value);
}

/** One person's reading and signature. @param who null: the person who is signed in, with their password */
export async function checkSyringe(
  page: Page,
  minutesAgo: number | null,
  signer: Signer,
  who: 'own' | 'second',
): Promise<void> {
  await readSyringe(page);
  if (minutesAgo !== null) await earlier(page, minutesAgo);
  const name = who === 'own' ? 'Sign my check' : /second person|Another person/;
  await step(page).getByRole('button', { name }).press('Enter');
  const dialog = page.getByRole('dialog');
  if (who === 'second') await dialog.getByLabel('E-mail').fill(signer.email);
  await dialog.getByLabel('Password', { exact: true }).fill(signer.password);
  await dialog.getByLabel('Password', { exact: true }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

/** A step that is one button. */
export async function pressStep(page: Page, name: string, minutesAgo: number | null): Promise<void> {
  if (minutesAgo !== null) await earlier(page, minutesAgo);
  await step(page).getByRole('button', { name }).press('Enter');
}

/** In the order of the fields. */
export const calmRow = ['128', '78', '72', '97', '14', '0', '6', '1', '1', '0', '0'];

/** One row: value, Tab, value, and Enter. @param minutesAgo null: now */
export async function chartRow(page: Page, row: readonly string[], minutesAgo: number | null): Promise<void> {
  const form = page.getByRole('form', { name: 'Chart a row' });
  if (minutesAgo !== null) {
    await form.getByRole('button', { name: 'It happened earlier' }).press('Enter');
    await form.getByLabel('When it happened').fill(field(minutesAgo));
  }
  const first = form.getByLabel('Systolic', { exact: true });
  await first.focus();
  for (const [index, value] of row.entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    await page.keyboard.type(value);
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => first.inputValue()).toBe('');
  expect(await first.evaluate((field) => field === document.activeElement)).toBe(true);
}

/** Confirms what no number says, and discharges. */
export async function discharge(page: Page): Promise<void> {
  const gate = page.getByRole('list', { name: 'What must be true before the patient leaves' });
  for (const box of await gate.getByRole('checkbox').all()) await box.press('Space');
  await step(page).getByRole('button', { name: 'Discharge', exact: true }).press('Enter');
  await page.getByRole('heading', { name: 'The session is over' }).waitFor();
}

export async function readInfusion(page: Page, id: string): Promise<Infusion> {
  return (await page.request.get(`/api/infusions/${id}`)).json();
}

/** A session once the server has its discharge: the page shows an entry before. */
export async function readDischarged(page: Page, id: string): Promise<Infusion> {
  await expect.poll(async () => (await readInfusion(page, id)).events.at(-1)?.content.kind).toBe('discharge');
  return readInfusion(page, id);
}

/** A running session, made through the API by two people. @returns its id */
export async function runningSession(page: Page, familyName: string, place: string): Promise<string> {
  const patientId = await addPatient(page, familyName);
  const id = randomUUID();
  const at = new Date().toISOString();
  const planned = await page.request.post('/api/infusions', {
    data: {
      id,
      patientId,
      protocolId: 'single-session',
      protocolVersion: 1,
      session: 1,
      firstTreatment: true,
      plannedStart: at,
      place,
      weightKg: 80,
    },
  });
  expect(planned.status()).toBe(201);
  const enter = async (content: object, proof: string | null = null) => {
    const entry = { id: randomUUID(), occurredAt: new Date().toISOString(), content, proof };
    const answer = await page.request.post(`/api/infusions/${id}/entries`, { data: { entries: [entry] } });
    expect(await answer.json()).toMatchObject({ answers: [{ outcome: 'accepted' }] });
  };
  await enter({
    kind: 'check-in',
    fastedH: 9,
    fasted: true,
    escort: 'a sister',
    baseline: { systolic: 124, diastolic: 76, heartRate: 70, oxygenSaturation: 98, respiration: 14 },
    takes: {
      benzodiazepine: false,
      hypnotic: false,
      opioid: false,
      psychostimulant: false,
      monoamineOxidaseInhibitor: false,
    },
    reasonToGoOn: null,
  });
  for (const data of [{ password: physician.password }, nurse]) {
    const proved = await page.request.post('/api/step-up', { data });
    const { proof } = await proved.json();
    expect(proof, await proved.text()).toBeTypeOf('string');
    await enter(
      {
        kind: 'syringe-check',
        syringe: 1,
        patientId,
        drug: 'racemic ketamine',
        amountAs: 'base',
        concentrationMgPerMl: 2,
        volumeMl: 50,
        lot: 'SYN-7',
        expires: '2099-12-31',
        rateMlPerH: 4,
        rateMgPerH: 8,
      },
      proof,
    );
  }
  await enter({ kind: 'arm', syringe: 1 });
  await enter({ kind: 'start' });
  return id;
}
