import { type Criterion, type CriterionTest, changedByClinic, type Meaning } from '@ketame/care';

/** A limit of a criterion that a clinic may change. */
export interface Limit {
  /** Path within the test: "atLeast", "scores.0.atLeast". */
  readonly key: string;
  readonly label: string;
  readonly value: number;
}

/** The numbers of a criterion that may be changed; none of a hard one. */
export function limitsOf({ hard, test }: Criterion): readonly Limit[] {
  if (hard === true) return [];
  switch (test.kind) {
    case 'score':
      return test.scores.map(({ question, atLeast }, index) => ({
        key: `scores.${index}`,
        label: `${question}: at least`,
        value: atLeast,
      }));
    case 'measure':
      return [
        { key: 'conditionBeyond', label: `on conditions ${test.worse}`, value: test.conditionBeyond },
        ...(test.refusedFrom === null
          ? []
          : [{ key: 'refusedFrom', label: 'refused from', value: test.refusedFrom }]),
        { key: 'validDays', label: 'not older than, days', value: test.validDays },
      ];
    case 'choice':
      return test.validDays === undefined
        ? []
        : [{ key: 'validDays', label: 'not older than, days', value: test.validDays }];
    case 'therapies':
      return [{ key: 'atLeast', label: `${test.count}, at least`, value: test.atLeast }];
    case 'age':
      return [{ key: 'atLeast', label: 'years, at least', value: test.atLeast }];
    case 'Budapest':
    case 'neuropathic grade':
    case 'record':
      return [];
  }
}

/** A criterion with another limit; its source then says who changed it, and from what. */
export function withLimit(criterion: Criterion, limit: Limit, value: number): Criterion {
  const { test } = criterion;
  const place = /^scores\.(\d+)$/.exec(limit.key)?.[1];
  const next =
    test.kind === 'score' && place !== undefined
      ? {
          ...test,
          scores: test.scores.map((one, index) =>
            index === Number(place) ? { ...one, atLeast: value } : one,
          ),
        }
      : ({ ...test, [limit.key]: value } as CriterionTest);
  return {
    ...criterion,
    ...changedByClinic(criterion, `${limit.label} ${limit.value}`),
    version: criterion.version + 1,
    test: next,
  };
}

/** What a criterion asks for where it is met on a condition, in words; a hard one keeps its own. */
export interface ConditionText {
  /** The answer or grade that it belongs to; "" for the only one of the criterion. */
  readonly key: string;
  readonly text: string;
}

/** The conditions of a criterion that may be worded otherwise. */
export function conditionsOf({ hard, test }: Criterion): readonly ConditionText[] {
  if (hard === true) return [];
  if (test.kind === 'measure') return [{ key: '', text: test.condition }];
  if (test.kind === 'score') return conditionOf('', test.below);
  return Object.entries(meaningsOf(test)).flatMap(([key, one]) => conditionOf(key, one));
}

/** A criterion with a condition in other words; its source then says who changed it, and from what. */
export function withCondition(criterion: Criterion, { key, text }: ConditionText, words: string): Criterion {
  const { test } = criterion;
  return {
    ...criterion,
    ...changedByClinic(criterion, `"${text}"`),
    version: criterion.version + 1,
    test: worded(test, key, words),
  };
}

function worded(test: CriterionTest, key: string, condition: string): CriterionTest {
  if (test.kind === 'measure') return { ...test, condition };
  if (test.kind === 'score') return { ...test, below: { ...test.below, condition } };
  const meanings = meaningsOf(test);
  const known = meanings[key];
  if (known === undefined) return test;
  const changed = { ...meanings, [key]: { ...known, condition } };
  return { ...test, ['answers' in test ? 'answers' : 'grades']: changed } as CriterionTest;
}

function meaningsOf(test: CriterionTest): Readonly<Record<string, Meaning>> {
  if (test.kind === 'choice') return test.answers;
  return test.kind === 'Budapest' || test.kind === 'neuropathic grade' ? test.grades : {};
}

const conditionOf = (key: string, { condition }: Meaning): ConditionText[] =>
  condition === undefined ? [] : [{ key, text: condition }];
