import { type ReactNode, useState } from 'react';
import { SignDialog } from '../parts/SignDialog.tsx';

/** What waits for its signatures. */
interface Waiting {
  readonly title: string;
  readonly what: ReactNode;
  readonly people: 1 | 2;
  readonly done: (proofs: string[]) => void;
}

/**
 * Collects the signatures of one person or two, one after the other, and then hands over their proofs.
 * @returns what is shown while it asks, and the function that asks
 */
export function useSignatures(): readonly [ReactNode, (waiting: Waiting) => void] {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [first, setFirst] = useState<string | null>(null);
  const close = () => {
    setWaiting(null);
    setFirst(null);
  };
  const dialog = waiting !== null && (
    <SignDialog
      key={first === null ? 'own' : 'second'}
      opened
      title={first === null ? waiting.title : `${waiting.title}: witness`}
      who={first === null ? 'own' : 'second'}
      onClose={close}
      onProof={({ proof }) => {
        const proofs = first === null ? [proof] : [first, proof];
        if (proofs.length < waiting.people) return setFirst(proof);
        close();
        waiting.done(proofs);
      }}
    >
      {waiting.what}
    </SignDialog>
  );
  return [dialog, setWaiting];
}
