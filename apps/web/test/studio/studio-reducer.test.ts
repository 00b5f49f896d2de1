import { studioStateSchema } from '@ketame/contract';
import { publishedRegimens } from '@ketame/ketamine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withRate } from '../../src/studio/state/regimen-edits.ts';
import { startState } from '../../src/studio/state/start-state.ts';
import {
  type Studio,
  type StudioAction,
  startStudio,
  studioReducer,
} from '../../src/studio/state/studio-reducer.ts';
import { infusion, regimen, studioState } from './arbitrary.ts';

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(-1, 0, Number.NaN, 1e9));
const index = fc.integer({ min: -1, max: 5 });
const action: fc.Arbitrary<StudioAction> = fc.oneof(
  fc.record({
    type: fc.constant('patient' as const),
    patient: fc.record({ weightKg: anyNumber, ageYears: anyNumber, sex: fc.constant('male' as const) }),
  }),
  fc.record({ type: fc.constant('select' as const), index }),
  fc.record({ type: fc.constant('change' as const), index: fc.nat(3), regimen }),
  fc.record({
    type: fc.constant('step' as const),
    index,
    at: index,
    step: fc
      .tuple(infusion, anyNumber, anyNumber)
      .map(([step, rate, durationH]) => ({ ...step, rate, durationH })),
  }),
  fc.record({ type: fc.constant('remove step' as const), index, at: index }),
  fc.record({ type: fc.constant('add' as const), regimen }),
  fc.record({ type: fc.constant('duplicate' as const), index }),
  fc.record({ type: fc.constant('remove' as const), index }),
  fc.constant({ type: 'undo' as const }),
  fc.constant({ type: 'redo' as const }),
);

const run = (studio: Studio, ...actions: StudioAction[]) => actions.reduce(studioReducer, studio);

describe('the state of the studio', () => {
  it('is valid after any actions, wild numbers included', () => {
    fc.assert(
      fc.property(studioState, fc.array(action, { maxLength: 25 }), (state, actions) => {
        const { present } = run(startStudio(state), ...actions).history;
        expect(studioStateSchema.safeParse(present).success).toBe(true);
        expect(present.selected).toBeLessThan(present.regimens.length);
      }),
    );
  });

  it('refuses what is out of range with the path of the field, and keeps what was', () => {
    const before = startStudio(startState);
    const after = run(before, { type: 'patient', patient: { ...startState.patient, weightKg: 0 } });
    expect(after.history.present).toBe(startState);
    expect(after.refused).toMatch(/patient\.weightKg/);
    expect(run(after, { type: 'select', index: 1 }).refused).toBeNull();
  });

  it('holds at most four regimens and at least one (issue 2, section 4)', () => {
    const [first] = publishedRegimens;
    if (first === undefined) throw new Error('There is no published regimen.');
    const add: StudioAction = { type: 'add', regimen: first.regimen };
    const full = run(startStudio(startState), add, add);
    expect(full.history.present.regimens).toHaveLength(4);
    expect(full.refused).toMatch(/regimens/);
    const remove: StudioAction = { type: 'remove', index: 0 };
    const one = run(full, remove, remove, remove, remove);
    expect(one.history.present.regimens).toHaveLength(1);
  });

  it('keeps the same regimen selected when one before it is removed', () => {
    const studio = run(startStudio(startState), { type: 'select', index: 2 }, { type: 'remove', index: 0 });
    const { regimens, selected } = studio.history.present;
    expect(regimens[selected]).toBe(startState.regimens[2]);
  });

  it('takes back a drag as one step', () => {
    const [regimenA] = startState.regimens;
    if (regimenA === undefined) throw new Error('The start holds no regimen.');
    const drag = (rate: number): StudioAction => ({
      type: 'change',
      index: 0,
      regimen: withRate(regimenA, 3, rate),
      gesture: 'handle-1',
    });
    const dragged = run(startStudio(startState), drag(21), drag(22), drag(23));
    expect(dragged.history.present.regimens[0]?.steps[3]).toMatchObject({ rate: 23 });
    expect(run(dragged, { type: 'undo' }).history.present).toBe(startState);
  });
});
