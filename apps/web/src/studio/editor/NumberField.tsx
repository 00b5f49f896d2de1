import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { parseNumber } from '../../parts/parse-number.ts';
import classes from './editor.module.css';

interface NumberFieldProps {
  /** Above the field; only read out where a prefix says it in the field. */
  readonly label: string;
  /** Words before the number, inside the field: "for" 8 h. */
  readonly prefix?: string;
  readonly unit?: string;
  /** Without a visible label: what stands around the field says it. */
  readonly bare?: boolean;
  /** Null where the field may stay empty and is. */
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  /** Present where the field may be emptied. */
  readonly onEmpty?: () => void;
  readonly onValue: (value: number) => void;
}

/**
 * A number typed exactly. It is taken on Enter or on leaving; one that cannot be taken stays as typed, with what was
 * expected below it: nothing is clipped or rounded.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, prefix, unit, bare = false, value, min, max } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const shown = value === null ? '' : String(tidy(value));
  const problem = draft === null ? null : problemOf(draft, props);

  const take = () => {
    if (draft === null || problem !== null) return;
    setDraft(null);
    if (draft.trim() === '') props.onEmpty?.();
    else if (parseNumber(draft) !== value) props.onValue(parseNumber(draft));
  };
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') take();
    if (event.key === 'Escape') setDraft(null);
  };
  return (
    <TextInput
      size="xs"
      inputMode="decimal"
      label={prefix === undefined && !bare ? label : undefined}
      aria-label={label}
      leftSection={prefix}
      leftSectionWidth={widthOf(prefix)}
      leftSectionPointerEvents="none"
      rightSection={unit}
      rightSectionWidth={widthOf(unit)}
      rightSectionPointerEvents="none"
      className={classes.number}
      value={draft ?? shown}
      error={problem}
      aria-description={`${min} to ${max}`}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={key}
    />
  );
}

function problemOf(draft: string, { min, max, whole, onEmpty, unit }: NumberFieldProps): string | null {
  if (draft.trim() === '' && onEmpty !== undefined) return null;
  const value = parseNumber(draft);
  const range = `${min} to ${max}${unit === undefined ? '' : ` ${unit}`}`;
  if (Number.isNaN(value)) return `A number, ${range}`;
  if (value < min || value > max) return range;
  if (whole === true && !Number.isInteger(value)) return `A whole number, ${range}`;
  return null;
}

/** Width of the words inside the field, by their length. */
const widthOf = (words: string | undefined): string =>
  words === undefined ? '0.5rem' : `${words.length * 0.42 + 0.85}rem`;

/** Shows what was typed, without the dust of binary arithmetic. */
const tidy = (value: number): number => Number(value.toPrecision(12));
