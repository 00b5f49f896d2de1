import type { Answer, AnswerValue, Question, QuestionId } from '@ketame/care';
import type { SaveAnswer } from '@ketame/contract';
import { Button, Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { unitText } from '../parts/format.ts';
import { parseNumber } from '../parts/parse-number.ts';
import classes from './selection.module.css';
import { TherapiesField } from './TherapiesField.tsx';

interface FieldProps<Q extends Question> {
  readonly question: Q;
  /** What counts now: a person's answer, or the record's. */
  readonly answer: Answer | undefined;
  readonly today: string;
  /** Asks for the day of the answer too. */
  readonly dated: boolean;
  readonly disabled: boolean;
  readonly onAnswer: (answer: SaveAnswer) => void;
}

/** Above this, choices stand in a list to open instead of side by side. */
const mostRadios = 6;

/** The field of one question, filled with the answer that counts; it is saved the moment it is given. */
export function QuestionField(props: FieldProps<Question>) {
  const { question } = props;
  const set = (value: AnswerValue, on = props.today) =>
    props.onAnswer({ question: question.id as QuestionId, value, on });
  const { answer, today, dated, disabled } = props;
  const shared = { answer, today, dated, disabled };
  switch (question.kind) {
    case 'one':
      return <OneField question={question} {...shared} set={set} />;
    case 'several':
      return <SeveralField question={question} {...shared} set={set} />;
    case 'score':
      return <ScoreField question={question} {...shared} set={set} />;
    case 'measure':
      return <MeasureField question={question} {...shared} set={set} />;
    case 'therapies':
      return (
        <TherapiesField
          title={question.text}
          therapies={props.answer?.value.kind === 'therapies' ? props.answer.value.therapies : []}
          disabled={props.disabled}
          onSave={(therapies) => set({ kind: 'therapies', therapies })}
        />
      );
  }
}

type Of<K extends Question['kind']> = Omit<FieldProps<Extract<Question, { kind: K }>>, 'onAnswer'> & {
  readonly set: (value: AnswerValue, on?: string) => void;
};

type ChoiceProps = Omit<Of<'one'>, 'question'> & {
  readonly question: Extract<Question, { kind: 'one' | 'several' }>;
};

function OneField({ question, answer, today, dated, disabled, set }: ChoiceProps) {
  const value = answer?.value.kind === 'one' ? answer.value.value : '';
  const [on, setOn] = useState(answer?.on ?? today);
  if (question.choices.length > mostRadios) {
    return (
      <NativeSelect
        label={question.text}
        description={question.help}
        disabled={disabled}
        value={value}
        data={[
          { value: '', label: 'Choose', disabled: true },
          ...question.choices.map((choice) => ({ value: choice.value, label: choice.label })),
        ]}
        onChange={(event) => set({ kind: 'one', value: event.currentTarget.value }, on)}
      />
    );
  }
  return (
    <Radio.Group
      label={question.text}
      description={question.help}
      value={value}
      onChange={(chosen) => set({ kind: 'one', value: chosen }, on)}
    >
      <div className={classes.choices}>
        {question.choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} label={choice.label} disabled={disabled} />
        ))}
      </div>
      {dated && (
        <TextInput
          type="date"
          size="xs"
          label="Of"
          aria-label={`Date of ${question.text}`}
          className={classes.dated}
          max={today}
          disabled={disabled}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
          onBlur={() => {
            if (value !== '' && on !== '' && on !== answer?.on) set({ kind: 'one', value }, on);
          }}
        />
      )}
    </Radio.Group>
  );
}

function SeveralField({ question, answer, disabled, set }: ChoiceProps) {
  const values = answer?.value.kind === 'several' ? answer.value.values : null;
  return (
    <Checkbox.Group
      label={question.text}
      value={[...(values ?? [])]}
      onChange={(chosen) => set({ kind: 'several', values: chosen })}
    >
      <div className={classes.choices}>
        {question.choices.map((choice) => (
          <Checkbox key={choice.value} value={choice.value} label={choice.label} disabled={disabled} />
        ))}
        {values === null && !disabled && (
          <Button size="compact-xs" variant="default" onClick={() => set({ kind: 'several', values: [] })}>
            None of them
          </Button>
        )}
      </div>
    </Checkbox.Group>
  );
}

function ScoreField({ question, answer, disabled, set }: Of<'score'>) {
  const stored = answer?.value.kind === 'score' ? String(answer.value.value) : '';
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const save = () => {
    if (typed === null || typed === stored) return setTyped(null);
    const value = parseNumber(typed);
    if (!(value >= question.least && value <= question.greatest))
      return setWrong(`A number from ${question.least} to ${question.greatest}`);
    setWrong(null);
    setTyped(null);
    return set({ kind: 'score', value });
  };
  return (
    <TextInput
      label={question.text}
      description={question.help}
      className={classes.short}
      inputMode="decimal"
      disabled={disabled}
      value={typed ?? stored}
      error={wrong}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  );
}

function MeasureField({ question, answer, today, disabled, set }: Of<'measure'>) {
  const stored = answer?.value.kind === 'measure' ? answer.value : null;
  const fresh = {
    value: String(stored?.value ?? ''),
    upperLimit: String(stored?.upperLimit ?? ''),
    on: answer?.on ?? today,
  };
  const [draft, setDraft] = useState<typeof fresh | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const shown = draft ?? fresh;
  const unit = stored?.unit ?? question.unit;
  const save = () => {
    const value = parseNumber(shown.value);
    const upperLimit = shown.upperLimit.trim() === '' ? null : parseNumber(shown.upperLimit);
    if (!(value > 0) || Number.isNaN(upperLimit)) return setWrong('A number above 0, for example 38');
    setWrong(null);
    setDraft(null);
    return set({ kind: 'measure', value, unit, upperLimit }, shown.on);
  };
  return (
    <fieldset className={classes.measure} disabled={disabled}>
      <legend>{question.text}</legend>
      <TextInput
        label={unitText(unit)}
        aria-label={`${question.text}, ${unitText(unit)}`}
        inputMode="decimal"
        value={shown.value}
        error={wrong}
        onChange={(event) => setDraft({ ...shown, value: event.currentTarget.value })}
      />
      {question.range && (
        <TextInput
          label="Upper limit"
          aria-label={`Upper limit of ${question.text}`}
          inputMode="decimal"
          value={shown.upperLimit}
          onChange={(event) => setDraft({ ...shown, upperLimit: event.currentTarget.value })}
        />
      )}
      <TextInput
        type="date"
        label="Of"
        aria-label={`Date of ${question.text}`}
        max={today}
        value={shown.on}
        onChange={(event) => setDraft({ ...shown, on: event.currentTarget.value })}
      />
      {draft !== null && (
        <Button size="xs" onClick={save} aria-label={`Save ${question.text}`}>
          Save
        </Button>
      )}
    </fieldset>
  );
}
