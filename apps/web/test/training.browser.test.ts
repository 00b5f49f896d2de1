import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { trainingModuleOf, trainingModules } from '@ketame/care';
import type { FollowUpRow } from '@ketame/contract';
import { expect, test } from 'vitest';
import { browserForTests, problemsInBothSchemes } from './browser.ts';

const { visit } = browserForTests();

test('a patient reads a module in Dutch on the clinic’s tablet, fails and passes its test (issue 6, Training)', async () => {
  const page = await visit('/training', { role: 'nurse' });
  await page.getByRole('region', { name: 'Who is trained' }).waitFor();
  expect(await problemsInBothSchemes(page)).toEqual([]);
  const { rows }: { rows: FollowUpRow[] } = await (await page.request.get('/api/follow-up')).json();
  await page.goto(`/patients/${rows[0]?.patientId}/training`);
  await page.getByLabel('Language · Taal').first().selectOption('nl');
  await page
    .getByRole('button', { name: /^Autorijden en gevaarlijk werk/ })
    .first()
    .click();
  const reader = page.getByRole('region', { name: 'Autorijden en gevaarlijk werk' });
  await reader.getByRole('img', { name: 'Een auto met een streep erdoor' }).waitFor();
  await reader.getByText('Rijd niet na een dosis.').waitFor();
  const { questions } = trainingModuleOf('driving');
  for (const isRight of [false, true]) {
    await reader.getByRole('button', { name: 'Doe de toets' }).click();
    await reader.getByRole('group').first().waitFor();
    for (const { text, right, wrong } of questions) {
      const group = reader.getByRole('group', { name: text.nl });
      if ((await group.count()) > 0)
        await group.getByLabel((isRight ? right : wrong[0]).nl, { exact: true }).check();
    }
    expect(await problemsInBothSchemes(page)).toEqual([]);
    await reader.getByRole('button', { name: 'Inleveren' }).click();
    await reader.getByText(isRight ? '3 van 3 goed' : '0 van 3 goed').waitFor();
  }
  await page
    .getByRole('button', { name: /^Autorijden en gevaarlijk werk: geldig tot en met \d/ })
    .first()
    .waitFor();
});

test('no file that a browser fetches holds the questions, from which the right answer could be read (issue 6, Training)', async () => {
  const folder = join(process.env.KETAME_TEST_BUILD ?? '', 'apps/web/dist');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js'));
  expect(files.length).toBeGreaterThan(10);
  const questions = trainingModules.flatMap((module) => module.questions.map(({ text }) => text.en));
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8');
    expect(questions.filter((question) => text.includes(question))).toEqual([]);
  }
});
