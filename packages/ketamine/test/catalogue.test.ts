import { describe, expect, test } from 'vitest';
import {
  acuteEffects,
  catalogue,
  covariateEffects,
  effectObservations,
  publishedRegimens,
  statusWords,
} from '../src/index.ts';
import { allometricParameters } from '../src/models/allometry.ts';
import { publishedModels } from '../src/models/published-models.ts';
import { enantiomerShares, molarMasses } from '../src/substance.ts';

/** Numbers that are no model's own: definitions, scaling, chemistry, and settings of an interaction. */
const common = [
  ...Object.keys(allometricParameters),
  ...Object.keys(molarMasses),
  'shareS',
  'shareR',
  'liver',
  'gut',
  'norketamine',
  'halfLife0',
];

describe.each(publishedModels.map((each) => [each.card.name, each] as const))(
  '%s',
  (_, { card, equations }) => {
    test('every number of its equations stands on its card, with row and status', () => {
      const onCard = new Map(card.parameters.map((row) => [row.symbol, row]));
      const own = card.name === 'dahan-2011' ? [] : Object.values(equations);
      for (const { parameters } of own) {
        for (const [symbol, { value }] of Object.entries(parameters)) {
          if (!common.includes(symbol)) expect(onCard.get(symbol)?.value, symbol).toBe(value);
        }
      }
      for (const { row, status, meaning } of card.parameters) {
        expect(row).not.toBe('');
        expect(meaning).not.toBe('');
        expect(statusWords[status]).toBeDefined();
      }
    });

    test('it gives the concentration of what its card names, for the drugs that it names', () => {
      expect(Object.keys(equations).sort()).toEqual([...card.drugs].sort());
      const outputs = Object.values(equations).flatMap((model) => Object.keys(model.outputs));
      for (const analyte of card.analytes) expect(outputs).toContain(analyte);
    });

    test('it says its source, its people and its limits', () => {
      expect(card.sources.length).toBeGreaterThan(0);
      expect(card.population.description).not.toBe('');
      expect(card.limits.length).toBeGreaterThan(0);
      expect(card.samplingSite === 'unknown' ? card.siteNote : 'known').toBeTruthy();
    });
  },
);

test('names and short names are unique', () => {
  const names = catalogue.flatMap(({ name, alias }) => [name, alias.toLowerCase()]);
  expect(new Set(names).size).toBe(names.length);
});

test('every effect and regimen says its source and status', () => {
  for (const { source, status } of [...acuteEffects, ...publishedRegimens]) {
    expect(source.citation).not.toBe('');
    expect(statusWords[status]).toBeDefined();
  }
  for (const { id, regimen } of publishedRegimens) expect(regimen.published).toBe(id);
});

test('nothing that was only recalled is told: no status U among observations and covariates in use', () => {
  for (const { source, status } of effectObservations) {
    expect(source.citation).not.toBe('');
    expect(status).not.toBe('U');
  }
  for (const { status, use } of covariateEffects) expect(status === 'U').toBe(use.kind === 'refused');
});

test('every effect of section 4 has its row: analgesia, psychotomimetic, sedation, circulation (issue 3)', () => {
  const seen = new Set(effectObservations.map(({ effect }) => effect));
  expect([...seen].sort()).toEqual(['analgesia', 'circulation', 'psychotomimetic', 'sedation']);
});

test('the racemate is half and half', () => {
  expect(enantiomerShares['racemic ketamine']).toEqual({ S: 0.5, R: 0.5 });
  expect(enantiomerShares['S-ketamine']).toEqual({ S: 1, R: 0 });
});
