import { homeInstructionsOf, type Protocol } from '@ketame/care';
import { unitText } from '../parts/format.ts';
import { Section } from '../parts/Page.tsx';
import { withDischargeCriterion, withInstructions } from './care-edits.ts';
import { NumberInput } from './NumberInput.tsx';
import classes from './protocols.module.css';
import { WordsInput } from './WordsInput.tsx';

/** What must be true before the patient leaves, and what the patient takes home on paper. */
export function DischargeEditor({
  draft,
  stored,
  onChange,
}: {
  readonly draft: Protocol;
  readonly stored: Protocol;
  readonly onChange: (draft: Protocol) => void;
}) {
  const { parts } = homeInstructionsOf(draft.discharge);
  return (
    <>
      <Section title="Before going home">
        <ul className={classes.criteria}>
          {draft.discharge.criteria.map((criterion) => {
            const { id, text, limit } = criterion;
            return (
              <li key={id} className={classes.criterion}>
                <WordsInput
                  label={`What must be true: ${id.replaceAll('-', ' ')}`}
                  value={text}
                  onChange={(words) =>
                    onChange(withDischargeCriterion(draft, stored, { ...criterion, text: words }))
                  }
                />
                {limit !== undefined && (
                  <div className={classes.numbers}>
                    <NumberInput
                      label={`Limit: ${limit.item} not ${limit.worse}, ${limit.unit === '{score}' ? 'of 10' : unitText(limit.unit)}`}
                      value={limit.value}
                      onChange={(value) =>
                        onChange(
                          withDischargeCriterion(draft, stored, { ...criterion, limit: { ...limit, value } }),
                        )
                      }
                    />
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      </Section>
      <Section title="Instructions for home" note="one line for each sentence">
        {parts.map(({ title, lines }, index) => (
          <WordsInput
            key={title}
            label={title}
            value={lines.join('\n')}
            onChange={(words) => {
              const next = words.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
              onChange(
                withInstructions(
                  draft,
                  stored,
                  parts.map((part, place) => (place === index ? { title, lines: next } : part)),
                ),
              );
            }}
          />
        ))}
      </Section>
    </>
  );
}
