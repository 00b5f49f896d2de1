import type { BearingSubject } from '../bearing/bearing.ts';
import { type Criterion, outcomes } from '../protocol/criterion.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Answer } from './answer.ts';
import { answersIn, judge } from './criterion-tests.ts';
import type { Finding, Given } from './finding.ts';
import { type RecordReading, readRecord } from './from-record.ts';
import { againstGuidance, guidanceFor, type JurisdictionId } from './guidance.ts';
import { overrideHolds } from './overrides.ts';
import { questionOf } from './questions.ts';
import { type CriterionResult, type Override, type SelectionResult, verdicts } from './result.ts';

/** All that a selection depends on; stored with its result, so that it can be replayed. */
export interface SelectionInput {
  readonly protocol: Protocol;
  readonly subject: BearingSubject;
  /** What people answered; the record's answers are read from the subject. Of two to one question the later stands. */
  readonly answers: readonly Answer[];
  readonly overrides: readonly Override[];
  readonly jurisdiction: JurisdictionId;
}

/**
 * Whether a patient may be treated by a protocol, criterion by criterion. The verdict is that of the worst criterion:
 * one that is not met refuses, one that cannot be judged leaves it open. The order of the answers does not matter.
 * @throws {RangeError} when the birth date lies after today
 */
export function evaluate(input: SelectionInput): SelectionResult {
  const { protocol, subject } = input;
  const record = readRecord(subject);
  const given = answersIn(input.answers, record.answers);
  const criteria = protocol.criteria.map((criterion) =>
    resultOf(criterion, given, record, subject, input.overrides),
  );
  const syndrome = given.of('syndrome')?.value;
  const guidance = guidanceFor(input.jurisdiction, syndrome?.kind === 'one' ? syndrome.value : null);
  const against = guidance[0]?.stance === 'against' ? [againstGuidance] : [];
  const conditions = [...criteria.flatMap((result) => result.conditions), ...against];
  const worst = Math.min(
    ...criteria.map((result) => outcomes.indexOf(result.outcome)),
    outcomes.indexOf(conditions.length > 0 ? 'met with conditions' : 'met'),
  );
  return {
    verdict: verdicts[worst] ?? 'incomplete',
    protocol: { id: protocol.id, version: protocol.version },
    on: subject.today,
    criteria,
    guidance,
    conditions: [...new Set(conditions)],
  };
}

function resultOf(
  criterion: Criterion,
  given: Given,
  record: RecordReading,
  subject: BearingSubject,
  overrides: readonly Override[],
): CriterionResult {
  const { test: _test, when: _when, ...shown } = criterion;
  const asked = isAsked(criterion, given);
  if (asked === 'no') {
    const reason = 'Not asked for this patient.';
    return {
      criterion: shown,
      outcome: 'met',
      asked: false,
      reason,
      conditions: [],
      inputs: [],
      override: null,
    };
  }
  const finding: Finding =
    asked === 'unknown'
      ? { outcome: 'missing', reason: `Answer first: ${neededFor(criterion)}`, conditions: [], inputs: [] }
      : judge(criterion, given, record, subject);
  const result = { criterion: shown, asked: true, ...finding };
  const override = overrides.find((one) => overrideHolds(one, result));
  if (override === undefined) return { ...result, override: null };
  const by = `${override.by.name} and ${override.second?.name}`;
  return {
    ...result,
    outcome: 'met with conditions',
    conditions: [`${criterion.title}: set aside by ${by}. ${override.why}`],
    override,
  };
}

function isAsked(criterion: Criterion, given: Given): 'yes' | 'no' | 'unknown' {
  if (criterion.when === undefined) return 'yes';
  const states = criterion.when.map(({ question, is }) => {
    const value = given.of(question)?.value;
    if (value === undefined) return 'unknown';
    return value.kind === 'one' && is.includes(value.value) ? 'yes' : 'no';
  });
  if (states.includes('yes')) return 'yes';
  return states.includes('unknown') ? 'unknown' : 'no';
}

const neededFor = (criterion: Criterion): string =>
  (criterion.when ?? []).map(({ question }) => `"${questionOf(question).text}"`).join(', ');
