import { expect, test } from 'vitest';
import { acuteEffects, catalogue, PairingError, pair } from '../src/index.ts';

const model = (name: string) => catalogue.find((each) => each.name === name)!;
const effect = (id: string) => acuteEffects.find((each) => each.id === id)!;

test('an effect of arterial S-ketamine goes with an arterial model of S-ketamine', () => {
  const paired = pair(model('simons-2022'), effect('olofsen-2022'));
  expect(paired.effect.id).toBe('olofsen-2022');
});

test.each([
  ['arterial M1 with a venous effect', 'simons-2022', 'bowdle-1998'],
  ['venous M2 with an arterial effect', 'fanta-2015-otto-2021', 'olofsen-2022'],
  ['M4, whose site is unknown, with any effect', 'domino-1982', 'bowdle-1998'],
  ['an effect of the racemate with a model of S-ketamine', 'fanta-2015-otto-2021', 'bowdle-1998'],
  ['an effect whose site is unknown', 'simons-2022', 'langsjo-2005-circulation'],
])('%s is an error (issue 2, section 4: one page, one sampling site)', (_, name, id) => {
  expect(() => pair(model(name), effect(id))).toThrow(PairingError);
});
