import type { PatientSummary, PlanSummary } from '@ketame/contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browserForTests } from './browser.ts';

const { visit } = browserForTests();

/** A patient of the demonstration clinic who has a plan, and that plan. */
async function patientWithPlan(page: Page): Promise<{ patient: PatientSummary; plan: PlanSummary }> {
  const patients: PatientSummary[] = await (await page.request.get('/api/patients')).json();
  const patient = patients.find(({ plans }) => plans > 0);
  if (patient === undefined) throw new Error('No patient of the demonstration clinic has a plan.');
  const plans: PlanSummary[] = await (await page.request.get(`/api/patients/${patient.id}/plans`)).json();
  const plan = plans[0];
  if (plan === undefined) throw new Error('The patient has no plan.');
  return { patient, plan };
}

/** That what the page prints is one or two pages of A4. */
async function printsOnTwoPages(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 2, name: 'Limits' }).waitFor();
  await page.waitForLoadState('networkidle');
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThanOrEqual(1);
  expect(pages).toBeLessThanOrEqual(2);
  // Portrait, points.
  expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
}

test('a saved plan shows regimens, numbers, curves, limits, models, who and when', async () => {
  const page = await visit('/patients', { role: 'nurse' });
  const { patient, plan } = await patientWithPlan(page);
  await page.goto(`/plans/${plan.id}`);
  await page.getByRole('heading', { level: 1, name: plan.title }).waitFor();
  await page.getByText(patient.identity.familyName).first().waitFor();
  for (const section of [/^Regimens?$/, 'Predicted, in numbers', 'Predicted course', 'Limits', 'Versions']) {
    await page.getByRole('heading', { level: 2, name: section }).waitFor();
  }
  const shown = await page.getByRole('main').textContent();
  for (const words of [plan.savedBy, 'ng/mL', 'simons-2022', 'not a certified medical device', 'Cochrane']) {
    expect(shown).toContain(words);
  }
  expect(await page.getByRole('img', { name: /Over twelve weeks/ }).count()).toBe(1);
  expect(await page.getByRole('link', { name: 'Change in the studio' }).count()).toBe(0);
});

test('an earlier version is shown under its own address', async () => {
  const page = await visit('/patients', { role: 'physician' });
  const { plan } = await patientWithPlan(page);
  await page.goto(`/plans/${plan.id}/versions/1`);
  const versions = page.getByRole('region', { name: 'Versions' });
  await versions.getByText(/shown here/).waitFor();
  expect(await versions.locator('[aria-current]').count()).toBe(1);
  if (plan.version > 1) await versions.getByRole('link').first().click();
});

test('a plan prints on one or two A4 pages without the frame of the application', async () => {
  const page = await visit('/patients', { role: 'physician' });
  const { plan } = await patientWithPlan(page);
  await page.goto(`/plans/${plan.id}`);
  await printsOnTwoPages(page);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('banner').isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  );
});

test('the studio opens with the patient beside the address, and saves a plan of that patient', async () => {
  const page = await visit('/patients', { role: 'physician' });
  const { patient } = await patientWithPlan(page);
  await page.goto(`/patients/${patient.id}`);
  await page.getByRole('link', { name: 'Open in the studio' }).click();
  await page.waitForURL('**/studio#s=*');
  expect(decodeURIComponent(page.url())).not.toContain(patient.identity.familyName);
  expect(page.url()).not.toContain(patient.id);
  await page.getByRole('button', { name: 'Save as plan' }).click();
  await page.getByRole('dialog').getByLabel('Title').fill('Made by a test');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Version 1 is saved').waitFor();
  await page.getByRole('link', { name: 'Open the plan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Made by a test' }).waitFor();
  // Three regimens and what bears on each, where the demonstration's plan has one or two.
  await printsOnTwoPages(page);
});
