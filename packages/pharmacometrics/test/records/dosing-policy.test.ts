import { describe, expect, test } from 'vitest';
import {
  createDataSetSimulator,
  createPolicy,
  createSubjectSimulator,
  type DataRecord,
  type DosingPolicy,
  type Model,
  randomSource,
  simulateRecords,
} from '../../src/index.ts';
import { relativeDifference } from '../models.ts';
import { saturable } from '../ode/models.ts';

const [K, V] = [0.05, 20];

/** One compartment with round numbers that mean no drug. */
const model: Model = {
  name: 'one compartment',
  parameters: {
    K: { value: K, unit: '1/h' },
    V: { value: V, unit: 'L' },
    TARGET: { value: 2, unit: 'mg/L' },
  },
  compartments: ['central'],
  flows: [{ from: 'central', rate: 'K' }],
  inputs: { iv: [{ into: 'central' }] },
  outputs: { C: { compartment: 'central', volume: 'V', unit: 'mg/L' } },
  randomEffects: {
    deviates: [{ name: 'eta K', variance: 0.1 }],
    parameters: { K: { deviates: ['eta K'] } },
  },
};
const decisions = { first: 12, every: 12, additional: 9 };
const first: DataRecord = { time: 0, evid: 1, cmt: 'iv', amt: 100 };
const last: DataRecord = { time: 126, evid: 0 };

/** What an order at each decision comes to, by the exponential alone: amounts, and the concentration at 126 h. */
function byHand(order: (C: number, before: number) => number): { amounts: number[]; C: number } {
  const amounts: number[] = [];
  let amount = 100;
  let before = 100;
  for (let decision = 0; decision < 10; decision++) {
    amount *= Math.exp(-K * 12);
    const given = order(amount / V, before);
    if (given > 0) before = given;
    amounts.push(given);
    amount += given;
  }
  return { amounts, C: (amount * Math.exp(-K * 6)) / V };
}

const policies: [string, DosingPolicy, (C: number, before: number) => number][] = [
  [
    'a dose is withheld while the concentration is above a limit',
    { decisions, rules: [{ when: { output: 'C', above: 3 } }, { give: { cmt: 'iv', amount: '40[mg]' } }] },
    (C) => (C > 3 ? 0 : 40),
  ],
  [
    'a dose that brings the next trough to a target',
    { decisions, rules: [{ give: { cmt: 'iv', amount: '(TARGET * exp(K * 12[h]) - C) * V' } }] },
    (C) => Math.max(0, (2 * Math.exp(K * 12) - C) * V),
  ],
  [
    'a titration: a quarter more while too low, half while too high, otherwise the same again',
    {
      decisions,
      rules: [
        { when: { output: 'C', below: 3 }, give: { cmt: 'iv', timesLast: '1.25' } },
        { when: { output: 'C', above: 4 }, give: { cmt: 'iv', timesLast: '0.5' } },
        { give: { cmt: 'iv', timesLast: '1' } },
      ],
    },
    (C, before) => (C < 3 ? 1.25 : C > 4 ? 0.5 : 1) * before,
  ],
];

