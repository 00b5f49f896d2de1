import { randomUUID } from 'node:crypto';
import { testCases } from '@ketame/care';
import type { PatientSummary, SelectionDetail } from '@ketame/contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityProblems, browserForTests, problemsInBothSchemes } from './browser.ts';

const { visit } = browserForTests();

const physicianPassword = 'ketame-physician-demo';
const second = { email: 'second-physician@example.org', password: 'a second physician for the test' };

/** A second physician, made once. */
async function addSecondPhysician(): Promise<void> {
  const page = await visit('about:blank', { role: 'administrator', expectedStatuses: [409] });
  await page.request.post('/api/accounts', {
    data: { ...second, displayName: 'Second physician (synthetic)', role: 'physician' },
  });
}

async function aPatient(page: Page): Promise<PatientSummary> {
  const patients: PatientSummary[] = await (await page.request.get('/api/patients')).json();
  const patient = patients.find(({ identity }) => identity.familyName.startsWith('Aspen'));
  if (patient === undefined) throw new Error('The demonstration clinic has no patient Aspen.');
  return patient;
}

/** Answers everything as a synthetic patient of the test cases would, as of today. */
async function answerAll(page: Page, id: string, testCase: string): Promise<void> {
  const address = `/api/selections/${id}`;
  let selection: SelectionDetail = await (await page.request.get(address)).json();
  const answers = testCases.find((one) => one.id === testCase)?.answers ?? [];
  for (const { question, value } of answers) {
    const answer = await page.request.put(`${address}/answers`, {
      data: { question, value, on: selection.result.on },
      headers: { 'if-match': `"${selection.version}"` },
    });
    expect(answer.status()).toBe(200);
    selection = await answer.json();
  }
}

async function beginSelection(page: Page): Promise<string> {
  const patient = await aPatient(page);
  const id = randomUUID();
  await page.request.post(`/api/patients/${patient.id}/selections`, {
    data: { id, protocol: { id: 'inpatient-100-h', version: 1 } },
  });
  return id;
}

