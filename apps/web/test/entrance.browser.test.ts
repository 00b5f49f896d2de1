import { roles } from '@ketame/contract';
import { expect, test } from 'vitest';
import { browserForTests } from './browser.ts';

const { visit } = browserForTests();

test('each role of the clinic signs in from the list of demonstration accounts and comes to the place of its work', async () => {
  for (const role of roles.filter((one) => one !== 'patient')) {
    const page = await visit('/');
    await page.getByRole('button', { name: new RegExp(`${role}@`) }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const reads = role !== 'researcher';
    await page.waitForURL(reads ? '**/patients' : '**/studio**');
    const places = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts();
    expect(places).toEqual([
      ...(reads ? ['Board', 'Patients', 'Outcomes', 'Follow-up', 'At home', 'Register', 'Protocols'] : []),
      'Studio',
      'Evidence',
      ...(role === 'administrator' ? ['Laboratory', 'Accounts', 'Audit'] : []),
    ]);
    await page.getByRole('button', { name: `Demonstration ${role} ${role}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  }
});

test('the keyboard alone signs in', async () => {
  const page = await visit('/');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page');
  await page.getByLabel('E-mail').focus();
  await page.keyboard.type('nurse@example.org');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ketame-nurse-demo');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/patients');
  expect(await page.getByRole('button', { name: 'Add from a record' }).count()).toBe(0);
});

test('a wrong password is said in words and the e-mail stays', async () => {
  const page = await visit('/', { expectedStatuses: [401] });
  await page.getByLabel('E-mail').fill('nurse@example.org');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  expect(await page.getByRole('alert').textContent()).toContain('Not signed in');
  expect(await page.getByLabel('E-mail').inputValue()).toBe('nurse@example.org');
});

test('signed out, a page asks for sign-in under its own address and then shows itself', async () => {
  const page = await visit('/audit', { expectedStatuses: [401] });
  await page.getByRole('button', { name: /administrator@/ }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Audit' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/audit');
});

test('a role without access is told so, and an unknown address has a page', async () => {
  const forbidden = await visit('/patients', { role: 'researcher' });
  expect(await forbidden.getByRole('heading', { level: 1 }).textContent()).toBe('Not for this account');
  const unknown = await visit('/no/such/page');
  expect(await unknown.getByRole('heading', { level: 1 }).textContent()).toBe('There is no such page');
});

test('every page says what Ketame is not, and that the clinic is a demonstration', async () => {
  const page = await visit('/studio');
  const header = page.getByRole('banner');
  expect(await header.textContent()).toContain('Advice to clinicians, not a certified medical device');
  expect(await header.textContent()).toContain('Every person in this clinic is synthetic');
});
