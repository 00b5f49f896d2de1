import { readFile } from 'node:fs/promises';
import { syndromeAnswers, syndromes, topics } from '@ketame/evidence';
import { describe, expect, test } from 'vitest';
import { slugOf } from '../src/evidence/slug.ts';
import { studyTables } from '../src/evidence/studies/tables.ts';
import { browserForTests, problemsInBothSchemes } from './browser.ts';

const { visit } = browserForTests();

/** Every page of the evidence, open to anyone (issue 4: pages). */
const addresses = [
  '/evidence',
  '/evidence/review',
  '/evidence/studies',
  '/evidence/studies?table=harms',
  '/evidence/pool',
  '/evidence/trials',
  '/evidence/syndromes/complex-regional-pain-syndrome',
  '/evidence/topics/descending-inhibition',
  '/validation.html',
];

test.each(addresses)('%s is accessible by WCAG 2.2 AA in both schemes, signed out', async (address) => {
  expect(await problemsInBothSchemes(await visit(address))).toEqual([]);
});

test('the way in is in the navigation, and later evidence comes before the review', async () => {
  const page = await visit('/studio');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Evidence' }).click();
  await page.getByRole('heading', { level: 1, name: /what is known/ }).waitFor();
  const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
  const place = (words: string) => headings.findIndex((text) => text.includes(words));
  expect(place('found since the review')).toBeLessThan(place('What the review says'));
  expect(await page.getByText(/Cochrane \(2025\)/).count()).toBeGreaterThan(0);
  // 15 rows of Table 1 and four kinds outside it; six topics of the text alone.
  expect(await page.locator('a[href^="/evidence/syndromes/"]').count()).toBe(19);
  expect(await page.locator('a[href^="/evidence/topics/"]').count()).toBe(6);
});

test('every syndrome and topic has its page, the answer first', async () => {
  const page = await visit('/evidence');
  const pages = [
    ...syndromes.map(({ name }) => ({
      address: `/evidence/syndromes/${slugOf(name)}`,
      title: name,
      answer: syndromeAnswers[name],
    })),
    ...topics.map(({ id, title, answer }) => ({ address: `/evidence/topics/${id}`, title, answer })),
  ];
  for (const { address, title, answer } of pages) {
    const link = page.locator(`a[href="${address}"]`);
    expect(await link.count(), address).toBe(1);
    await link.click();
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    expect(await page.locator('main p').first().textContent(), address).toBe(answer);
    await page.goBack();
    await link.waitFor();
  }
});

describe('the table of studies', () => {
  test('filters, sorts, and keeps the choice in the address', async () => {
    const page = await visit('/evidence/studies');
    await page.getByLabel('Kind of pain').selectOption('Fibromyalgia');
    await expect.poll(() => page.url()).toContain('kind=fibromyalgia');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await page.getByLabel('Kind of pain').selectOption('All');
    await page.getByRole('button', { name: 'Trial', exact: true }).click();
    await expect.poll(() => page.locator('tbody tr').first().textContent()).toContain('1994');
    await page.getByRole('button', { name: 'Trial ↑' }).click();
    await expect.poll(() => page.locator('tbody tr').first().textContent()).toMatch(/20(20|18|19)/);
  });

  test('what was not measured says so, and is no number', async () => {
    const page = await visit('/evidence/studies?table=harms&find=Tankha');
    const row = page.locator('tbody tr');
    expect(await row.count()).toBe(1);
    const text = await row.locator('td').nth(1).textContent();
    expect(text).toBe('not measured');
  });

  test('is taken along as CSV, of the rows that are shown', async () => {
    const page = await visit('/evidence/studies?table=harms&find=Cvrcek');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Take along as CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('adverse-events.csv');
    const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\n');
    const shown = studyTables
      .find(({ id }) => id === 'harms')
      ?.rows.filter(({ cells }) => cells[0]?.includes('Cvrcek'));
    expect(lines).toHaveLength((shown?.length ?? 0) + 1);
  });
});

describe('the review’s own numbers', () => {
  test('the whole set of inputs is drawn, and a figure is taken along as SVG and PNG', async () => {
    const page = await visit('/evidence/review');
    const figure = page.locator('figure', { has: page.getByAltText('Pairs of effects that give week 1') });
    await figure.waitFor({ timeout: 100_000 });
    const svg = page.waitForEvent('download');
    await figure.getByRole('button', { name: 'SVG' }).click();
    const text = await readFile(await (await svg).path(), 'utf8');
    expect(text).toContain('Common effect: 147 pairs');
    expect(text).toContain('Random effects (DerSimonian-Laird): 44 pairs');
    const png = page.waitForEvent('download');
    await figure.getByRole('button', { name: 'PNG' }).click();
    const bytes = await readFile(await (await png).path());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    // Width in pixels, at the fixed place of the header: four times the drawing.
    expect(bytes.readUInt32BE(16)).toBe(4 * 690);
  });

  test('back-solved inputs are called so, and the fragile intervals are marked', async () => {
    const page = await visit('/evidence/review');
    await page.getByText('-0.64 to 3.10').first().waitFor();
    expect(await page.getByText('holds 0').count()).toBeGreaterThan(1);
    expect(await page.getByText('back-solved, no evidence').count()).toBe(1);
  });
});