test('from the patient to the signed consent by the keyboard alone, with an override by two physicians', async () => {
  await addSecondPhysician();
  const page = await visit('about:blank', { role: 'physician' });
  const patient = await aPatient(page);
  await page.goto(`/patients/${patient.id}`);
  await page.getByRole('link', { name: 'Assess for ketamine' }).press('Enter');
  await page.getByRole('button', { name: 'Assess by this protocol' }).first().press('Enter');
  await page.waitForURL('**/selections/*');
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await verdict.getByText('Not yet known').waitFor();

  const abuse = page.getByRole('radiogroup', { name: 'Abuse of or dependence on drugs' });
  await abuse.getByRole('radio', { name: 'In the past' }).press('Space');
  await verdict.getByText('Not eligible').waitFor();
  await page.getByText('From Demonstration physician').first().waitFor();

  await answerAll(page, page.url().split('/').at(-1) ?? '', 'past-abuse');
  await page.reload();
  await page.getByRole('button', { name: 'Set aside, with a second physician' }).press('Enter');
  const reason = page.getByRole('dialog').getByLabel('Reason');
  await reason.fill('Free of opioids for ten years, agreed with the addiction service.');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign' }).press('Enter');
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(physicianPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sign as the second physician' }).press('Enter');
  await page.getByRole('dialog').getByLabel('E-mail').fill(second.email);
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(second.password);
  await page.keyboard.press('Enter');
  await verdict.getByText('Eligible with conditions').waitFor();
  await verdict.getByText('set aside by Demonstration physician and Second physician').waitFor();

  await page.getByRole('button', { name: 'Write down: eligible with conditions' }).press('Enter');
  await page.getByRole('link', { name: 'Read and sign the consent' }).press('Enter');
  await page.getByRole('heading', { name: 'What may be harmed' }).waitFor();
  await page.getByRole('checkbox').press('Space');
  await page.getByLabel('The patient’s name, typed by the patient').fill('Ada Aspen');
  await page.getByRole('button', { name: 'Sign as the physician' }).press('Enter');
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(physicianPassword);
  await page.keyboard.press('Enter');
  await page.getByText('The signature fits this text.').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('an answer that a colleague came before is shown beside theirs, and neither is lost', async () => {
  const page = await visit('about:blank', { role: 'physician', expectedStatuses: [412] });
  const id = await beginSelection(page);
  await page.goto(`/selections/${id}`);
  const pain = page.getByLabel('Pain on average in the last week, 0 to 10');
  await pain.waitFor();
  await page.request.put(`/api/selections/${id}/answers`, {
    data: { question: 'pain', value: { kind: 'score', value: 8 }, on: '2026-01-01' },
    headers: { 'if-match': '"1"' },
  });
  await pain.fill('4');
  await pain.press('Enter');
  await page.getByText('Stored: 8').waitFor();
  await page.getByText('Yours: 4').waitFor();
  await page.getByRole('button', { name: 'Save mine' }).click();
  await page.getByText('Pain on average in the last week, 0 to 10: 4 (from 5).', { exact: true }).waitFor();
});

test('the editor of a protocol runs the test cases as one types, and keeps the hard criterion', async () => {
  const page = await visit('/protocols/inpatient-100-h/edit', { role: 'physician' });
  const cases = page.getByRole('region', { name: 'Table: Test cases' });
  await cases.waitFor();
  expect(await cases.getByText('differs').count()).toBe(0);
  await page.getByRole('checkbox', { name: 'No drug abuse, now or in the past' }).uncheck();
  await cases.getByText('eligible (differs)').waitFor();
  expect(await page.getByRole('checkbox', { name: /^Never first or second choice/ }).isDisabled()).toBe(true);
  const interval = page.getByLabel('pain, in the infusion, minutes');
  await interval.fill('45');
  await interval.blur();
  await page.getByLabel('Day', { exact: true }).first().fill('0');
  await page.getByText('A whole number from 1').waitFor();
  await page.getByLabel('Day', { exact: true }).first().fill('4');
  await page.getByLabel('Day', { exact: true }).first().blur();
  await page.getByText('The visits of the follow-up stand in the order of their days').waitFor();
  await page.getByRole('button', { name: 'Leave out day 4' }).click();
  const schedule = page.getByRole('region', { name: 'Table: Test case of the schedule' });
  await schedule.getByText('3 Mar 2027, 4 Mar 2027 (differs)').waitFor();
  await page.getByLabel('The next days').fill('Ring us tonight.');
  const notBefore = page.getByLabel('Not before, d');
  await notBefore.fill('14');
  await notBefore.blur();
  await page.getByText('looser only with a reason').waitFor();
  await page.getByLabel(/^Reason for "Not before" 14/).fill('Enzymes are taken before each course here.');
  await page.getByLabel(/^Reason for "Not before" 14/).blur();
  await page.getByText('looser only with a reason').waitFor({ state: 'detached' });
  await page.getByLabel('Then: oxygen').selectOption('stop');
  await page.getByLabel('Another rule to stop: when').fill('A rash.');
  await page.getByLabel('Title').fill('Made by a test');
  await page.getByRole('button', { name: 'Save as version 1' }).click();
  await page.getByRole('heading', { level: 1, name: 'Made by a test' }).waitFor();
  await page.getByText('pain: every 45 min').waitFor();
  await page.getByText('Ring us tonight.').waitFor();
  await page.getByText('Reason: Enzymes are taken before each course here.').waitFor();
  await page.getByText('stop: Oxygen saturation below 90 %', { exact: false }).waitFor();
  await page.getByText('stop: A rash.').waitFor();
});

test('every page of the selection is accessible in both schemes and no wider than a phone', async () => {
  const page = await visit('about:blank', { role: 'physician' });
  const id = await beginSelection(page);
  await answerAll(page, id, 'opioid-and-pressure');
  const paths = [
    `/selections/${id}`,
    `/selections/${id}/consent`,
    `/patients/${(await aPatient(page)).id}/selection`,
    '/protocols',
    '/protocols/inpatient-100-h',
    '/protocols/inpatient-100-h/edit',
  ];
  const problems: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText(/^Fetching/).waitFor({ state: 'detached' });
    problems.push(...(await problemsInBothSchemes(page, { light: 360, dark: 360 })));
  }
  expect(problems).toEqual([]);
});
