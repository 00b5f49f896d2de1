import type { InstrumentItem } from '@ketame/care';
import { memo } from 'react';
import classes from './follow-up.module.css';

interface QuestionItemProps {
  readonly item: InstrumentItem;
  readonly value: number | undefined;
  readonly missing: boolean;
  readonly onAnswer: (answer: { item: string; value: number }) => void;
}

/** One question with its choices, as the browser's own radio buttons: two hundred of them are there at once. */
export const QuestionItem = memo(function QuestionItem({
  item,
  value,
  missing,
  onAnswer,
}: QuestionItemProps) {
  return (
    <fieldset className={classes.question}>
      <legend>{item.text}</legend>
      {missing && (
        <p className={classes.overdue} role="alert">
          An answer is missing
        </p>
      )}
      <div className={classes.choices}>
        {item.choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="radio"
              name={item.id}
              checked={value === choice.value}
              onChange={() => onAnswer({ item: item.id, value: choice.value })}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
});