describe('pooling', () => {
  test('two doses against one control arm are refused until their covariance is modelled', async () => {
    const page = await visit('/evidence/pool');
    const estimate = page.getByText(/Risk ratio: /);
    await estimate.waitFor();
    await page.getByLabel('Model the covariance of a shared control arm').uncheck();
    await page.getByText(/share the control arm/).waitFor();
    expect(await estimate.count()).toBe(0);
  });

  test('a crossover trial is refused without the correlation within a person', async () => {
    const page = await visit('/evidence/pool');
    await page.getByRole('button', { name: 'Choose none' }).click();
    await page
      .getByLabel(/Pickering 2020/)
      .first()
      .check();
    await page.getByText(/its two arms are the same people/).waitFor();
  });
});

test('a table of one’s own is pooled, and a wrong one says what is wrong', async () => {
  const page = await visit('/evidence/pool');
  await page.getByLabel('Measure of the table').selectOption('GEN');
  await page.getByLabel('Model of the table').selectOption('EE');
  await page.getByLabel('CSV with a header').fill('study,yi,vi\nA,1,1\nB,3,1\n');
  await page.getByText('GEN of 2 studies: 2.00 (0.61 to 3.39).').first().waitFor();
  await page.getByLabel('CSV with a header').fill('study,yi\nA,1\n');
  await page.getByText(/The columns study,yi give no measure/).waitFor();
});

test('a CSV file of one’s own is opened and asked further: groups, moderators, missing studies, a prior (issue 4)', async () => {
  const page = await visit('/evidence/pool');
  const own = page.getByRole('region', { name: 'Your own table' });
  await own.getByLabel('Measure of the table').selectOption('GEN');
  const text = 'study,yi,vi,days,kind\nA,1,0.1,4,iv\nB,0.6,0.2,10,iv\nC,0.3,0.3,1,oral\nD,0.8,0.1,7,oral\n';
  const file = { name: 'own.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await own.getByLabel('CSV file').setInputFiles(file);
  await own
    .getByText(/GEN of 4 studies/)
    .first()
    .waitFor();
  await own.getByLabel('Grouped by').selectOption('kind');
  await own.getByRole('row', { name: /^oral \(2\)/ }).waitFor();
  await own.getByLabel('days', { exact: true }).check();
  await own.getByRole('row', { name: /^days / }).waitFor();
  await own.getByLabel('Prior of tau').selectOption('half-normal');
  await own.getByRole('row', { name: /^Effect of a new study/ }).waitFor();
  expect(await own.getByRole('row', { name: /^Limit meta-analysis/ }).count()).toBe(1);
  const download = page.waitForEvent('download');
  await own.getByRole('button', { name: 'Effects as CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.split('\n').slice(0, 2)).toEqual(['study,yi,vi,weight', expect.stringMatching(/^"A",1,0\.1,/)]);
});

test('a published trial is simulated, changed and simulated again; a wrong number is named (issue 4)', async () => {
  const page = await visit('/evidence/trials');
  const answer = page.getByText(/On day 28 such a trial finds ketamine better than placebo in/);
  await answer.waitFor({ timeout: 100_000 });
  await page.getByLabel('Trials', { exact: true }).fill('none');
  await page.getByText('a whole number from 1 to 100000').waitFor();
  expect(await page.getByRole('button', { name: 'Simulate' }).isDisabled()).toBe(true);
  await page.getByLabel('Trials', { exact: true }).fill('50');
  await page.getByText('the answer to the design before your changes').waitFor();
  await page.getByRole('button', { name: 'Simulate' }).click();
  await page.getByText(/of 50 simulations/).waitFor({ timeout: 100_000 });
});

test('the report of every number is served with its own style and names all verdicts', async () => {
  const page = await visit('/validation.html');
  expect(await page.locator('article').count()).toBeGreaterThan(100);
  for (const verdict of ['holds', 'superseded', 'contradicted', 'not reproducible']) {
    expect(await page.locator('article .verdict', { hasText: verdict }).count(), verdict).toBeGreaterThan(0);
  }
  const width = await page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth);
  expect(width).toBe('992px');
});
