import { isLooserStopRule, type Protocol, type StopRule, stopActions } from '@ketame/care';
import { Button, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { withNewStopRule, withStopRule } from './limit-edits.ts';
import classes from './protocols.module.css';
import { WordsInput } from './WordsInput.tsx';

/** When an infusion or a treatment is paused or stopped. */
export function StopRulesEditor({
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
  return (
    <Section title="When to stop">
      <ul className={classes.criteria}>
        {draft.stopRules.map((rule, index) => {
          const shipped = original.stopRules.find(({ id }) => id === rule.id);
          const name = shipped === undefined ? `rule ${index + 1}` : rule.id.replaceAll('-', ' ');
          const change = (next: Partial<Pick<StopRule, 'when' | 'action' | 'reason'>>) =>
            onChange(withStopRule(draft, stored, original, rule, next));
          return (
            <li key={rule.id} className={classes.criterion} aria-label={`Rule to stop: ${name}`}>
              <WordsInput label={`When: ${name}`} value={rule.when} onChange={(when) => change({ when })} />
              <div className={classes.numbers}>
                <NativeSelect
                  label={`Then: ${name}`}
                  data={[...stopActions]}
                  value={rule.action}
                  onChange={(event) => change({ action: event.currentTarget.value as StopRule['action'] })}
                />
                {shipped === undefined && (
                  <Button
                    variant="default"
                    onClick={() =>
                      onChange({ ...draft, stopRules: draft.stopRules.filter((one) => one !== rule) })
                    }
                  >
                    Leave out {name}
                  </Button>
                )}
              </div>
              {shipped !== undefined && isLooserStopRule(rule, shipped) && (
                <WordsInput
                  label={`Reason: the original has "${shipped.action}: ${shipped.when}"`}
                  value={rule.reason ?? ''}
                  onChange={(reason) => change({ reason })}
                />
              )}
            </li>
          );
        })}
      </ul>
      <WordsInput
        label="Another rule to stop: when"
        value=""
        onChange={(when) => onChange(withNewStopRule(draft, crypto.randomUUID(), when))}
      />
      <p className={table.soft}>
        These are the words that people read. Alerts and the rules of care go on by their own limits, each
        with its source: <Link to="/alert-limits">Alert limits</Link>.
      </p>
    </Section>
  );
}
