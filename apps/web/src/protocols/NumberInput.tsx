import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseNumber } from '../parts/parse-number.ts';

/** A number that counts once it is one. */
export function NumberInput({
  label,
  description,
  value,
  labelHidden = false,
  whole = false,
  onChange,
}: {
  readonly label: string;
  readonly description?: string;
  readonly value: number;
  /** The label stands elsewhere and is only read out. */
  readonly labelHidden?: boolean;
  /** From 1, without decimals. */
  readonly whole?: boolean;
  readonly onChange: (value: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const next = typed === null ? value : parseNumber(typed);
  const isFit = whole ? Number.isInteger(next) && next >= 1 : next >= 0;
  const save = () => {
    if (isFit && next !== value) onChange(next);
    if (isFit) setTyped(null);
  };
  return (
    <TextInput
      {...(labelHidden ? { 'aria-label': label } : { label })}
      description={description}
      inputMode="decimal"
      value={typed ?? String(value)}
      error={isFit ? null : whole ? 'A whole number from 1' : 'A number from 0'}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
    />
  );
}
