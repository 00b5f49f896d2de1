import { test } from 'vitest';
import { browserForTests } from '../browser.ts';
import { treatmentDay } from './day.ts';

const browser = browserForTests();

test('two patients in one day by four roles', () => treatmentDay(browser, 2));
