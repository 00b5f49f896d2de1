import { describe, expect, test } from 'vitest';
import { adverseEvents } from '../../src/studies/adverse-events.ts';
import { NotPoolableError, poolable } from '../../src/studies/poolable.ts';
import { pooledEffects } from '../../src/studies/pooled-effects.ts';
import type { Outcome } from '../../src/studies/study.ts';
import { trials } from '../../src/studies/trials.ts';

const outcomes = trials.flatMap((trial) => trial.outcomes);
const row = (id: string): Outcome => {
  const found = outcomes.find((outcome) => outcome.id === id);
  if (!found) throw new Error(`No outcome ${id}.`);
  return found;
};
const reasons = (...args: Parameters<typeof poolable>): string => {
  const answer = poolable(...args);
  return answer.poolable ? '' : answer.reasons.join(' ');
};

describe('rows that must not be pooled are refused, with the reason (issue 4: cannot be pooled wrongly by accident)', () => {
  test('crossover rows need the correlation, and crossover counts are refused anyhow', () => {
    expect(reasons([row('T37')], { kind: 'means' })).toMatch(/T37: a crossover trial.*correlation/);
    expect(poolable([row('T37')], { kind: 'means', crossoverCorrelation: 0.5 })).toEqual({ poolable: true });
    expect(reasons([row('T08')], { kind: 'events', crossoverCorrelation: 0.5 })).toMatch(/not independent/);
  });
  test('a control arm is not counted twice', () => {
    const both = [row('T35a'), row('T35b')];
    expect(reasons(both, { kind: 'events' })).toMatch(/share the control arm "Lumanauw 2019 saline"/);
    expect(poolable(both.slice(0, 1), { kind: 'events' }).poolable).toBe(true);
    const { effects, samplingCovariance } = pooledEffects('RR', both, { sharedControlCovariance: true });
    // Control: 13 of 32 with relief; its share of both variances is 1/13 - 1/32.
    expect(samplingCovariance?.[0]?.[1]).toBeCloseTo(1 / 13 - 1 / 32, 12);
    expect(samplingCovariance?.[0]?.[0]).toBe(effects[0]?.vi);
  });
  test('a 2 x 2 table that is none, a missing control, medians', () => {
    expect(reasons([row('T19')], { kind: 'events' })).toMatch(/not the cells of one 2 x 2 table/);
    expect(reasons([row('T10')], { kind: 'events' })).toMatch(/no control arm/);
    expect(reasons([row('T34')], { kind: 'means' })).toMatch(/medians/);
  });
  test('unverified, same people twice, different things, active and inactive controls', () => {
    expect(reasons([row('T01-week4')], { kind: 'd' })).toMatch(/T01-week4: the figure is unverified/);
    const twice = [row('T04-15min'), row('T04-180min')];
    expect(reasons(twice, { kind: 'events' })).toMatch(/same people \(T04\)/);
    expect(reasons([row('T01-week1'), row('T03-week4')], { kind: 'd' })).toMatch(/different things/);
    expect(reasons([row('T04-15min'), row('T30')], { kind: 'events' })).toMatch(/active drug/);
    expect(reasons([], { kind: 'd' })).toMatch(/no rows/);
  });
  test('"no adverse event reported" is not measured, never zero (issue 4)', () => {
    const tankha = adverseEvents.find(({ study }) => study === 'Tankha 2025');
    expect(tankha?.ascertainment).toBe('notMeasured');
    expect(tankha?.ketamineEvents).toBeUndefined();
    expect(reasons(tankha ? [tankha] : [], { kind: 'events' })).toMatch(/not measured/);
  });
  test('the refusal carries every reason', () => {
    try {
      pooledEffects('SMD', [row('T01-week4'), row('T34')]);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(NotPoolableError);
      expect((error as NotPoolableError).reasons.length).toBeGreaterThanOrEqual(4);
    }
  });
});

test('effects are positive where ketamine is better for pain, and integrity marks are inherited', () => {
  const { effects, marks } = pooledEffects('SMDd', [row('T01-week1'), row('T03-week4')], {
    sameConstruct: true,
  });
  expect(effects[0]?.yi).toBeCloseTo(1.021, 3);
  expect(effects[1]?.yi).toBeCloseTo(0.369, 3);
  expect(marks).toEqual(['integrity']);
  const crossover = pooledEffects('MD', [row('T37')], { crossoverCorrelation: 0.5 });
  expect(crossover.effects[0]?.yi).toBe(2);
  expect(crossover.effects[0]?.vi).toBeCloseTo((100 ** 2 + 90 ** 2 - 100 * 90) / 20, 9);
});
