import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenLink, fragmentOf, stateOfFragment } from '../../src/studio/state/link.ts';
import { startState } from '../../src/studio/state/start-state.ts';
import { studioState } from './arbitrary.ts';

const fragmentOfJson = (value: unknown) => `#s=${Buffer.from(JSON.stringify(value)).toString('base64url')}`;

describe('a link holds the whole state in its fragment (issue 2, section 4)', () => {
  it('is read back as it was written, whatever the state', () => {
    fc.assert(
      fc.property(studioState, (state) => {
        expect(stateOfFragment(fragmentOf(state))).toEqual(state);
      }),
    );
  });

  it('is base64url as another implementation writes it, so that any address line carries it', () => {
    expect(fragmentOf(startState)).toBe(fragmentOfJson(startState));
    expect(fragmentOf(startState)).toMatch(/^#s=[A-Za-z0-9_-]+$/);
  });

  it('is no state where the fragment holds none', () => {
    expect(stateOfFragment('')).toBeNull();
    expect(stateOfFragment('#evidence')).toBeNull();
  });

  it.each([
    ['cut off', fragmentOf(startState).slice(0, -40), /not complete/],
    ['not base64', '#s=%%%', /not complete/],
    [
      'another drug',
      fragmentOfJson({ ...startState, regimens: [{ ...startState.regimens[0], drug: 'esketamine' }] }),
      /regimens\.0\.drug/,
    ],
    [
      'an identity',
      fragmentOfJson({ ...startState, patient: { ...startState.patient, name: 'X' } }),
      /patient/,
    ],
    [
      'a regimen selected that is not there',
      fragmentOfJson({ ...startState, selected: 3 }),
      /selects a regimen/,
    ],
    [
      'five regimens',
      fragmentOfJson({ ...startState, regimens: Array(5).fill(startState.regimens[0]) }),
      /regimens/,
    ],
  ])('is refused with the place of what is wrong: %s', (_, fragment, message) => {
    expect(() => stateOfFragment(fragment)).toThrow(BrokenLink);
    expect(() => stateOfFragment(fragment)).toThrow(message);
  });
});
