import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { browserForTests } from '../browser.ts';
import { calmRow, chartRow, nurse, readInfusion, runningSession } from './driver.ts';

const { visit } = browserForTests();

test('a nurse whose network drops charts and pauses; when it is back everything is there exactly once and in order', async () => {
  const maker = await visit('about:blank', { role: 'physician' });
  const id = await runningSession(maker, 'Away (synthetic)', 'Room 9');
  const page = await visit(`/sessions/${id}`, { role: 'nurse', isAway: true });
  await page.getByText('● connected').waitFor();
  await page.context().setOffline(true);
  await page.getByText('No connection to the server', { exact: false }).waitFor();
  await chartRow(page, ['131', ...calmRow.slice(1)], null);
  await chartRow(page, ['132', ...calmRow.slice(1)], null);
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await page.getByLabel('Why paused').fill('patient is anxious');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Paused: the pump stands' }).waitFor();
  await page.getByText('Not yet sent: 3').first().waitFor();
  expect((await readInfusion(maker, id)).events).toHaveLength(6);

  await page.context().setOffline(false);
  await page.getByText('● connected').waitFor();
  await expect.poll(async () => (await readInfusion(maker, id)).events.length).toBe(9);
  const { events } = await readInfusion(maker, id);
  expect(
    events.slice(6).map(({ content }) => (content.kind === 'chart' ? content.systolic : content.kind)),
  ).toEqual([131, 132, 'pause']);
  await page.getByText('Not yet sent').first().waitFor({ state: 'detached' });
});

test('what was not sent survives that the page is closed, and is sent when the session is opened again', async () => {
  const maker = await visit('about:blank', { role: 'physician' });
  const id = await runningSession(maker, 'Closed (synthetic)', 'Room 10');
  const page = await visit(`/sessions/${id}`, { role: 'nurse', isAway: true });
  await page.getByText('● connected').waitFor();
  await page.route('**/entries', (route) => route.abort());
  await chartRow(page, calmRow, null);
  await page.getByText('Not yet sent: 1').first().waitFor();
  await page.unroute('**/entries');
  await page.goto(`/sessions/${id}`);
  await expect.poll(async () => (await readInfusion(maker, id)).events.length).toBe(7);
});

test('a session that ended under the hand is signed in again over the page, and nothing is lost', async () => {
  const maker = await visit('about:blank', { role: 'physician' });
  const id = await runningSession(maker, 'Locked (synthetic)', 'Room 11');
  const page = await visit(`/sessions/${id}`, { role: 'physician', expectedStatuses: [401] });
  await page.getByText('● connected').waitFor();
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Abort' }).press('Enter');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password', { exact: true }).fill('ketame-physician-demo');
  await dialog.getByLabel('Password', { exact: true }).press('Enter');
  await expect.poll(async () => (await readInfusion(maker, id)).events.at(-1)?.content.kind).toBe('abort');
});

test('a tablet that locks in the middle of a row keeps what was typed; after unlocking and signing in it goes on with all that came', async () => {
  const maker = await visit('about:blank', { role: 'physician' });
  const id = await runningSession(maker, 'Asleep (synthetic)', 'Room 16');
  const page = await visit(`/sessions/${id}`, { role: 'nurse', expectedStatuses: [401] });
  await page.getByText('● connected').waitFor();
  const first = page.getByLabel('Systolic', { exact: true });
  await first.fill('133');
  await page.getByLabel('Diastolic', { exact: true }).fill('77');
  const device = await page.context().newCDPSession(page);
  await device.send('Page.setWebLifecycleState', { state: 'frozen' });
  await page.context().clearCookies();
  const content = { kind: 'chart', oxygenSaturation: 84 };
  const entry = { id: randomUUID(), occurredAt: new Date().toISOString(), content, proof: null };
  await maker.request.post(`/api/infusions/${id}/entries`, { data: { entries: [entry] } });
  await device.send('Page.setWebLifecycleState', { state: 'active' });

  await page.getByLabel('Pain', { exact: true }).fill('5');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password', { exact: true }).fill(nurse.password);
  await dialog.getByLabel('Password', { exact: true }).press('Enter');
  await page.getByText('Charted: 133/77 mmHg').waitFor();
  await page.getByText('SpO₂ % 84').first().waitFor();
  await page.getByText('● connected').waitFor();
  const charted = async () =>
    (await readInfusion(maker, id)).events
      .map(({ content }) => content)
      .filter(({ kind }) => kind === 'chart');
  await expect.poll(charted).toEqual([content, { kind: 'chart', systolic: 133, diastolic: 77, pain: 5 }]);
});

test('without network the page watches the alerts by itself, and an answer is kept with the rest', async () => {
  const maker = await visit('about:blank', { role: 'physician' });
  const id = await runningSession(maker, 'Watched (synthetic)', 'Room 14');
  const page = await visit(`/sessions/${id}`, { role: 'nurse', isAway: true });
  await page.getByText('● connected').waitFor();
  await page.context().setOffline(true);
  await page.getByText('watched by this page alone').waitFor();
  await chartRow(page, ['128', '78', '72', '86', ...calmRow.slice(4)], null);
  const alerts = page.getByRole('region', { name: 'Alerts' });
  await alerts.getByText('oxygen saturation 86 %', { exact: false }).waitFor();
  await alerts.getByRole('button', { name: 'Acknowledge…' }).press('Enter');
  await alerts.getByLabel('What you found or did').fill('gave oxygen');
  await page.keyboard.press('Enter');
  await alerts.getByText('gave oxygen').waitFor();
  await page.context().setOffline(false);
  await expect
    .poll(async () => (await readInfusion(maker, id)).alerts.map(({ acknowledged }) => acknowledged?.reason))
    .toEqual(['gave oxygen']);
});

test('signing out asks before it deletes what was not sent, and leaves nothing on the device', async () => {
  const maker = await visit('about:blank', { role: 'physician' });
  const id = await runningSession(maker, 'Signed out (synthetic)', 'Room 15');
  const page = await visit(`/sessions/${id}`, { role: 'physician', isAway: true, ownSession: true });
  await page.getByText('● connected').waitFor();
  await page.route('**/entries', (route) => route.abort());
  await chartRow(page, calmRow, null);
  await page.getByText('Not yet sent: 1').first().waitFor();
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.message());
    dialog.accept();
  });
  await page.getByRole('button', { name: /Demonstration physician/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  expect(questions).toEqual([
    'Not yet sent: 1. Signing out deletes this from the device. Sign out all the same?',
  ]);
  const left = await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open('ketame-unsent').onsuccess = ({ target }) => {
          const { result } = target as IDBOpenDBRequest;
          result.transaction('entries').objectStore('entries').count().onsuccess = (event) =>
            resolve((event.target as IDBRequest<number>).result);
        };
      }),
  );
  expect(left).toBe(0);
});
