import type { AnswerValue, Basis, Outcome, Question, Verdict } from '@ketame/care';
import { questionOf } from '@ketame/care';
import type { SelectionDetail } from '@ketame/contract';
import { dateText, instantText, numberText, unitText } from '../parts/format.ts';

export const verdictWords: Readonly<Record<Verdict, string>> = {
  eligible: 'Eligible',
  'eligible with conditions': 'Eligible with conditions',
  'not eligible': 'Not eligible',
  incomplete: 'Not yet known: answers are missing',
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  met: 'Met',
  'met with conditions': 'On conditions',
  missing: 'Missing',
  'not met': 'Not met',
};

/** What a criterion or number rests on. */
export const restsOn = {
  guideline: 'guideline',
  label: 'drug label',
  trial: 'trial or study',
  ours: 'judgement of the authors of Ketame',
} as const;

/** Source and kind of what a number or a text rests on; what a clinic changed says so by its source alone. */
export const basisText = ({ source, status }: Basis): string =>
  source.startsWith('This clinic') ? source : `${source} (${restsOn[status]})`;

const labelOf = (question: Question, value: string): string =>
  question.kind === 'one' || question.kind === 'several'
    ? (question.choices.find((choice) => choice.value === value)?.label ?? value)
    : value;

/** An answer in words. */
export function answerText(id: string, value: AnswerValue): string {
  const question = questionOf(id);
  switch (value.kind) {
    case 'one':
      return labelOf(question, value.value);
    case 'several':
      return value.values.map((one) => labelOf(question, one)).join(', ') || 'None of them';
    case 'score':
      return String(value.value);
    case 'measure': {
      const limit = value.upperLimit === null ? '' : `, upper limit ${numberText(value.upperLimit, 4)}`;
      return `${numberText(value.value, 4)} ${unitText(value.unit)}${limit}`;
    }
    case 'therapies':
      return value.therapies.map((therapy) => therapy.drug).join(', ') || 'None';
  }
}

/** Where an answer is from: "record: Essential hypertension, 7 Mar 2019", "Dr A, 22 Nov 2026, 17:05". */
export function originText(
  { origin, on }: SelectionDetail['answers'][number],
  timeZone: string | undefined,
): string {
  if (origin.from === 'person') return `${origin.by}, ${instantText(origin.at, timeZone)}`;
  const entries = origin.entries.map((entry) =>
    entry.date === null ? entry.text : `${entry.text}, ${dateText(entry.date)}`,
  );
  return `record: ${entries.join('; ') || `medication, ${dateText(on)}`}`;
}
