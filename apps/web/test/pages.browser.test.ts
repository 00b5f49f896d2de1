import type { PatientSummary, PlanSummary, Role } from '@ketame/contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browserForTests, problemsInBothSchemes } from './browser.ts';
import { fhirBundle, recordFile } from './records.ts';

const { visit } = browserForTests();

interface Place {
  readonly name: string;
  readonly role?: Role;
  /** The address, with the ids of a patient and a plan of the demonstration clinic. */
  readonly path: (patient: string, plan: string) => string;
  /** Brings the page into the state that is looked at. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const places: readonly Place[] = [
  { name: 'sign-in', path: () => '/' },
  { name: 'patients', role: 'physician', path: () => '/patients' },
  { name: 'a patient', role: 'physician', path: (patient) => `/patients/${patient}` },
  { name: 'a patient’s form', role: 'physician', path: (patient) => `/patients/${patient}/edit` },
  { name: 'the empty form', role: 'physician', path: () => '/patients/new' },
  {
    name: 'an import',
    role: 'physician',
    path: () => '/import',
    prepare: async (page) => {
      const record = fhirBundle({ number: 'pages-1', family: 'Hawthorn (synthetic)' });
      await page.getByLabel('The patient’s record').setInputFiles(recordFile('record.json', record));
      await page.getByRole('button', { name: 'Save as a new patient' }).waitFor();
    },
  },
  { name: 'a plan', role: 'physician', path: (_, plan) => `/plans/${plan}` },
  { name: 'accounts', role: 'administrator', path: () => '/accounts' },
  {
    name: 'a new account',
    role: 'administrator',
    path: () => '/accounts',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Add an account' }).click();
      await page.getByRole('dialog').getByLabel('Name').waitFor();
    },
  },
  { name: 'audit', role: 'administrator', path: () => '/audit' },
  { name: 'laboratory', role: 'administrator', path: () => '/laboratory' },
  { name: 'password', role: 'physician', path: () => '/password' },
  { name: 'an unknown address', path: () => '/no/such/page' },
];

async function idsOfDemonstration(): Promise<{ patient: string; plan: string }> {
  const page = await visit('/patients', { role: 'physician' });
  const patients: PatientSummary[] = await (await page.request.get('/api/patients')).json();
  const patient = patients.find(({ plans }) => plans > 0)?.id ?? '';
  const plans: PlanSummary[] = await (await page.request.get(`/api/patients/${patient}/plans`)).json();
  return { patient, plan: plans[0]?.id ?? '' };
}

for (const { name, role, path, prepare } of places) {
  test(`${name}: accessible by WCAG 2.2 AA in both schemes and no wider than its window`, async () => {
    const { patient, plan } = await idsOfDemonstration();
    const page = await visit(path(patient, plan), { role });
    await prepare?.(page);
    expect(await problemsInBothSchemes(page)).toEqual([]);
  });
}

test('the first load of the start page and of the studio is under 300 kB of compressed JavaScript', async () => {
  for (const path of ['/', '/studio']) {
    const page = await visit('about:blank');
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() !== 'script') return;
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes, path).toBeGreaterThan(50_000);
    expect(bytes, path).toBeLessThan(300_000);
  }
});
