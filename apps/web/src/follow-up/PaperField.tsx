import { draftProblem, type Instrument } from '@ketame/care';
import { useState } from 'react';
import { NumberInput } from './NumberInput.tsx';

interface PaperFieldProps {
  readonly instrument: Instrument;
  /** Of a score or of a single item. */
  readonly id: string;
  readonly label: string;
  readonly value: number | undefined;
  readonly error: string | undefined;
  readonly onSave: (answer: { item: string; value: number | null }) => void;
}

/** A number from a paper form, saved when one leaves the field. */
export function PaperField({ instrument, id, label, value, error, onSave }: PaperFieldProps) {
  const [typed, setTyped] = useState<number | null>(value ?? null);
  const wrong = typed === null ? null : draftProblem(instrument, id, typed);
  return (
    <NumberInput
      label={label}
      value={typed}
      error={wrong ?? error}
      onChange={setTyped}
      onBlur={() => {
        if (wrong === null && typed !== (value ?? null)) onSave({ item: id, value: typed });
      }}
    />
  );
}
