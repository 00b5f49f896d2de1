import { isLooserNumber, type Protocol, retreatmentKeys, retreatmentNumbers } from '@ketame/care';
import { unitText } from '../parts/format.ts';
import { Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { withRetreatmentNumber } from './limit-edits.ts';
import { NumberInput } from './NumberInput.tsx';
import classes from './protocols.module.css';
import { WordsInput } from './WordsInput.tsx';

/** When the next course may be thought of, and how many there are in a year. */
export function RetreatmentEditor({
  draft,
  stored,
  original,
  onChange,
}: {
  readonly draft: Protocol;
  readonly stored: Protocol;
  readonly original: Protocol;
  readonly onChange: (draft: Protocol) => void;
}) {
  const looser = retreatmentKeys.filter((key) =>
    isLooserNumber(key, draft.retreatment[key], original.retreatment[key]),
  );
  return (
    <Section title="The next course" note="days after the end of the last one">
      <div className={classes.numbers}>
        {retreatmentKeys.map((key) => {
          const { value, unit } = draft.retreatment[key];
          const { title } = retreatmentNumbers[key];
          return (
            <NumberInput
              key={key}
              label={unit === '1' ? title : `${title}, ${unitText(unit)}`}
              whole
              value={value}
              onChange={(next) =>
                onChange(withRetreatmentNumber(draft, stored, original, key, { value: next }))
              }
            />
          );
        })}
      </div>
      <div className={classes.reasons}>
        {looser.map((key) => (
          <WordsInput
            key={key}
            label={`Reason for "${retreatmentNumbers[key].title}" ${draft.retreatment[key].value}, where the original has ${original.retreatment[key].value}`}
            value={draft.retreatment[key].reason ?? ''}
            onChange={(reason) => onChange(withRetreatmentNumber(draft, stored, original, key, { reason }))}
          />
        ))}
      </div>
      <p className={table.soft}>
        Stricter than the original needs no reason, looser does. What must be true first stays as it is, and
        no window opens what a rule of the liver, the bladder, the mind or misuse closes.
      </p>
    </Section>
  );
}
