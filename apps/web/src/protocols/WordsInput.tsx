import { Textarea } from '@mantine/core';
import { useState } from 'react';

/** A text that counts once the field is left; left empty it is as it was. */
export function WordsInput({
  label,
  description,
  value,
  onChange,
}: {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const save = () => {
    const words = typed?.trim() ?? '';
    if (words !== '' && words !== value) onChange(words);
    setTyped(null);
  };
  return (
    <Textarea
      label={label}
      description={description}
      autosize
      maxLength={2000}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
    />
  );
}
