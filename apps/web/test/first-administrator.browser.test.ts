import { expect, test } from 'vitest';
import { browserForTests } from './browser.ts';
import { startClinic } from './clinic.ts';

const { visit } = browserForTests();

test('an empty server makes its first administrator by the one-time token that it printed', async () => {
  const { address, said, stop } = await startClinic({ KETAME_DEMO: '0' });
  try {
    const page = await visit(address, { expectedStatuses: [403] });
    await page.getByRole('heading', { name: 'First administrator' }).waitFor();
    const token = /one-time token[\s\S]*?\n\s*\n\s+(\S+)/.exec(said())?.[1] ?? '';
    await page.getByLabel('One-time token').fill('not the token');
    await page.getByRole('textbox', { name: 'Name' }).fill('First Person');
    await page.getByLabel('E-mail').fill('first@example.org');
    await page.getByRole('textbox', { name: 'Password' }).fill('short');
    const make = page.getByRole('button', { name: 'Make the first administrator' });
    await make.click();
    await page.getByText('a password of at least 12 characters').waitFor();
    await page.getByRole('textbox', { name: 'Password' }).fill('a long enough password');
    await make.click();
    await page.getByText('The account was not made').waitFor();
    await page.getByLabel('One-time token').fill(token);
    await make.click();
    await page.waitForURL('**/patients');
    await page.getByText('No patients yet').waitFor();
    expect(await page.getByRole('banner').textContent()).not.toContain('Demonstration');
  } finally {
    await stop();
  }
});
