import { expect, test } from 'vitest';
import { fragmentOf } from '../src/studio/state/link.ts';
import { startState } from '../src/studio/state/start-state.ts';
import { accessibilityProblems, browserForTests, overflow, problemsInBothSchemes } from './browser.ts';

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
  // Its hours are shown whole.
  const hoursEnd = page.getByRole('slider', { name: 'End of the hours view' });
  await expect.poll(() => hoursEnd.getAttribute('aria-valuetext')).toBe('12 h, showing 12 h');
  const handle = page.getByRole('slider', { name: 'Target of effect site' });
  expect(await handle.getAttribute('aria-valuetext')).toBe('100 ng/mL');
  await handle.press('Shift+ArrowUp');
  await page.getByText('125 ng/mL').waitFor();
  await expect.poll(() => schedule.textContent()).not.toBe(before);
  expect(await accessibilityProblems(page)).toEqual([]);

  // A band in as many people as can be, whose edges are moved in the same way.
  await page.getByLabel('Keep', { exact: true }).selectOption('band');
  await fill.click();
  await page.getByText(/^Within 80 to 160 ng\/mL: \d+ %/).waitFor();
  await page.getByText(/200 virtual patients, seed 2011/).waitFor();
  await page.getByRole('slider', { name: 'Upper edge of the band of effect site' }).press('Shift+ArrowUp');
  await page.getByText(/^Within 80 to 185 ng\/mL: \d+ %/).waitFor();
  await page.getByRole('figure', { name: /^People within the band\. At least/ }).waitFor();
  expect(await problemsInBothSchemes(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.getByRole('heading', { name: 'Schedule of the pump' }).waitFor();
  await page.getByText('S-ketamine, as base, 1 mg/mL.').waitFor();
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
  // Drawn between the bands, with the next sample, and what a modeller asks for.
  const course = page.getByRole('figure', {
    name: /^S-ketamine, venous\. Measured, ng\/mL: 63 at 30 min, .*below 10 at 24 h\. Next sample at /,
  });
  await course.waitFor();
  await page.getByText('How good is this fit?').click();
  for (const name of [/^Observed against/, /^Conditional weighted/, /^npde/, /prediction-corrected/]) {
    await page.getByRole('figure', { name }).first().waitFor();
  }
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  await concentrations.fill(
    '1, S-ketamine, venous, 20000\n2, S-ketamine, venous, 2\n3, S-ketamine, venous, 9000',
  );
  await fit.click();
  await page.getByText('No parameters, and no dose from them').waitFor();
  expect(await page.getByRole('region', { name: 'Table: Parameters, venous' }).count()).toBe(0);
});

test('a laboratory’s results are taken from FHIR, arterial ones drawn in the plasma panel, and dates follow from the start (issue 7)', async () => {
  const link = fragmentOf({ ...startState, regimens: [startState.regimens[0]!] });
  const page = await visit(`/studio${link}`);
  await page.getByRole('button', { name: 'Learn from the patient' }).click();
  await page.getByLabel('The regimen began').fill('2026-10-05T09:00');
  await page.getByText('From a laboratory (FHIR)').click();
  const sent = page.getByLabel('FHIR Observation or Bundle', { exact: true });
  const observation = {
    ...{ resourceType: 'Observation', status: 'final', code: { text: 'Ketamine' } },
    effectiveDateTime: '2026-10-08T09:00:00Z',
    valueQuantity: { value: 0.21, code: 'mg/L' },
  };
  await sent.fill(
    JSON.stringify({ ...observation, valueQuantity: { value: 1, code: 'ng/mL', comparator: '>' } }),
  );
  await page.getByText(/^Observation\.valueQuantity\.comparator: /).waitFor();
  await sent.fill(JSON.stringify(observation));
  const take = page.getByRole('button', { name: 'Take these concentrations' });
  expect(await take.isDisabled()).toBe(true);
  await page.getByLabel('Ketamine is').selectOption('S-ketamine');
  await page.getByLabel('Blood drawn from').selectOption('arterial');
  await take.click();
  const typed = page.getByLabel('Concentrations', { exact: true });
  await expect.poll(() => typed.inputValue()).toMatch(/^\d\d, S-ketamine, arterial, 210$/);
  // Relief for some weeks, and pain as before at last.
  const pains = [7, 7, 7, 2, 2, 2, 2, 2, 3, 4, 5, 6, 7, 7];
  const days = [-3, -2, -1, 5, 7, 10, 14, 21, 28, 35, 42, 49, 63, 77];
  await page
    .getByLabel('Pain diary', { exact: true })
    .fill(days.map((day, index) => `${24 * day}, ${pains[index]}`).join('\n'));
  await page.getByRole('button', { name: 'Fit', exact: true }).click();
  await page.getByText(/^Relief falls under 30 % about \d+ \w+ 2026 \(between /).waitFor();
  await page
    .getByText(/^Window for the next course, by this patient’s own relief: \d+ \w+ 2026 to \d+ \w+ 202/)
    .waitFor();
  const plasma = page.getByRole('figure', { name: /^Arterial plasma.* Measured: 210 at day \d/ });
  await plasma.first().waitFor();
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.getByRole('heading', { name: 'Predicted course of a regimen' }).waitFor();
  await expect
    .poll(() =>
      page.getByRole('heading', { name: 'This patient’s own course' }).filter({ visible: true }).count(),
    )
    .toBe(1);

  // What was learnt stands in the place of virtual patients.
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Search regimens' }).click();
  await page.getByLabel('By what was measured in this patient, in place of virtual patients').waitFor();
  await page.getByRole('button', { name: 'Aim at a target' }).click();
  await page.getByLabel('Keep', { exact: true }).selectOption('own band');
  await page.getByLabel('Concentration', { exact: true }).fill('1');
  await page.getByLabel('Concentration', { exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Fill the regimen' }).click();
  await page.getByText(/200 draws from this patient’s arterial concentrations/).waitFor();
});
