import { ErrorNotice } from './Notice.tsx';

/** What the browser says when a passkey was not used, or what the server says of its answer. */
export function PasskeyError({ error }: { readonly error: unknown }) {
  const cancelled = error instanceof Error && error.name === 'NotAllowedError';
  return (
    <ErrorNotice
      title="The passkey was not used"
      error={
        cancelled
          ? new Error('It was cancelled, it took too long, or this device has no passkey of this server.')
          : error
      }
    />
  );
}
