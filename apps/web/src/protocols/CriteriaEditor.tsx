import type { Protocol } from '@ketame/care';
import { Checkbox } from '@mantine/core';
import { Section } from '../parts/Page.tsx';
import {
  type ConditionText,
  conditionsOf,
  type Limit,
  limitsOf,
  withCondition,
  withLimit,
} from './criterion-edits.ts';
import { NumberInput } from './NumberInput.tsx';
import classes from './protocols.module.css';
import { WordsInput } from './WordsInput.tsx';

/** Which criteria the draft keeps, their limits, and how their conditions are worded. */
export function CriteriaEditor({
  draft,
  stored,
  onChange,
}: {
  readonly draft: Protocol;
  readonly stored: Protocol;
  readonly onChange: (draft: Protocol) => void;
}) {
  const kept = new Map(draft.criteria.map((criterion) => [criterion.id, criterion]));
  const toggle = (id: string) =>
    onChange({
      ...draft,
      criteria: stored.criteria.flatMap((criterion) =>
        criterion.id === id ? (kept.has(id) ? [] : [criterion]) : (kept.get(criterion.id) ?? []),
      ),
    });
  const change = (id: string, limit: Limit, value: number) =>
    onChange({
      ...draft,
      criteria: draft.criteria.map((criterion) =>
        criterion.id === id ? withLimit(criterion, limit, value) : criterion,
      ),
    });
  const reword = (id: string, condition: ConditionText, words: string) =>
    onChange({
      ...draft,
      criteria: draft.criteria.map((criterion) =>
        criterion.id === id ? withCondition(criterion, condition, words) : criterion,
      ),
    });
  return (
    <Section title="Criteria" note={`${draft.criteria.length} of ${stored.criteria.length}`}>
      <ul className={classes.criteria}>
        {stored.criteria.map((criterion) => {
          const here = kept.get(criterion.id);
          return (
            <li key={criterion.id} className={classes.criterion}>
              <Checkbox
                label={criterion.hard === true ? `${criterion.title} (hard, stays)` : criterion.title}
                checked={here !== undefined}
                disabled={criterion.hard === true}
                onChange={() => toggle(criterion.id)}
              />
              {here !== undefined && limitsOf(here).length > 0 && (
                <div className={classes.numbers}>
                  {limitsOf(here).map((limit) => (
                    <NumberInput
                      key={limit.key}
                      label={limit.label}
                      value={limit.value}
                      onChange={(value) => change(criterion.id, limit, value)}
                    />
                  ))}
                </div>
              )}
              {here !== undefined &&
                conditionsOf(here).map((condition) => (
                  <WordsInput
                    key={condition.key}
                    label={condition.key === '' ? 'Condition' : `Condition with "${condition.key}"`}
                    value={condition.text}
                    onChange={(words) => reword(criterion.id, condition, words)}
                  />
                ))}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
