import type { FollowUp, FollowUpRow } from '@ketame/contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browserForTests, problemsInBothSchemes } from './browser.ts';

const { visit } = browserForTests();

async function followed(page: Page, name: string): Promise<string> {
  const { rows }: { rows: FollowUpRow[] } = await (await page.request.get('/api/follow-up')).json();
  const found = rows.find(({ familyName }) => familyName.startsWith(name));
  if (found === undefined) throw new Error(`Nobody is called ${name}.`);
  return found.patientId;
}

test('from the worklist to a result by keyboard: what was overdue is done (issue 5, Afterwards)', async () => {
  const page = await visit('/follow-up', { role: 'nurse' });
  const row = page.getByRole('row', { name: /^Birch/ });
  await row.getByText('Signs of misuse: overdue by 6 days').waitFor();
  await row.getByRole('link').press('Enter');
  await page.getByRole('button', { name: 'Signs of misuse' }).press('Enter');
  await page.getByRole('button', { name: 'Enter', exact: true }).press('Enter');
  await page.getByText('looked for, none found').waitFor();
  const due = page.getByRole('region', { name: 'What is due' });
  expect(await due.getByText('Signs of misuse: overdue').count()).toBe(0);
  await due.getByText('Cognition: overdue by 6 days').waitFor();

  await page.getByRole('button', { name: 'Drug test' }).press('Enter');
  await page.getByLabel(/^Others, not prescribed/).fill('cocaine');
  await page.getByRole('button', { name: 'Enter', exact: true }).press('Enter');
  await page.getByText('also cocaine (mass spectrometry)').waitFor();
  await page.getByRole('button', { name: 'Talk about misuse' }).press('Enter');
  await page.getByLabel('What the patient said').fill('A mistaken sample.');
  await page.getByLabel('A urine test that does not fit').check();
  await page.getByRole('button', { name: 'Enter', exact: true }).press('Enter');
  await page.getByText('A mistaken sample. Explained: A urine test that does not fit.').waitFor();
});

test('raised enzymes stop, with inputs, source and what would change it; a repeat is judged at once', async () => {
  const page = await visit('about:blank', { role: 'nurse' });
  await page.goto(`/patients/${await followed(page, 'Ginkgo')}/follow-up`);
  const rules = page.getByRole('region', { name: 'What the rules of care say' });
  await rules.getByText('Liver enzymes at 3 times the upper limit or more').waitFor();
  await rules.getByText('From what, by which source').first().press('Enter');
  await rules.getByText('This outranks the window of retreatment.').waitFor();
  await page.getByRole('button', { name: 'Blood' }).press('Enter');
  await page.getByLabel('ALT', { exact: true }).fill('520');
  await page.getByLabel('Upper limit of ALT').fill('50');
  await page.keyboard.press('Enter');
  await rules.getByText('ALT is above 8 times its upper limit.').waitFor();
  const strike = page.getByRole('listitem').filter({ hasText: 'ALT 520' });
  await strike.getByRole('button', { name: 'Strike out' }).press('Enter');
  await page.getByLabel('Why should it not be there?').fill('entered by a test');
  await page.keyboard.press('Enter');
  await page.getByText('struck out: entered by a test').waitFor();
  expect(await rules.getByText('ALT is above 8 times').count()).toBe(0);
});

