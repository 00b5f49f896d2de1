import { publishedRegimens } from '@ketame/ketamine';
import { describe, expect, it } from 'vitest';
import { originInWords } from '../../src/studio/editor/published-words.ts';
import { withRate } from '../../src/studio/state/regimen-edits.ts';
import { duration, moment, regimenInWords, stepInWords } from '../../src/studio/state/words.ts';

const byId = Object.fromEntries(publishedRegimens.map(({ id, regimen }) => [id, regimen]));

describe('a regimen on one line', () => {
  it.each([
    ['sigtermans-2009', '5 → 20 mg/h/70 kg over 4 d 4 h'],
    ['schwartzman-2009', '0.35 mg/kg/h, at most 25 mg/h, 4 h × 10, daily'],
    ['amr-2010', '16 mg/h, 5 h × 7, daily'],
    ['noppers-2011-fibromyalgia', '1 mg/kg/h, 30 min'],
  ])('%s', (id, words) => {
    const regimen = byId[id];
    if (regimen === undefined) throw new Error(`There is no "${id}".`);
    expect(regimenInWords(regimen)).toBe(words);
  });

  it('says when it has no steps, or many of several kinds', () => {
    const base = { name: 'x', drug: 'S-ketamine', amountAs: 'base' } as const;
    expect(regimenInWords({ ...base, steps: [] })).toBe('no steps yet');
    expect(
      regimenInWords({
        ...base,
        steps: [
          { kind: 'bolus', startH: 0, amount: 10, basis: 'patient' },
          { kind: 'film', startH: 24, amount: 50, basis: 'patient', repeat: { everyH: 24, count: 3 } },
        ],
      }),
    ).toBe('2 steps over 3 d');
  });
});

it('says where a regimen comes from, what is illustrative, and what was changed', () => {
  const titrated = byId['sigtermans-2009'];
  if (titrated === undefined) throw new Error('There is no such regimen.');
  expect(originInWords(titrated)).toBe('Sigtermans 2009; in part illustrative');
  expect(originInWords(withRate(titrated, 3, 25))).toBe('changed from Sigtermans 2009');
  expect(originInWords({ ...titrated, published: undefined } as never)).toBe('drawn here');
  expect(originInWords(withRate({ ...titrated, research: true }, 3, 25))).toMatch(
    /^research, .* no plan takes it$/,
  );
});

it('says a step in full', () => {
  expect(
    stepInWords({
      kind: 'infusion',
      startH: 24,
      durationH: 4,
      rate: 10,
      basis: 'patient',
      repeat: { everyH: 24, count: 10 },
    }),
  ).toBe('10 mg/h for 4 h × 10, daily from 24 h');
});

it('says times as people do', () => {
  expect([1 / 3, 4, 4.5, 76, 100, 2016].map(duration)).toEqual([
    '20 min',
    '4 h',
    '4 h 30 min',
    '3 d 4 h',
    '4 d 4 h',
    '84 d',
  ]);
  expect([0, 0.5, 71, 72, 100.5].map(moment)).toEqual(['0 h', '30 min', '71 h', 'day 3', 'day 4, 4 h']);
});
