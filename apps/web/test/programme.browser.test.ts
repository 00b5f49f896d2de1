import { randomUUID } from 'node:crypto';
import type { HomeProgramme } from '@ketame/care';
import type { PatientHome } from '@ketame/contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityProblems, browserForTests, overflow } from './browser.ts';
import { enterPatient } from './infusion/driver.ts';

const { visit } = browserForTests();

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

/** A patient in the programme, not active yet, with a day entered twice and a stop. @param page of a physician */
async function enrolled(page: Page, familyName: string): Promise<string> {
  const patientId = await enterPatient(page, `${familyName} ${randomUUID().slice(0, 8)} (synthetic)`);
  const put = await page.request.put(`/api/patients/${patientId}/home`, {
    headers: { 'if-match': '"0"' },
    data: {
      programmeId: 'ketame-oral',
      status: 'suspended',
      validUntil: daysAgo(-60),
      timeZone: 'Europe/Amsterdam',
      sitterName: 'Robin (synthetic)',
      firstDay: daysAgo(10).slice(0, 10),
    },
  });
  expect(put.status(), await put.text()).toBe(200);
  const day = (painAverage: number) => ({
    kind: 'day',
    date: daysAgo(1).slice(0, 10),
    painAverage,
    painWorst: 8,
    reliefPercent: 20,
    sleep: 4,
    mood: 5,
    hindered: 'no',
    sideEffects: ['sleepy'],
    urine: [],
  });
  for (const content of [day(6), day(3), { kind: 'stop', reason: 'Fell after a dose' }]) {
    const data = { id: randomUUID(), at: new Date().toISOString(), content };
    const entered = await page.request.post(`/api/patients/${patientId}/home/events`, { data });
    expect(entered.status(), await entered.text()).toBe(200);
  }
  return patientId;
}

test('a patient is enrolled by keyboard; nothing is supplied while a requirement is not met, which says what unlocks it (issue 6, The programme as data)', async () => {
  const page = await visit('/patients', { role: 'physician', expectedStatuses: [409] });
  const patientId = await enterPatient(page, `Linden ${randomUUID().slice(0, 8)} (synthetic)`);
  await page.goto(`/patients/${patientId}`);
  await page.getByRole('link', { name: 'Home programme' }).press('Enter');
  await page.getByText('Not enrolled in a home programme').first().waitFor();
  await page.getByRole('button', { name: 'Enrol' }).press('Enter');
  await page.getByLabel('Programme').selectOption({ label: 'Oral ketamine at home (ours)' });
  await page.getByLabel('Until').fill(daysAgo(-60).slice(0, 16));
  await page.getByLabel('Person at the side').fill('Robin (synthetic)');
  await page.getByLabel('Status').selectOption('active');
  await page.getByRole('button', { name: 'Enrol' }).press('Enter');
  await page.getByText('The programme is not set active').waitFor();
  await page.getByLabel('Status').selectOption('suspended');
  await page.getByRole('button', { name: 'Enrol' }).press('Enter');
  await page.getByText('Nothing may be supplied yet').waitFor();

  const consent = page.getByRole('listitem').filter({ hasText: 'The patient has consented in writing' });
  await consent.getByText('Unlocked by:').waitFor();
  await consent.getByRole('button', { name: 'Enter: The patient consented' }).press('Enter');
  await consent.getByLabel('The patient consented: how, by whom').fill('on paper, kept in the record');
  await page.keyboard.press('Enter');
  await page.getByText(/^\d+ requirements? met$/).press('Enter');
  await consent.getByText('✓').waitFor();
});

