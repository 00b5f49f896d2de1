import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityProblems, browserForTests, overflow } from './browser.ts';
import { startClinic } from './clinic.ts';

const { visit } = browserForTests();

/** A clinic of its own: what is set up here would stand in the way of others who sign in. */
let clinic: Awaited<ReturnType<typeof startClinic>>;
beforeAll(async () => {
  clinic = await startClinic();
});
afterAll(() => clinic.stop());

/** A device that unlocks its passkeys by itself (Chromium's protocol, domain WebAuthn). */
async function addAuthenticator(page: Page): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('WebAuthn.enable');
  await protocol.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const confirmByPassword = async (page: Page, password: string): Promise<void> => {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
};

const signOut = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('banner').getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
};

/** Signed in with the form, in a session that the test may end. */
async function signedIn(
  role: string,
  path: string,
  options: { readonly width?: number; readonly scheme?: 'dark' } = {},
): Promise<Page> {
  const page = await visit(clinic.address, { ...options, expectedStatuses: [401, 403] });
  await page.getByLabel('E-mail').fill(`${role}@example.org`);
  await page.getByRole('textbox', { name: 'Password' }).fill(`ketame-${role}-demo`);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('banner').getByRole('button', { name: 'Demonstration' }).waitFor();
  await page.goto(clinic.address + path);
  return page;
}

describe('who somebody is', () => {
  test('a passkey is added, signs in without password and once with each answer, confirms its own removal, and is gone', async () => {
    const page = await signedIn('researcher', '/security');
    await addAuthenticator(page);
    await page.getByLabel('Name of the device').fill('Test device');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await confirmByPassword(page, 'ketame-researcher-demo');
    await page.getByRole('rowheader', { name: 'Test device' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    await signOut(page, 'Demonstration researcher');
    const answering = page.waitForRequest('**/api/sign-in/passkey');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL('**/studio**');
    // What the passkey answered signs in once: its challenge is used up.
    const data = (await answering).postDataJSON();
    const replayed = await page.request.post(`${clinic.address}/api/sign-in/passkey`, { data });
    expect(replayed.status()).toBe(401);

    await page.goto(`${clinic.address}/security`);
    await page.getByRole('button', { name: 'Remove the passkey Test device' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Use the passkey' }).click();
    await page.getByRole('rowheader', { name: 'Test device' }).waitFor({ state: 'detached' });
    await signOut(page, 'Demonstration researcher');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('The passkey was not used').waitFor();
  });

  test('an authenticator app is set up by its picture or secret, and its code is asked for', async () => {
    const page = await signedIn('pharmacist', '/security');
    await page.getByRole('button', { name: 'Set up an app' }).click();
    await confirmByPassword(page, 'ketame-pharmacist-demo');
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    const secret = (await page.getByText('Secret:').locator('code').textContent()) ?? '';
    const app = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
    await page.getByLabel('Code that the app shows now').fill(app.generate());
    await page.getByRole('button', { name: 'Confirm the app' }).click();
    await page.getByText('Write these recovery codes down now').waitFor();
    const [recovery] = await page.getByRole('status').locator('li code').allTextContents();

    await signOut(page, 'Demonstration pharmacist');
    await page.getByLabel('E-mail').fill('pharmacist@example.org');
    await page.getByRole('textbox', { name: 'Password' }).fill('ketame-pharmacist-demo');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByLabel('Code of the authenticator app').fill(recovery ?? '');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('**/patients');

    await page.goto(`${clinic.address}/security`);
    await page.getByText('9 recovery codes are left').waitFor();
    await page.getByRole('button', { name: 'Remove the app' }).click();
    const next = app.generate({ timestamp: Date.now() + 30_000 });
    await page.getByRole('dialog').getByLabel('Code of the authenticator app').fill(next);
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('button', { name: 'Set up an app' }).waitFor();
  });
});

describe('a restricted patient', () => {
  test('is opened in an emergency with a reason, and the administrator reviews it', async () => {
    const physician = await signedIn('physician', '/patients');
    await physician.getByRole('link', { name: /Ivy/ }).first().click();
    await physician.waitForURL('**/patients/*');
    await physician.getByRole('heading', { name: /Ivy/ }).waitFor();
    const heading = (await physician.getByRole('heading', { level: 1 }).textContent()) ?? '';
    await physician.getByRole('button', { name: 'Restrict' }).click();
    await physician.getByRole('button', { name: 'Lift the restriction' }).waitFor();

    const nurse = await signedIn('nurse', '/patients', { width: 360 });
    await nurse.getByRole('heading', { name: 'Patients' }).waitFor();
    expect(await nurse.getByText(heading).count()).toBe(0);
    await nurse.goto(`${clinic.address}/emergency`);
    await nurse.getByLabel('Patient').selectOption({ index: 1 });
    await nurse.getByLabel('Reason').fill('Drowsy on the ward, what was given?');
    expect(await accessibilityProblems(nurse)).toEqual([]);
    expect(await overflow(nurse)).toBe(0);
    await nurse.getByRole('button', { name: 'Open the record for an hour' }).click();
    await nurse.getByRole('heading', { name: heading }).waitFor();

    const administrator = await signedIn('administrator', '/emergency-access', { scheme: 'dark' });
    await administrator.getByText('Drowsy on the ward, what was given?').waitFor();
    expect(await accessibilityProblems(administrator)).toEqual([]);
    await administrator.getByLabel('Note').fill('The ward physician was called.');
    await administrator.getByRole('button', { name: 'Justified', exact: true }).click();
    await administrator.getByText('The ward physician was called.').waitFor();

    await physician.getByRole('button', { name: 'Lift the restriction' }).click();
    await physician.getByRole('button', { name: 'Restrict' }).waitFor();
  });
});

test('the page of the clinic has no accessibility problem and fits a phone', async () => {
  const page = await signedIn('administrator', '/clinic', { width: 360 });
  await page.getByLabel('Time zone').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
});

test('issue 5: a monitor gets a token after a proof; it is shown once, used, sent to another place, and revoked', async () => {
  const page = await signedIn('administrator', '/accounts', { width: 360, scheme: 'dark' });
  await page.getByLabel('Name of the monitor').fill('Monitor of bed 2');
  await page.getByLabel('Place', { exact: true }).fill('Room 2');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await confirmByPassword(page, 'ketame-administrator-demo');
  const token = page.getByText(/^ketame-monitor-/);
  await token.waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  const monitor = page.getByRole('row', { name: /Monitor of bed 2/ });
  await monitor.getByText('never').waitFor();
  const used = await fetch(`${clinic.address}/api/infusions/${randomUUID()}/vitals`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await token.textContent()}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      readings: [
        { at: new Date().toISOString(), values: [{ measure: 'heartRate', value: 70, unit: '/min' }] },
      ],
    }),
  });
  expect(used.status).toBe(404);

  await page.reload();
  await monitor.waitFor();
  await expect.poll(() => monitor.getByText('never').count()).toBe(0);
  expect(await page.getByText(/^ketame-monitor-/).count()).toBe(0);
  const place = page.getByLabel('Place of Monitor of bed 2');
  await expect.poll(() => place.inputValue()).toBe('Room 2');
  await place.fill('Room 3');
  await monitor.getByRole('button', { name: 'Save' }).click();
  await monitor.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
  expect(await place.inputValue()).toBe('Room 3');
  await monitor.getByRole('button', { name: 'Revoke the token of Monitor of bed 2' }).click();
  await monitor.getByText(/^revoked/).waitFor();
});
