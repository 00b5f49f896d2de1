import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  type CriterionResult,
  evaluate,
  type Override,
  overrideProblem,
  type QuestionId,
  type RecordEntry,
  type SelectionInput,
  type SelectionResult,
  shippedProtocols,
  type TestCase,
  testCases,
  verdicts,
} from '../../src/index.ts';
import { condition, medication, observation } from '../subject.ts';

const [inpatient] = shippedProtocols;
if (inpatient === undefined) throw new Error('No protocol is shipped.');

function caseOf(id: string): TestCase {
  const found = testCases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no test case "${id}".`);
  return found;
}

const clear: SelectionInput = {
  protocol: inpatient,
  subject: caseOf('clear').subject,
  answers: caseOf('clear').answers,
  overrides: [],
  jurisdiction: 'elsewhere',
};

const withEntries = (...entries: RecordEntry[]): SelectionInput => ({
  ...clear,
  subject: { ...clear.subject, entries },
});
const withAnswer = (answer: Partial<Answer> & Pick<Answer, 'question'>): SelectionInput => ({
  ...clear,
  answers: clear.answers.map((one) => (one.question === answer.question ? { ...one, ...answer } : one)),
});
const withWord = (question: QuestionId, value: string) =>
  withAnswer({ question, value: { kind: 'one', value } });

function criterion(result: SelectionResult, id: string): CriterionResult {
  const found = result.criteria.find((one) => one.criterion.id === id);
  if (found === undefined) throw new Error(`There is no criterion "${id}".`);
  return found;
}

describe('issue 5, selection: the verdict of every shipped protocol on synthetic patients', () => {
  const rows = shippedProtocols.flatMap((protocol) => testCases.map((one) => ({ protocol, one })));
  test.each(rows)('$protocol.id: $one.title', ({ protocol, one }) => {
    const { subject, answers } = one;
    const result = evaluate({ protocol, subject, answers, overrides: [], jurisdiction: 'elsewhere' });
    expect(result.verdict).toBe(one.expected[protocol.id]);
  });
});

describe('what the record says', () => {
  test('an exclusion on record refuses although the person answers "never"', () => {
    const result = evaluate(withEntries(condition('Paranoid schizophrenia')));
    expect(result.verdict).toBe('not eligible');
    expect(criterion(result, 'psychosis').reason).toContain('the record says');
  });

  test('a caution on record against the answer "none" is a condition that quotes the entry', () => {
    const result = evaluate(withEntries(condition('Essential hypertension')));
    expect(result.verdict).toBe('eligible with conditions');
    expect(criterion(result, 'hypertension').conditions.join(' ')).toContain('Essential hypertension');
  });

  test('drugs that the record names refuse nobody: how they worked is still to be asked', () => {
    const answers = clear.answers.filter(({ question }) => question !== 'therapies');
    const result = evaluate({ ...withEntries(medication('Pregabalin 75 mg capsule')), answers });
    expect(criterion(result, 'never-first-or-second')).toMatchObject({ outcome: 'missing' });
    expect(criterion(result, 'never-first-or-second').reason).toContain('pregabalin');
  });

  test('each interaction is a condition with its measured and its expected size', () => {
    const result = evaluate(withEntries(medication('Clarithromycin 500 mg')));
    const words = criterion(result, 'record-findings').conditions.join(' ');
    expect(words).toContain('2.6 (oral)');
    // Computed from Ashraf 2018 for a liver factor of 0.385; Hagelberg 2010 measured the oral ratio only.
    expect(words).toContain('Expected for an infusion: 1.28 times');
  });

  test('the newest value counts, whether of the record or of a person', () => {
    const range = { low: null, high: 40, text: null };
    const older = evaluate(withEntries(observation('ALT', 400, 'U/L', { at: '2026-11-01', range })));
    expect(criterion(older, 'baseline-ALT').outcome).toBe('met');
    const newer = withAnswer({ question: 'ALT', on: '2026-11-01' });
    const result = evaluate({
      ...newer,
      subject: {
        ...clear.subject,
        entries: [observation('ALT', 400, 'U/L', { at: '2026-11-10', range })],
      },
    });
    expect(criterion(result, 'baseline-ALT').outcome).toBe('not met');
  });

  test('a value without an upper limit cannot be judged, and an old one is missing', () => {
    const unlimited = withAnswer({
      question: 'GGT',
      value: { kind: 'measure', value: 20, unit: 'U/L', upperLimit: null },
    });
    expect(criterion(evaluate(unlimited), 'baseline-GGT').outcome).toBe('missing');
    expect(
      criterion(evaluate(withAnswer({ question: 'ALT', on: '2026-10-20' })), 'baseline-ALT').outcome,
    ).toBe('missing');
    expect(
      criterion(evaluate(withAnswer({ question: 'ALT', on: '2026-10-21' })), 'baseline-ALT').outcome,
    ).toBe('met');
  });
});

describe('guidance differs by country', () => {
  test('the clinic’s own speaks first, the others after it', () => {
    const british = evaluate({ ...clear, jurisdiction: 'united-kingdom' });
    expect(british.guidance.map((one) => [one.id, one.stance])).toEqual([
      ['NICE', 'against'],
      ['ASRA', 'on conditions'],
      ['ANZCA', 'on conditions'],
    ]);
    expect(british.verdict).toBe('eligible with conditions');
    expect(evaluate({ ...clear, jurisdiction: 'united-states' }).guidance[0]?.id).toBe('ASRA');
  });
});

describe('an override needs a reason and a second physician', () => {
  const refused = withWord('drug-abuse', 'past');
  const { reason: of } = criterion(evaluate(refused), 'drug-abuse');
  const first: Override = {
    criterion: 'drug-abuse',
    of,
    why: 'Free of opioids for ten years, agreed with the addiction service.',
    by: { account: 'a', name: 'Dr One', at: '2026-11-20T10:00:00Z' },
    second: null,
  };
  const signed: Override = { ...first, second: { account: 'b', name: 'Dr Two', at: '2026-11-20T11:00:00Z' } };

  test('it has no effect before the second signature, and then leaves a condition', () => {
    expect(evaluate({ ...refused, overrides: [first] }).verdict).toBe('not eligible');
    const result = evaluate({ ...refused, overrides: [signed] });
    expect(result.verdict).toBe('eligible with conditions');
    expect(result.conditions.join(' ')).toContain('Dr One and Dr Two');
  });

  test('it falls when what it set aside changes', () => {
    const now = { ...withWord('drug-abuse', 'now'), overrides: [signed] };
    expect(evaluate(now).verdict).toBe('not eligible');
    const changed = criterion(evaluate(now), 'drug-abuse');
    expect(overrideProblem(changed, first.why, first)).toContain('has changed');
  });

  test('neither the same account twice nor a hard criterion is accepted', () => {
    expect(overrideProblem(criterion(evaluate(refused), 'drug-abuse'), first.why, first)).toBeNull();
    const twice = { ...signed, second: { ...first.by } };
    expect(evaluate({ ...refused, overrides: [twice] }).verdict).toBe('not eligible');

    const { subject, answers } = caseOf('first-choice');
    const hard = evaluate({ ...clear, subject, answers });
    const found = criterion(hard, 'never-first-or-second');
    expect(overrideProblem(found, first.why, null)).toContain('hard criterion');
    const forced = { ...signed, criterion: 'never-first-or-second', of: found.reason };
    expect(evaluate({ ...clear, subject, answers, overrides: [forced] }).verdict).toBe('not eligible');
  });
});

describe('properties', () => {
  const rank = (result: SelectionResult) => verdicts.indexOf(result.verdict);
  const exclusions = [
    'Paranoid schizophrenia',
    'Bipolar I disorder',
    'Opioid abuse',
    'Cerebral aneurysm',
    'Hepatic failure',
    'Acute intermittent porphyria',
    'Essential hypertension',
    'Epilepsy',
    'Glaucoma',
    'Sleep apnea',
  ];
  const base = fc.record({
    one: fc.constantFrom(...testCases),
    protocol: fc.constantFrom(...shippedProtocols),
    left: fc.subarray(exclusions),
    jurisdiction: fc.constantFrom('united-kingdom', 'united-states', 'australia-new-zealand'),
  });
  const inputOf = ({
    one,
    protocol,
    left,
    jurisdiction,
  }: typeof base extends fc.Arbitrary<infer T> ? T : never) =>
    ({
      protocol,
      subject: { ...one.subject, entries: [...one.subject.entries, ...left.map((text) => condition(text))] },
      answers: one.answers,
      overrides: [],
      jurisdiction,
    }) as SelectionInput;

  test('one exclusion more never makes a patient more eligible', () => {
    fc.assert(
      fc.property(base, fc.constantFrom(...exclusions), (drawn, more) => {
        const input = inputOf(drawn);
        const { subject } = input;
        const worse = { ...subject, entries: [...subject.entries, condition(more)] };
        expect(rank(evaluate({ ...input, subject: worse }))).toBeLessThanOrEqual(rank(evaluate(input)));
      }),
      { numRuns: 60 },
    );
  });

  test('without any one answer that is asked for, no patient is eligible', () => {
    fc.assert(
      fc.property(base, fc.nat(), (drawn, at) => {
        const input = inputOf(drawn);
        const asked = evaluate(input).criteria.flatMap((one) => one.inputs.map((answer) => answer.question));
        const left = asked[at % asked.length];
        const answers = input.answers.filter((answer) => answer.question !== left);
        const fromRecord = evaluate({ ...input, answers }).criteria.some((one) =>
          one.inputs.some((answer) => answer.question === left),
        );
        fc.pre(!fromRecord);
        expect(rank(evaluate({ ...input, answers }))).toBeLessThanOrEqual(verdicts.indexOf('incomplete'));
      }),
      { numRuns: 60 },
    );
    expect(evaluate({ ...clear, answers: [] }).verdict).toBe('incomplete');
  });

  test('the order of answers and entries does not matter', () => {
    fc.assert(
      fc.property(base, fc.infiniteStream(fc.nat()), (drawn, places) => {
        const input = inputOf(drawn);
        const shuffled = <T>(list: readonly T[]) =>
          list
            .map((item) => ({ item, place: places.next().value }))
            .toSorted((a, b) => a.place - b.place)
            .map(({ item }) => item);
        const { subject } = input;
        const other = {
          ...input,
          answers: shuffled(input.answers),
          subject: { ...subject, entries: shuffled(subject.entries) },
        };
        expect(evaluate(other)).toEqual(evaluate(input));
      }),
      { numRuns: 30 },
    );
  });
});
