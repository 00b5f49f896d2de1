import { dateText } from '../follow-up/days.ts';
import type { ChoiceTest } from '../protocol/criterion.ts';
import type { Answer } from './answer.ts';
import { daysBetween, type Finding, type Given, missing } from './finding.ts';
import type { RecordReading } from './from-record.ts';
import { type Question, questionOf } from './questions.ts';

/**
 * Judges an answer of one word. What the record holds against it stays: an exclusion refuses, anything else is a condition.
 * @param today the clinic's date, YYYY-MM-DD
 */
export function judgeChoice(test: ChoiceTest, given: Given, record: RecordReading, today: string): Finding {
  const question = questionOf(test.question);
  const answer = given.of(test.question);
  const hints = record.hints.get(test.question) ?? [];
  if (answer?.value.kind !== 'one') {
    const hint = hints.map((one) => one.title).join(', ');
    return missing(
      hint === ''
        ? `Not answered: ${question.text}`
        : `Not answered: ${question.text}. The record has: ${hint}.`,
    );
  }
  const days = daysBetween(answer.on, today);
  if (test.validDays !== undefined && days > test.validDays)
    return missing(`${question.text}: of ${dateText(answer.on)}, older than ${test.validDays} days.`, [
      answer,
    ]);
  if (days < 0)
    return missing(`${question.text}: its date ${dateText(answer.on)} lies in the future.`, [answer]);

  const meaningOf = (value: string) => test.answers[value] ?? ({ outcome: 'not met' } as const);
  const words = labelOf(question, answer.value.value);
  const meaning = meaningOf(answer.value.value);
  const onRecord = given.recordOf(test.question);
  if (answer.origin.from === 'person' && onRecord?.value.kind === 'one') {
    const refused = meaningOf(onRecord.value.value).outcome === 'not met' && meaning.outcome !== 'not met';
    if (refused && question.kind === 'one' && question.none !== undefined) {
      const said = labelOf(question, onRecord.value.value);
      return {
        outcome: 'not met',
        reason: `${question.text}: answered "${words}", but the record says "${said}". Correct the record, or set the criterion aside with a second physician.`,
        conditions: [],
        inputs: [answer, onRecord],
      };
    }
  }
  const conditions = meaning.outcome === 'met with conditions' ? [meaning.condition ?? question.text] : [];
  const against = contradiction(question, answer, hints);
  if (against !== null && meaning.outcome !== 'not met') conditions.push(against);
  const outcome = meaning.outcome === 'met' && against !== null ? 'met with conditions' : meaning.outcome;
  return { outcome, reason: `${question.text.replace(/\?$/, '')}: ${words}.`, conditions, inputs: [answer] };
}

/** A person says that there is nothing, and the record holds something that bears on it. */
function contradiction(
  question: Question,
  answer: Answer,
  hints: NonNullable<ReturnType<RecordReading['hints']['get']>>,
): string | null {
  const none = question.kind === 'one' ? question.none : undefined;
  if (answer.origin.from !== 'person' || answer.value.kind !== 'one' || answer.value.value !== none)
    return null;
  const present = hints.filter((one) => one.state !== 'past' && one.rule !== 'pregnancy-possible');
  if (present.length === 0) return null;
  const entries = present.flatMap((one) => one.from.map((entry) => entry.text)).join('; ');
  return `The record says otherwise (${entries}): settle which is right.`;
}

function labelOf(question: Question, value: string): string {
  const choices = question.kind === 'one' || question.kind === 'several' ? question.choices : [];
  return choices.find((one) => one.value === value)?.label ?? value;
}
