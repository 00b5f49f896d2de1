import { followUpItems, misuseSigns, notedSigns } from '@ketame/care';
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { FieldsProps } from './fields.ts';
import classes from './follow-up.module.css';
import { NumberInput } from './NumberInput.tsx';
import { itemText } from './words.ts';

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

export function PainFields({ draft, wrong, set }: FieldsProps) {
  return (
    <div className={classes.fields}>
      <NumberInput
        label="Mean pain, 0 to 10"
        value={numberOf(draft.mean)}
        error={wrong.mean}
        onChange={(mean) => set({ mean })}
      />
      <NativeSelect
        label="Over"
        value={String(draft.period)}
        data={[
          { value: 'week', label: 'the last week' },
          { value: 'day', label: 'the last day' },
        ]}
        onChange={(event) => set({ period: event.currentTarget.value })}
      />
      <NumberInput
        label="Relief, % (may stay empty)"
        value={numberOf(draft.reliefPercent)}
        error={wrong.reliefPercent}
        onChange={(reliefPercent) => set({ reliefPercent })}
      />
    </div>
  );
}

export function UrineFields({ draft, set }: FieldsProps) {
  return (
    <div className={classes.fields}>
      <NativeSelect
        label="Blood"
        value={String(draft.blood)}
        data={['none', 'on the strip', 'visible']}
        onChange={(event) => set({ blood: event.currentTarget.value })}
      />
      <NativeSelect
        label="Infection"
        value={String(draft.infection)}
        data={['not tested', 'excluded', 'found']}
        onChange={(event) => set({ infection: event.currentTarget.value })}
      />
    </div>
  );
}

export function MisuseFields({ draft, set }: FieldsProps) {
  const signs = draft.signs as string[];
  return (
    <Checkbox.Group
      label="Signs that were found; none ticked means looked for, and none found"
      value={signs}
      onChange={(next) => set({ signs: next })}
    >
      <div className={classes.choices}>
        {misuseSigns.map((sign) => (
          <Checkbox key={sign} value={sign} label={sign} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

export function SignFields({ draft, wrong, set }: FieldsProps) {
  return (
    <div className={classes.fields}>
      <NativeSelect
        label="Sign"
        value={String(draft.sign)}
        data={[...notedSigns]}
        onChange={(event) => set({ sign: event.currentTarget.value })}
      />
      <TextInput
        label="In words"
        value={String(draft.text)}
        error={wrong.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="Over since (empty while it lasts)"
        value={typeof draft.resolvedOn === 'string' ? draft.resolvedOn : ''}
        error={wrong.resolvedOn}
        onChange={({ currentTarget: { value } }) => set({ resolvedOn: value === '' ? null : value })}
      />
    </div>
  );
}

export function NotDoneFields({ draft, wrong, set }: FieldsProps) {
  return (
    <>
      <NativeSelect
        label="What is due and will not be done"
        value={String(draft.item)}
        data={followUpItems.map((item) => ({ value: item, label: itemText(item) }))}
        onChange={(event) => set({ item: event.currentTarget.value })}
      />
      <Textarea
        label="Reason"
        value={String(draft.reason)}
        error={wrong.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
    </>
  );
}
