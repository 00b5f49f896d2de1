import { planContentOf, planContentSchema } from '@ketame/contract';
import { describe, expect, it } from 'vitest';
import { startState } from '../../src/studio/state/start-state.ts';

describe('what a plan keeps (issue 2, section 4: versions, inputs and outputs, so that it can be shown again exactly)', () => {
  const content = planContentOf(startState, 'Plan', 'note');

  it('is what the wire takes', () => {
    expect(planContentSchema.parse(JSON.parse(JSON.stringify(content)))).toEqual(content);
  });

  it('holds the state, the version of each model in use, and six curves of each regimen with their basis', () => {
    expect(content.state).toEqual(startState);
    expect(Object.keys(content.models).sort()).toEqual(['dahan-2011', 'fanta-2015-otto-2021', 'simons-2022']);
    expect(content.outputs.map(({ curves }) => curves.length)).toEqual([6, 6, 6]);
    const basis = content.outputs.map(({ curves }) => curves.find(({ id }) => id === 'slowRelief')?.basis);
    expect(basis).toEqual(['fitted', 'extrapolated', 'extrapolated']);
  });

  it('is small enough to send: under 2 MB with four regimens', () => {
    const [first] = startState.regimens;
    if (first === undefined) throw new Error('The start holds no regimen.');
    const four = { ...startState, regimens: [...startState.regimens, first] };
    expect(JSON.stringify(planContentOf(four, 'Plan', '')).length).toBeLessThan(2_000_000);
  });

  it('refuses where the models do not answer', () => {
    const child = { ...startState, patient: { ...startState.patient, ageYears: 17 } };
    expect(() => planContentOf(child, 'Plan', '')).toThrow(/do not answer/);
  });

  it('takes no research, neither when it is made nor when it arrives (issue 7)', () => {
    const [first] = startState.regimens;
    if (first === undefined) throw new Error('The start holds no regimen.');
    const research = { ...startState, regimens: [{ ...first, research: true as const }] };
    expect(() => planContentOf(research, 'Plan', '')).toThrow(/is research.* no plan takes it/);
    const sent = planContentSchema.safeParse({ ...content, state: research });
    expect(sent.error?.issues[0]?.path).toEqual(['state', 'regimens', 0, 'research']);
  });
});
