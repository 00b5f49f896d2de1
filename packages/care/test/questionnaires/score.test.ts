import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formProblems, instrumentOf, instruments, scoresOf, wordOf } from '../../src/index.ts';

const own = instruments.filter((instrument) => instrument.own);

describe('forms', () => {
  // Kroenke 2001, table of severity; Spitzer 2006.
  it.each([
    ['phq-9', 4, undefined],
    ['phq-9', 5, 'mild'],
    ['phq-9', 14, 'moderate'],
    ['phq-9', 15, 'moderately severe'],
    ['phq-9', 27, 'severe'],
    ['gad-7', 9, 'mild'],
    ['gad-7', 10, 'moderate'],
    ['gad-7', 15, 'severe'],
    ['moca', 26, undefined],
    ['moca', 25, 'below normal'],
  ])('%s of %d is "%s"', (id, total, word) => {
    const instrument = instrumentOf(id);
    expect(instrument && wordOf(instrument, 'total', total, 'female')?.word).toBe(word);
  });

  it('reads the cut-off of AUDIT-C by sex (Bush 1998)', () => {
    const instrument = instrumentOf('audit-c');
    if (instrument === undefined) throw new Error('AUDIT-C is not shipped.');
    const words = (['female', 'male'] as const).map((sex) => wordOf(instrument, 'total', 3, sex)?.word);
    expect(words).toEqual(['hazardous drinking possible', undefined]);
  });

  it('of ours are accepted with the scores of their answers and with no other (property)', () => {
    for (const instrument of own) {
      const answers = fc.record(
        Object.fromEntries(
          instrument.items.map(({ id, choices }) => [
            id,
            fc.constantFrom(...choices.map(({ value }) => value)),
          ]),
        ),
      );
      fc.assert(
        fc.property(answers, fc.integer({ min: 1, max: 9 }), (given, more) => {
          const scores = scoresOf(instrument, given);
          expect(formProblems(instrument, { answers: given, scores })).toEqual([]);
          for (const { least, greatest, id } of instrument.scores) {
            expect(scores[id]).toBeGreaterThanOrEqual(least);
            expect(scores[id]).toBeLessThanOrEqual(greatest);
          }
          const wrong = { ...scores, total: (scores.total ?? 0) + more };
          expect(formProblems(instrument, { answers: given, scores: wrong })).toMatchObject([
            { path: 'scores.total' },
          ]);
        }),
      );
    }
  });

  it('of others ship no item text: only scores and the answers that open a pathway (licences)', () => {
    for (const { own: isOwn, items, singleItems, id } of instruments) {
      if (isOwn) continue;
      expect(items, id).toEqual([]);
      for (const { text } of singleItems) expect(text.length, id).toBeLessThan(60);
    }
  });

  it('name the source of every cut-off', () => {
    const sources = instruments.flatMap(({ cutOffs }) => cutOffs.map(({ source }) => source));
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.every((source) => source.length > 10)).toBe(true);
  });
});
