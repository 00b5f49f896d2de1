import { TextInput } from '@mantine/core';
import { ApiError } from '../api.ts';

interface CodeInputProps {
  readonly code: string;
  readonly onChange: (code: string) => void;
  readonly focused?: boolean;
}

/** For the six digits of an authenticator app, or a recovery code. */
export function CodeInput({ code, onChange, focused = true }: CodeInputProps) {
  return (
    <TextInput
      label="Code of the authenticator app"
      description="Or a recovery code"
      autoComplete="one-time-code"
      value={code}
      onChange={(event) => onChange(event.currentTarget.value)}
      required
      withAsterisk={false}
      data-autofocus={focused || undefined}
    />
  );
}

/** Whether the password was right and a code is asked for as well. */
export const isCodeNeeded = (error: unknown): boolean =>
  error instanceof ApiError && error.answer.code === 'code-needed';
