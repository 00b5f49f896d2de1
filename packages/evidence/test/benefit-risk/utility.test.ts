import { publishedRegimens } from '@ketame/ketamine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chanceAt,
  type JointOutcome,
  proportion,
  riskDifference,
  simulatedUtility,
  simulatedUtilityOverConcentration,
  utilityOfMargins,
  utilityOfPeople,
  utilityOverConcentration,
  utilityOverTime,
} from '../../src/index.ts';

/** People of the four states. */
const people = (onlyBenefit: number, both: number, neither: number, onlyHarm: number): JointOutcome[] => [
  ...new Array(onlyBenefit).fill({ benefit: true, harm: false }),
  ...new Array(both).fill({ benefit: true, harm: true }),
  ...new Array(neither).fill({ benefit: false, harm: false }),
  ...new Array(onlyHarm).fill({ benefit: false, harm: true }),
];

describe('utility functions (issue 4)', () => {
  test('P(B) - lambda P(H) and P(B and not H), by hand', () => {
    const found = utilityOfPeople(people(30, 20, 40, 10), 0.5);
    expect(found.difference.value).toBeCloseTo(0.5 - 0.5 * 0.3, 12);
    expect(found.joint).toMatchObject({
      from: 'joint data',
      people: 100,
      states: { benefitWithoutHarm: 0.3, benefitWithHarm: 0.2, neither: 0.4, harmWithoutBenefit: 0.1 },
    });
    expect(found.joint.from === 'joint data' && found.joint.benefitWithoutHarm).toEqual(
      proportion({ events: 30, n: 100 }),
    );
  });

  test('the interval is Newcombe’s: that of independent groups when benefit and harm are uncorrelated', () => {
    // 25, 25, 25, 25: correlation 0.
    const found = utilityOfPeople(people(25, 25, 25, 25), 1);
    expect(found.difference).toEqual(riskDifference({ events: 50, n: 100 }, { events: 50, n: 100 }));
  });

  test('in large samples the interval is that of the mean of B - lambda H over people', () => {
    const group = people(30_000, 20_000, 40_000, 10_000);
    const scores = group.map(({ benefit, harm }) => Number(benefit) - 0.7 * Number(harm));
    const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
    const variance = scores.reduce((a, b) => a + (b - mean) ** 2, 0) / (scores.length - 1);
    const half = 1.959963984540054 * Math.sqrt(variance / scores.length);
    const { difference } = utilityOfPeople(group, 0.7);
    expect(difference.lower).toBeCloseTo(mean - half, 5);
    expect(difference.upper).toBeCloseTo(mean + half, 5);
  });

  test('Dahan 2011 with the harms of the same trial: -0.26 on ketamine, +0.06 on placebo', () => {
    const margin = (value: number) => ({ value, lower: value - 0.05, upper: value + 0.05, level: 0.95 });
    expect(utilityOfMargins(margin(0.67), margin(0.93), 1).difference.value).toBeCloseTo(-0.26, 12);
    expect(utilityOfMargins(margin(0.23), margin(0.17), 1).difference.value).toBeCloseTo(0.06, 12);
  });

  test('Fréchet’s bounds hold whatever the joint data, and independence is only an assumption', () => {
    const count = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        fc.pre(a + b + c + d > 0);
        const joint = utilityOfPeople(people(a, b, c, d), 1);
        const margins = utilityOfMargins(joint.benefit, joint.harm, 1);
        if (joint.joint.from !== 'joint data' || margins.joint.from !== 'margins') throw new Error('kinds');
        const { value } = joint.joint.benefitWithoutHarm;
        expect(value).toBeGreaterThanOrEqual(margins.joint.bounds.lower - 1e-12);
        expect(value).toBeLessThanOrEqual(margins.joint.bounds.upper + 1e-12);
        expect(margins.joint.ifIndependent.assumption).toMatch(/independent/);
        expect(margins.difference.lower).toBeLessThanOrEqual(joint.difference.lower + 1e-12);
        expect(margins.difference.upper).toBeGreaterThanOrEqual(joint.difference.upper - 1e-12);
      }),
    );
  });

  test('over the concentration: half at C50, 84.13 % a standard deviation above it, the logistic in ln C', () => {
    const c50 = { value: 10.5, lower: 4.37, upper: 21.2, level: 0.95 };
    const probit = { c50, form: { kind: 'probit', spread: 0.4 } } as const;
    expect(chanceAt(probit, 10.5).value).toBeCloseTo(0.5, 12);
    expect(chanceAt(probit, 10.5 * Math.exp(0.4)).value).toBeCloseTo(0.8413447461, 9);
    expect(chanceAt(probit, 4.37).upper).toBeCloseTo(0.5, 12);
    expect(chanceAt({ c50, form: { kind: 'logit', slope: 2 } }, 21).value).toBeCloseTo(4 / 5, 12);
    const harm = {
      c50: { value: 71, lower: 71, upper: 71, level: 0.95 },
      form: { kind: 'probit', spread: 0.4 },
    } as const;
    const [none, best, late] = utilityOverConcentration([0, 30, 300], probit, harm, 1);
    expect(none?.utility.difference.value).toBe(0);
    expect(best?.utility.difference.value).toBeGreaterThan(late?.utility.difference.value ?? 1);
    expect(best?.utility.joint.from).toBe('margins');
  });

  test('over time from virtual patients: no relief at first, harm during the infusion, relief without harm after', () => {
    const regimen = publishedRegimens.find(({ id }) => id === 'sigtermans-2009')!.regimen;
    const question = {
      leastRelief: 0.3,
      harmfulNgPerMl: 71,
      chanceToRespond: 0.67,
      harmWeight: 1,
      people: 120,
      seed: 7,
    };
    const found = simulatedUtility(regimen, [0, 99, 336], question);
    const [start, infusion, later] = found.map(({ utility }) => utility);
    expect(start?.benefit.value).toBe(0);
    expect(infusion?.harm.value).toBe(1);
    expect(later?.harm.value).toBe(0);
    // In a responder M7 gives more than 30 % at week 2, so that the share with benefit is the chance to respond.
    expect(later?.benefit.lower).toBeLessThan(0.67);
    expect(later?.benefit.upper).toBeGreaterThan(0.67);
    expect(simulatedUtility(regimen, [0, 99, 336], question)).toEqual(found);
  });

  test('over the concentration from virtual patients: counted jointly, harm and relief rise with the rate (issue 4)', () => {
    const question = {
      leastRelief: 0.3,
      harmfulNgPerMl: 150,
      chanceToRespond: 0.67,
      harmWeight: 1,
      people: 80,
      seed: 7,
    };
    const found = simulatedUtilityOverConcentration([1, 14, 60], 100, question);
    const concentrations = found.map(({ at }) => at);
    // The kinetics are linear: sixty times the rate, sixty times the concentration.
    expect(concentrations[2]! / concentrations[0]!).toBeCloseTo(60, 6);
    const [low, middle, high] = found.map(({ utility }) => utility);
    expect(low?.harm.value).toBe(0);
    expect(high?.harm.value).toBe(1);
    expect(middle?.harm.value).toBeGreaterThan(0);
    expect(middle?.harm.value).toBeLessThan(1);
    expect(low?.benefit.value).toBeLessThan(high?.benefit.value ?? 0);
    expect(middle?.joint.from).toBe('joint data');
  });

  test('what is no input is refused by name', () => {
    expect(() => utilityOfPeople([], 1)).toThrow(/n: a whole number of people above 0/);
    expect(() => utilityOfPeople(people(1, 1, 1, 1), -1)).toThrow(/^harmWeight: /);
    expect(() => utilityOverTime([0, 1], [[{ benefit: true, harm: false }]], 1)).toThrow(
      /^people\[0\]: 2 outcomes/,
    );
    const wrong = { value: 1.2, lower: 1, upper: 1.3, level: 0.95 };
    expect(() => utilityOfMargins(wrong, wrong, 1)).toThrow(/^benefit: /);
  });
});
