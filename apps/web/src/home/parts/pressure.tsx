import { observationLimits } from '@ketame/care';
import { fill, useWords } from '../words/words.ts';
import { Field } from './Field.tsx';

export interface TypedPressure {
  readonly systolic: string;
  readonly diastolic: string;
}
export const noPressure: TypedPressure = { systolic: '', diastolic: '' };

/** mmHg as they are typed; empty where there is none. */
export const typedPressure = ({
  systolic,
  diastolic,
}: {
  readonly systolic: number | null;
  readonly diastolic: number | null;
}): TypedPressure => ({ systolic: String(systolic ?? ''), diastolic: String(diastolic ?? '') });

/** Whole mmHg within what a cuff can show; null when it is none. */
export function pressureOf({
  systolic,
  diastolic,
}: TypedPressure): { systolic: number; diastolic: number } | null {
  const [upper, lower] = [Number(systolic), Number(diastolic)];
  const fits = (value: number, { least, most }: { least: number; most: number }) =>
    Number.isInteger(value) && value >= least && value <= most;
  return fits(upper, observationLimits.systolic) && fits(lower, observationLimits.diastolic) && upper > lower
    ? { systolic: upper, diastolic: lower }
    : null;
}

interface PressureFieldsProps {
  readonly value: TypedPressure;
  readonly onChange: (value: TypedPressure) => void;
  /** Somebody tried to save it as it is. */
  readonly isTried: boolean;
}

export function PressureFields({ value, onChange, isTried }: PressureFieldsProps) {
  const words = useWords();
  const { systolic, diastolic } = observationLimits;
  const isWrong = isTried && pressureOf(value) === null;
  return (
    <div className="pair">
      <Field
        label={words.before.systolic}
        inputMode="numeric"
        maxLength={3}
        autoComplete="off"
        value={value.systolic}
        onChange={(text) => onChange({ ...value, systolic: text.trim() })}
      />
      <Field
        label={words.before.diastolic}
        inputMode="numeric"
        maxLength={3}
        autoComplete="off"
        value={value.diastolic}
        onChange={(text) => onChange({ ...value, diastolic: text.trim() })}
        problem={
          isWrong
            ? fill(words.before.pressureWrong, {
                least1: systolic.least,
                most1: systolic.most,
                least2: diastolic.least,
                most2: diastolic.most,
              })
            : null
        }
      />
    </div>
  );
}