test('what disagrees in a diary is settled by a person, a stop is lifted with a reason, a contact that failed is kept (issue 6, Watching)', async () => {
  const page = await visit('/patients', { role: 'physician' });
  const patientId = await enrolled(page, 'Elder');
  await page.goto(`/patients/${patientId}/home`);
  const conflict = page.getByRole('status').filter({ hasText: 'One day was entered twice' });
  await conflict.getByLabel(/pain 6 of 10/).check();
  await conflict.getByLabel('How it was settled').fill('Asked the patient');
  await page.keyboard.press('Enter');
  await conflict.waitFor({ state: 'detached' });
  const home = async (): Promise<PatientHome> =>
    (await page.request.get(`/api/patients/${patientId}/home`)).json();
  const days = (await home()).diary.entries.filter(({ kind }) => kind === 'day');
  expect(days.map(({ now }) => now?.kind === 'day' && now.painAverage).sort()).toEqual([6, false]);

  const orphan = {
    id: randomUUID(),
    at: new Date().toISOString(),
    content: { kind: 'correction', corrects: [randomUUID()], replacement: null, reason: 'of nothing known' },
  };
  const sent = await page.request.post(`/api/patients/${patientId}/home/events`, { data: orphan });
  expect(sent.status(), await sent.text()).toBe(200);
  await page.reload();
  const unfit = page.getByRole('status').filter({ hasText: 'A correction fits no entry' });
  await unfit.getByLabel(/^Leave the diary as it is, without: Struck out.*of nothing known/).check();
  await unfit.getByLabel('How it was settled').fill('Nobody knows of it');
  await page.keyboard.press('Enter');
  await unfit.waitFor({ state: 'detached' });

  const stop = page.getByRole('alert').filter({ hasText: 'No further dose: Stopped by the clinic' });
  await stop.getByRole('button', { name: 'Lift this stop' }).press('Enter');
  await page.getByLabel('What was found').fill('No injury, walks safely');
  await page.keyboard.press('Enter');
  await stop.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Enter another contact' }).press('Enter');
  await page.getByLabel('What became of it').selectOption('no-show');
  await page.getByRole('button', { name: 'Enter the contact' }).press('Enter');
  await page.getByText('All contacts so far: 1').waitFor();
  await page.getByLabel('Message to the patient').fill('Please call us.');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await page.getByRole('region', { name: 'Messages' }).getByText('Please call us.').waitFor();

  await page.getByText('Stop, taper or step down').press('Enter');
  await page.getByLabel('Least that can be given').fill('5');
  const steps = page.getByRole('region', { name: 'Table: Steps of the taper' }).locator('tbody tr');
  // 3 x 10 mg in units of 5 mg: 22.5, 15 and 7.5 mg wanted, never more given.
  expect(await steps.locator('td:nth-child(4)').allTextContents()).toEqual([
    '20 mg',
    '15 mg',
    '5 mg',
    '0 mg',
  ]);

  await page.getByRole('button', { name: 'Enter a count' }).press('Enter');
  await page.getByLabel('In hand, all together').fill('0');
  await page.getByRole('button', { name: 'Enter the count' }).press('Enter');
  await expect.poll(async () => (await home()).counts.length).toBe(1);
});

test('a programme is copied and changed: what was changed names what it was before', async () => {
  const page = await visit('/home-programme/programmes/ketame-oral', { role: 'physician' });
  await page.getByRole('button', { name: 'Copy and change' }).press('Enter');
  const title = `Oral, careful ${randomUUID().slice(0, 8)}`;
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Doses in a day, at most').fill('2');
  await page.getByRole('button', { name: 'Save as a programme' }).press('Enter');
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByText('racemic ketamine, capsule of 10 mg, oral: 10 mg, at most 2 doses a day').waitFor();
  const answer = await page.request.get('/api/home-programmes');
  const { programmes }: { programmes: HomeProgramme[] } = await answer.json();
  const copy = programmes.find((one) => one.title === title);
  expect(copy?.copiedFrom?.id).toBe('ketame-oral');
  await page
    .getByRole('row', { name: /^Doses in a day/ })
    .getByText(/3/)
    .waitFor();
});

test('every page of the home programme is accessible in both schemes and no wider than a phone; the worklist gives the reason', async () => {
  const page = await visit('/patients', { role: 'physician' });
  const patientId = await enrolled(page, 'Sorrel');
  const problems: string[] = [];
  const paths = [
    '/home-programme',
    '/home-programme/population',
    '/home-programme/programmes',
    '/home-programme/programmes/ketame-oral',
    '/home-programme/clinic',
    `/patients/${patientId}/acute-toxicity`,
    `/patients/${patientId}/home`,
  ];
  await page.setViewportSize({ width: 360, height: 800 });
  for (const path of paths) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    if (path === '/home-programme') {
      const row = page.getByRole('row', { name: /^Sorrel/ }).last();
      await row
        .getByText(/Entries disagree/)
        .first()
        .waitFor({ state: 'attached' });
    }
    if (path.endsWith('/home')) {
      await page.getByRole('button', { name: 'Show the exposure' }).click();
      await page.getByRole('row', { name: /^Norketamine/ }).waitFor();
    }
    if (path.endsWith('/acute-toxicity')) {
      await page.getByRole('region', { name: 'Watch, and before going home' }).waitFor();
      for (const format of ['A4', 'Letter']) {
        const pdf = (await page.pdf({ format })).toString('latin1');
        expect(pdf.match(/\/Type\s*\/Page\b/g), format).toHaveLength(1);
      }
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await accessibilityProblems(page);
      problems.push(...found.map((problem) => `${colorScheme} ${path}: ${problem}`));
    }
    const over = await overflow(page);
    if (over > 0) problems.push(`${path}: ${over} px too wide`);
  }
  expect(problems).toEqual([]);
});
