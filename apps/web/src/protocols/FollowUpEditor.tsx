import { type FollowUpVisit, followUpItems, type Protocol } from '@ketame/care';
import { Button, Checkbox } from '@mantine/core';
import { Section } from '../parts/Page.tsx';
import { withNewVisit, withVisit } from './care-edits.ts';
import { NumberInput } from './NumberInput.tsx';
import classes from './protocols.module.css';

/** Which checks are due on which day after the course. */
export function FollowUpEditor({
  draft,
  stored,
  onChange,
}: {
  readonly draft: Protocol;
  readonly stored: Protocol;
  readonly onChange: (draft: Protocol) => void;
}) {
  const change = (visit: FollowUpVisit, next: Partial<FollowUpVisit>) =>
    onChange(withVisit(draft, stored, visit, { ...visit, ...next }));
  return (
    <Section title="Follow-up" note="days after the end of the course">
      <ul className={classes.criteria}>
        {draft.followUp.map((visit, index) => (
          // Visits are told apart by their place: two of one day are a problem that is shown.
          // biome-ignore lint/suspicious/noArrayIndexKey: a visit has no id, and its day is what is being typed
          <li key={index} className={classes.criterion} aria-label={`Visit of day ${visit.day}`}>
            <div className={classes.numbers}>
              <NumberInput label="Day" whole value={visit.day} onChange={(day) => change(visit, { day })} />
              <NumberInput
                label="In time until so many days later"
                value={visit.withinDays}
                onChange={(withinDays) => change(visit, { withinDays })}
              />
              <Button
                variant="default"
                onClick={() =>
                  onChange({ ...draft, followUp: draft.followUp.filter((one) => one !== visit) })
                }
              >
                Leave out day {visit.day}
              </Button>
            </div>
            <div className={classes.items}>
              {followUpItems.map((item) => (
                <Checkbox
                  key={item}
                  label={item}
                  checked={visit.items.includes(item)}
                  onChange={() =>
                    change(visit, {
                      items: followUpItems.filter((one) => visit.items.includes(one) !== (one === item)),
                    })
                  }
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={() => onChange(withNewVisit(draft))}>
        Add a visit
      </Button>
    </Section>
  );
}
