/** `npm run check`: what can be said of the code without running it. */
import { lint, step, summarise, types, vitestCounts } from './steps.mjs';

const steps = [
  await types(),
  await lint(),
  await step('the rooms of the house', () => vitestCounts(['--project', 'unit', 'test/house.test.ts'])),
];
process.exitCode = summarise(steps) ? 0 : 1;
