import { foldDiary, type HomeEvent, type HomeStatement } from '@ketame/care';
import { newHomeEventSchema } from '@ketame/contract';
import { expect, test } from 'vitest';
import { correctionOf, oldOf } from '../../src/home/correction.ts';
import { doseContext } from '../../src/home/device/context.ts';
import {
  answered,
  type DeviceDiary,
  emptyDiary,
  entered,
  held,
  unsent,
} from '../../src/home/device/diary.ts';
import { exchange } from '../../src/home/device/exchange.ts';
import { modelClinic, modelHome } from './model-clinic.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const takenAt = '2026-11-23T08:00:00.000Z';
const correctedAt = '2026-11-24T19:30:00.000Z';
const event = (number: number, content: HomeEvent['content'], at = takenAt): HomeEvent => ({
  id: id(number),
  device: id(900),
  author: 'patient',
  at,
  zone: 'Europe/Amsterdam',
  content,
});
const dose = (doseUg: number) => ({ kind: 'dose', packCode: null, doseUg }) as const;

/** The first entry of a diary as its form finds it. */
function opened(events: readonly HomeEvent[]) {
  const [entry] = foldDiary(events).entries;
  const old = entry === undefined ? null : oldOf(entry);
  if (old === null) throw new Error('The first entry cannot be corrected.');
  return old;
}

const correct = (events: readonly HomeEvent[], number: number, statement: HomeStatement, at?: string) => {
  const old = opened(events);
  return event(number, correctionOf(old, statement, at ?? old.at, 'corrected by the patient'), correctedAt);
};

test('an entry corrected without network is one event with its replacement: sent once, and the old reading stays', async () => {
  const taken = event(1, dose(20_000));
  const correction = correct([taken], 2, dose(10_000));
  let diary = entered(entered(entered(emptyDiary, taken), correction), correction);
  expect(unsent(diary)).toEqual([taken, correction]);
  const clinic = modelClinic();
  const shelf = {
    diary: () => diary,
    change: async (change: (before: DeviceDiary) => DeviceDiary) => {
      diary = change(diary);
    },
  };
  await exchange(shelf, clinic.server);
  await exchange(shelf, clinic.server);
  expect(clinic.kept.map((kept) => kept.event)).toEqual([taken, correction]);
  const { entries, conflicts } = foldDiary(held(diary));
  expect(conflicts).toEqual([]);
  expect(entries).toHaveLength(1);
  // The time of the dose stays, though it was corrected a day later: so do the checks that belong to it.
  expect(entries[0]).toMatchObject({ id: taken.id, at: takenAt, now: dose(10_000) });
  expect(entries[0]?.versions.map(({ statement, holds }) => [statement, holds])).toEqual([
    [dose(20_000), false],
    [dose(10_000), true],
  ]);
});

test('the correction of a correction replaces that one, also its time', () => {
  const taken = event(1, dose(20_000));
  const first = correct([taken], 2, dose(10_000));
  const second = correct([taken, first], 3, dose(15_000), '2026-11-23T07:00:00.000Z');
  const { entries, conflicts } = foldDiary([taken, first, second]);
  expect(conflicts).toEqual([]);
  expect(entries[0]).toMatchObject({ now: dose(15_000), at: '2026-11-23T07:00:00.000Z' });
});

test('two devices that correct one entry disagree visibly; a correction of what both say settles it', () => {
  const taken = event(1, dose(20_000));
  const both = [taken, correct([taken], 2, dose(10_000)), correct([taken], 3, dose(15_000))];
  expect(foldDiary(both).conflicts).toEqual([{ kind: 'corrected-twice', ids: [id(2), id(3)] }]);
  const settled = foldDiary([...both, correct(both, 4, dose(15_000))]);
  expect(settled.conflicts).toEqual([]);
  expect(settled.entries[0]?.now).toEqual(dose(15_000));
});

const day = {
  kind: 'day',
  date: '2026-11-23',
  painAverage: 4,
  painWorst: null,
  reliefPercent: 30,
  sleep: 5,
  mood: 5,
  hindered: 'no',
  sideEffects: ['sleepy'],
  urine: [],
} as const;
const week = {
  kind: 'week',
  date: '2026-11-23',
  instrument: 'ketame-function',
  instrumentVersion: 1,
} as const;
const correctable: readonly HomeStatement[] = [
  dose(10_000),
  { kind: 'not-taken', reason: 'forgot', packCode: null },
  { kind: 'gone', how: 'lost', packCode: null, amountUg: 10_000 },
  { kind: 'blood-pressure', systolic: 130, diastolic: 80 },
  { kind: 'substances', alcohol: false, sedatives: true, otherDrugs: false },
  {
    kind: 'after-dose',
    doseId: id(1),
    minute: 30,
    awake: 'drowsy',
    breathing: 'normal',
    systolic: null,
    diastolic: null,
    sitter: true,
  },
  day,
  { ...week, knowsWhenToStop: true, answers: { home: 3 }, scores: { total: 3 } },
];

test.each(correctable)('the server takes a correction of an own entry: $kind', (statement) => {
  const entry = event(1, statement);
  const correction = correct([entry], 2, statement);
  expect(newHomeEventSchema.parse(correction)).toEqual(correction);
});

test('what was struck out, what the clinic entered, and what was said to somebody has no form', () => {
  const pressure = event(1, { kind: 'blood-pressure', systolic: 130, diastolic: 80 });
  const struck = event(2, { kind: 'correction', corrects: [id(1)], replacement: null, reason: 'not mine' });
  const histories: HomeEvent[][] = [
    [pressure, struck],
    [{ ...pressure, author: 'clinic' }],
    [event(1, { kind: 'message', text: 'Dizzy' })],
    [event(1, { kind: 'help', text: null })],
    [event(1, { kind: 'suicidal-thoughts', text: null })],
    [event(1, { kind: 'sitter', present: true, confirmed: true })],
  ];
  expect(histories.map((events) => foldDiary(events).entries.map(oldOf))).toEqual(
    histories.map(() => [null]),
  );
});

test('a dose without a pack that is corrected is counted once, and gives nothing back before the server has counted', () => {
  const taken = event(1, dose(20_000));
  const home = modelHome(correctedAt, 1);
  const plan = { home, heard: { at: correctedAt, deviceAt: correctedAt } };
  const kept = answered(entered(emptyDiary, taken), {
    answers: [{ id: id(1), answer: 'stored', why: null, cursor: 1 }],
  });
  const looseUg = (diary: DeviceDiary) => doseContext(plan, diary, null).looseUg;
  // The server has counted 20 mg already.
  expect(looseUg(kept)).toBe(1_000_000);
  expect(looseUg(entered(kept, correct([taken], 2, dose(50_000))))).toBe(970_000);
  expect(looseUg(entered(kept, correct([taken], 2, dose(5_000))))).toBe(1_000_000);
  expect(looseUg(entered(entered(emptyDiary, taken), correct([taken], 2, dose(50_000))))).toBe(950_000);
});
