import { randomUUID } from 'node:crypto';
import { printedPackCode } from '@ketame/care';
import type { DosePack, NewRegister, NewRegisterEntry, RegisterEntry, Session } from '@ketame/contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { enrolActive } from '../../server/test/home/enrolled.ts';
import { fieldOf } from '../src/infusion/clinic-time.ts';
import { accessibilityProblems, browserForTests, overflow } from './browser.ts';
import { showCode } from './camera.ts';
import { enterPatient, nurse, pharmacist, physician } from './infusion/driver.ts';

const { visit } = browserForTests();

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** A book of a site of its own with 1 g in one lot, made through the API. @param page of a pharmacist */
async function openBook(page: Page, site: string, drug: NewRegister['drug'] = 'ketamine'): Promise<string> {
  const id = randomUUID();
  const product = { drug, form: 'tablet', strengthUg: 25_000 };
  const opened = await page.request.post('/api/registers', { data: { id, site, ...product } });
  expect(opened.status()).toBe(201);
  await enter(page, id, {
    id: randomUUID(),
    proofs: [],
    kind: 'receipt',
    lot: 'A1',
    expiry: inDays(300).slice(0, 10),
    gtin: null,
    amountUg: 1_000_000,
    party: 'Synthetic supplier',
  });
  return id;
}

async function enter(page: Page, book: string, data: NewRegisterEntry): Promise<RegisterEntry> {
  const answer = await page.request.post(`/api/registers/${book}/entries`, { data });
  expect(answer.status(), await answer.text()).toBe(201);
  return answer.json();
}

/** A patient of the test's own whose programme of the racemate is active. @param page of a physician */
async function patientAtHome(page: Page): Promise<string> {
  const patientId = await enterPatient(page, `Alder ${randomUUID().slice(0, 8)} (synthetic)`);
  await enrolActive(
    async (method, path, data, headers = {}) => {
      const answer = await page.request.fetch(path, { method, data, headers });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
      return answer.json();
    },
    patientId,
    new Date(),
  );
  return patientId;
}

async function prescribe(page: Page, patientId: string): Promise<void> {
  await page.goto(`/patients/${patientId}/supply`);
  await page.getByRole('button', { name: 'Prescribe' }).press('Enter');
  await page.getByLabel('Product').selectOption({ label: 'ketamine, tablet of 25 mg' });
  await page.getByLabel('One dose, mg of base').fill('25');
  await page.getByText('kept as 25\u202f000 µg').waitFor();
  await page.getByLabel('Doses in a supply').fill('4');
  await page.getByLabel('Instructions for the patient').fill('One tablet a day, under watch.');
  await page.getByLabel('Valid until').fill(inDays(400).slice(0, 10));
  await page.getByRole('button', { name: 'Sign the prescription' }).press('Enter');
  await page.getByText(/may be valid until .* Choose an earlier day/).waitFor();
  await page.getByLabel('Valid until').fill(inDays(30).slice(0, 10));
  await page.getByRole('button', { name: 'Sign the prescription' }).press('Enter');
  await signWith(page, physician.password);
  await page.getByText('Supplied 0 mg of 100 mg').first().waitFor();
}

async function signWith(page: Page, password: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
}

async function signAsSecond(page: Page, { email, password }: typeof nurse): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await signWith(page, password);
}

const choosePatient = (page: Page, patientId: string) =>
  page.getByLabel('Patient', { exact: true }).selectOption(patientId);