describe('issue 3: a policy decides doses from what is simulated', () => {
  test.each(policies)('%s', (_, policy, order) => {
    const { records, origin, values } = createPolicy(model, policy)([first, last], ['C']);
    const wanted = byHand(order);
    expect([...origin]).toEqual([0, ...wanted.amounts.map(() => -1), 1]);
    for (const [index, amount] of wanted.amounts.entries()) {
      const record = records[index + 1]!;
      expect(record).toMatchObject({ time: 12 * (index + 1), evid: amount > 0 ? 1 : 2 });
      expect(Math.abs((record.amt ?? 0) - amount)).toBeLessThan(1e-10);
    }
    expect(relativeDifference(values.C!.at(-1)!, wanted.C)).toBeLessThan(1e-12);
  });
  test('of a non-linear model, by infusion: the records that come out give the same course as data', () => {
    const policy: DosingPolicy = {
      decisions: { first: 0, every: 8, additional: 5 },
      rules: [{ when: { output: 'C', below: 4 }, give: { cmt: 'iv', amount: '(5[mg/L] - C) * V', dur: 2 } }],
    };
    const observations = [3, 8, 20, 45].map((time): DataRecord => ({ time, evid: 0 }));
    const { records, values } = createPolicy(saturable, policy)(observations, ['C']);
    expect(records.filter(({ evid }) => evid === 1).length).toBeGreaterThan(2);
    expect(records[0]).toMatchObject({ evid: 1, amt: 100, dur: 2 });
    const { C } = simulateRecords(saturable, records, ['C']);
    for (const [index, value] of C!.entries()) {
      expect(Math.abs(values.C![index]! - value)).toBeLessThan(1e-8);
    }
  });
  test('of many virtual people: each is decided for alone, whoever else is simulated, and comes again', () => {
    const [, policy] = policies[2]!;
    const options = { source: randomSource(7), policy };
    const simulate = createSubjectSimulator(model, options);
    const amounts = (subject: number, by = simulate) =>
      by([first, last], subject).decided!.records.map(({ amt }) => amt ?? 0);
    const all = Array.from({ length: 50 }, (_, subject) => amounts(subject));
    expect(new Set(all.map(String)).size).toBeGreaterThan(10);
    const again = createSubjectSimulator(model, options);
    for (const subject of [31, 4, 31]) expect(amounts(subject, again)).toEqual(all[subject]);
  });
  test('in a data set decisions have rows of their own, with what was given', () => {
    const [, policy] = policies[0]!;
    const { columns, rows } = createDataSetSimulator(model, { policy });
    const given = [first, last].map((record, index) => ({
      line: index + 2,
      id: 5,
      isMeasured: true,
      record,
    }));
    const table = rows([{ id: 5, dataId: 5, rows: given }]);
    expect(columns.map(({ name }) => name)).toEqual(['ID', 'TIME', 'EVID', 'AMT', 'C']);
    expect([...table[1]!]).toEqual([0, 12, 24, 36, 48, 60, 72, 84, 96, 108, 120, 126]);
    expect([...table[3]!]).toEqual([100, ...byHand((C) => (C > 3 ? 0 : 40)).amounts, 0]);
  });
});

describe('a policy that means nothing is refused with its place', () => {
  const give = { cmt: 'iv', amount: '10[mg]' };
  test.each<[string, DosingPolicy, string]>([
    [
      'no such output',
      { decisions, rules: [{ when: { output: 'D' }, give }] },
      'rules[0].when.output: the model',
    ],
    ['no such route', { decisions, rules: [{ give: { ...give, cmt: 'po' } }] }, 'rules[0].give.cmt: one of'],
    [
      'a concentration as an amount',
      { decisions, rules: [{ give: { cmt: 'iv', amount: 'C' } }] },
      'rules[0].give.amount: "C" is in mg/L, where mg is needed',
    ],
    [
      'times without an interval',
      { decisions: { first: 0, additional: 2 }, rules: [] },
      'decisions.every: an interval',
    ],
    [
      'an empty range',
      { decisions, rules: [{ when: { output: 'C', above: 2, below: 1 } }] },
      'rules[0].when: no output lies',
    ],
  ])('%s', (_, policy, message) => {
    expect(() => createPolicy(model, policy)).toThrow(message);
  });
  test('a multiple of no dose', () => {
    const policy: DosingPolicy = { decisions, rules: [{ give: { cmt: 'iv', timesLast: '2' } }] };
    expect(() => createPolicy(model, policy)([last], ['C'])).toThrow(
      'decisions[0]: no dose by "iv" came before',
    );
  });
  test('time that starts anew', () => {
    const policy: DosingPolicy = { decisions, rules: [{ give }] };
    expect(() => createPolicy(model, policy)([last, { time: 0, evid: 3 }], ['C'])).toThrow(
      'records[1].time: time starts anew',
    );
  });
});
