import { useState } from 'react';
import { PIN_LENGTH } from '../device/vault.ts';
import { useWords } from '../words/words.ts';
import { Field } from './Field.tsx';

interface PinFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: string | null;
}

export function PinField(props: PinFieldProps) {
  return <Field {...props} type="password" autoComplete="off" maxLength={PIN_LENGTH.most} />;
}

/** The fields of a new PIN, which is typed twice. */
export function useNewPin(label: string) {
  const { entrance } = useWords();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = pin.length < PIN_LENGTH.least;
  const isSame = pin === again;
  return {
    pin,
    /** Whether it may be used; what is wrong is said from then on. */
    check: () => {
      setTried(true);
      return !isShort && isSame;
    },
    fields: (
      <>
        <PinField
          label={label}
          value={pin}
          onChange={setPin}
          problem={isTried && isShort ? entrance.pinShort : null}
        />
        <PinField
          label={entrance.pinAgain}
          value={again}
          onChange={setAgain}
          problem={isTried && !isShort && !isSame ? entrance.pinDiffers : null}
        />
      </>
    ),
  };
}
