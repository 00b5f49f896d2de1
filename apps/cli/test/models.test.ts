import { catalogue } from '@ketame/ketamine';
import { expect, test } from 'vitest';
import { run } from './run.ts';

test('issue 2, section 5: models are listed by name and short name', async () => {
  const { code, out } = await run(['models']);
  expect(code).toBe(0);
  for (const { name, alias } of catalogue) expect(out).toMatch(new RegExp(`^${alias} +${name} `, 'm'));
});

test.each(catalogue.map((card) => [card.name, card] as const))(
  'issue 2, section 2: the card of %s shows source, population, site, parameters with status, errata and limits in 80 columns',
  async (name, card) => {
    const { code, out } = await run(['models', name]);
    expect(code).toBe(0);
    const words = out.replace(/\s+/g, ' ');
    for (const text of [card.population.description, card.samplingSite, ...card.errata, ...card.limits])
      expect(words).toContain(text.replace(/\s+/g, ' '));
    for (const { citation } of card.sources) expect(words).toContain(citation);
    const rows = out.split('\n');
    for (const { symbol, value, status } of card.parameters)
      expect(
        rows.some(
          (row) =>
            row.startsWith(`  ${symbol} `) && row.includes(` ${value} `) && row.includes(` ${status} `),
        ),
      ).toBe(true);
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(80);
  },
);

test('a card is found by its short name in any case, and comes as JSON', async () => {
  const { out } = await run(['models', 'm1', '--format', 'json']);
  expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(catalogue[0])));
});
