import { Button, TextInput } from '@mantine/core';
import { fieldOf, instantOf } from './clinic-time.ts';
import classes from './infusion.module.css';

interface WhenFieldProps {
  /** When it happened, ISO 8601; null: now. */
  readonly at: string | null;
  readonly now: string;
  readonly timeZone: string;
  readonly onChange: (at: string | null) => void;
}

/** When something happened: now, unless a person says that it was earlier. */
export function WhenField({ at, now, timeZone, onChange }: WhenFieldProps) {
  if (at === null) {
    return (
      <Button variant="subtle" size="compact-sm" className={classes.when} onClick={() => onChange(now)}>
        It happened earlier
      </Button>
    );
  }
  return (
    <div className={classes.whenField}>
      <TextInput
        label="When it happened"
        type="datetime-local"
        value={fieldOf(at, timeZone)}
        onChange={(event) => onChange(instantOf(event.currentTarget.value, timeZone) ?? at)}
      />
      <Button variant="subtle" size="compact-sm" onClick={() => onChange(null)}>
        Now
      </Button>
    </div>
  );
}
