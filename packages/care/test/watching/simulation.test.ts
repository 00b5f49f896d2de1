import { randomSource } from '@ketame/pharmacometrics';
import { describe, expect, it } from 'vitest';
import { misuseRuleIds, misuseRules, simulatedRates, talkFrom } from '../../src/index.ts';
import { evaluateMisuseRules } from '../../src/watching/simulation/evaluate-rules.ts';
import { honestHabits, misusePatterns, simulatedPlan } from '../../src/watching/simulation/habits.ts';
import { homePatients } from '../../src/watching/simulation/simulate-use.ts';
import reduced from './reduced-rates.json' with { type: 'json' };

describe('simulated home patients (issue 6, "10,000 simulated home patients for a year", reduced)', () => {
  it('300 patients give the rates that are kept, to the last digit', () => {
    expect(evaluateMisuseRules(reduced.patients, reduced.seed)).toEqual(reduced);
  });

  it('refuses a number of patients of whom 3 % are no whole number', () => {
    expect(() => evaluateMisuseRules(150, 1)).toThrow(/^patients: whole hundreds/);
  });

  it('of every hundred exactly three misuse, each pattern as often as any other', () => {
    const patientOf = homePatients(randomSource(1));
    const patterns = Array.from({ length: 200 }, (_, subject) => patientOf(subject).misuse?.pattern ?? null);
    expect(patterns.filter((pattern) => pattern !== null)).toEqual(misusePatterns);
  });

  it('nobody has taken, lost or counted more than was supplied, and diaries are in the order of time', () => {
    const patientOf = homePatients(randomSource(2));
    for (let subject = 0; subject < 20; subject++) {
      const { doses, supply } = patientOf(subject).use;
      const sum = (rows: readonly { readonly amountUg: number }[]) =>
        rows.reduce((ug, { amountUg }) => ug + amountUg, 0);
      expect(sum(doses) + sum(supply.destroyed)).toBeLessThanOrEqual(sum(supply.dispensed));
      expect(supply.counts.every(({ inHandUg }) => inHandUg >= 0)).toBe(true);
      const days = doses.map(({ on }) => on);
      expect(days).toEqual([...days].sort());
    }
  });
});

describe('rates shown beside the rules', () => {
  const falseAlarmsOf = (id: string) => simulatedRates.byRule.find(({ rule }) => rule === id)?.falseAlarms;

  it('are of the rules as they are now, of 10,000 patients of whom 3 % misuse', () => {
    expect(simulatedRates).toMatchObject({ patients: 10_000, misusers: 300, score: { talkFrom } });
    expect(simulatedRates.byRule.map(({ rule, version }) => [rule, version])).toEqual(
      misuseRuleIds.map((id) => [id, misuseRules[id].version]),
    );
  });

  it.each([
    ['other-prescriber', honestHabits.otherPrescriberPerYear],
    ['urine-test', honestHabits.urineMistaken * Math.floor(365 / simulatedPlan.urineTestEveryDays)],
  ])('%s: where a sighting is an occurrence, the false alarms are what the habits put in', (id, expected) => {
    const rate = falseAlarmsOf(id);
    expect(rate?.lower).toBeLessThan(expected);
    expect(rate?.upper).toBeGreaterThan(expected);
  });
});
