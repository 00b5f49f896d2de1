import { expect, test } from 'vitest';
import { browserForTests, problemsInBothSchemes } from '../browser.ts';
import { runningSession } from './driver.ts';

const { visit } = browserForTests();

test('every page of a session is accessible in both schemes, and no wider than a phone or a tablet', async () => {
  const first = await visit('about:blank', { role: 'physician' });
  const { rows } = await (await first.request.get('/api/infusions')).json();
  const alerting = rows.find(({ place }: { place: string }) => place === 'Room 2');
  const fresh = await runningSession(first, 'Looked at (synthetic)', 'Room 13');
  const paths = [
    `/sessions/${alerting.id}`,
    `/sessions/${fresh}`,
    '/board',
    '/alert-limits',
    `/patients/${alerting.patient.id}/session`,
    `/sessions/${alerting.id}/record`,
    `/sessions/${alerting.id}/monitors`,
    `/sessions/${alerting.id}/instructions`,
  ];
  const problems: string[] = [];
  for (const path of paths) {
    await first.goto(path);
    await first.getByRole('heading', { level: 1 }).waitFor();
    await first.getByText(/^Fetching/).waitFor({ state: 'detached' });
    problems.push(...(await problemsInBothSchemes(first, { light: 360, dark: 820 })));
  }
  expect(problems).toEqual([]);
});

test('the first load of a session and of the board is under 300 kB of compressed JavaScript', async () => {
  const first = await visit('about:blank', { role: 'physician' });
  const { rows } = await (await first.request.get('/api/infusions')).json();
  for (const path of [`/sessions/${rows[0].id}`, '/board']) {
    const page = await visit('/no/such/page', { role: 'physician' });
    const sizes: Promise<number>[] = [];
    await page.route('**', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'cache-control': 'no-cache' } }),
    );
    page.on('requestfinished', (request) => {
      if (request.resourceType() !== 'script') return;
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(path);
    await page.getByText(/● (connected|live)/).waitFor();
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes, path).toBeGreaterThan(50_000);
    expect(bytes, path).toBeLessThan(300_000);
  }
});
