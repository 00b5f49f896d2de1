import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesOf, foldDiary, type HomeContent, type HomeEvent, heldOf } from '../../src/index.ts';
import { day, dose, event } from './synthetic.ts';

const correction = (corrects: string[], painAverage: number | null, at = '2026-05-02T08:00:00Z') =>
  event(at, {
    kind: 'correction',
    corrects,
    replacement:
      painAverage === null
        ? null
        : { at: '2026-05-01T19:00:00.000Z', statement: day('2026-05-01', { painAverage }).content },
    reason: 'entered the wrong number',
  } as HomeContent);

describe('the diary (issue 6, "conflicts shown and never merged silently")', () => {
  it('shows the corrected value and keeps what was entered', () => {
    const first = day('2026-05-01', { painAverage: 7 });
    const better = correction([first.id], 5);
    const [entry] = entriesOf(foldDiary([better, first]), 'day');
    expect(entry?.now?.painAverage).toBe(5);
    expect(entry?.versions.map(({ id, holds }) => [id, holds])).toEqual([
      [first.id, false],
      [better.id, true],
    ]);
  });

  it('lists two corrections of one entry, until a third names both', () => {
    const first = day('2026-05-01');
    const one = correction([first.id], 5);
    const other = correction([first.id], 6);
    const conflicts = [{ kind: 'corrected-twice', ids: [one.id, other.id] }];
    expect(foldDiary([first, one, other]).conflicts).toEqual(conflicts);
    const settled = foldDiary([first, one, other, correction([one.id, other.id], 6)]);
    expect(settled.conflicts).toEqual([]);
    expect(heldOf(settled, 'day').map(({ statement }) => statement.painAverage)).toEqual([6]);
  });

  it('two corrections that say the same do not disagree', () => {
    const first = day('2026-05-01');
    expect(foldDiary([first, correction([first.id], 5), correction([first.id], 5)]).conflicts).toEqual([]);
  });

  it('lists one pack that was taken twice, a day with two answers, and one id with two contents', () => {
    const twice = [
      dose('2026-05-01T08:00:00Z', 'AAAAAAAA1'),
      dose('2026-05-01T08:01:00Z', 'AAAAAAAA1'),
      day('2026-05-01', { painAverage: 2 }),
      day('2026-05-01', { painAverage: 3 }),
    ];
    const doubled = { ...(twice[0] as HomeEvent), at: '2026-05-01T09:00:00.000Z' };
    expect(foldDiary(twice).conflicts.map(({ kind }) => kind)).toEqual([
      'day-entered-twice',
      'pack-taken-twice',
    ]);
    expect(foldDiary([...twice, doubled]).conflicts).toContainEqual({ kind: 'same-id', ids: [doubled.id] });
  });

  it('keeps a correction without its entry, and a patient does not correct the clinic', () => {
    const stop = event(
      '2026-05-01T08:00:00Z',
      { kind: 'stop', reason: 'a blood test first' },
      { author: 'clinic' },
    );
    const orphan = correction(['22222222-2222-4222-8222-222222222222'], 5);
    const ofStop = correction([stop.id], null);
    const diary = foldDiary([stop, orphan, ofStop]);
    expect(diary.notApplied).toEqual([orphan, ofStop]);
    expect(heldOf(diary, 'stop')).toHaveLength(1);
  });

  it('lists a correction that fits no entry until the clinic sets it aside, also where the entry comes later', () => {
    const first = day('2026-05-01', { painAverage: 7 });
    const early = correction([first.id], 5);
    const [conflict] = foldDiary([early]).conflicts;
    expect(conflict?.kind).toBe('correction-not-applied');
    const content: HomeContent = { kind: 'set-aside', corrections: [early.id], reason: 'Asked the patient' };
    const aside = event('2026-05-03T08:00:00Z', content, { author: 'clinic' });
    expect(foldDiary([early, { ...aside, author: 'patient' }]).conflicts).toEqual([conflict]);
    expect(foldDiary([aside, early])).toMatchObject({ conflicts: [], notApplied: [early] });
    const diary = foldDiary([aside, early, first]);
    expect(diary).toMatchObject({ conflicts: [], notApplied: [early] });
    expect(heldOf(diary, 'day').map(({ statement }) => statement.painAverage)).toEqual([7]);
  });

  it('lists one id with two contents until the clinic says which holds; both stay to be seen', () => {
    const one = dose('2026-05-01T08:00:00Z', 'AAAAAAAA1');
    const other = { ...day('2026-05-01', { painAverage: 3 }), id: one.id };
    const settling = (author: HomeEvent['author']) => ({ ...correction([one.id], 3), author });
    expect(foldDiary([one, other, settling('patient')]).conflicts.map(({ kind }) => kind)).toContain(
      'same-id',
    );
    const diary = foldDiary([one, other, settling('clinic')]);
    expect(diary.conflicts).toEqual([]);
    expect(heldOf(diary, 'dose')).toEqual([]);
    expect(heldOf(diary, 'day').map(({ statement }) => statement.painAverage)).toEqual([3]);
    expect(entriesOf(diary, 'dose')[0]?.versions[0]?.statement).toEqual(one.content);
  });

  /** Entries, and corrections of anything made before them, by two devices and the clinic. */
  const steps = fc.array(
    fc.record({
      correct: fc.boolean(),
      target: fc.nat(),
      second: fc.nat(),
      strike: fc.boolean(),
      minute: fc.nat(600),
      value: fc.nat(3),
      pack: fc.constantFrom(null, 'AAAAAAAA1', 'AAAAAAAA2'),
      author: fc.constantFrom('patient' as const, 'clinic' as const),
      sameId: fc.boolean(),
    }),
    { maxLength: 14 },
  );
  const history = steps.map((all) => {
    const events: HomeEvent[] = [];
    for (const step of all) {
      const at = new Date(Date.parse('2026-05-01T08:00:00Z') + step.minute * 60_000).toISOString();
      const target = events[step.target % Math.max(1, events.length)];
      const second = events[step.second % Math.max(1, events.length)];
      const made =
        step.correct && target !== undefined && second !== undefined
          ? event(at, {
              kind: 'correction',
              corrects: [...new Set([target.id, second.id])],
              replacement: step.strike
                ? null
                : { at, statement: { kind: 'dose', packCode: step.pack, doseUg: 10_000 + step.value } },
              reason: 'entered the wrong number',
            })
          : dose(at, step.pack, 10_000 + step.value);
      const clash = step.sameId && target !== undefined ? { id: target.id } : {};
      events.push({ ...made, author: step.author, ...clash });
    }
    return events;
  });

  it('is the same in whatever order and however often its events come, and loses none', () => {
    fc.assert(
      fc.property(
        history.chain((events) =>
          fc.record({
            events: fc.constant(events),
            arrived: fc
              .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events))
              .map(([all, again]) => [...all, ...again]),
          }),
        ),
        ({ events, arrived }) => {
          const diary = foldDiary(arrived);
          expect(diary).toEqual(foldDiary(events));
          const kept = [
            ...diary.entries.flatMap(({ versions }) => versions.map(({ id }) => id)),
            ...diary.notApplied.map(({ id }) => id),
          ];
          expect(new Set(kept)).toEqual(new Set(events.map(({ id }) => id)));
          for (const { versions } of diary.entries) expect(versions.some(({ holds }) => holds)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads the same after a database has ordered the keys and written the instants its own way', () => {
    const first = day('2026-05-01');
    const { content, ...rest } = first;
    const stored = {
      content: Object.fromEntries(Object.entries(content).reverse()) as unknown as HomeContent,
      ...rest,
      at: first.at.replace('Z', '+00:00'),
    };
    expect(foldDiary([first, stored])).toEqual(foldDiary([first]));
  });
});
