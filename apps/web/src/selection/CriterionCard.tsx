import { type Criterion, type Protocol, type QuestionId, questionOf } from '@ketame/care';
import type { SaveAnswer, SelectionDetail } from '@ketame/contract';
import { Button } from '@mantine/core';
import { useSession } from '../session.ts';
import { OutcomeMark } from './OutcomeMark.tsx';
import { QuestionField } from './QuestionField.tsx';
import classes from './selection.module.css';
import { answerText, originText, restsOn } from './words.ts';

/** Whether the protocol asks how old the answer is. */
const isDated = ({ criteria }: Protocol, id: QuestionId): boolean =>
  criteria.some(({ test }) => test.kind === 'choice' && test.question === id && test.validDays !== undefined);

/** The questions that a criterion is judged by. */
export function questionsOf(criterion: Criterion): readonly QuestionId[] {
  const { test } = criterion;
  switch (test.kind) {
    case 'choice':
      return [test.question];
    case 'score':
      return test.scores.map(({ question }) => question);
    case 'measure':
      return [test.measure as QuestionId];
    case 'Budapest':
      return ['disproportionate', 'budapest-symptoms', 'budapest-signs', 'better-diagnosis'];
    case 'neuropathic grade':
      return ['neuropathic-findings'];
    case 'therapies':
      return ['therapies'];
    case 'age':
    case 'record':
      return [];
  }
}

interface CriterionCardProps {
  readonly selection: SelectionDetail;
  readonly result: SelectionDetail['result']['criteria'][number];
  /** The questions that stand here; one that several criteria read stands at the first of them. */
  readonly questions: readonly QuestionId[];
  readonly mayWrite: boolean;
  readonly onAnswer: (answer: SaveAnswer) => void;
  /** Opens the dialog of an override; null for whoever may not. */
  readonly onOverride: (() => void) | null;
}

/** One criterion: how it stands and why, its questions with answer and origin, its source, what would change it. */
export function CriterionCard({
  selection,
  result,
  questions,
  mayWrite,
  onAnswer,
  onOverride,
}: CriterionCardProps) {
  const { criterion, outcome, reason, conditions } = result;
  const pending = selection.overrides.find(
    (one) => one.criterion === criterion.id && one.second === null && one.of === reason,
  );
  return (
    <li id={`criterion-${criterion.id}`} className={classes.criterion}>
      <div className={questions.length === 0 ? classes.wide : undefined}>
        <OutcomeMark outcome={outcome} />
        <h3 className={classes.criterionTitle}>
          {criterion.title}
          {criterion.hard === true && <span className={classes.hard}>hard criterion</span>}
        </h3>
        <p className={classes.reason}>{reason}</p>
        {conditions.length > 0 && (
          <ul className={classes.conditionList}>
            {conditions.map((condition) => (
              <li key={condition}>{condition}</li>
            ))}
          </ul>
        )}
        {pending !== undefined && (
          <p className={classes.reason}>
            {pending.by.name} has signed to set this aside: {pending.why} A second physician is needed.
          </p>
        )}
        {onOverride !== null && outcome === 'not met' && criterion.hard !== true && (
          <Button size="xs" variant="default" className={classes.override} onClick={onOverride}>
            {pending === undefined ? 'Set aside, with a second physician' : 'Sign as the second physician'}
            <span className={classes.hidden}>: {criterion.title}</span>
          </Button>
        )}
        <details className={classes.source}>
          <summary>
            Why, source ({restsOn[criterion.status]}), what would change it
            <span className={classes.hidden}>: {criterion.title}</span>
          </summary>
          <p>{criterion.why}</p>
          <p className={classes.cited}>Source: {criterion.source}</p>
          <p>What would change it: {criterion.change}</p>
        </details>
      </div>
      {questions.length > 0 && (
        <div className={questions.includes('therapies') ? classes.wide : undefined}>
          {questions.map((id) => (
            <Asked key={id} id={id} selection={selection} mayWrite={mayWrite} onAnswer={onAnswer} />
          ))}
        </div>
      )}
    </li>
  );
}

function Asked({
  id,
  selection,
  mayWrite,
  onAnswer,
}: {
  readonly id: QuestionId;
  readonly selection: SelectionDetail;
  readonly mayWrite: boolean;
  readonly onAnswer: (answer: SaveAnswer) => void;
}) {
  const timeZone = useSession().data?.clinic.timeZone;
  const { result, recordAnswers, answers, hints } = selection;
  const onRecord = recordAnswers.find(({ question }) => question === id);
  const given = answers.find(({ question }) => question === id);
  const hint = hints.find(({ question }) => question === id);
  const shown = given ?? onRecord;
  return (
    <div className={classes.question}>
      <QuestionField
        key={JSON.stringify(shown?.value ?? null)}
        question={questionOf(id)}
        answer={shown}
        today={result.on}
        dated={isDated(selection.protocol, id)}
        disabled={!mayWrite}
        onAnswer={onAnswer}
      />
      <p className={classes.origin}>
        {shown === undefined ? 'Not answered.' : `From ${originText(shown, timeZone)}.`}
        {given !== undefined && onRecord !== undefined && <> The record: {answerText(id, onRecord.value)}.</>}
        {hint !== undefined && onRecord === undefined && (
          <>
            {' '}
            The record has: {hint.bearings.map((bearing) => bearing.title.toLowerCase()).join(', ')} (
            {hint.bearings.flatMap((bearing) => bearing.from.map((entry) => entry.text)).join('; ')}).
          </>
        )}
        {given !== undefined && mayWrite && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Take back the answer: ${questionOf(id).text}`}
            onClick={() => onAnswer({ question: id, value: null, on: result.on })}
          >
            Take back
          </Button>
        )}
      </p>
    </div>
  );
}
