import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseNumber } from '../../parts/parse-number.ts';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  /** What is shown for 1: 100 for percent. */
  readonly scale?: number;
  /** Hears NaN while there is no such number in the field. */
  readonly onChange: (value: number) => void;
}

/** A number as people type it, within its limits; what is wrong stands below it. */
export function NumberField({
  label,
  value,
  min,
  max,
  whole = false,
  scale = 1,
  onChange,
}: NumberFieldProps) {
  const [text, setText] = useState(String(Number((value * scale).toPrecision(10))));
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      value={text}
      error={Number.isNaN(value) && `${whole ? 'a whole number' : 'a number'} from ${min} to ${max}`}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        const typed = parseNumber(currentTarget.value);
        const fits = typed >= min && typed <= max && (!whole || Number.isInteger(typed));
        onChange(fits ? typed / scale : Number.NaN);
      }}
    />
  );
}
