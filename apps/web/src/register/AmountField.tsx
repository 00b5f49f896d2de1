import { TextInput } from '@mantine/core';
import { microgramsOf, microgramsText } from './words.ts';

interface AmountFieldProps {
  readonly label: string;
  /** Milligrams as typed. */
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly error?: string | null | undefined;
}

/** Milligrams are typed; below them stands the exact amount that is kept, in whole micrograms. */
export function AmountField({ label, value, onChange, error }: AmountFieldProps) {
  const micrograms = microgramsOf(value);
  const noNumber = value.trim() !== '' && micrograms === null && 'A number of mg, at most three decimals.';
  return (
    <TextInput
      label={`${label}, mg of base`}
      description={micrograms === null ? 'kept as whole µg' : `kept as ${microgramsText(micrograms)}`}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      inputMode="decimal"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error ?? noNumber}
    />
  );
}