test('prescribed, prepared, supplied, taken back and destroyed by keyboard; what is refused is said at its field (issue 6, Dispensing and the register)', async () => {
  const doctor = await visit('/register', { role: 'physician' });
  const page = await visit('/register', { role: 'pharmacist', expectedStatuses: [409] });
  const book = await openBook(page, `Site ${randomUUID()}`);
  const patientId = await patientAtHome(doctor);
  await openBook(page, `Site ${randomUUID()}`, 'S-ketamine');
  await doctor.goto(`/patients/${patientId}/supply`);
  await doctor.getByRole('button', { name: 'Prescribe' }).press('Enter');
  await doctor.getByLabel('Product').selectOption({ label: 'S-ketamine, tablet of 25 mg' });
  await doctor.getByRole('button', { name: 'Sign the prescription' }).press('Enter');
  await doctor.getByText('programme is of ketamine: a dose of S-ketamine is not the same').waitFor();
  await prescribe(doctor, patientId);
  await doctor.getByText('May be supplied at home').waitFor();

  await page.goto(`/register/${book}`);
  await page.getByRole('button', { name: 'Prepare packs' }).press('Enter');
  await page.getByLabel('Lot', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('One dose, mg of base').fill('25');
  await page.getByLabel('Packs', { exact: true }).fill('2');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Labels of the packs as PDF' }).waitFor();
  const entries: RegisterEntry[] = await (
    await page.request.get(`/api/registers/${book}/entries?from=1&to=10`)
  ).json();
  const [one, other] = entries.find(({ kind }) => kind === 'preparation')?.packs ?? [];

  const scan = async (code: string | undefined) => {
    await page.getByLabel('Code of a pack').fill(code ?? '');
    await page.keyboard.press('Enter');
  };
  await page.getByRole('button', { name: 'Supply', exact: true }).press('Enter');
  await choosePatient(page, patientId);
  await page.getByLabel('Prescription').selectOption({ index: 1 });
  await page.getByLabel('Lot', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('Amount, mg of base').fill('125');
  await page.getByLabel('Collected by').fill('the patient');
  await page.getByLabel('Identity shown').fill('passport');
  await page.keyboard.press('Enter');
  const refused = page.getByText(/125000 ug more are asked for/);
  await refused.waitFor();
  const described = await page.getByLabel('Amount, mg of base').getAttribute('aria-describedby');
  expect(described).toContain(await refused.getAttribute('id'));
  await scan('wrong');
  await page.getByText('"wrong" is no code of a pack').waitFor();
  await scan(one);
  await scan(other);
  await page.getByLabel('Identity shown').press('Enter');
  await page.getByText('Entered as number 3').waitFor();

  const isCameraOn = await showCode(page, other ?? '');
  await page.getByRole('button', { name: 'Take back' }).press('Enter');
  await choosePatient(page, patientId);
  await page.getByRole('button', { name: 'Use the camera' }).press('Enter');
  await page.getByRole('button', { name: `Leave out ${printedPackCode(other ?? '')}` }).waitFor();
  expect(await isCameraOn()).toBe(false);
  await page.getByLabel('Brought back by').fill('the patient');
  await page.keyboard.press('Enter');
  await page.getByText('Entered as number 4').waitFor();
  const pack: DosePack = await (await page.request.get(`/api/dose-packs/${other}`)).json();
  expect(pack.place).toBe('returned');

  await page.getByRole('button', { name: 'Destroy' }).press('Enter');
  await scan(other);
  await page.getByLabel('Reason').fill('came back');
  await page.keyboard.press('Enter');
  await signWith(page, pharmacist.password);
  await signAsSecond(page, nurse);
  await page.getByText('Entered as number 5').waitFor();
  await page.getByText('witnessed: Demonstration nurse').waitFor();
});

test('a supply on paper: authorised, printed, and entered afterwards once', async () => {
  const doctor = await visit('/register', { role: 'physician' });
  const page = await visit('/register', { role: 'pharmacist', expectedStatuses: [409] });
  const book = await openBook(page, `Site ${randomUUID()}`);
  const patientId = await patientAtHome(doctor);
  await prescribe(doctor, patientId);
  await doctor.getByRole('button', { name: 'Authorise one supply on paper' }).first().press('Enter');
  await doctor.getByLabel('Amount, mg of base').fill('50');
  const authorised = doctor.waitForResponse('**/paper-authorisations');
  await doctor.getByRole('button', { name: 'Authorise on paper' }).press('Enter');
  const { text }: { text: string } = await (await authorised).json();
  const sheet = await doctor.getByRole('link', { name: 'Sheet as PDF' }).getAttribute('href');
  const printed = await doctor.request.get(sheet ?? '');
  expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-');

  await page.goto(`/register/${book}`);
  const { clinic }: Session = await (await page.request.get('/api/session')).json();
  for (const answer of ['Entered as number 2', 'This authorisation on paper was used before']) {
    await page.getByRole('button', { name: 'Supply', exact: true }).first().press('Enter');
    await choosePatient(page, patientId);
    await page.getByLabel('Prescription').selectOption({ index: 1 });
    await page.getByLabel('Lot', { exact: true }).selectOption({ index: 1 });
    await page.getByLabel('Amount, mg of base').fill('50');
    await page.getByLabel('Collected by').fill('the patient');
    await page.getByLabel('Identity shown').fill('not asked');
    await page.getByLabel('Reason, when it is an early refill').fill('the last one was spilled');
    await page.getByText('It was supplied on paper').press('Enter');
    await page.getByLabel('Text of the authorisation').fill(text);
    await page.getByLabel('When it was supplied').fill(fieldOf(new Date().toISOString(), clinic.timeZone));
    await page.getByRole('button', { name: 'Supply', exact: true }).last().press('Enter');
    await signWith(page, pharmacist.password);
    await signAsSecond(page, nurse);
    await page.getByText(answer).first().waitFor();
  }
});

test('every page of the register is accessible in both schemes and no wider than a phone; each rule of a country shows source and status', async () => {
  const page = await visit('/register', { role: 'pharmacist' });
  const book = await openBook(page, `Site ${randomUUID()}`);
  const doctor = await visit('/patients', { role: 'physician' });
  const patientId = await enterPatient(doctor, `Hazel ${randomUUID().slice(0, 8)} (synthetic)`);
  await prescribe(doctor, patientId);
  await doctor.getByRole('button', { name: 'Authorise one supply on paper' }).first().press('Enter');
  const administrator = await visit('/register/rules', { role: 'administrator' });
  await administrator.getByLabel('Country').selectOption({ label: 'United Kingdom' });
  const rule = administrator.getByRole('row', { name: /^A prescription/ });
  await rule.getByText('no refill, valid 27 days after its first day').waitFor();
  await rule.getByText('law, to be checked').waitFor();

  const problems: string[] = [];
  const look = async (what: string, looked: Page) => {
    await looked.setViewportSize({ width: 360, height: 800 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await looked.emulateMedia({ colorScheme });
      const found = await accessibilityProblems(looked);
      problems.push(...found.map((problem) => `${colorScheme} ${what}: ${problem}`));
    }
    const over = await overflow(looked);
    if (over > 0) problems.push(`${what}: ${over} px too wide`);
  };
  await look('the rules', administrator);
  await look('a supply', doctor);
  await look('the register', page);
  await page.goto(`/register/${book}`);
  for (const kind of ['Supply', 'Send to another site', 'Give on the site', 'Adjust after a count']) {
    await page.getByRole('button', { name: kind, exact: true }).click();
    await look(kind, page);
  }
  expect(problems).toEqual([]);
});