test('a form keeps its answers through a new page and a sign-in, and opens the suicide pathway', async () => {
  const page = await visit('/follow-up', { role: 'nurse' });
  const patientId = await followed(page, 'Cedar');
  await page.goto(`/patients/${patientId}/follow-up`);
  await page.getByLabel('Begin a form').selectOption('ketame-contact');
  const sleep = page.getByRole('group', { name: 'How was last night’s sleep?' });
  await sleep.getByLabel('Much worse').check();
  const draftId = page.url().split('/').at(-1) ?? '';
  await expect
    .poll(async () => {
      const answer = await page.request.get(`/api/patients/${patientId}/follow-up`);
      const { drafts }: FollowUp = await answer.json();
      return drafts.find(({ id }) => id === draftId)?.answers;
    })
    .toEqual({ sleep: 2 });

  const again = await visit(`/patients/${patientId}/questionnaires/${draftId}`, { role: 'physician' });
  expect(await again.getByLabel('Much worse').isChecked()).toBe(true);
  await again.getByRole('button', { name: 'Hand in' }).press('Enter');
  await again.getByText('4 answers missing or wrong').waitFor();
  for (const question of ['dreams', 'feel like your own', 'come back by itself']) {
    const group = again.getByRole('group', { name: new RegExp(question) });
    await group.getByLabel('No', { exact: true }).press('Space');
  }
  await again
    .getByRole('group', { name: /ending your life/ })
    .getByLabel('Yes')
    .press('Space');
  await again.getByText('Suicide pathway').waitFor();
  await again.getByRole('button', { name: 'Hand in' }).press('Enter');
  await again.getByText('An answer that opens the suicide pathway').waitFor();
});

test('a correction that a colleague came before shows both, and neither is lost', async () => {
  const page = await visit('/follow-up', { role: 'nurse', expectedStatuses: [412] });
  const url = `/api/patients/${await followed(page, 'Cedar')}/follow-up`;
  const pain = (mean: number) => ({ kind: 'pain', period: 'day', mean, reliefPercent: null });
  const { now }: FollowUp = await (await page.request.get(url)).json();
  const entered = { id: crypto.randomUUID(), at: now, content: pain(3.3) };
  await page.request.post(url, { data: entered });
  await page.goto(url.replace('/api', ''));
  const row = page.getByRole('listitem').filter({ hasText: '3.3 of 10' });
  await row.getByRole('button', { name: 'Correct' }).press('Enter');
  await page.request.put(`/api/follow-up/${entered.id}`, {
    data: { change: 'correct', at: now, content: pain(4.4) },
    headers: { 'if-match': '"1"' },
  });
  await page.getByLabel('Mean pain, 0 to 10').fill('5.5');
  await page.keyboard.press('Enter');
  await page.getByText('Stored: 4.4 of 10').waitFor();
  await page.getByText('Yours: 5.5 of 10').waitFor();
  await page.getByRole('button', { name: 'Save mine' }).press('Enter');
  await page.getByText('5.5 of 10').first().waitFor();
});

test('somebody signed out over a half-filled result signs in again, and it is entered as it was filled (issue 5)', async () => {
  const page = await visit('/follow-up', { role: 'nurse', expectedStatuses: [401] });
  await page.goto(`/patients/${await followed(page, 'Cedar')}/follow-up`);
  await page.getByRole('button', { name: 'Blood' }).press('Enter');
  await page.getByLabel('ALT', { exact: true }).fill('37');
  await page.context().clearCookies();
  await page.getByLabel('Upper limit of ALT').fill('45');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  const password = dialog.getByLabel('Password', { exact: true });
  await password.fill('wrong');
  await password.press('Enter');
  await dialog.getByRole('alert').waitFor();
  await password.fill('ketame-nurse-demo');
  await password.press('Enter');
  await page.getByRole('listitem').filter({ hasText: 'ALT 37' }).waitFor();
});

test('every page of the follow-up is accessible in both schemes and no wider than a phone', async () => {
  const page = await visit('about:blank', { role: 'nurse' });
  const patient = `/patients/${await followed(page, 'Ginkgo')}`;
  const drafts: string[] = [];
  for (const instrument of ['ketame-urine', 'phq-9']) {
    const data = { id: crypto.randomUUID(), instrument };
    await page.request.post(`/api${patient}/questionnaire-drafts`, { data });
    drafts.push(`${patient}/questionnaires/${data.id}`);
  }
  const problems: string[] = [];
  for (const path of ['/follow-up', `${patient}/follow-up`, ...drafts]) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText(/^Fetching/).waitFor({ state: 'detached' });
    if (path.endsWith(`${patient}/follow-up`)) await page.getByRole('button', { name: 'Blood' }).click();
    problems.push(...(await problemsInBothSchemes(page, { light: 360, dark: 360 })));
  }
  expect(problems).toEqual([]);
});
