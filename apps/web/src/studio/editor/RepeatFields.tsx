import type { RegimenStep } from '@ketame/ketamine';
import { Checkbox } from '@mantine/core';
import classes from './editor.module.css';
import { NumberField } from './NumberField.tsx';

/** Whether a step comes again, how far from start to start, and how often in all. */
export function RepeatFields({
  step,
  onChange,
}: {
  readonly step: RegimenStep;
  readonly onChange: (step: RegimenStep) => void;
}) {
  const { repeat } = step;
  const toggle = (on: boolean) => {
    const { repeat: _, ...once } = step;
    onChange(on ? { ...step, repeat: { everyH: 24, count: 10 } } : once);
  };
  return (
    <div className={classes.repeat}>
      <Checkbox
        size="xs"
        label="repeated"
        checked={repeat !== undefined}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      {repeat !== undefined && (
        <>
          <NumberField
            label="Hours from one start to the next"
            prefix="every"
            unit="h"
            value={repeat.everyH}
            min={0.1}
            max={24 * 7 * 12}
            onValue={(everyH) => onChange({ ...step, repeat: { ...repeat, everyH } })}
          />
          <NumberField
            label="How many times in all"
            prefix="×"
            whole
            value={repeat.count}
            min={1}
            max={1000}
            onValue={(count) => onChange({ ...step, repeat: { ...repeat, count } })}
          />
        </>
      )}
    </div>
  );
}
