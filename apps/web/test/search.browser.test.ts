import { expect, test } from 'vitest';
import { fragmentOf } from '../src/studio/state/link.ts';
import { startState } from '../src/studio/state/start-state.ts';
import { accessibilityProblems, browserForTests, overflow } from './browser.ts';

const { visit } = browserForTests();

test('a target fills the regimen with a pump’s schedule, and its line is moved by the keyboard (issue 7)', async () => {
  const page = await visit('/studio');
  await page.getByRole('button', { name: 'Aim at a target' }).click();
  const fill = page.getByRole('button', { name: 'Fill the regimen' });
  expect(await fill.isDisabled()).toBe(true);
  await page.getByLabel('Concentration').fill('1');
  await page.getByLabel('Concentration').press('Enter');
  await fill.click();
  const schedule = page.getByRole('region', { name: 'Table: Schedule of the pump' });
  const before = await schedule.textContent();
  const handle = page.getByRole('slider', { name: 'Target of effect site' });
  expect(await handle.getAttribute('aria-valuetext')).toBe('100 ng/mL');
  await handle.press('Shift+ArrowUp');
  await page.getByText('125 ng/mL').waitFor();
  await expect.poll(() => schedule.textContent()).not.toBe(before);
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a search shows its front, explains a proposal and draws it, on a phone in the dark too (issue 7)', async () => {
  const page = await visit('/studio', { width: 360, scheme: 'dark' });
  await page.getByRole('button', { name: 'Search regimens' }).click();
  const search = page.getByRole('button', { name: 'Search', exact: true });
  // What harm weighs is the patient's to say.
  expect(await search.isDisabled()).toBe(true);
  for (const label of ['Day with an infusion', 'Day with a drug high', '100 mg of ketamine']) {
    await page.getByLabel(label).fill('1');
    await page.getByLabel(label).press('Enter');
  }
  await search.click();
  const front = page.getByRole('figure', { name: 'Days of relief over harm' });
  await front.waitFor();
  await page.getByText(/^\d+ of \d+ tried/).waitFor();
  expect(await front.getByRole('button', { name: /^Sigtermans 2009/ }).count()).toBe(1);
  await front
    .getByRole('button', { name: /^S-ketamine .* mg\/h/ })
    .last()
    .press('Enter');
  await page.getByText(/than Sigtermans 2009 \(/).waitFor();
  await page.getByRole('article', { name: 'Regimen D' }).waitFor();
  expect(await overflow(page)).toBe(0);
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('measurements and a diary are fitted, and a fit that describes nothing gives no parameters (issue 7)', async () => {
  const step = { kind: 'infusion', startH: 0, durationH: 4, rate: 20, basis: 'patient' } as const;
  const given = { name: 'given', drug: 'S-ketamine', amountAs: 'base', steps: [step] } as const;
  const patient = { weightKg: 70, ageYears: 46, sex: 'female' } as const;
  const link = fragmentOf({ ...startState, patient, regimens: [given], selected: 0 });
  const page = await visit(`/studio${link}`, { width: 360 });
  await page.getByRole('button', { name: 'Learn from the patient' }).click();
  const concentrations = page.getByLabel('Concentrations', { exact: true });
  const fit = page.getByRole('button', { name: 'Fit', exact: true });
  await concentrations.fill('0.5, S-ketamine, venous, much');
  await fit.click();
  await page.getByText(/^Line 1: found/).waitFor();
  await page.getByLabel('Concentrations from a CSV file').setInputFiles({
    name: 'measured.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      ['0.5,63', '2,134', '4,181', '6,64', '24,<10']
        .map((line) => line.replace(',', ',S-ketamine,venous,'))
        .join('\n'),
    ),
  });
  await page.getByLabel('Pain diary', { exact: true }).fill('-24, 7\n24, 4');
  await fit.click();
  // As `ketame fit` finds in the same data (docs/command-line.md).
  await page.getByRole('row', { name: /^CL 95\.2 87\.5 71\.9–101 41 %/ }).waitFor();
  await page.getByText(/The diary has 1 entries before the first dose/).waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  await concentrations.fill(
    '1, S-ketamine, venous, 20000\n2, S-ketamine, venous, 2\n3, S-ketamine, venous, 9000',
  );
  await fit.click();
  await page.getByText('No parameters, and no dose from them').waitFor();
  expect(await page.getByRole('region', { name: 'Table: Parameters, venous' }).count()).toBe(0);
});
