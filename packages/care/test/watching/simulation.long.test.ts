import { expect, it } from 'vitest';
import { simulatedRates } from '../../src/index.ts';
import { evaluateMisuseRules } from '../../src/watching/simulation/evaluate-rules.ts';

it('10,000 simulated home patients for a year, 3 % misusers: the rates that screens show (issue 6)', () => {
  expect(evaluateMisuseRules(simulatedRates.patients, simulatedRates.seed)).toEqual(simulatedRates);
});
