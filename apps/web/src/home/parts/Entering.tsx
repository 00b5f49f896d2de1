import { useWords } from '../words/words.ts';

/** Says that something could not be written to the device. */
export function EnteringFailed({ state }: { readonly state: string }) {
  const words = useWords();
  return (
    <p className="problem" role="alert">
      {state === 'failed' ? words.app.notKept : null}
    </p>
  );
}
