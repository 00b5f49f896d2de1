import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { numberOrNull } from '../parts/form.ts';

interface NumberInputProps {
  readonly label: string;
  /** The label stands elsewhere and is only read out. */
  readonly labelHidden?: boolean;
  /** NaN while what is typed is no number. */
  readonly value: number | null;
  readonly error?: string | undefined;
  readonly onChange: (value: number | null) => void;
  readonly onBlur?: () => void;
}

/** A number as typed, with point or comma; what is no number stays and is refused when it is entered. */
export function NumberInput({
  label,
  labelHidden = false,
  value,
  error,
  onChange,
  onBlur,
}: NumberInputProps) {
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  return (
    <TextInput
      {...(labelHidden ? { 'aria-label': label } : { label })}
      inputMode="decimal"
      value={typed}
      onBlur={onBlur}
      error={Number.isNaN(value) ? 'A number' : error}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(numberOrNull(event.currentTarget.value));
      }}
    />
  );
}
