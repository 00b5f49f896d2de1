import { afterAll, beforeAll, test } from 'vitest';
import { browserForTests } from '../browser.ts';
import setup from '../clinic.ts';
import { treatmentDay } from './day.ts';

let stop = async () => {};
beforeAll(async () => {
  stop = await setup();
});
afterAll(() => stop());
const browser = browserForTests();

test('25 patients in one day by four roles', () => treatmentDay(browser, 25));
